"""The figures that the tables hold, as texts and questions name them: loads corpus/lexicon/metrics.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from reports.model import Report

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "lexicon" / "metrics.toml"
CellPath = tuple[str, str, str]


@dataclass(frozen=True)
class Metric:
    """A figure: how it is said, and the cells (table, row, column) whose sum it is."""

    key: str
    name: str
    requires: tuple[re.Pattern[str], ...]
    excludes: tuple[re.Pattern[str], ...]
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
        if self.context is not None and not self.context.search(paragraph or text):
            return False
        return all(p.search(text) for p in self.requires) and not any(p.search(text) for p in self.excludes)

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
def _data() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


@cache
def _saying_no_more() -> dict[str, re.Pattern[str]]:
    """For each figure, by its key, what a clause may say beside the number without narrowing the figure."""
    neutral = _data()["neutral"]
    general = sorted(neutral, key=len, reverse=True)
    return {m.key: re.compile("|".join([*(p.pattern for p in m.requires), *general])) for m in load_metrics()}


def narrows(clause: str, metric: Metric, agency: str) -> bool:
    """Whether a clause, given without its number, says more than the figure itself: 其中（3件）经批准延期答复 is a part of it."""
    said = clause.replace(agency, " ") if agency else clause
    return bool(_LEFT_OVER.search(_saying_no_more()[metric.key].sub(" ", said)))


def _paths(raw: list[list[str]]) -> tuple[CellPath, ...]:
    return tuple((p[0], p[1], p[2]) for p in raw)


@cache
def load_metrics() -> tuple[Metric, ...]:
    """Every figure, in the order of the file."""
    data = _data()
    return tuple(
        Metric(
            key=m["key"],
            name=m["name"],
            requires=tuple(re.compile(p) for p in m["requires"]),
            excludes=tuple(re.compile(p) for p in m.get("excludes", ())),
            cells=_paths(m["cells"]),
            alternatives=tuple(_paths(a) for a in m.get("alternatives", ())),
            unit=re.compile(m["unit"]),
            context=re.compile(m["context"]) if "context" in m else None,
            elsewhere=re.compile(m["elsewhere"]) if "elsewhere" in m else None,
        )
        for m in data["metrics"]
    )
