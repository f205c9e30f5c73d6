"""The files of a call: each a report or an archive of several; a bad one is told of and stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import UNUSABLE, complain, fail, print_json
from cli.waiting import pages_told
from reports.errors import UnusableFileError
from reports.model import Report
from reports.naming import named, typed_name
from reports.parse import parse_file
from reports.read_file import ReadFile, read
from reports.reading.opened import open_file

if TYPE_CHECKING:
    from office.desk import Desk
    from office.file_reviews import Circumstances, FileReview
    from office.one_review import Review

FILES = Annotated[
    list[Path],
    typer.Argument(
        metavar="文件", help="报告文件（docx、doc、pdf、html、txt，或多份报告的 zip）", show_default=False
    ),
]


def read_report(path: Path) -> Report:
    """The one report of a file; ends the program where it cannot be used."""
    try:
        with pages_told(path.name):
            return parse_file(path)
    except UnusableFileError as error:
        fail(f"{path}：{error}")


def read_files(path: Path) -> Iterator[ReadFile]:
    """The reports in a file: one, or those of an archive; an error stands in the place of what cannot be used."""
    for opened in open_file(path):
        name = str(path) if opened.name == path.name else f"{path}/{opened.name}"
        with pages_told(opened.name):
            file = read(opened, name)
        yield file


VERIFY = "核对无误的请加 --verified，或在审阅页面里确认。"
VERIFIED = Annotated[bool, typer.Option("--verified", help="已对照原件，读取结果无误")]
AGENCY = Annotated[
    str | None, typer.Option("--agency", help="单位名称，文件里没有读出时用", show_default=False)
]


def _name(typed: str | None) -> str | None:
    try:
        return typed_name(typed) if typed is not None else None
    except UnusableFileError as error:
        fail(str(error))


class Batch:
    """The files of a call; `refused` are those that could not be used, `failed` once there is one.

    `agency` is the name of the one report among them that does not tell its own.
    """

    def __init__(self, files: list[Path], as_json: bool = False, agency: str | None = None) -> None:
        self._files, self._as_json = files, as_json
        self._agency = _name(agency)
        self.failed = False
        self.refused: list[ReadFile] = []

    def _refuse(self, file: ReadFile) -> None:
        """What could not be used is told of on stderr, and as JSON where that is printed."""
        self.failed = True
        self.refused.append(file)
        complain(f"{file.name}：{file.error}")
        if self._as_json:
            print_json({"file": file.name, "error": str(file.error)})

    def reports(self) -> Iterator[tuple[str, Report]]:
        """The usable reports, one after the other."""
        for file in self._read():
            if file.report is not None:
                yield file.name, file.report
            else:
                self._refuse(file)

    def _read(self) -> Iterator[ReadFile]:
        """Every file of the call; the name that was typed is for one report, so a second without a name ends it."""
        unnamed = ""
        for file in (file for path in self._files for file in read_files(path)):
            if self._agency is None or file.report is None or file.report.agency is not None:
                yield file
                continue
            if unnamed:
                fail(f"{unnamed}、{file.name}都没有读出单位名称；--agency 一次只用于一份，请分开审查。")
            unnamed = file.name
            yield replace(file, report=named(file.report, self._agency))

    def reviews(
        self, circumstances: Circumstances, desk: Desk | None = None
    ) -> Iterator[tuple[FileReview, Review]]:
        """The reviews of the usable reports, each beside the others of the call."""
        from office.file_reviews import review_files

        for done in review_files(self._read(), circumstances, desk):
            if done.review is None:
                self._refuse(done.file)
                continue
            if done.remark:
                complain(done.remark)
            yield done, done.review

    def end(self, errors: bool = False) -> None:
        """Ends the program with 2 where a file could not be used, with 1 where the review found errors."""
        if self.failed or errors:
            raise typer.Exit(UNUSABLE if self.failed else 1)
