"""TXT10: percentages against the counts that they are made of, and against one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.changes import Change, changes, listed
from reports.prose.quantities import counts
from reports.prose.sentences import Sentence, sentences, whole_sentences
from reports.prose.shares import (
    impossible_shares,
    percentages_in,
    shares_of_one_whole,
    wrong_rate,
    wrong_share_of_named,
    wrong_shares,
)
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.shares_of_the_table import wrong_shares_of_table

_ALL = Decimal(100)


_A_SHARE = re.compile("[%％成倍]|百分之|分之")


def _share_problems(context: Context) -> Iterator[Problem]:
    for sentence in whole_sentences(context.report.paragraphs()):
        if not _A_SHARE.search(sentence.text):
            continue
        before = sentence.paragraph.text[: sentence.start]
        named = [wrong_rate(sentence.text), wrong_share_of_named(sentence.text, before)]
        for wrong in (*wrong_shares(sentence, before), *(w for w in named if w is not None)):
            part, whole = wrong.share.part, wrong.whole
            right = f"{spoken(wrong.share.of(whole.value))}%"
            yield Problem(
                f"{spoken(part.value)}{part.unit}占{spoken(whole.value)}{whole.unit}的{right}，正文写“{wrong.share.percent.raw}”。",
                "请核对件数与百分比并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=right,
                actual=wrong.share.percent.raw,
            )
        yield from _shares_that_miss_the_table(context, sentence)
        yield from _shares_that_miss_the_whole(context, sentence)


def _shares_that_miss_the_table(context: Context, sentence: Sentence) -> Iterator[Problem]:
    for wrong in wrong_shares_of_table(context.report, sentence):
        yield Problem(
            f"申请办理情况表中“{wrong.metric.name}”为{spoken(wrong.part)}件，占{spoken(wrong.whole)}件的{spoken(wrong.right)}%，"
            f"正文写“{wrong.percent.raw}”。",
            "请对照表格核对百分比并更正。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected=f"{spoken(wrong.right)}%",
            actual=wrong.percent.raw,
        )


def _shares_that_miss_the_whole(context: Context, sentence: Sentence) -> Iterator[Problem]:
    shares, of_one = percentages_in(sentence.text), shares_of_one_whole(sentence.text)
    beyond = sum((s.value for s in of_one), Decimal(0)) > _ALL + 1
    total = sum((s.value for s in (of_one if beyond else shares)), Decimal(0))
    near = len(shares) >= 3 and Decimal(90) < total < Decimal(115) and abs(total - _ALL) > Decimal("0.5")
    if beyond or near:
        yield Problem(
            f"所列各项占比之和为{spoken(total)}%，不等于100%。",
            "请核对各项占比。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected="100%",
            actual=f"{spoken(total)}%",
            severity=Severity.ERROR if beyond else Severity.WARNING,
        )


@rule("TXT10", "百分比与件数不符", Severity.ERROR, accuracy)
def percentages(context: Context) -> Iterator[Problem]:
    """检查：占比与件数、同比与两年数是否相符，占比之和是否为100%。

    为何：百分比由件数算出，不符说明其中一个有误。
    触发：“共50件，其中自然人40件，占85%”。
    不触发：按正文所示位数四舍五入后相符。
    例外：约数不比；找不到对应件数的不判。
    """
    yield from _share_problems(context)
    yield from _more_than_all(context)
    yield from _change_problems(context)


def _more_than_all(context: Context) -> Iterator[Problem]:
    """Shares of more than the whole."""
    for sentence in sentences(context.report.paragraphs()):
        for share in impossible_shares(sentence.text):
            yield Problem(
                f"占比、比率不会超过100%，正文写的是“{share.raw}”。",
                "请核对件数和比率并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected="不超过100%",
                actual=share.raw,
                severity=Severity.WARNING,
            )


_ELIDED = re.compile(r"(?:总体)?(?:同比|环比|[比较与](?:上年|去年|上一年|20\d\d年))")


def _with_subject(sentence: Sentence, before: Sentence | None) -> str:
    """A sentence on a change with the count that the sentence before begins with, where it names none itself."""
    if before is None or before.paragraph is not sentence.paragraph or not _ELIDED.match(sentence.text):
        return sentence.text
    found = [q for q in counts(before.text) if q.unit != "%"]
    if not found or (len(found) > 1 and listed(before.text, found[0], found[1])):
        return sentence.text
    return f"{before.text[: found[0].end]}，{sentence.text}"


def _change_problems(context: Context) -> Iterator[Problem]:
    before: Sentence | None = None
    for sentence in sentences(context.report.paragraphs()):
        text, before = _with_subject(sentence, before), sentence
        for change in changes(text, context.report.year):
            if change.more_than_there_was and not _other_base(text, change):
                yield _impossible_increase(context, sentence, change)
                break
            difference, percent = change.wrong_difference(), change.wrong_percent()
            if difference is None and percent is None:
                continue
            unit, base = change.now.unit, spoken(change.base or Decimal(0))
            right = (
                f"{spoken(abs(difference))}{unit}"
                if difference is not None
                else f"{spoken(abs(percent or Decimal(0)))}%"
            )
            stated = change.difference if difference is not None else change.percent
            way = "增长" if change.now.value > (change.base or 0) else "下降"
            said = "增长" if change.rises else "下降"
            yield Problem(
                f"由{base}{unit}到{spoken(change.now.value)}{unit}，应为{way}{right}，"
                f"正文写的是{said}“{stated.raw if stated else ''}”。",
                "请核对两年数据与增减数、增减比例并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=right,
                actual=stated.raw if stated else None,
            )
            break


def _other_base(text: str, change: Change) -> bool:
    """Whether the sentence has another count from which the increase may come: 收到203件，日均0.56件，比上年增加41件."""
    more = change.difference
    return more is not None and any(
        q.unit == more.unit and q.value >= more.value and q.start != more.start for q in counts(text)
    )


def _impossible_increase(context: Context, sentence: Sentence, change: Change) -> Problem:
    """收到3件，比上年增加5件: last year's would have been less than none."""
    unit, more = change.now.unit, change.difference
    said = more.raw if more is not None else ""
    return Problem(
        f"本年为{spoken(change.now.value)}{unit}，比上年增加的不会多于本年的数，正文写的是增加“{said}”。",
        "请核对两年数据与增减数并更正。",
        context.at_paragraph(sentence.paragraph),
        quote=sentence.text,
        expected=f"不超过{spoken(change.now.value)}{unit}",
        actual=said,
    )


RULES: tuple[Rule, ...] = (percentages,)
