"""Overviews in words: a summary, one sentence, a news lead, a judgement with both sides, a comment, an opinion."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.fact import CellFact, PassageFact
from answering.evidence.overview import ASPECTS, Seen
from answering.plan.operations import Overview, Shape

_HANDLED = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
_RATES = ("公开率", "办结率", "行政复议纠错率", "行政诉讼败诉率")
_ANNOUNCED = re.compile("(?:存在的?)?(?:主要)?(?:问题|不足|改进(?:情况|措施)?|措施)[：:]")
_JUDGED = "以上是报告自己的说法和按表格算出的数，是否达到要求，请由审查人员判断。"


def overview_draft(
    asked: Overview,
    seen: Seen,
    topic: Sequence[PassageFact],
    troubles: Sequence[PassageFact],
    named: Sequence[CellFact] = (),
) -> Draft:
    """The overview in the shape that was asked for; `topic` are passages on a narrower thing that it is to be about.

    `named` are the cells of the figures that the question itself wants told.
    """
    write = {
        Shape.SUMMARY: _summary, Shape.SENTENCE: _sentence, Shape.LEAD: _lead, Shape.BRIEF: _lead,
        Shape.JUDGEMENT: _judgement, Shape.COMMENT: _comment, Shape.CIRCULAR: _circular, Shape.OPINION: _opinion, Shape.NOTICE: _notice,
    }[asked.shape]  # fmt: skip
    if asked.point and asked.shape is Shape.OPINION:
        return Draft(tuple(_own_point(asked, seen, topic, named)))
    lines = [s for s in write(asked, seen, topic, troubles) if s.pieces]
    return Draft(tuple(lines[: asked.sentences] if asked.sentences and asked.sentences > 1 else lines))


def applications(seen: Seen) -> tuple[Piece, ...]:
    """What was received and how it was dealt with, as far as it is not 0."""
    received = seen.figures.get("新收政府信息公开申请")
    if received is None:
        return ()
    if not seen.value("新收政府信息公开申请") and not seen.value("办理结果总计"):
        return ("没有收到政府信息公开申请（新收", Slot(received.id), "）")
    pieces: list[Piece] = ["新收政府信息公开申请", Slot(received.id)]
    if seen.value("上年结转政府信息公开申请"):
        pieces += ["，上年结转", Slot(seen.figures["上年结转政府信息公开申请"].id)]
    pieces += ["，办结", Slot(seen.figures["办理结果总计"].id)]
    told = [n for n in _HANDLED if seen.value(n)]
    for n, name in enumerate(told):
        pieces += ["（" if n == 0 else "、", name, Slot(seen.figures[name].id)]
    pieces += ["）"] if told else []
    if seen.value("结转下年度继续办理的申请"):
        pieces += ["，结转下年度", Slot(seen.figures["结转下年度继续办理的申请"].id)]
    return tuple(pieces)


def disputes(seen: Seen) -> tuple[Piece, ...]:
    """Reconsiderations and suits with those that were corrected."""
    review, suits = seen.figures.get("行政复议"), seen.figures.get("行政诉讼")
    if review is None or suits is None:
        return ()
    if not seen.value("行政复议") and not seen.value("行政诉讼"):
        return ("没有因政府信息公开被申请行政复议、提起行政诉讼（均为", Slot(review.id), "）")
    pieces: list[Piece] = ["行政复议", Slot(review.id)]
    if seen.value("行政复议结果纠正"):
        pieces += ["（结果纠正", Slot(seen.figures["行政复议结果纠正"].id), "）"]
    pieces += ["、行政诉讼", Slot(suits.id)]
    if seen.value("行政诉讼结果纠正"):
        pieces += ["（结果纠正", Slot(seen.figures["行政诉讼结果纠正"].id), "）"]
    return tuple(pieces)


def disclosure(seen: Seen) -> tuple[Piece, ...]:
    """The disclosure table's cells that are not 0."""
    told = [f for name, f in seen.figures.items() if f.cells[0][0] == "active_disclosure" and f.value]
    pieces: list[Piece] = []
    for fact in told:
        pieces += ["、" if pieces else "", Slot(fact.id, "name"), Slot(fact.id)]
    return tuple(pieces)


def _span(fact: PassageFact) -> Piece:
    """A passage without what only announces it (问题：) and without the full stop at its end."""
    announced = _ANNOUNCED.match(fact.text)
    start = announced.end() if announced else 0
    return Span(fact.id, start, len(fact.text) - 1 if fact.text.endswith(("。", "；")) else None)


def _on_topic(topic: Sequence[PassageFact]) -> list[Sentence]:
    return [Sentence((_span(p), "。")) for p in topic]


def _summary(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    name = seen.held.source.name
    if topic:
        return [Sentence((f"{name}的报告：", _span(topic[0]), "。")), *_on_topic(topic[1:])]
    sentences = _of_part(asked.part, seen)
    if asked.sentences and asked.sentences > 1 and not asked.part:
        return _in_few(seen)
    head = {None: "报告的要点", "一": "总体情况", "五": "问题和改进"}.get(asked.part, f"第{asked.part}部分")
    return [Sentence((f"{name}{head}：",), Kind.NOTE), *sentences]


def _of_part(part: str | None, seen: Seen) -> list[Sentence]:
    """The lines of an overview of a part, or of all of them."""
    out: list[Sentence] = []
    if part in (None, "一"):
        out += [Sentence((f"{n}：", _span(f), "。")) for n, f in seen.aspects.items() if n == "主动公开"]
    if part in (None, "二") and disclosure(seen):
        out.append(Sentence(("主动公开情况表：", *disclosure(seen), "。")))
    if part in (None, "一", "三") and applications(seen):
        out.append(Sentence(("依申请公开：", *applications(seen), "。")))
        told = seen.aspects.get("依申请公开")
        out += [Sentence(("报告写道：", _span(told), "。"))] if told else []
    if part in (None, "四") and disputes(seen):
        out.append(Sentence(("复议诉讼：", *disputes(seen), "。")))
    if part in (None, "一"):
        out += [Sentence((f"{n}：", _span(f), "。")) for n, f in seen.aspects.items() if n in ASPECTS[2:]]
    if part in (None, "五"):
        out += [Sentence(("存在的问题：", _span(p), "。")) for p in seen.problems]
        out += [Sentence(("改进措施：", _span(p), "。")) for p in seen.measures]
    if part in (None, "六") and seen.fee is not None:
        out.append(Sentence(("其他：", _span(seen.fee), "。")))
    if part is None:
        out.append(_reviewed(seen))
    return out


def _in_few(seen: Seen) -> list[Sentence]:
    """Three sentences: what was disclosed and how well; what was asked for and disputed; problems."""
    told = [f for n, f in seen.aspects.items() if n in ("主动公开", "监督保障")]
    first: list[Piece] = [f"{seen.held.source.name}："]
    for n, fact in enumerate(told):
        first += ["；" if n else "", _span(fact)]
    return [
        Sentence((*first, "。")), Sentence((*applications(seen), "；", *disputes(seen), "。")),
        *[Sentence((_span(p), "。")) for p in seen.problems[:1]],
    ]  # fmt: skip


def _reviewed(seen: Seen) -> Sentence:
    """How many findings the review has, the most serious first."""
    if not seen.findings:
        return Sentence(("按现有规则审查，没有发现问题。",))
    worst = seen.findings[0]
    return Sentence(
        (f"审查发现{len(seen.findings)}处，其中", worst.finding.severity.chinese, "：", Span(worst.id))
    )


def _sentence(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    active = topic[0] if topic else seen.aspects.get("主动公开")
    pieces: list[Piece] = [f"{seen.held.source.name}"]
    pieces += [*applications(seen), "，", *disputes(seen)]
    if active is not None:
        pieces += ["；主动公开方面，", _span(active)]
    return [Sentence((*pieces, "。"))]


def _lead(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    head = f"{seen.held.report.agency}公布的{seen.held.report.year or ''}年政府信息公开工作年度报告显示，"
    if topic:
        return [Sentence((head, _span(topic[0]), "。")), *_on_topic(topic[1:])]
    active = seen.aspects.get("主动公开")
    pieces: list[Piece] = [head]
    if active is not None:
        pieces += [_span(active), "；"]
    return [Sentence((*pieces, "全年", *applications(seen), "。"))]


def _for(seen: Seen) -> list[Sentence]:
    """What speaks for the work: results with numbers, what was disclosed."""
    pieces: list[Piece] = []
    active = seen.aspects.get("主动公开")
    for fact in (*((active,) if active else ()), *seen.results):
        pieces += ["；" if pieces else "", _span(fact)]
    return [Sentence(("做得好的一面：", *pieces, "。"))] if pieces else []


def _against(seen: Seen, troubles: Sequence[PassageFact]) -> list[Sentence]:
    """What speaks against it: own problems, what went wrong, findings."""
    pieces: list[Piece] = []
    for fact in (*seen.problems, *troubles):
        pieces += ["；" if pieces else "", _span(fact)]
    out = [Sentence(("要注意的一面：", *pieces, "。"))] if pieces else []
    return [*out, _reviewed(seen)]


def _rates(seen: Seen) -> list[Sentence]:
    told = [seen.rates[n] for n in _RATES if n in seen.rates]
    pieces: list[Piece] = []
    for fact in told:
        pieces += [
            "；" if pieces else "",
            Slot(fact.id, "name"),
            Slot(fact.id),
            "（",
            Slot(fact.id, "arithmetic"),
            "）",
        ]
    return [Sentence(("按表格计算：", *pieces, "。"))] if pieces else []


def _judgement(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    name = seen.held.source.name
    figures = Sentence((f"{name}：", *applications(seen), "；", *disputes(seen), "。"))
    return [
        *[Sentence((f"{name}的报告：", _span(topic[0]), "。")) for _ in topic[:1]], figures, *_rates(seen), *_for(seen),
        *_against(seen, troubles), Sentence((_JUDGED,), Kind.OPINION),
    ]  # fmt: skip


def _comment(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    name = seen.held.source.name
    pieces: list[Piece] = [f"{name}政府信息公开工作年度报告"]
    active = seen.aspects.get("主动公开")
    if active is not None:
        pieces += ["载明：", _span(active), "；"]
    first = Sentence((*pieces, *applications(seen), "；", *disputes(seen), "。"))
    second = _problem_sentence("报告也指出了不足：", seen)
    return [first, *second, _advice(seen)]


def _problem_sentence(lead: str, seen: Seen) -> list[Sentence]:
    return [Sentence((lead, _span(seen.problems[0]), "。"))] if seen.problems else []


def _advice(seen: Seen) -> Sentence:
    """What the review advises, of its most serious finding; else that the measures be carried out."""
    if seen.findings:
        worst = seen.findings[0]
        return Sentence((f"建议：{worst.finding.suggestion}",), Kind.OPINION, (worst.id,))
    cites = tuple(p.id for p in seen.measures[:1])
    return Sentence(
        ("建议对照报告提出的改进措施逐项落实，并在下一年度报告中写明成效。",), Kind.OPINION, cites
    )


def _circular(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    name = seen.held.source.name
    good: list[Piece] = []
    for fact in seen.results[:2]:
        good += ["，" if good else "", _span(fact)]
    active = seen.aspects.get("主动公开")
    if not good and active is not None:
        good = [_span(active)]
    return [
        Sentence((f"{name}：", *applications(seen), "；", *disputes(seen), *(("；", *good) if good else ()), "。")),
        *_problem_sentence("存在的问题：", seen), _advice(seen),
    ]  # fmt: skip


def _opinion(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    """Words for 审核意见: findings with advice, else own problems and whether the measures answer them."""
    lines = [
        Sentence(
            (
                f"{seen.held.report.agency}：你单位{seen.held.report.year or ''}年政府信息公开工作年度报告经审阅，提出以下意见。",
            ),
            Kind.NOTE,
        )
    ]
    for n, fact in enumerate(seen.findings[:3], start=1):
        lines.append(Sentence((f"{n}. ", Span(fact.id), f"建议：{fact.finding.suggestion}"), Kind.OPINION))
    lines += [Sentence(("报告自述的问题是：", _span(p), "。")) for p in seen.problems[:1]]
    lines += [Sentence(("提出的改进措施是：", _span(p), "。")) for p in seen.measures[:1]]
    advice = "建议措施与问题逐条对应，写明责任和完成时间，并在下一年度报告中说明落实情况。"
    lines.append(Sentence((advice,), Kind.OPINION))
    return lines


def _own_point(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], named: Sequence[CellFact]
) -> list[Sentence]:
    """An opinion that says what the question wants said, with what table and prose have on it."""
    report = seen.held.report
    head = f"{report.shown_agency}：经审阅你单位{report.year or ''}年政府信息公开工作年度报告，提出以下意见。"
    point = asked.point if asked.point.endswith(("。", "！")) else f"{asked.point}。"
    lines = [Sentence((head,), Kind.NOTE), Sentence((point,), Kind.OPINION)]
    for fact in named:
        lines.append(Sentence(("表中", Slot(fact.id, "name"), "为", Slot(fact.id), "。")))
    lines += [Sentence(("报告的相关表述是：", _span(p), "。")) for p in topic[:2]]
    if not _ADVISES.search(asked.point):
        lines.append(Sentence(("请你单位对照统一格式予以核实、补充完善，修改后重新报送。",), Kind.OPINION))
    else:
        lines.append(Sentence(("请你单位核实，修改后重新报送。",), Kind.OPINION))
    return lines


_ADVISES = re.compile("建议|请|应当?|需要")


def _notice(
    asked: Overview, seen: Seen, topic: Sequence[PassageFact], troubles: Sequence[PassageFact]
) -> list[Sentence]:
    """A notice or a message: what the report says on it, and what is left for the writer to fill in."""
    report = seen.held.report
    told = topic or seen.measures[:1]
    lines = [Sentence((f"各位同志：{asked.point}。" if asked.point else "各位同志：",), Kind.OPINION)]
    lines += [Sentence(("据年度报告：", _span(p), "。")) for p in told[:2]]
    sign = f"具体时间、地点、联系人请补充。{report.shown_agency}"
    return [*lines, Sentence((sign,), Kind.NOTE)]
