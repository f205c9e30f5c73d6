"""Operations that need no report of a year: what is given, written or told beside the reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fee:
    """fee: what the processing fee comes to by the standard (国办函〔2020〕109号)."""

    applications: int | None = None
    pages: int | None = None


@dataclass(frozen=True)
class Application:
    """application: a citizen's request for information, to be written to an agency."""

    subject: str
    agency: str


@dataclass(frozen=True)
class Reports:
    """Which reports the library has: of a year, in an edition of the format, or that (do not) give something; `years` where
    the years are asked for that it has reports on."""

    year: int | None = None
    lacking: str = ""
    edition: str = ""
    years: bool = False


@dataclass(frozen=True)
class HowTo:
    """How to use this tool: the answer stands in corpus/help."""

    text: str


@dataclass(frozen=True)
class OutOfScope:
    """Not for this tool; why, in words for the person who asked."""

    reason: str
