"""The uniform formats as data: loads corpus/formats, one file per edition.

Source: 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号, issued under article 50 of the Regulation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from data_files import load_data
from errors import NianbaoError
from reports.edition_file import EditionFile, Line, Sum
from reports.numerals import fold, without_note_mark

FORMATS = Path(__file__).resolve().parent.parent / "corpus" / "formats"
LEADING_NUMBER = re.compile(r"^(?:[(（]?[一二三四五六七八九十]+[)）、.．·]|[(（]?\d+[)）、.．·])+")
_PUNCTUATION = re.compile(r"[\s、，,。.：:；;“”\"'‘’（）()《》<>〔〕\[\]【】*＊/／\\-]+")


# The same labels are asked for in every table of every report.
@lru_cache(maxsize=8192)
def normalise_label(text: str) -> str:
    """A heading or label reduced to what tells it apart: no number, width, white space, punctuation."""
    return _PUNCTUATION.sub("", LEADING_NUMBER.sub("", fold(without_note_mark(text))))


@cache
def _normalised(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(normalise_label(w) for w in words)


class UnknownCellError(NianbaoError):
    """A rule or an identity names a row or column that the form does not have."""

    def __init__(self, edition: str, key: str) -> None:
        super().__init__(
            f"统一格式 {edition} 没有“{key}”这一行或列；请在 corpus/formats/{edition}.toml 里用 means 写明它对应哪一行或列，"
            "或限定规则适用的版本。"
        )


@dataclass(frozen=True)
class Label:
    """A row, column or heading of the format: its key, printed label and the equivalent wordings."""

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    group: str | None = None
    kind: str = "count"

    def wordings(self) -> frozenset[str]:
        """Every accepted wording, normalised."""
        return _normalised((self.label, *self.aliases))


@dataclass(frozen=True)
class SectionFormat:
    """One of the six parts; `table` is the kind of table that must stand in it."""

    number: str
    title: str
    aliases: tuple[str, ...]
    table: str | None = None

    def wordings(self) -> frozenset[str]:
        """Every accepted wording of the heading, normalised."""
        return _normalised((self.title, *self.aliases))


@dataclass(frozen=True)
class Topic:
    """An aspect that the general part should cover, and words that show it does."""

    name: str
    signs: tuple[str, ...]


@dataclass(frozen=True)
class ClauseGroup:
    """The part of table two that belongs to one item of article 20 of the Regulation."""

    clause: str
    rows: tuple[Label, ...]
    columns: tuple[Label, ...]


@dataclass(frozen=True)
class Identity:
    """Sum of `left` = sum of `right`, for every column (across='columns') or row (across='rows')."""

    rule: str
    name: str
    table: str
    across: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    only: tuple[str, ...] = ()


@dataclass(frozen=True)
class Edition:
    """One edition of the uniform format."""

    edition: str
    document: str
    number: str
    first_year: int
    last_year: int | None
    topics_severity: str
    requires_processing_fee: bool
    results_section: str
    sections: tuple[SectionFormat, ...]
    topics: tuple[Topic, ...]
    active_disclosure: tuple[ClauseGroup, ...]
    application_rows: tuple[Label, ...]
    application_columns: tuple[Label, ...]
    dispute_rows: tuple[Label, ...]
    dispute_columns: tuple[Label, ...]
    identities: tuple[Identity, ...]

    def covers(self, year: int) -> bool:
        """Whether reports on this year are made in this edition."""
        return self.first_year <= year and (self.last_year is None or year <= self.last_year)

    def has(self, table: str, row: str, column: str) -> bool:
        """Whether the form has this cell."""
        return any(c.key == column for c in self.columns(table, row)) and any(
            r.key == row for r in self.rows(table)
        )

    def section(self, number: str) -> SectionFormat:
        """The part with this number (一 to 六)."""
        return next(s for s in self.sections if s.number == number)

    def rows(self, table: str) -> tuple[Label, ...]:
        """The rows of a table, in the order of the format."""
        if table == "active_disclosure":
            return tuple(r for g in self.active_disclosure for r in g.rows)
        return self.application_rows if table == "applications" else self.dispute_rows

    def columns(self, table: str, row: str) -> tuple[Label, ...]:
        """The columns that a row of a table has; table two has different ones for each clause."""
        if table == "active_disclosure":
            return next((g.columns for g in self.active_disclosure if row in {r.key for r in g.rows}), ())
        return self.application_columns if table == "applications" else self.dispute_columns

    def clause_of(self, row: str) -> str:
        """The item of article 20 to which a row of table two belongs; empty for a row of another table."""
        return next((g.clause for g in self.active_disclosure if row in {r.key for r in g.rows}), "")

    def row_label(self, table: str, key: str) -> str:
        """The printed label of a row, with its group where the label alone does not say enough."""
        for row in self.rows(table):
            if row.key == key:
                plain = row.group and row.group[:1] == "（"
                return f"{row.group}{row.label}" if plain else row.label
        return key

    def column_label(self, table: str, row: str, key: str) -> str:
        """The printed label of a column."""
        return next((c.label for c in self.columns(table, row) if c.key == key), key)


def _labels(lines: Iterable[Line]) -> tuple[Label, ...]:
    """Rows or columns of a file, by the keys of the house."""
    return tuple(Label(e.house_key, e.label or e.key, e.aliases, e.group, e.kind) for e in lines)


def _identity(file: EditionFile, entry: Sum) -> Identity:
    means = {
        line.key: line.house_key for part in file.tables(entry.table) for line in (*part.rows, *part.columns)
    }
    try:
        left, right, only = (tuple(means[k] for k in side) for side in (entry.left, entry.right, entry.only))
    except KeyError as error:
        raise UnknownCellError(file.edition, str(error.args[0])) from error
    return Identity(entry.rule, entry.name, entry.table, entry.across, left, right, only)


@cache
def load_edition(name: str) -> Edition:
    """The edition '2019' or '2021' from its file; DataFileError where there is none or it does not fit the schema."""
    file = load_data(FORMATS / f"{name}.toml", EditionFile)
    return Edition(
        edition=file.edition,
        document=file.document,
        number=file.number,
        first_year=file.first_year,
        last_year=file.last_year,
        topics_severity=file.topics_severity,
        requires_processing_fee=file.requires_processing_fee,
        results_section=file.results_section,
        sections=tuple(SectionFormat(s.number, s.title, s.aliases, s.table) for s in file.sections),
        topics=tuple(Topic(t.name, t.signs) for t in file.topics),
        active_disclosure=tuple(
            ClauseGroup(g.clause, _labels(g.rows), _labels(g.columns)) for g in file.active_disclosure
        ),
        application_rows=_labels(file.applications.rows),
        application_columns=_labels(file.applications.columns),
        dispute_rows=_labels(file.disputes.rows),
        dispute_columns=_labels(file.disputes.columns),
        identities=tuple(_identity(file, i) for i in file.identities),
    )


@cache
def all_editions() -> tuple[Edition, ...]:
    """Every edition there is a file for, oldest first."""
    return tuple(sorted((load_edition(p.stem) for p in FORMATS.glob("*.toml")), key=lambda e: e.first_year))


@lru_cache(maxsize=64)
def edition_for(year: int | None) -> Edition | None:
    """The edition in which reports on this year are made, the newest where several cover it; None before the first
    (2008 to 2018)."""
    return None if year is None else next((e for e in reversed(all_editions()) if e.covers(year)), None)
