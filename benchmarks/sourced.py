"""Sentences with the source that they stand in, as a model is given it: a report's prose and cells, the Regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from regulation import TITLE, load_regulation
from reports.editions import load_edition
from reports.model import Report
from reports.numerals import spoken
from reports.parse import parse_bytes
from reports.prose.sentences import SENTENCE
from retrieval.passages import report_passages

_ITEM = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)[^。，；：]{0,12}(?:[。：](?=.)|(?<=情况)(?=.))|[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．](?!\d)|[一二三四五六]是)"
)
_HEAD = re.compile(r"^[^，：。；\d]{2,12}：")
_SHORTEST, _LONGEST = 10, 130
_UNITS = {"applications": "件", "disputes": "件"}


@dataclass(frozen=True)
class Cell:
    """A cell's number with the labels of its row and column, and those of others that hold another number."""

    row: str
    column: str
    value: str
    unit: str
    other_columns: tuple[str, ...]
    other_rows: tuple[str, ...]


@dataclass(frozen=True)
class Sourced:
    """A sentence of a source without its full stop; `number` is the article's, `cell` what the sentence tells of a table."""

    sentence: str
    source: str
    beside: str | None = None
    number: int = 0
    cell: Cell | None = None

    @property
    def clauses(self) -> list[str]:
        """The parts between commas."""
        return re.split(r"[，,](?!\d)", self.sentence)


def _cut(text: str) -> list[str]:
    found = (_HEAD.sub("", _ITEM.sub("", m[0].strip())).rstrip("。；;！") for m in SENTENCE.finditer(text))
    return [s for s in found if _SHORTEST <= len(s) <= _LONGEST and s.count("“") == s.count("”")]


def of_report(data: bytes, name: str = "report.txt") -> Iterator[Sourced]:
    """The sentences of a report's prose, each with its passage, then one for each cell that is not 0."""
    report = parse_bytes(data, name)
    for passage in report_passages(report, "r"):
        if passage.table is None and passage.section is not None:
            source = f"{passage.title}（{passage.section}）：{passage.text}"
            found = _cut(passage.text)
            for n, sentence in enumerate(found):
                yield Sourced(sentence, source, found[n + 1] if n + 1 < len(found) else None)
    yield from _cells(report)


def _last(label: str) -> str:
    """A row's label without its number and the group before it."""
    return re.split(r"[（(][一二三四五六七][）)]|\d\.|[一二三四]、", re.sub(r"（区分.*）", "", label))[-1]


def _cells(report: Report) -> Iterator[Sourced]:
    edition = load_edition(report.edition)
    rows = [p for p in report_passages(report, "r") if p.table in _UNITS]
    for kind, unit in _UNITS.items():
        table = report.tables.get(kind)
        if table is None:
            continue
        labels = {row: edition.row_label(kind, row) for row in table.cells}
        sources = {label: p for label in labels.values() for p in rows if p.text.startswith(f"{label}：")}
        for row, cells in table.cells.items():
            columns = {edition.column_label(kind, row, c): cell.value for c, cell in cells.items()}
            for column, value in columns.items():
                if not value or labels[row] not in sources:
                    continue
                passage = sources[labels[row]]
                others = tuple(c for c, v in columns.items() if v != value)
                known = _last(labels[row])
                different = tuple(
                    _last(label) for r, label in labels.items()
                    if _last(label) not in known and known not in _last(label) and r in table.cells
                )  # fmt: skip
                cell = Cell(known, column, spoken(value), unit, others, different)
                source = f"{passage.title}（{passage.section}）：{passage.text}"
                yield Sourced(f"{known}：{column}{spoken(value)}{unit}", source, cell=cell)


def of_regulation() -> Iterator[Sourced]:
    """The sentences of the Regulation, each with its article."""
    for article in load_regulation().articles:
        source = f"{TITLE}{article.name}：{article.text}"
        for sentence in _cut(article.text):
            yield Sourced(sentence, source, number=article.number)
