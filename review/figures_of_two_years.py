"""What a text tells of last year beside this year's tables: 行政处罚比上年的73件减少12件, 上年结转的4件, 含上年未审结的1件."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Paragraph, Report
from reports.numerals import spoken
from reports.prose.moves import moves
from reports.prose.phrases import MARK, exact, exact_in, find_phrases
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import sentences
from reports.vocabulary import CellPath
from review import other_business
from review.metrics import Metric, load_metrics, named_among


@dataclass(frozen=True)
class Unlike:
    """A figure of a text that a table has otherwise: what is said, which table it is of, its words, what is right."""

    said: str
    words: str
    paragraph: Paragraph
    right: Decimal
    actual: Quantity
    cells: tuple[CellPath, ...] = ()


_LAST = r"(?P<year>20\d\d年度?|上一?年度?|去年)"
# 行政处罚比上年的73件减少12件: this year's number is left to the reader.
_COMPARED = re.compile(
    rf"(?P<what>[^，,。；;：:、（(）){MARK}]{{2,16}}?)[比较]{_LAST}(?:同期|末|底)?的?{MARK}[，,]?(?:净?(?:(?P<up>增加|增长|增|多)|减少|下降|减|少))了?{MARK}"
)
# 加上2022年结转的4件; 2022年尚未审结的行政复议1件; 行政复议10件含2023年尚未审结转入的1件
# 上年结转 is told of this year and read where its figures are; by its number last year would be of another time.
_CARRIED = re.compile(
    rf"(?<!不含)(?<!不包括)(?<!除)(?P<year>20\d\d年度?)(?:末|底)?结转(?:过来|而来|到本年|来)?的?(?:政府信息公开)?(?:申请)?{MARK}"
)
_PENDING = re.compile(
    rf"{_LAST}(?:末|底)?(?:尚未|未)(?:审结|结案)(?:的)?(?:而|并)?(?:转入|结转|转到)?(?:本年)?(?:的)?(?:行政)?(?P<kind>复议|诉讼)?(?:案件)?{MARK}(?:[、和](?:行政)?(?P<other>复议|诉讼)(?:案件)?{MARK})?"
)
_SUITS = ("litigation_direct", "litigation_after_review")
_OTHER_BUSINESS = re.compile("信访|热线|留言|工单|建议|提案|投诉|举报")


def unlike_figures(report: Report, previous: Report | None) -> Iterator[Unlike]:
    """Every figure of last year told beside this year's that this year's or last year's tables have otherwise."""
    before = previous if previous is not None and previous.year == (report.year or 0) - 1 else None
    for sentence in sentences(report.paragraphs()):
        if _OTHER_BUSINESS.search(sentence.text):
            continue
        for found in find_phrases(_COMPARED, sentence.text, exact(Kind.COUNT, Kind.MONEY)):
            if _of_last_year(found.groups["year"], report):
                base, change = found.quantities
                now = base.value + change.value * (1 if found.groups["up"] else -1)
                what = (found.groups["what"] or "").strip()
                yield from _compared(report, before, what, base, change, now, found.words, sentence.paragraph)
        for found in find_phrases(_CARRIED, sentence.text, exact_in("件")):
            part = other_business.of_the_office_alone(sentence.text[: found.start])
            if _of_last_year(found.groups["year"], report) and not part:
                cells = (("applications", "carried_over", "total"),)
                said = "上年结转的申请"
                yield from _held(report, said, cells, found.quantities[0], found.words, sentence.paragraph)
        if before is not None:
            yield from _pending(report, before, sentence.text, sentence.paragraph)
        yield from _items(report, sentence.text, sentence.paragraph)


def _of_last_year(words: str | None, report: Report) -> bool:
    return words is not None and (not words[0].isdigit() or int(words[:4]) == (report.year or 0) - 1)


def _metric(what: str, quantity: Quantity) -> Metric | None:
    """The one figure that words name, in a measure."""
    named = [m for m in named_among(load_metrics(), what, what) if m.unit.search(quantity.unit)]
    return named[0] if len(named) == 1 else None


def _compared(
    report: Report, previous: Report | None, what: str, base: Quantity, change: Quantity, now: Decimal,
    words: str, paragraph: Paragraph,
) -> Iterator[Unlike]:  # fmt: skip
    metric = _metric(what, base)
    if metric is None or base.unit != change.unit:
        return
    readings = metric.readings(report)
    if readings and all(now != v for v, _ in readings):
        said = f"由{base.raw}和{change.raw}推算本年“{metric.name}”为{spoken(now)}{base.unit}，表中为{spoken(readings[0][0])}"
        yield Unlike(said, words, paragraph, readings[0][0], change, readings[0][1])
        return
    earlier = [v for v, _ in metric.readings(previous)] if previous is not None else []
    if earlier and base.value not in earlier:
        said = f"“{metric.name}”上年写为{base.raw}，上年报告的表格中为{spoken(earlier[0])}，与上年报告不一致"
        yield Unlike(said, words, paragraph, earlier[0], base)


def _held(
    report: Report, what: str, cells: tuple[CellPath, ...], said: Quantity, words: str, paragraph: Paragraph
) -> Iterator[Unlike]:
    table = report.tables.get(cells[0][0])
    values = [table.value(row, column) for _, row, column in cells] if table is not None else []
    known = [v for v in values if v is not None]
    if known and len(known) == len(values) and sum(known, Decimal(0)) != said.value:
        right = sum(known, Decimal(0))
        told = f"{what}正文写{said.raw}，表中为{spoken(right)}，文表不一致"
        yield Unlike(told, words, paragraph, right, said, cells)


def _pending(report: Report, previous: Report, text: str, paragraph: Paragraph) -> Iterator[Unlike]:
    """Cases that had not been decided when last year ended, against last year's table."""
    table = previous.tables.get("disputes")
    for found in find_phrases(_PENDING, text, exact_in("件")) if table is not None else ():
        if not _of_last_year(found.groups["year"], report):
            continue
        kinds = [found.groups["kind"] or _kind_before(text[: found.start]), found.groups["other"]]
        for kind, said in zip(kinds, found.quantities, strict=False):
            if kind is None or table is None:
                continue
            rows = ("review",) if "复议后" not in kind and "复议" in kind else _SUITS
            values = [table.value(row, "pending") for row in rows]
            known = [v for v in values if v is not None]
            right = sum(known, Decimal(0))
            # Of the suits, one kind may be meant; of all, none has more.
            fits = said.value == right if len(rows) == 1 else said.value in (*known, right)
            if len(known) == len(rows) and not fits:
                said_of = f"上年尚未审结的行政{'复议' if len(rows) == 1 else '诉讼'}正文写{said.raw}，上年报告的表格中为{spoken(right)}，与上年报告不一致"
                yield Unlike(said_of, found.words, paragraph, right, said)


def _kind_before(text: str) -> str | None:
    """Which cases the clause before is of: 行政复议10件含2023年尚未审结转入的1件."""
    clause = re.split("[，,。；;]", text)[-1]
    named = re.findall("复议后起诉|直接起诉|诉讼|复议", clause)
    return named[-1] if named else None


_ITEMS = ("行政许可", "其他对外管理服务事项", "行政处罚", "行政强制", "行政事业性收费")


def _items(report: Report, text: str, paragraph: Paragraph) -> Iterator[Unlike]:
    """行政处罚事项由14项增加为15项, in the years whose table has what there was and by how much that changed."""
    table = report.tables.get("active_disclosure")
    for move in moves(text, exact_in("项")) if table is not None else ():
        row = next((r for r in _ITEMS if r in move.what), None)
        if table is None or row is None:
            continue
        there_was, changed = table.value(row, "上一年项目数量"), table.value(row, "本年增/减")
        if there_was is None or changed is None:
            continue
        for said, right, column in (
            (move.before, there_was, "上一年项目数量"),
            (move.after, there_was + changed, "本年增/减"),
        ):
            if said.value != right:
                told = f"“{row}”正文写{move.words}，表中上一年项目数量{spoken(there_was)}、本年增/减{spoken(changed)}，文表不一致"
                yield Unlike(told, move.words, paragraph, right, said, (("active_disclosure", row, column),))
                break
