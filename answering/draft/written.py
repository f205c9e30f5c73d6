"""How a text is written, in words: what can be counted first, then an opinion that says what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Span
from answering.evidence.held import Held
from answering.evidence.written import HowWritten, Item
from answering.plan.operations import Overview, Shape

_BASIS = "（按条数和有没有数量、时限、责任作的初步判断，请审查人员确定。）"
_FULL = 3
_BRIEF = 70
_MANY_PHRASES = 3
_HALF = 0.5


def written_draft(held: Held, seen: HowWritten) -> Draft:
    """What was counted and what speaks for the opinion."""
    name = held.source.name
    if not seen.items:
        text = f"没有在{name}的报告中找到单独写{seen.what}的内容，这方面写得不够。"
        return Draft((Sentence((text,), Kind.ABSENCE),))
    if seen.problems or seen.measures:
        return _part_five(name, seen)
    concrete = [i for i in seen.items if i.concrete]
    counted = f"{name}的报告写{seen.what}共{seen.length}字，有{seen.numbers}个数"
    counted += f"，套话{seen.phrases}处" if seen.phrases else ""
    lines = [Sentence((f"{counted}。",), cites=tuple(i.fact.id for i in seen.items[:4]))]
    lines += [Sentence(("写得具体的有：", *_spans(concrete)))] if concrete else []
    lines += [Sentence(("带套话的语句有：", *_spans(list(seen.phrased))))] if seen.phrased else []
    lines += [] if concrete or seen.phrased else [Sentence(("报告写道：", *_spans(list(seen.items[:2]))))]
    return Draft((*lines, Sentence((f"{_verdict(seen)}{_BASIS}",), Kind.OPINION)))


def _verdict(seen: HowWritten) -> str:
    if seen.phrases >= _MANY_PHRASES and seen.phrases * 2 > seen.numbers:
        return "套话偏多，实际内容不够具体。"
    if seen.numbers >= _FULL:
        return "有具体数据，写得比较具体、实在。"
    if seen.length < _BRIEF:
        return "写得比较简略，不够充分，缺少具体做法和数据。"
    return "缺少数据，写得偏笼统，不够具体。" if not seen.numbers else "有一些具体内容，但不够充分。"


def _spans(items: list[Item]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    for item in items[:3]:
        text = item.fact.text
        end = len(text) - 1 if text.endswith(("。", "；", "，")) else None
        pieces += ["；" if pieces else "", Span(item.fact.id, 0, end)]
    return (*pieces, "。")


def aspect_draft(asked: Overview, held: Held, items: Sequence[Item]) -> Draft:
    """What a report says on an aspect in so many sentences, one for each item; more items than these share the last."""
    wanted = asked.sentences or (1 if asked.shape is Shape.SENTENCE else len(items))
    groups = [[i] for i in items[: wanted - 1]] + [list(items[wanted - 1 :])]
    head = f"{held.source.name}{asked.aspect}："
    lines = [Sentence((head if n == 0 else "", *_spans(g))) for n, g in enumerate(groups) if g]
    return Draft(tuple(lines))


def remedy_draft(held: Held, problem: Item, measures: Sequence[Item]) -> Draft:
    """A problem in the report's own words, then what is done about it."""
    lead = Sentence((f"{held.source.name}的报告写到的问题：", *_spans([problem])))
    if not measures:
        return Draft((lead, Sentence(("报告没有写这个问题怎么解决。",), Kind.ABSENCE)))
    return Draft((lead, Sentence(("对应的措施：", *_spans(list(measures))))))


def _part_five(name: str, seen: HowWritten) -> Draft:
    """Problems and measures side by side, and how many of the measures are concrete."""
    problems, measures = len(seen.problems), len(seen.measures)
    match = "条数对得上" if problems == measures else "条数不一致，没有一一对应"
    lines = [Sentence((f"{name}第五部分写了{problems}条问题、{measures}条改进措施，{match}。",))]
    if not measures or not problems:
        lines = [_one_sided(name, problems, measures)]
    if problems == measures > 0:
        for n, (problem, measure) in enumerate(zip(seen.problems, seen.measures, strict=True), start=1):
            lines.append(Sentence((f"{n}. 问题：", *_spans([problem])[:-1], " — 措施：", *_spans([measure]))))
    else:
        lines += [Sentence(("问题：", *_spans(list(seen.problems))))] if problems else []
        lines += [Sentence(("措施：", *_spans(list(seen.measures))))] if measures else []
    if not measures:
        return Draft((Sentence((f"{_of_problems(seen)}{_BASIS}",), Kind.OPINION), *lines))
    concrete = [i for i in seen.measures if i.concrete]
    share = len(concrete) / measures if measures else 0.0
    if share >= _HALF:
        opinion = f"{measures}条措施中{len(concrete)}条写了数量、时限、责任或载体，比较具体、明确，可操作。"
    elif concrete:
        opinion = f"{measures}条措施中只有{len(concrete)}条写了数量、时限或责任，多数偏笼统，不够具体。"
    else:
        opinion = f"{measures}条措施都没有写数量、时限、责任，偏空泛、笼统，不够具体。"
    opinion += _of_problems(seen) if problems else ""
    return Draft((Sentence((f"{opinion}{_BASIS}",), Kind.OPINION), *lines))


def _one_sided(name: str, problems: int, measures: int) -> Sentence:
    """That only one of the two was read: what was not read may be written all the same."""
    told, unread = (f"{problems}条问题", "改进措施") if problems else (f"{measures}条改进措施", "问题")
    return Sentence((f"{name}第五部分读出{told}，没有读出{unread}，请对照原文。",))


def _of_problems(seen: HowWritten) -> str:
    told = sum(1 for i in seen.problems if i.concrete)
    how = "，写得笼统、不够具体" if not told else ""
    return f"{len(seen.problems)}条问题中{told}条有数据或事例{how}。"
