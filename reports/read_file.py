"""A file of a call, read: its report, or the error that says why there is none."""

from __future__ import annotations

from dataclasses import dataclass

from reports.errors import UnusableFileError
from reports.model import Report
from reports.parse import parse_bytes
from reports.reading.opened import Opened


@dataclass(frozen=True)
class ReadFile:
    """A file of the call, read: its report, or the error that says why there is none."""

    name: str
    content: bytes = b""
    report: Report | None = None
    error: UnusableFileError | None = None


def read(opened: Opened, name: str = "") -> ReadFile:
    """An opened file, read; what is wrong with it is told, not raised."""
    name = name or opened.name
    if opened.error is not None:
        return ReadFile(name, error=opened.error)
    try:
        return ReadFile(name, opened.content, parse_bytes(opened.content, opened.name))
    except UnusableFileError as error:
        return ReadFile(name, opened.content, error=error)
