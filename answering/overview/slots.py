"""What each slot and list of a frame is filled with."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answering.draft.sentence import Piece, Slot, Span
from answering.evidence.fact import FindingFact
from answering.evidence.part_five import Item as Told
from answering.overview.body import OF_APPLICATIONS, OF_DISPUTES, span_of
from answering.overview.continued import continued
from answering.overview.core import core
from answering.overview.drafted import (
    about,
    about_measure,
    headline,
    kind_of_outline,
    recipient,
    signer,
    tasks,
)
from answering.overview.frames import Item, Lists, Slots
from answering.overview.material import (
    Material,
    Pieces,
    change_pieces,
    deed_pieces,
    finding_pieces,
    item_pieces,
    joined,
    passage_pieces,
)
from answering.overview.of_part import findings_of_part, findings_on, part_told, verdict_on_part
from answering.overview.opinions import balance, publish, verdict
from answering.overview.two_years import Change
from answering.plan.operations import Overview

_FEW_GOOD = 2
# A letter names everything that must be mended, as far as it can be read.
_FEWEST_FINDINGS, _MOST_FINDINGS = 3, 9
_MOST_GOOD, _MOST_BAD, _MOST_CHANGES, _MOST_ITEMS = 3, 2, 4, 6
_RATES = ("公开率", "办结率", "行政复议纠错率", "行政诉讼败诉率")


def slots_of(m: Material, asked: Overview) -> Slots:
    """The slots by name."""
    slots: dict[str, Callable[[], Pieces]] = {
        "agency": lambda: (m.agency,),
        "year": lambda: (m.year,) if m.year else (),
        "name": lambda: (m.name,),
        "point": lambda: _text(asked.point),
        "disclosed": lambda: _disclosed(m, short=False),
        "disclosed~": lambda: _disclosed(m, short=True),
        "applied": m.applied,
        "applied~": lambda: m.applied(short=True),
        "disputed": m.disputed,
        "disputed+": lambda: m.disputed(results=True),
        "disputed!": lambda: () if m.no_disputes() else m.disputed(),
        "goods": lambda: joined([deed_pieces(d, short=True) for d in m.deeds.good[:_MOST_GOOD]]),
        "bads": lambda: joined([deed_pieces(d) for d in m.deeds.bad[:_MOST_BAD]]),
        "told": lambda: joined([(span_of(f),) for f in m.body.told]),
        "told_problems": lambda: joined([(span_of(f),) for f in m.body.problems]),
        "told_measures": lambda: about_measure(m),
        "tabled": lambda: _tabled(m),
        "subject": lambda: ("、".join(t.text for t in m.topics),) if m.topics else (),
        "praise": lambda: _praise(m),
        "problems": lambda: joined([item_pieces(i) for i in m.five.problems]),
        "problems~": lambda: joined([item_pieces(i, head=True) for i in m.five.problems], "、"),
        "measures": lambda: joined([item_pieces(i) for i in m.five.measures]),
        "measures~": lambda: joined([item_pieces(i, head=True) for i in m.five.measures], "、"),
        "past": lambda: joined([item_pieces(i) for i in m.five.past]),
        "table2": m.table_of_disclosure,
        "applying": lambda: joined([deed_pieces(d) for d in m.applying()]),
        "disputed_told": lambda: deed_pieces(m.deeds.disputed) if m.deeds.disputed else (),
        "rates3": lambda: _rates(m, _RATES[:2]),
        "fee": lambda: passage_pieces(m.seen.fee) if m.seen.fee else (),
        "reviewed": lambda: _reviewed(m),
        "now": lambda: (m.name,),
        "then": lambda: (m.before.source.name,) if m.before is not None else (),
        "problems_before": lambda: joined([item_pieces(i) for i in m.five_before.problems]),
        "measures_before": lambda: joined([item_pieces(i) for i in m.five_before.measures]),
        "recipient": lambda: recipient(asked, m),
        "signer": lambda: signer(asked, m),
        "headline": lambda: headline(asked),
        "posted": lambda: () if asked.focus == "good" or not m.topics else about(m, praising=True),
        "about": lambda: about(m),
        "about_measure": lambda: about_measure(m),
        "kind_of_outline": lambda: kind_of_outline(asked),
        "part": lambda: (f"第{asked.part}部分",) if asked.part else (),
        "part_found": lambda: finding_pieces(findings_of_part(m, asked.part)),
        "part_verdict": lambda: verdict_on_part(m, asked.part),
        "part_told": lambda: part_told(m, asked.part),
        "part_sound": lambda: () if asked.part == "五" else ("没有",),
        "topic_found": lambda: finding_pieces(findings_on(m, asked.topic)),
        "doubts~": lambda: finding_pieces(m.doubts, 2),
        "errors~": lambda: finding_pieces(m.errors, 2),
        "errors": lambda: finding_pieces(m.errors, 4),
        "wrong": lambda: finding_pieces(_wrong(m)),
        "sound": lambda: () if _wrong(m) else ("没有差错",),
        "rates": lambda: _rates(m),
        "named": lambda: joined([(Slot(f.id, "name"), Slot(f.id)) for f in m.named], "、"),
        "strengths": lambda: _strengths(m),
        "weaknesses": lambda: _weaknesses(m),
        "verdict": lambda: verdict(m, asked),
        "publish": lambda: publish(m),
        "balance": lambda: balance(m),
        "balance_worse": lambda: balance(m, worse=True),
        "rises": lambda: _changes([c for c in m.changes if c.rises and c.tells]),
        "falls": lambda: _changes([c for c in m.changes if not c.rises and c.tells]),
        "better": lambda: _changes([c for c in m.changes if c.better]),
        "better~": lambda: _changes([c for c in m.changes if c.better][:1]),
        "worse~": lambda: _changes([c for c in m.changes if c.better is False][:1]),
        "worse": lambda: _changes([c for c in m.changes if c.better is False]),
        "neutral": lambda: _changes([c for c in m.changes if c.better is None][:3]),
        "applications": lambda: _changes([c for c in m.changes if c.name.startswith("新收")]),
    }
    for n in range(3):
        slots[f"good{n + 1}"] = lambda n=n: _nth(m.deeds.good, n, lambda d: deed_pieces(d, short=True))  # type: ignore[misc]
    slots["problem1"] = lambda: _nth(m.five.problems, 0, item_pieces)
    slots["measure1"] = lambda: _nth(m.five.measures, 0, item_pieces)
    slots["measure1~"] = lambda: _nth(m.five.measures, 0, lambda i: item_pieces(i, head=True))
    return slots


def lists_of(m: Material, asked: Overview) -> Lists:
    """The lists by name."""
    return {
        "goods": lambda: [{"item": deed_pieces(d, short=True)} for d in _of_several_aspects(m)],
        "problems": lambda: _items(m.five.problems, asked.each),
        "measures": lambda: _items(m.five.measures, asked.each),
        "tasks": lambda: tasks(m),
        "disclosing": lambda: [{"item": deed_pieces(d, short=True)} for d in m.disclosing()],
        "pairs": lambda: [
            {"item": item_pieces(p), "measure": item_pieces(t) if t else ("报告没有写对应的措施",)}
            for p, t in m.five.pairs
        ],
        "rising": lambda: [{"item": change_pieces(c)} for c in m.changes if c.rises and c.tells][:3],
        "falling": lambda: [{"item": change_pieces(c)} for c in m.changes if not c.rises and c.tells][:3],
        "errors": lambda: _findings(m.errors),
        "doubts": lambda: _findings(m.doubts[:4]),
        "findings": lambda: _findings(
            m.seen.findings[: max(_FEWEST_FINDINGS, min(len(m.errors), _MOST_FINDINGS))]
        ),
        "part_findings": lambda: _findings(findings_of_part(m, asked.part)),
        "continued": lambda: [
            {"item": p} for p in (continued(m.before, m.held, m.facts, m.asked) if m.before else [])
        ],
        "worse": lambda: [{"item": change_pieces(c)} for c in m.changes if c.better is False][:_MOST_ITEMS],
        "better": lambda: [{"item": change_pieces(c)} for c in m.changes if c.better][:_MOST_ITEMS],
    }


def _text(text: str) -> Pieces:
    return (text if text.endswith(("。", "！")) else f"{text}。",) if text else ()


def _nth(found: Sequence, n: int, pieces: Callable[..., Pieces]) -> Pieces:  # type: ignore[type-arg]
    return pieces(found[n]) if n < len(found) else ()


def _disclosed(m: Material, short: bool) -> Pieces:
    """What was disclosed in the report's words; the figures of the disclosure table where it tells no number."""
    if m.deeds.disclosed is not None:
        return deed_pieces(m.deeds.disclosed, short)
    return m.table_of_disclosure()


def _tabled(m: Material) -> Pieces:
    """What the tables hold on the things: applications, disputes, the figures that the question names."""
    asked = "".join(t.text for t in m.topics)
    each: list[Pieces] = []
    each += [m.applied()] if OF_APPLICATIONS.search(asked) else []
    each += [m.disputed(results=True)] if OF_DISPUTES.search(asked) else []
    told = {p.fact for pieces in each for p in pieces if isinstance(p, Slot)}
    each += [(Slot(f.id, "name"), Slot(f.id)) for f in m.named if f.id not in told and f.value]
    return joined(each)


def _praise(m: Material) -> Pieces:
    """A rank or a mark, which is what an office is praised for."""
    ranked = [d for d in m.deeds.good if any(w in d.text for w in ("第", "得分", "表彰", "荣誉", "先进"))]
    return deed_pieces(ranked[0], short=True) if ranked else ()


def _of_several_aspects(m: Material) -> list:  # type: ignore[type-arg]
    """The good deeds, the best of each aspect first."""
    seen: dict[str, int] = {}
    rated = []
    for n, deed in enumerate(m.deeds.good):
        seen[deed.aspect] = seen.get(deed.aspect, 0) + 1
        rated.append((seen[deed.aspect], n, deed))
    return [d for _, _, d in sorted(rated, key=lambda r: r[:2])][:_MOST_ITEMS]


def _items(items: tuple[Told, ...], most: int | None) -> list[Item]:
    return [
        {"item": core(i, most), "item~": core(i, most) if most else item_pieces(i, head=True)} for i in items
    ]


def _findings(found: Sequence[FindingFact]) -> list[Item]:
    return [
        {"item": (Span(f.id, 0, len(f.finding.message.rstrip("。；"))),), "advice": (f.finding.suggestion,)}
        for f in found
    ]


def _wrong(m: Material) -> tuple[FindingFact, ...]:
    found = m.wrong_numbers()
    return tuple(f for f in found if f in m.errors) or found[:2]


def _reviewed(m: Material) -> Pieces:
    """How many findings the review has, the most serious first."""
    found = m.seen.findings
    if not found:
        return ("按现有规则审查，没有发现问题",)
    worst = found[0]
    return (f"审查发现{len(found)}处，其中{worst.finding.severity.chinese}：", *finding_pieces(found[:1]))


def _rates(m: Material, names: Sequence[str] = _RATES) -> Pieces:
    told = [m.seen.rates[n] for n in names if n in m.seen.rates]
    each = [(Slot(f.id, "name"), Slot(f.id), "（", Slot(f.id, "arithmetic"), "）") for f in told]
    return ("按表格计算：", *joined(each)) if each else ()


def _strengths(m: Material) -> Pieces:
    each = [_disclosed(m, short=True), *(deed_pieces(d, short=True) for d in m.deeds.good[:_FEW_GOOD])]
    return joined([*each, ("没有因政府信息公开引发的行政复议和行政诉讼",) if m.no_disputes() else ()])


def _weaknesses(m: Material) -> Pieces:
    each: list[Pieces] = [item_pieces(i) for i in m.five.problems]
    each += [deed_pieces(d) for d in m.deeds.bad[:_MOST_BAD]]
    if not m.no_disputes():
        each.append(m.disputed())
    return joined(each)


def _changes(found: Sequence[Change]) -> Pieces:
    return joined([change_pieces(c) for c in found[:_MOST_CHANGES]])


__all__ = ["Piece", "lists_of", "slots_of"]
