"""Reports in the many ways in which offices really write, whose text and tables agree in every number.

benchmarks/prose holds one file for each: what it says, and the cells that are not 0.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.generate.content import Content
from reports.editions import Edition, edition_for

_KINDS = ("active_disclosure", "applications", "disputes")
FOLDER = Path(__file__).resolve().parent.parent / "prose"


def _cells(edition: Edition, kind: str, stated: dict[str, Any]) -> dict[str, dict[str, Decimal]]:
    """The cells of a table, 0 where nothing is stated; ValueError for a row or column that the edition has not."""
    table: dict[str, dict[str, Decimal]] = {}
    unknown = set(stated) - {row.key for row in edition.rows(kind)}
    for row in edition.rows(kind):
        given = stated.get(row.key, {})
        unknown |= set(given) - {c.key for c in edition.columns(kind, row.key)}
        cells = {c.key: Decimal(str(given.get(c.key, 0))) for c in edition.columns(kind, row.key)}
        if kind != "active_disclosure":
            cells["total"] = sum((v for k, v in cells.items() if k != "total"), Decimal(0))
        table[row.key] = cells
    if unknown:
        raise ValueError(f"{kind} of the format of {edition.edition} has no {'、'.join(sorted(unknown))}")
    return table


def empty_tables(edition: Edition) -> dict[str, dict[str, dict[str, Decimal]]]:
    """The three tables of an edition with 0 in every cell."""
    return {kind: _cells(edition, kind, {}) for kind in _KINDS}


def prose_report(name: str) -> Content:
    """The report of one file of benchmarks/prose, by its name without ending."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), parse_float=Decimal)
    edition = edition_for(data["year"])
    assert edition is not None
    tables = data.get("tables", {})
    return Content(
        agency=data["agency"],
        level=data["level"],
        year=data["year"],
        edition=edition,
        tables={kind: _cells(edition, kind, tables.get(kind, {})) for kind in _KINDS},
        title=data["title"],
        preamble=data["preamble"],
        sections={number: data["sections"].get(number, []) for number in "一二三四五六"},
        headings={s.number: f"{s.number}、{s.title}" for s in edition.sections},
    )


def prose_names() -> list[str]:
    """The names of every report there is."""
    return sorted(p.stem for p in FOLDER.glob("*.toml"))


def prose_defects() -> list[tuple[str, str, str, str]]:
    """Report, words, what is put in their place, and the rule that must say so (- for none)."""
    lines = (FOLDER / "defects.tsv").read_text(encoding="utf-8").splitlines()
    return [(r, old, new, rule) for r, old, new, rule in (line.split("\t") for line in lines)]


def with_words_changed(content: Content, old: str, new: str) -> Content:
    """The report with some words replaced where they first stand; ValueError where they do not."""
    if old in content.preamble:
        content.preamble = content.preamble.replace(old, new, 1)
        return content
    for paragraphs in content.sections.values():
        for i, text in enumerate(paragraphs):
            if old in text:
                paragraphs[i] = text.replace(old, new, 1)
                return content
    raise ValueError(f"{old} does not stand in the report")


def ordinary_sentences() -> list[tuple[str, str]]:
    """Sentences that stand in many reports, with numbers of their own that no table holds; each with its part."""
    lines = (FOLDER / "ordinary_sentences.tsv").read_text(encoding="utf-8").splitlines()
    return [(number, sentence) for number, sentence in (line.split("\t") for line in lines)]
