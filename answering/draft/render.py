"""A draft becomes an answer: slots are filled, spans are copied, each place is cited once, marks stand at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from answering.answer import Answer, Citation, Evidence
from answering.draft.sentence import Draft, Piece, Sentence, Span
from answering.evidence.fact import (
    ArticleFact,
    CellFact,
    Computed,
    Fact,
    Facts,
    FindingFact,
    PassageFact,
    ProseFact,
    Silence,
    StatedFact,
)
from answering.reviewed import review_citation
from answering.source import Source, cite_cells
from reports.numerals import in_ten_thousands, spoken
from retrieval.passages import report_title

_MOST_CELLS = 8


class Renderer:
    """Renders drafts over some facts; `sources` are the reports by id."""

    def __init__(self, facts: Facts, sources: Mapping[str, Source]) -> None:
        self._facts = facts
        self._sources = sources
        self._evidence = Evidence()

    def answer(self, question: str, draft: Draft) -> Answer:
        """The answer: a line for each sentence that ends one, its marks after its last word."""
        text = ("" if draft.paragraph else "\n").join(
            line for s in draft.sentences if (line := self._line(s))
        )
        table = tuple(tuple(self._text(p) for p in row) for row in draft.table)
        return Answer(question, text, tuple(self._evidence.citations), abstained=draft.abstained, table=table)

    def length(self, pieces: Sequence[Piece]) -> int:
        """How many characters some pieces come to."""
        return len("".join(self._text(p) for p in pieces))

    def _line(self, sentence: Sentence) -> str:
        words = "".join(self._text(p) for p in sentence.pieces)
        ids = [p.fact for p in sentence.pieces if not isinstance(p, str)] + list(sentence.cites)
        marks = "".join(dict.fromkeys(m for i in dict.fromkeys(ids) for m in self._marks(self._facts[i])))
        return words + marks if words else ""

    def _text(self, piece: Piece) -> str:
        if isinstance(piece, str):
            return piece
        fact = self._facts[piece.fact]
        return _words(fact, piece) if isinstance(piece, Span) else _filled(fact, piece.form)

    def _marks(self, fact: Fact) -> list[str]:
        """The marks of a fact: its own place, or those of the facts that it was made of."""
        if isinstance(fact, Computed):
            return [m for i in fact.of for m in self._marks(self._facts[i])]
        if isinstance(fact, CellFact):
            source = self._sources[fact.report]
            filled = tuple(c for c in fact.cells if source.report.tables[c[0]].value(c[1], c[2]))
            known = tuple(c for c in fact.cells if c not in fact.blank)
            shown = (filled or known[:1] or fact.cells[:1])[:_MOST_CELLS]
            return [cite_cells(self._evidence, source, shown)]
        if isinstance(fact, FindingFact):
            return [self._evidence.cite(review_citation(self._sources[fact.report], fact.finding))]
        if isinstance(fact, ArticleFact):
            return [
                self._evidence.cite(
                    Citation(
                        0, "regulation", fact.title, fact.text, section=fact.chapter, article=fact.number
                    )
                )
            ]
        if isinstance(fact, ProseFact | PassageFact | StatedFact):
            return [self._of_report(fact)] if fact.paragraph is not None else []
        return []

    def _of_report(self, fact: ProseFact | PassageFact | StatedFact) -> str:
        report = self._sources[fact.report].report
        quote = fact.quote if isinstance(fact, StatedFact) else fact.text
        section = report.section_of(fact.paragraph) if fact.paragraph is not None else None
        return self._evidence.cite(
            Citation(
                0,
                "report",
                report_title(report),
                quote,
                section=section,
                report=fact.report,
                anchor=fact.paragraph,
            )
        )


def _words(fact: Fact, span: Span) -> str:
    if isinstance(fact, FindingFact):
        return fact.finding.message[span.start : span.end]
    if isinstance(fact, Silence):
        return fact.what
    text = fact.quote if isinstance(fact, StatedFact) else getattr(fact, "text", "")
    return str(text)[span.start : span.end]


def _filled(fact: Fact, form: str) -> str:
    """What a slot shows: value with unit, bare number, name, arithmetic, verdict."""
    if form == "name":
        return str(getattr(fact, "name", ""))
    if isinstance(fact, Computed) and form in ("arithmetic", "verdict"):
        return fact.arithmetic if form == "arithmetic" else fact.verdict
    if isinstance(fact, StatedFact):
        return fact.value
    if isinstance(fact, CellFact | ProseFact | Computed):
        write = in_ten_thousands if isinstance(fact, ProseFact) else spoken
        number = "未填" if fact.value is None else write(fact.value)
        return number if form == "number" or fact.value is None else f"{number}{fact.unit}"
    return ""
