"""Several reports in words: who comes first and by how much, then each with its number or its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.across import OfReport
from answering.evidence.fact import Computed, ProseFact
from answering.evidence.held import Held
from answering.plan.lexicon import same_measure
from answering.plan.operations import Across, Reports, Way
from reports.editions import all_editions
from reports.numerals import spoken
from reports.prose.units import load_units

_CONTACT = {
    "phone": "联系电话",
    "address": "地址",
    "email": "电子邮箱",
    "postcode": "邮政编码",
    "fax": "传真",
}


def across_draft(asked: Across, found: Sequence[OfReport]) -> Draft | None:
    """The verdict where the numbers can be compared, then a line for each report."""
    if not any(f.value is not None or f.words is not None for f in found):
        return None
    ordered = sorted(found, key=lambda f: _key(f, asked.way))
    lines = [*_verdict(asked, ordered), *(_line(asked, f) for f in ordered)]
    rows: list[tuple[Piece, ...]] = [
        (f.held.source.name, Slot(f.value.id)) for f in ordered if f.value is not None
    ]
    return Draft(tuple(lines), (("单位", "数"), *rows) if len(rows) > 1 else ())


def _key(found: OfReport, way: Way) -> float:
    if found.value is None or found.value.value is None:
        return float("inf")
    value = float(found.value.value)
    return value if way is Way.LEAST else -value


def _line(asked: Across, found: OfReport) -> Sentence:
    name, value = found.held.source.name, found.value
    if isinstance(value, ProseFact):
        return Sentence((f"{name}的报告写明：", Span(value.id), "。"))
    if isinstance(value, Computed):
        return Sentence(
            (f"{name}", Slot(value.id, "name"), Slot(value.id), "（", Slot(value.id, "arithmetic"), "）。")
        )
    if value is not None:
        return Sentence((f"{name}", Slot(value.id, "name"), Slot(value.id), "。"))
    if found.words is not None:
        return Sentence((f"{name}的报告写道：", Span(found.words.id)))
    return Sentence((f"{name}的报告没有写明“{asked.operand.words}”的数。",), Kind.ABSENCE)


def _verdict(asked: Across, ordered: Sequence[OfReport]) -> list[Sentence]:
    """Who comes first, and of two by how much; none where the measures differ."""
    told = [f for f in ordered if f.value is not None and f.value.value is not None]
    if asked.way is Way.ORDER or len(told) < 2:
        return []
    first, second = told[0].value, told[1].value
    if first is None or second is None or first.value is None or second.value is None:
        return []
    if any(f.value is None or not same_measure(first.unit, f.value.unit) for f in told):
        return []
    word = _word(asked.way is Way.LEAST, first.unit)
    name = told[0].held.source.name
    if asked.way is Way.TIMES:
        return _times(told) if len(told) == _PAIR and second.value else []
    if first.value == second.value:
        return [Sentence(("排在前面的几份数相同：", Slot(first.id), "。"))]
    far = spoken(abs(first.value - second.value))
    unit = "个百分点" if first.unit == "%" else first.unit
    more = f"，比{told[1].held.source.name}{word}{far}{unit}" if len(told) == 2 else ""
    return [Sentence((f"{len(told)}份报告中，最{word}的是{name}，", Slot(first.id), f"{more}。"))]


def _word(least: bool, unit: str) -> str:
    """What comes first in a measure: the most, or the highest, or the longest."""
    more, less = (
        ("长", "短") if unit in load_units().duration else ("高", "低") if unit == "%" else ("多", "少")
    )
    return less if least else more


_PAIR = 2


def _times(told: Sequence[OfReport]) -> list[Sentence]:
    """How many times the one of two reports is the other."""
    large, small = (f.value.value for f in told if f.value is not None and f.value.value is not None)
    names = [f.held.source.name for f in told]
    times = spoken((large / small).quantize(Decimal("0.01")))
    return [Sentence((f"{names[0]}是{names[1]}的{times}倍（{spoken(large)}÷{spoken(small)}＝{times}）。",))]


def reports_draft(asked: Reports, helds: Sequence[Held]) -> Draft:
    """Which of the reports are of a year, or lack something that they should say of themselves."""
    if asked.year is not None:
        own = [h.source.name for h in helds if h.report.year == asked.year]
        text = (
            f"{asked.year}年度的报告有{len(own)}份：{'、'.join(own)}。"
            if own
            else f"没有{asked.year}年度的报告。"
        )
        return Draft((Sentence((text,)),))
    if asked.years:
        return _years(helds)
    if not asked.lacking and not asked.edition:
        names = "、".join(h.source.name for h in helds)
        agencies = len({h.report.agency for h in helds})
        return Draft((Sentence((f"有{len(helds)}份报告，来自{agencies}家单位：{names}。",)),))
    if asked.edition:
        return _of_edition(asked.edition == "old", helds)
    own = [h.source.name for h in helds if not h.report.contact.get(asked.lacking)]
    what = _CONTACT.get(asked.lacking, asked.lacking)
    text = (
        f"{len(helds)}份报告中，没有写{what}的有{len(own)}份：{'、'.join(own)}。"
        if own
        else f"{len(helds)}份报告都写了{what}。"
    )
    return Draft((Sentence((text,)),))


def _years(helds: Sequence[Held]) -> Draft:
    """The years that there are reports on, each with how many, and the first and the last of them."""
    counted = Counter(h.report.year for h in helds if h.report.year)
    years = sorted(counted)
    if not years:
        return Draft((Sentence(("报告都没有读出年度。",), Kind.ABSENCE),), abstained=True)
    each = "、".join(f"{y}年（{counted[y]}份）" for y in years)
    return Draft(
        (Sentence((f"报告有{len(years)}个年度：{each}，最早的是{years[0]}年，最晚的是{years[-1]}年。",)),)
    )


def _of_edition(older: bool, helds: Sequence[Held]) -> Draft:
    """Which of the reports are in the newest edition of the format, or in an older one."""
    newest = all_editions()[-1].edition
    own = [h for h in helds if (h.report.edition != newest) == older]
    said = f"不是现行{newest}年版" if older else f"现行{newest}年版"
    names = "、".join(f"{h.source.name}（{h.report.edition}年版）" for h in own)
    text = f"{len(helds)}份报告中，用的{said}格式的有{len(own)}份{'：' if own else ''}{names}。"
    return Draft((Sentence((text,)),))
