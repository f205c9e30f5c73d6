"""TXT28: an average against the sum and the number that the same place tells: 发放386.52万元，涉及4236户，户均约912元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from reports.numerals import spoken
from reports.prose.comparison import measure
from reports.prose.phrases import MARK, find_phrases, of
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_EACH = "亩|户|人|件|场|期|次|项|份|篇|条|家|宗|例|册|页"
_MEAN = re.compile(
    rf"(?:(?<![一-龥平])平均|(?<=[，,（(、；;。：:])|(?<=，平均))(?:每(?P<per>{_EACH})(?:次)?|(?P<each>{_EACH})均)"
    rf"[^，,。；;、（(]{{0,6}}?{MARK}"
)
_NO_MEAN_OF_ALL = re.compile("比|较|上年|去年|提高|增|减|标准|最高|最低|不超过|不低于|同比")
_SAME_UNIT = {
    "人": ("人", "名", "人次"),
    "场": ("场", "场次"),
    "户": ("户", "户次"),
    "件": ("件", "宗", "份"),
}
_AROUND = Decimal("0.05")


def _step(quantity: Quantity) -> Decimal:
    """The unit in the last place of a number as it is written, in its measure: 386.52万元 is told to the hundred yuan."""
    digits = re.search(r"\d+(?:\.(?P<places>\d+))?", quantity.raw)
    number = Decimal(digits[0]) if digits else Decimal(0)
    if not number:
        return Decimal(0)
    return (
        measure(quantity).value / number * Decimal(1).scaleb(-len(digits["places"] or "" if digits else ""))
    )


def _alike(mean: Quantity, total: Quantity) -> bool:
    """Whether a sum is in the measure of a mean; people are counted by 人 and by 人次."""
    one, other = measure(mean).unit, measure(total).unit
    return one == other or {one, other} == {"人", "人次"}


def _fits(mean: Quantity, total: Quantity, number: Quantity) -> bool:
    right = measure(total).value / number.value
    said = measure(mean).value
    room = _step(mean) + _step(total) / number.value + right * (_AROUND if mean.approximate else Decimal(0))
    return abs(right - said) <= room


def _wrong_means(sentence: Sentence) -> Iterator[tuple[Quantity, Quantity, Quantity, str]]:
    """Each mean of a sentence that no sum and number before it in its paragraph make, with the nearest ones in the sentence."""
    before = sentence.paragraph.text[: sentence.start]
    for found in find_phrases(_MEAN, sentence.text, of(Kind.COUNT, Kind.MONEY)):
        mean, each = found.quantities[-1], found.groups["per"] or found.groups["each"] or ""
        clause = re.split("[，,。；;]", sentence.text[: found.start])[-1] + found.words
        if _NO_MEAN_OF_ALL.search(clause) or mean.upto is not None:
            continue
        own = [
            q for q in counts(sentence.text)
            if q.end <= found.start and not q.approximate and q.value and not _of_an_extreme(sentence.text, q)
        ]  # fmt: skip
        earlier = [q for q in counts(before) if not q.approximate and q.value]
        units = _SAME_UNIT.get(each, (each,))
        numbers = _of_units(own, units)
        totals = _listed_as_one([q for q in own if _alike(mean, q)], sentence.text)
        pairs = [
            (t, n) for t in totals + [q for q in earlier if _alike(mean, q)]
            for n in numbers + _of_units(earlier, units) if t is not n
        ]  # fmt: skip
        if any(_fits(mean, t, n) for t, n in pairs):
            continue
        nearest = next(((t, n) for t in reversed(totals) for n in reversed(numbers) if t is not n), None)
        if nearest is not None:
            yield mean, *nearest, found.words


def _of_an_extreme(text: str, quantity: Quantity) -> bool:
    """Whether a number is told of the largest or the smallest of all: 最多的一场有32家媒体参加 is no sum."""
    clause = re.split("[，,。；;]", text[: quantity.start])[-1]
    return re.search("最[多少高低大小长短]", clause) is not None


_BETWEEN_ITEMS = re.compile("[、和及]")


def _listed_as_one(quantities: Sequence[Quantity], text: str) -> list[Quantity]:
    """The quantities with those that are told one beside another as their sum: 分别为52人次、48人次、50人次 are 150人次."""
    out: list[Quantity] = []
    for quantity in quantities:
        if out and _BETWEEN_ITEMS.fullmatch(text[out[-1].end : quantity.start]):
            total = out[-1].value + quantity.value
            last = replace(quantity, start=out[-1].start, value=total, raw=f"{spoken(total)}{quantity.unit}")
            out[-1] = last
        else:
            out.append(quantity)
    return out


def _of_units(quantities: Sequence[Quantity], units: tuple[str, ...]) -> list[Quantity]:
    return [q for q in quantities if q.unit in units]


# 4次测评得分分别为94分、95分、96分、97分，平均95.5分
_LISTED = re.compile(
    rf"分别(?:为|是|得|达)?{MARK}(?:[、和及]{MARK})+[，,](?:季度|全年|测评|得分)?平均(?:得分|分)?(?:为|得|达)?{MARK}"
)


def _wrong_means_of_lists(sentence: Sentence) -> Iterator[tuple[Decimal, Quantity, str]]:
    """The mean of some numbers, each of which is told right before it."""
    for found in find_phrases(_LISTED, sentence.text, of(Kind.COUNT, Kind.SCORE, Kind.DURATION), bare=True):
        *parts, mean = found.quantities
        right = sum((q.value for q in parts), Decimal(0)) / len(parts)
        exact = not any(q.approximate for q in found.quantities)
        if (
            exact
            and {q.unit for q in parts} == {mean.unit}
            and abs(right - mean.value) > max(_step(mean), _LEAST)
        ):
            yield right, mean, found.words


_LEAST = Decimal("0.05")


@rule("TXT28", "平均数与总数不符", Severity.ERROR, accuracy)
def averages(context: Context) -> Iterator[Problem]:
    """检查：户均、亩均、人均、件均、场均和“平均每件”等平均数，是否为同一处所写总数和个数、所列各数算出的数。

    为何：平均数由总数除以个数得出，不符说明其中一个写错。
    触发：“涉及4236户，发放386.52万元，户均约1912元”；“举办活动18场，参加群众1420人次，场均约97人次”。
    不触发：“户均约912元”；平均数按所写位数四舍五入、去尾后相符。
    例外：同一句里没有总数和个数的不判；同段前文的总数、个数能算出的不报；与上年比较的平均数、标准不判。
    """
    for sentence in whole_sentences(context.report.paragraphs()):
        for listed, mean, words in _wrong_means_of_lists(sentence) if "平均" in sentence.text else ():
            yield Problem(
                f"所列各数平均应为{spoken(round(listed, 2))}{mean.unit}，正文写{mean.raw}。",
                "请核对各数和平均数并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=words,
                expected=f"{spoken(round(listed, 2))}{mean.unit}",
                actual=mean.raw,
            )
        for mean, total, number, words in (
            _wrong_means(sentence) if re.search("均|平均每", sentence.text) else ()
        ):
            scale = measure(mean).value / mean.value if mean.value else Decimal(1)
            right = round(measure(total).value / number.value / scale, 2)
            yield Problem(
                f"{total.raw}、{number.raw}，平均应约为{spoken(right)}{mean.unit}，正文写“{words.lstrip('，,')}”。",
                "请核对总数、个数和平均数并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=sentence.text,
                expected=f"{spoken(right)}{mean.unit}",
                actual=mean.raw,
            )


RULES: tuple[Rule, ...] = (averages,)
