"""Where something stands: the cells that it names or counts, else the sentences that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from answering.evidence.fact import CellFact, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.narrative_index import Ranked
from answering.evidence.places import cell, paragraphs_of, passage, whole_passage
from answering.evidence.values import of_cells
from answering.extract import best_words
from answering.plan.figures import figure_asked
from answering.plan.kinds import asks_rank
from answering.plan.measures import numbers_in
from answering.plan.numbers_said import first_number
from answering.plan.operations import Where
from reports.editions import load_edition, normalise_label
from reports.prose.sentences import Sentence

_MOST_CELLS = 3
_MOST_PLACES = 8
_SHORTEST = 2


def _cells_with(value: Decimal, words: str, held: Held, facts: Facts) -> list[CellFact]:
    """The cells that hold a number, those of the totals first; only those of the row that the words name, where it does."""
    named = figure_asked(f"{words}有多少件", held.report)
    found = [
        (kind, row, column)
        for kind, table in held.report.tables.items() for row, cells in table.cells.items() for column in cells
        if table.value(row, column) == value
    ]  # fmt: skip
    own = [p for p in found if named is not None and p[0] == named.table and p[1] in named.rows]
    found = own or found
    found.sort(key=lambda p: p[2] != "total")
    return [cell(p, held, facts) for p in found[:_MOST_CELLS]]


def place_of_words(asked: Where, held: Held, facts: Facts) -> list[PassageFact | CellFact]:
    """Where something stands: the row of a table that it names, else the sentences that say it, all where all are asked."""
    words = asked.words
    if asked.every and (said := [s for s in held.narrative.sentences if words in s.text]):
        return [whole_passage(held, s, facts) for s in said[:_MOST_PLACES]]
    if contact := list(_contacts(words, held, facts)):
        return list(dict.fromkeys(contact))
    number = first_number(words) if "%" not in words else None
    if number is not None and (found_cells := _cells_with(number, words, held, facts)):
        return list(found_cells)
    figure = figure_asked(f"{words}有多少件", held.report)
    if figure is not None and not held.narrative.words(words.replace(figure.name, "")):
        figure = figure_asked(words, held.report) or figure
    edition = load_edition(held.report.edition)
    if (asked.row or asked.column) and figure is not None and (cells := figure.cells(held.report)):
        return [cell(cells[-1], held, facts)]
    label = normalise_label(words)
    for kind, table in held.report.tables.items():
        for row in table.cells:
            if (len(label) > 3 or (asked.row and len(label) >= _SHORTEST)) and label in normalise_label(
                edition.row_label(kind, row)
            ):
                path = (kind, row, list(table.cells[row])[-1])
                return [cell(path, held, facts)]
    found = held.narrative.statements(words, held.narrative.words(words))
    if asks_rank(words) and (ranked := _ranked(held)) is not None:
        return [whole_passage(held, ranked, facts)]
    best: list[Ranked] = [r for r in found[:1] if r.coverage >= 0.5]
    best = best or _of_what_is_said(words, held)
    if best:
        s = best[0].sentence
        return [whole_passage(held, s, facts)]
    if figure is not None and (cells := figure.cells(held.report)):
        return [cell(cells[-1], held, facts)]
    return _nearest_in_meaning(words, held, facts)


_RANK = re.compile("第[一二三四五六七八九十\\d]{1,3}(?:名|位)|(?:名次|排名|位居|列)第")


def _ranked(held: Held) -> Sentence | None:
    """The one sentence that tells a rank (名次写在哪一段)."""
    found = [s for s in held.narrative.sentences if _RANK.search(s.text)]
    return found[0] if len(found) == 1 else None


def _of_what_is_said(words: str, held: Held) -> list[Ranked]:
    """The sentence that says every telling word of a thing that the report has, where it has most of them."""
    every = [w for w in held.narrative.words(words) if w.is_telling and not w.is_year]
    said = [w for w in every if held.narrative.says(w)]
    if not said or len(said) * 2 < len(every):
        return []
    number = {q.value for q in numbers_in(words)}
    found = [r for r in held.narrative.statements(words, said) if r.coverage >= _EVERY_WORD]
    found.sort(key=lambda r: -len(number & {q.value for q in numbers_in(r.sentence.text)}))
    return found[:1]


_EVERY_WORD = 0.99


def _nearest_in_meaning(words: str, held: Held, facts: Facts) -> list[PassageFact | CellFact]:
    """The words of the passage that is nearest in meaning, where one is clearly near."""
    for hit in held.passages.find(words, 1):
        text = best_words(hit.passage.text, words)
        whole = next((p for p in paragraphs_of(held.report, None) if text in p.text), None)
        if hit.fit >= _MEANT and whole is not None:
            start = whole.text.index(text)
            return [passage(held, whole, start, start + len(text), facts)]
    return []


_MEANT = 0.05


# How a report says where it is to be asked, by what a question calls that.
_CONTACTS = {
    "phone": "电话|号码|联系方式|热线", "address": "(?<!邮件)(?<!邮箱)地址|联系方式", "email": "邮箱|电子邮件",
    "postcode": "邮编|邮政编码", "fax": "传真",
}  # fmt: skip
_ONLY_CONTACTS = re.compile(
    f"(?:{'|'.join(_CONTACTS.values())}|联系|办公|单位|部门|机关|[的和与及、跟]|咨询)+"
)


def _contacts(words: str, held: Held, facts: Facts) -> Iterator[PassageFact]:
    """The sentences that give the contact data which are all that is asked after."""
    if not _ONLY_CONTACTS.fullmatch(words):
        return
    for key, said in _CONTACTS.items():
        value = held.report.contact.get(key) if re.search(said, words) else None
        told = next((s for s in held.narrative.sentences if value and value in s.text), None)
        if told is not None:
            yield whole_passage(held, told, facts)


def place_among(asked: Where, held: Held, facts: Facts) -> list[CellFact]:
    """The cells of the two places that a question asks to choose from, in its order; empty where it names no two."""
    figures = [figure_asked(f"{place}{asked.words}有多少件", held.report) for place in asked.either]
    cells = [c for f in figures if f is not None and (c := of_cells(f, held, facts)) is not None]
    return cells if len({c.cells for c in cells}) == len(asked.either) else []
