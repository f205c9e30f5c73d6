"""The figures of the tables as the narrative states them (corpus/lexicon/figures.toml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from reports.model import Report
from reports.vocabulary import CellPath, Cells, FigureWords, vocabulary


@dataclass(frozen=True)
class Metric:
    """A figure: how it is said, and the cells (table, row, column) whose sum it is."""

    key: str
    name: str
    requires: tuple[re.Pattern[str], ...]
    excludes: re.Pattern[str] | None
    cells: tuple[CellPath, ...]
    alternatives: tuple[tuple[CellPath, ...], ...]
    unit: re.Pattern[str]
    context: re.Pattern[str] | None = None
    elsewhere: re.Pattern[str] | None = None

    def other_subject(self, sentence: str) -> bool:
        """Whether a sentence is on another subject that uses the same words (权责清单126项，其中行政许可12项)."""
        return self.elsewhere is not None and bool(self.elsewhere.search(sentence))

    def named_in(self, text: str, paragraph: str = "") -> bool:
        """Whether a clause speaks of this figure; some are only meant where the paragraph is on their subject."""
        for pattern in self.requires:
            if not pattern.search(text):
                return False
        if self.context is not None and not self.context.search(paragraph or text):
            return False
        return self.excludes is None or not self.excludes.search(text)

    def readings(self, report: Report) -> list[tuple[Decimal, tuple[CellPath, ...]]]:
        """Every value that the tables give for it: the main reading first, then the other accepted ones."""
        found = []
        for cells in (self.cells, *self.alternatives):
            values = [_value(report, path) for path in cells]
            known = [v for v in values if v is not None]
            if known and len(known) == len(values):
                found.append((sum(known, Decimal(0)), cells))
        return found


def _value(report: Report, path: CellPath) -> Decimal | None:
    table = report.tables.get(path[0])
    return None if table is None else table.value(path[1], path[2])


_LEFT_OVER = re.compile("[一-鿿]")


@cache
def _saying_no_more() -> dict[str, re.Pattern[str]]:
    """For each figure, by its key, what a clause may say beside the number without narrowing the figure."""
    general = sorted(vocabulary().neutral, key=len, reverse=True)
    return {m.key: re.compile("|".join([*(p.pattern for p in m.requires), *general])) for m in load_metrics()}


def narrows(clause: str, metric: Metric, agency: str) -> bool:
    """Whether a clause, given without its number, says more than the figure itself: 其中（3件）经批准延期答复 is a part of it."""
    said = clause.replace(agency, " ") if agency else clause
    return bool(_LEFT_OVER.search(_saying_no_more()[metric.key].sub(" ", said)))


def _metric(figure: FigureWords) -> Iterator[Metric]:
    told = figure.told
    if told is None:
        return
    cells = told.cells or Cells(rows=figure.rows, columns=figure.columns)
    yield Metric(
        key=figure.key,
        name=told.name or figure.name,
        requires=tuple(re.compile(p) for p in told.requires),
        excludes=re.compile("|".join(told.excludes)) if told.excludes else None,
        cells=cells.paths(figure.table),
        alternatives=tuple(a.paths(figure.table) for a in told.alternatives),
        unit=re.compile(told.unit),
        context=re.compile(told.context) if told.context else None,
        elsewhere=re.compile(told.elsewhere) if told.elsewhere else None,
    )


@cache
def _any_word() -> re.Pattern[str]:
    """What stands in every text that names a figure at all."""
    return re.compile("|".join(m.requires[0].pattern for m in load_metrics()))


def named_among(metrics: Sequence[Metric], text: str, paragraph: str = "") -> list[Metric]:
    """The figures that a clause speaks of, in their order."""
    return [m for m in metrics if m.named_in(text, paragraph)] if _names_any(text) else []


# A clause is asked about by itself, with what stands before it and among several figures.
@lru_cache(maxsize=4096)
def _names_any(text: str) -> bool:
    return _any_word().search(text) is not None


@cache
def metrics_by_key() -> dict[str, Metric]:
    """Every figure by its key."""
    return {m.key: m for m in load_metrics()}


@cache
def load_metrics() -> tuple[Metric, ...]:
    """Every figure that the narrative may state, in the order of the file."""
    return tuple(metric for figure in vocabulary().figures for metric in _metric(figure))
