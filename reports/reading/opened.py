"""A file from a disk: the report in it, or those of an archive, each on its own so that a bad one stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.errors import FileMissingError, UnusableFileError
from reports.reading.archive import unpack
from reports.reading.file_type import FileType, detect
from reports.reading.limits import Limits, usual_limits


@dataclass(frozen=True)
class Opened:
    """A file's name with its content, or with the error that says why there is none."""

    name: str
    content: bytes = b""
    error: UnusableFileError | None = None


def read_file(path: Path, limits: Limits) -> bytes:
    """The bytes of a file; raises an UnusableFileError where it is missing, a folder, unreadable or too large."""
    try:
        if path.is_dir():
            raise FileMissingError("这是文件夹，不是文件；请给出文件，或用 index 收录整个文件夹。")
        with path.open("rb") as stream:
            data = stream.read(limits.file_bytes + 1)
    except FileNotFoundError as error:
        raise FileMissingError("文件不存在；请检查路径。") from error
    except OSError as error:
        raise FileMissingError("文件无法打开，可能没有读取权限；请检查文件权限。") from error
    limits.require_size(len(data))
    return data


def open_file(path: Path, limits: Limits | None = None) -> Iterator[Opened]:
    """The file, or each file of an archive; never raises for what is in it."""
    try:
        limits = limits or usual_limits()
        data = read_file(path, limits)
        if detect(data, limits) is not FileType.ARCHIVE:
            yield Opened(path.name, data)
            return
        found = False
        for name, content in unpack(data, limits):
            found = True
            yield Opened(name, content)
        if not found:
            raise UnusableFileError("压缩包里没有文件；请重新打包后提供。")
    except UnusableFileError as error:
        yield Opened(path.name, error=error)
