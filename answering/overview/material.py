"""What lines of an overview are made of, each as pieces: figures that are not 0, deeds, problems, measures, findings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from answering.draft.sentence import Piece, Slot, Span
from answering.evidence.fact import CellFact, Facts, FindingFact, PassageFact
from answering.evidence.held import Held
from answering.evidence.overview import Seen, aspect_of, overview_of
from answering.evidence.part_five import Item, PartFive, part_five_of
from answering.evidence.places import paragraphs_of
from answering.overview.body import Body, Topic, body_of
from answering.overview.deeds import Deed, Deeds, deeds_of
from answering.overview.two_years import Change, changes_between
from answering.plan.measures import numbers_in
from answering.plan.request import topics_of
from retrieval.terms import pairs
from review.finding import Severity

_HANDLED = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
_RECEIVED, _DONE, _LEFT = "新收政府信息公开申请", "办理结果总计", "结转下年度继续办理的申请"
_RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结")
_NUMBERS_WRONG = ("SUM", "TXT", "TAB", "CON", "RDG")
_MOST_APPLYING = 4
_SUBJECT = re.compile("内容|主要|集中")
# What a figure is called by without saying which.
_OF_EVERY_FIGURE = re.compile("依申请(?:公开)?|政府信息|信息公开|主动公开|数量|总数|情况|工作")
_TRAILING = "。；，：;,"
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Material:
    """The facts of an overview of one report, made when they are first used; `before` is last year's report, `asked` what
    the overview is to be about, in the words of the question."""

    held: Held
    facts: Facts
    before: Held | None = None
    named: tuple[CellFact, ...] = field(default=())
    topics: tuple[Topic, ...] = ()
    asked: str = ""

    @property
    def agency(self) -> str:
        """The agency's name."""
        return self.held.report.shown_agency

    @property
    def year(self) -> str:
        """The year of the report, with 年."""
        return f"{self.held.report.year}年" if self.held.report.year else ""

    @property
    def name(self) -> str:
        """Agency and year."""
        return self.held.source.name

    @cached_property
    def seen(self) -> Seen:
        """Figures, rates, fee and findings."""
        return overview_of(self.held, self.facts)

    @cached_property
    def deeds(self) -> Deeds:
        """What was done."""
        return deeds_of(self.held, self.facts)

    @cached_property
    def five(self) -> PartFive:
        """Problems and measures."""
        return part_five_of(self.held, self.facts)

    @cached_property
    def five_before(self) -> PartFive:
        """Problems and measures of last year's report."""
        return part_five_of(self.before, self.facts) if self.before is not None else PartFive()

    def applying(self) -> list[Deed]:
        """What part one tells of applications in numbers; the one sentence that tells of them where it has no heading."""
        cuts = aspect_of("依申请公开", paragraphs_of(self.held.report, "一"))
        told = [
            d for d in self.deeds.every
            if any(p.index == d.fact.paragraph and a <= d.fact.start < b for p, a, b in cuts) and (numbers_in(d.text) or _SUBJECT.search(d.text))
        ]  # fmt: skip
        return (told or [d for d in (self.deeds.applied,) if d is not None])[:_MOST_APPLYING]

    @cached_property
    def body(self) -> Body:
        """What the report says on what the question names."""
        return body_of(self.topics, self.held, self.five, self.facts)

    def disclosing(self) -> list[Deed]:
        """The deeds under 主动公开."""
        cuts = aspect_of("主动公开", paragraphs_of(self.held.report, "一"))
        return [
            d for d in self.deeds.others
            if any(p.index == d.fact.paragraph and a <= d.fact.start < b for p, a, b in cuts)
        ]  # fmt: skip

    @cached_property
    def changes(self) -> list[Change]:
        """What differs from last year's report, what tells most first; nothing without that report.

        Where the question names figures (发布量和申请量, 被纠正的情况), these alone.
        """
        found = changes_between(self.before, self.held, self.facts) if self.before is not None else []
        found = sorted(found, key=lambda c: -c.weight)
        topics = topics_of(self.asked, self.held.report.agency_words)
        own: list[Change] = []
        for words in (set(pairs(_OF_EVERY_FIGURE.sub(" ", t))) for t in topics):
            shared = [(len(words & set(pairs(c.name))), c) for c in found]
            most = max((n for n, _ in shared), default=0)
            own += [c for n, c in shared if n and n == most and c not in own]
        return own or found

    @cached_property
    def errors(self) -> tuple[FindingFact, ...]:
        """The findings that must be mended."""
        return tuple(f for f in self.seen.findings if f.finding.severity is Severity.ERROR)

    @cached_property
    def doubts(self) -> tuple[FindingFact, ...]:
        """The findings that are to be looked into."""
        return tuple(f for f in self.seen.findings if f.finding.severity is Severity.WARNING)

    def wrong_numbers(self) -> tuple[FindingFact, ...]:
        """The findings on numbers, the most serious first."""
        return tuple(f for f in self.seen.findings if f.finding.rule.startswith(_NUMBERS_WRONG))

    def applied(self, short: bool = False) -> Pieces:
        """What was received and how it was dealt with; in the report's own words where the table was not read."""
        seen = self.seen
        received = seen.figures.get(_RECEIVED)
        if received is None or received.value is None:
            return deed_pieces(self.deeds.applied, short=True) if self.deeds.applied else ()
        if not seen.value(_RECEIVED) and not seen.value(_DONE):
            return ("未收到政府信息公开申请（新收", Slot(received.id), "）")
        pieces: list[Piece] = ["新收政府信息公开申请", Slot(received.id)]
        if seen.value("上年结转政府信息公开申请") and not short:
            pieces += ["（另有上年结转", Slot(seen.figures["上年结转政府信息公开申请"].id), "）"]
        if seen.value(_DONE):
            pieces += ["，办结", Slot(seen.figures[_DONE].id)]
        told = [n for n in _HANDLED if seen.value(n)] if not short else []
        for n, name in enumerate(told):
            pieces += ["（" if n == 0 else "、", name, Slot(seen.figures[name].id)]
        pieces += ["）"] if told else []
        if seen.value(_LEFT):
            pieces += ["，结转下年度", Slot(seen.figures[_LEFT].id)]
        return tuple(pieces)

    def disputed(self, results: bool = False) -> Pieces:
        """Reconsiderations and suits with those that were corrected, or each of their `results`; empty where the report
        tells of neither."""
        seen = self.seen
        review, suits = seen.figures.get("行政复议"), seen.figures.get("行政诉讼")
        if review is None or suits is None or review.value is None:
            return deed_pieces(self.deeds.disputed, short=True) if self.deeds.disputed else ()
        if not seen.value("行政复议") and not seen.value("行政诉讼"):
            return ("没有因政府信息公开引发的行政复议和行政诉讼",)
        pieces: list[Piece] = []
        for name, fact in (("行政复议", review), ("行政诉讼", suits)):
            if not seen.value(name):
                continue
            pieces += ["、" if pieces else "", name, Slot(fact.id)]
            if results:
                told = [n for n in _RESULTS if seen.value(f"{name}{n}")]
                for n, result in enumerate(told):
                    pieces += ["（" if n == 0 else "、", result, Slot(seen.figures[f"{name}{result}"].id)]
                pieces += ["）"] if told else []
            elif seen.value(f"{name}结果纠正"):
                pieces += ["（其中被纠正", Slot(seen.figures[f"{name}结果纠正"].id), "）"]
        return tuple(pieces)

    def no_disputes(self) -> bool:
        """Whether the table tells that there were none."""
        figures = self.seen.figures
        return "行政复议" in figures and not self.seen.value("行政复议") and not self.seen.value("行政诉讼")

    def table_of_disclosure(self) -> Pieces:
        """The disclosure table's cells that are not 0."""
        told = [f for f in self.seen.figures.values() if f.cells[0][0] == "active_disclosure" and f.value]
        pieces: list[Piece] = []
        for fact in told:
            pieces += ["、" if pieces else "", Slot(fact.id, "name"), Slot(fact.id)]
        return tuple(pieces)


def deed_pieces(deed: Deed, short: bool = False) -> Pieces:
    """The words of a deed without its heading and the mark at its end; up to its list of parts where it is to be short."""
    end = deed.short if short else _end(deed.fact.text)
    return (Span(deed.fact.id, deed.start, end),)


def _end(text: str) -> int:
    return len(text.rstrip(_TRAILING))


def item_pieces(item: Item, head: bool = False) -> Pieces:
    """The words of an item of part five, or its heading alone."""
    return (Span(item.fact.id, item.start, item.head if head else _end(item.fact.text)),)


def passage_pieces(fact: PassageFact) -> Pieces:
    """The words of a passage without the mark at their end."""
    return (Span(fact.id, 0, _end(fact.text)),)


def joined(each: Sequence[Pieces], mark: str = "；") -> Pieces:
    """Pieces one after the other, parted by a mark; empty ones are left out."""
    out: list[Piece] = []
    for pieces in (p for p in each if p):
        out += [mark if out else "", *pieces]
    return tuple(out)


def finding_pieces(facts: Sequence[FindingFact], most: int = 3) -> Pieces:
    """What some findings say, each once."""
    return joined([_said(f) for f in facts[:most]])


def _said(fact: FindingFact) -> Pieces:
    message = fact.finding.message
    end = len(message.rstrip(_TRAILING))
    first = re.search("[。]", message[:end])
    return (Span(fact.id, 0, first.start() if first else end),)


def change_pieces(change: Change) -> Pieces:
    """A figure of two years with what it changed by."""
    return (
        f"{change.name}由", Slot(change.before.id), "变为" , Slot(change.now.id), "（", Slot(change.made.id, "verdict"), "）",
    )  # fmt: skip
