"""QLT: the ordinals by which a text counts off its items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Paragraph
from reports.prose.sentences import clip
from reports.sections import NUMBERS
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_COUNTED = re.compile(r"(?<![第之])([一二三四五六七八九])(?:是|、是|要(?!求))")


@rule("QLT06", "序号断档或重复", Severity.WARNING, accuracy)
def ordinal_gap(context: Context) -> Iterator[Problem]:
    """检查：“一是、二是”“（一）（二）”是否连续。

    为何：序号断档说明有漏项或删改残留。
    触发：“一是……二是……四是……”。
    不触发：从一开始连续编号；同一段另起一组从一开始。
    例外：引用条款的“（一）项”、表格内的编号不看。
    """
    for section in context.report.sections:
        leading: list[tuple[int, Paragraph, str]] = []
        for paragraph in section.paragraphs:
            marks = [(NUMBERS.find(m[1]) + 1, m) for m in _COUNTED.finditer(paragraph.text)]
            if not marks:
                continue
            opens = not paragraph.text[: marks[0][1].start()].strip("　 （(")
            if opens:
                leading.append((marks[0][0], paragraph, marks[0][1][0]))
            counted_before = opens or _OTHER_FIRST.search(paragraph.text[: marks[0][1].start()])
            gap = _gap([n for n, _ in marks], marks[0][0] - 1 if counted_before else 0)
            if gap is not None:
                before, match = gap[0], marks[gap[1]][1]
                yield _gap_problem(context, paragraph, f"“{NUMBERS[before - 1]}是”" if before else "开头", f"“{match[0]}”",
                                   clip(paragraph.text, match.start(), match.end()))  # fmt: skip
        gap = _gap([n for n, _, _ in leading])
        if gap is not None:
            _, paragraph, mark = leading[gap[1]]
            before_text = f"“{NUMBERS[gap[0] - 1]}是”" if gap[0] else "开头"
            yield _gap_problem(context, paragraph, before_text, f"“{mark}”", paragraph.text[:30])
        heads = [
            (m[1], p)
            for p in section.paragraphs
            if (m := re.match(r"^\s*[（(]([一二三四五六七八九十])[）)]", p.text))
        ]
        gap = _gap([NUMBERS.find(x) + 1 for x, _ in heads])
        if gap is not None:
            mark, paragraph = heads[gap[1]]
            before_text = f"“（{NUMBERS[gap[0] - 1]}）”" if gap[0] else "开头"
            yield _gap_problem(context, paragraph, before_text, f"“（{mark}）”", paragraph.text[:30])


_OTHER_FIRST = re.compile(r"首先|第一|其一|一方面|1[.、．]")


def _gap(numbers: list[int], last: int = 0) -> tuple[int, int] | None:
    """The number before a gap (after `last`) and the position after it; a new start from one is no gap."""
    for position, number in enumerate(numbers):
        if number == 1:
            last = 1
        elif number == last + 1:
            last = number
        elif last == 0 and position == 0 and number > 2:
            return None
        else:
            return last, position
    return None


def _gap_problem(context: Context, paragraph: Paragraph, before: str, after: str, quote: str) -> Problem:
    return Problem(
        f"序号不连续：{before}之后是{after}。",
        "请检查是否有遗漏的内容，并更正序号。",
        context.at_paragraph(paragraph),
        quote=quote,
        actual=after,
    )


RULES: tuple[Rule, ...] = (ordinal_gap,)
