"""The files of a call: each a report or an archive of several; a bad one is told of and stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import UNUSABLE, complain, fail, print_json
from reports.errors import UnusableFileError
from reports.model import Report
from reports.parse import parse_file

FILES = Annotated[
    list[Path],
    typer.Argument(help="报告文件（docx、doc、pdf、html、txt，或多份报告的 zip）", show_default=False),
]


def read_report(path: Path) -> Report:
    """The one report of a file; ends the program where it cannot be used."""
    try:
        return parse_file(path)
    except UnusableFileError as error:
        fail(f"{path}：{error}")


def _opened(path: Path) -> Iterator[tuple[str, Report | UnusableFileError]]:
    """The reports in a file: one, or those of an archive; an error stands in the place of what cannot be used."""
    from reports.parse import parse_bytes
    from reports.reading.opened import open_file

    for opened in open_file(path):
        name = str(path) if opened.name == path.name else f"{path}/{opened.name}"
        try:
            yield name, opened.error or parse_bytes(opened.content, opened.name)
        except UnusableFileError as error:
            yield name, error


class Batch:
    """The reports of a call; `failed` once one of the files could not be used."""

    def __init__(self, files: list[Path], as_json: bool) -> None:
        self._files, self._as_json = files, as_json
        self.failed = False

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        """The usable reports; the others are told of on stderr, and as JSON where that is printed."""
        for path in self._files:
            for name, report in _opened(path):
                if isinstance(report, Report):
                    yield name, report
                    continue
                self.failed = True
                complain(f"{name}：{report}")
                if self._as_json:
                    print_json({"file": name, "error": str(report)})

    def end(self, errors: bool = False) -> None:
        """Ends the program with 2 where a file could not be used, with 1 where the review found errors."""
        if self.failed or errors:
            raise typer.Exit(UNUSABLE if self.failed else 1)
