"""Which rows and columns of the tables a question names, in the words of reports.vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from reports.vocabulary import Asked, ColumnWords, FigureWords, vocabulary


@dataclass(frozen=True)
class Row:
    """A row of the tables, or a group of them, as questions name it; `vague` where the words may mean another thing."""

    figure: FigureWords
    words: Asked
    vague: bool = False

    @property
    def name(self) -> str:
        """How an answer names it."""
        return self.figure.name

    @property
    def table(self) -> str:
        """The table that it stands in."""
        return self.figure.table

    @property
    def rows(self) -> tuple[str, ...]:
        """The keys of its rows."""
        return self.figure.rows

    @property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        """The wordings."""
        return self.words.patterns


def _asked(figure: FigureWords) -> Iterator[Row]:
    if figure.asked:
        yield Row(figure, figure.asked)
    if figure.asked_vaguely:
        yield Row(figure, figure.asked_vaguely, vague=True)


@cache
def asked_rows() -> tuple[Row, ...]:
    """Every row and group of rows that questions name, in the order of the vocabulary."""
    return tuple(row for figure in vocabulary().figures for row in _asked(figure))


@cache
def asked_columns(table: str) -> tuple[ColumnWords, ...]:
    """Every column of a table that questions name beside its rows: applicants, outcomes, counts."""
    return tuple(c for c in vocabulary().columns if c.table == table)


Named = TypeVar("Named", Row, ColumnWords)


def _size(entry: Row | ColumnWords) -> int:
    return len(entry.rows if isinstance(entry, Row) else entry.columns)


def _longest(entries: Iterable[Named], question: str) -> Named | None:
    """The entry with the longest match; on equal length the one that is more specific (fewer cells)."""
    found = [
        (len(match[0]), -_size(entry), -order, entry)
        for order, entry in enumerate(entries)
        for pattern in entry.patterns
        if (match := pattern.search(question))
    ]
    return max(found, key=lambda f: f[:3])[3] if found else None


def _rank(row: Row) -> int:
    """How specific a row is: an outcome, a group of outcomes, all that were dealt with, all that were received."""
    if row.rows in (("total",), ("new_received",)):
        return 3 if row.rows == ("new_received",) else 2
    return 1 if row.table == "applications" and len(row.rows) > 1 else 0


def row_asked(question: str) -> Row | None:
    """The row asked for: the most specific kind that is named, then the longest wording."""
    for rank in range(4):
        found = _longest((r for r in asked_rows() if _rank(r) == rank), question)
        if found is not None:
            return found
    return None


def column_asked(question: str, table: str, among: Sequence[str] | None = None) -> ColumnWords | None:
    """The column of a table, or among some of its columns, that a question names: the longest wording."""
    return _longest((c for c in asked_columns(table) if among is None or c.name in among), question)


def row_named(*keys: str) -> Row:
    """The row of a single key, or the group of several."""
    return next(r for r in asked_rows() if r.rows == keys)


Span = tuple[int, int]


def _mentions(entries: Iterable[Named], question: str) -> list[tuple[Span, Named]]:
    """The entries that a question names, with their places, in its order; of wordings that overlap the longest."""
    found = [
        (len(m[0]), -m.start(), m.span(), entry)
        for entry in entries for pattern in entry.patterns for m in pattern.finditer(question)
    ]  # fmt: skip
    taken: list[tuple[Span, Named]] = []
    for _, _, (start, end), entry in sorted(found, key=lambda f: f[:2], reverse=True):
        apart = all(end <= s or start >= e for (s, e), _ in taken)
        if apart and all(entry.name != known.name for _, known in taken):
            taken.append(((start, end), entry))
    return sorted(taken, key=lambda t: t[0])


def row_mentions(question: str) -> list[tuple[Span, Row]]:
    """The rows that a question names, with their places, in its order."""
    return _mentions(asked_rows(), question)


def column_mentions(question: str, table: str) -> list[tuple[Span, ColumnWords]]:
    """The columns of a table that a question names, with their places, in its order."""
    return _mentions(asked_columns(table), question)


def rows_named(question: str) -> list[Row]:
    """The rows that a question names: all that was received or dealt with only where fewer than two others are named."""
    found = [row for _, row in row_mentions(question)]
    single = [r for r in found if _rank(r) < 2]
    return single if len(single) >= 2 else found


def names_figure(question: str) -> bool:
    """Whether a question names a row of the tables."""
    return row_asked(question) is not None
