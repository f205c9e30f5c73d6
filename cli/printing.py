"""How the command line speaks: results on standard output, one Chinese sentence on standard error, files whole."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from typing import NoReturn

import typer

UNUSABLE = 2


def say(text: str) -> None:
    """A line of the result."""
    typer.echo(text)


def complain(text: str) -> None:
    """A line about what is wrong."""
    typer.echo(text, err=True)


def fail(text: str) -> NoReturn:
    """Ends the program with a line about what is wrong."""
    complain(text)
    raise typer.Exit(UNUSABLE)


def print_json(record: object) -> None:
    """An object as a line of JSON."""
    say(json.dumps(record, ensure_ascii=False))


def require_suffix(path: Path, what: str, *suffixes: str) -> None:
    """Fails where a file to be written has another extension."""
    if path.suffix.lower() not in suffixes:
        fail(f"{path}：{what}只能写成 {' 或 '.join(suffixes)} 文件；请改用这样的扩展名。")


def write_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=".nianbao-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        fail(f"{path}：无法写入；请检查文件夹是否存在、是否有写权限。")
