"""TAB: numbers that each may be right, but hardly together, or hardly of such an agency: to be verified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

from data_files import Data, load_data
from regulation.fees import by_applications, by_pages, fee_standard
from reports.model import Level
from reports.numerals import fold, spoken
from reports.prose.comparison import measure
from reports.prose.phrases import MARK, find_phrase, of
from reports.prose.quantities import counts
from reports.prose.quantity import Kind
from reports.prose.sentences import whole_sentences
from reports.tables import TABLE_NAMES
from review.basis import regulation, table_form
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule

_POWERS = Path(__file__).resolve().parent.parent.parent / "corpus" / "agencies" / "powers.toml"
_DECISIONS = ("行政许可", "行政处罚", "行政强制")
_COLUMN = "本年处理决定数量"


class Powers(Data):
    """corpus/agencies/powers.toml: agencies without powers over others, and those that cannot but use theirs."""

    without: tuple[str, ...]
    enforcing: tuple[str, ...]


@cache
def agency_powers() -> Powers:
    """Which agencies have which powers."""
    return load_data(_POWERS, Powers)


def _filling(context: Context) -> tuple[Basis, ...]:
    return (
        regulation(6),
        table_form(context.edition, "disputes", "各组数据应与复议、诉讼案件的实际进程相符。"),
    )


def _value(context: Context, table: str, row: str, column: str) -> Decimal | None:
    found = context.report.tables.get(table)
    return found.value(row, column) if found else None


_EARLIER_CASES = re.compile(
    r"(?:上年|上一年度?|往年|跨年|以前年度|20\d\d年度?)[^，。；]{0,16}(?:复议|诉讼)|(?:复议|诉讼)[^，。；]{0,20}(?:上年|上一年|往年|跨年)"
)


def _of_last_year(context: Context) -> bool:
    """Whether the text or a note says that cases come from the year before."""
    year = f"{context.report.year}年"
    clauses = (c for p in context.report.paragraphs() for c in re.findall(r"[^。；，]+", p.text))
    return any(_EARLIER_CASES.search(c.replace(year, "")) for c in clauses)


@rule("TAB10", "复议、诉讼与申请的数量关系需要核实", Severity.WARNING, _filling)
def disputes_without_ground(context: Context) -> Iterator[Problem]:
    """检查：没有行政复议而有复议后起诉，没有收到和结转申请而有复议、诉讼，复议数是否多于办理的申请数。

    为何：复议后起诉以复议为前提，复议、诉讼多由申请的答复引起；不相称的多为填错栏或口径有误。
    触发：行政复议总计为0，复议后起诉总计为2。
    不触发：行政复议、复议后起诉都不为0；全部为0。
    例外：案件可能由上年的复议、申请引起，故只提示核实；正文或表下说明了是上年案件的不报；有上年报告且上年有复议的不报。
    """
    review = _value(context, "disputes", "review", "total")
    after = _value(context, "disputes", "litigation_after_review", "total")
    direct = _value(context, "disputes", "litigation_direct", "total")
    if None in (review, after, direct) or _of_last_year(context):
        return
    before = context.previous.tables.get("disputes") if context.previous else None
    if after and not review and not (before and before.value("review", "total")):
        yield Problem(
            f"行政复议总计为0，复议后起诉总计为{spoken(after)}，没有复议而有复议后起诉。",
            "请核实；由上年的复议引起的，请在正文中说明；属于未经复议直接起诉的，请改填相应的栏。",
            context.at_table("disputes", "litigation_after_review", "total"),
            actual=spoken(after),
            cells=(("disputes", "review", "total"), ("disputes", "litigation_after_review", "total")),
        )
    yield from _more_than_applications(context, review)
    handled = [_value(context, "applications", r, "total") for r in ("new_received", "carried_over")]
    if all(h == 0 for h in handled) and (review or direct):
        count = (review or Decimal(0)) + (direct or Decimal(0))
        yield Problem(
            f"本年没有收到和结转政府信息公开申请，却有行政复议、行政诉讼{spoken(count)}件。",
            "请核实这些案件是否因政府信息公开引起；由上年的申请引起的，请在正文中说明。",
            context.at_table("disputes", "review", "total"),
            actual=spoken(count),
            cells=(("disputes", "review", "total"), ("disputes", "litigation_direct", "total")),
        )


@rule("TAB11", "数据与单位职能不相称", Severity.WARNING, lambda c: (
    regulation(6), table_form(c.edition, "active_disclosure", "行政许可、行政处罚、行政强制填本机关全年作出的处理决定数量。"),
))  # fmt: skip
def powers(context: Context) -> Iterator[Problem]:
    """检查：没有执法权的单位是否填报了行政许可、行政处罚、行政强制，执法单位是否三项全填0。

    为何：与职能不相称的数据多为口径有误或套用其他单位的表格。
    触发：妇女联合会填行政许可45件；县公安局许可、处罚、强制全部填0。
    不触发：民政局填行政许可45件；妇女联合会全部填0。
    例外：单位种类从名称看不出的不判；有空白的不判。
    """
    table = context.report.tables.get("active_disclosure")
    if table is None or context.level is Level.GOVERNMENT:
        return
    values = {row: table.value(row, _COLUMN) for row in _DECISIONS}
    agency = fold(context.report.agency_words)
    filled = [r for r, v in values.items() if v]
    if filled and any(agency.endswith(w) or agency.endswith(f"{w}办公室") for w in agency_powers().without):
        said = "、".join(f"{r}{spoken(values[r] or 0)}" for r in filled)
        yield Problem(
            f"“{context.report.agency}”填报{said}，该类单位一般没有相应的行政职权。",
            "请核实统计口径；没有行政许可、行政处罚、行政强制职权的，填“0”。",
            context.at_table("active_disclosure", filled[0], _COLUMN),
            actual=said,
            cells=tuple(("active_disclosure", r, _COLUMN) for r in filled),
        )
    if all(v == 0 for v in values.values()) and any(agency.endswith(w) for w in agency_powers().enforcing):
        yield Problem(
            f"{TABLE_NAMES['active_disclosure']}的行政许可、行政处罚、行政强制全部为0，与“{context.report.agency}”的职能不相称。",
            "请核实是否漏填；表中应填本机关全年作出的全部处理决定数量，包括依法不公开的。",
            context.at_table("active_disclosure", "行政许可", _COLUMN),
            actual="0",
            cells=tuple(("active_disclosure", r, _COLUMN) for r in _DECISIONS),
        )


def _more_than_applications(context: Context, review: Decimal | None) -> Iterator[Problem]:
    """More reconsiderations than applications were dealt with in this year and the last."""
    done = context.value("applications", "total", "total")
    before = context.previous.tables.get("applications") if context.previous else None
    earlier = before.value("total", "total") if before else done
    if review and done and earlier is not None and review > done + earlier:
        of = "本年和上年" if before else "本年"
        yield Problem(
            f"行政复议总计为{spoken(review)}件，远多于{of}办理的申请（{spoken(done + earlier if before else done)}件）。",
            "请核实复议件数是否只计因政府信息公开引起的案件。",
            context.at_table("disputes", "review", "total"),
            actual=spoken(review),
            cells=(("disputes", "review", "total"), ("applications", "total", "total")),
        )


_NOTICE = re.compile(
    r"收费通知|缴费通知|通知(?:其|申请人)?缴(?:纳|费)|逾期(?:未|不)缴|未(?:按(?:期|时|收费通知)[^，。]{0,8})?缴(?:纳|费)"
)
NO_NOTICE = re.compile(
    r"(?:未|没有|无)(?:发出|发生|制发|作出|向[^，。]{0,8}发出|下达)[^，。；]{0,12}(?:收费|缴费)通知"
)


@rule("TXT17", "逾期未缴费与收费通知情况不一致", Severity.WARNING, lambda c: (
    regulation(42), table_form(c.edition, "applications", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
), since="2021")  # fmt: skip
def unpaid(context: Context) -> Iterator[Problem]:
    """检查：申请办理情况表有逾期未缴费的，第六部分是否说明发出收费通知的情况。

    为何：逾期未缴费以发出收费通知为前提。
    触发：表三逾期未缴费1件，第六部分写“未发出收费通知”。
    不触发：写明发出收费通知的件数。
    例外：只写“未收取信息处理费”而没有提到收费通知的，作为建议。
    """
    count = _value(context, "applications", "other_unpaid", "total")
    section = context.report.section("六")
    if not count or section is None:
        return
    text = "\n".join(p.text for p in context.report.paragraphs())
    denied = NO_NOTICE.search(text)
    if denied or not _NOTICE.search(text):
        yield Problem(
            f"申请办理情况表逾期未缴费{spoken(count)}件，"
            + (f"正文却写“{denied[0]}”，两者矛盾。" if denied else "第六部分没有说明发出收费通知的情况。"),
            "请核实，并在第六部分写明发出收费通知、逾期未缴费和收取信息处理费的情况。",
            context.at_section("六"),
            quote=denied[0] if denied else section.text[:60],
            expected="收费通知情况",
            severity=None if denied else Severity.NOTICE,
            cells=(("applications", "other_unpaid", "total"),),
        )


_FEE = re.compile(
    rf"信息(?:公开)?处理费(?!管理办法|的?标准)(?:\d+[次件份笔户人]，?)?[^。；，{MARK}/每]{{0,12}}?{MARK}(?![/／每])"
)


@rule("TXT18", "信息处理费金额不是10元的倍数", Severity.WARNING, lambda c: (
    regulation(42), Basis("《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）", "收费标准", "按件、按量的收费标准均为10元的倍数。"),
))  # fmt: skip
def fee_amount(context: Context) -> Iterator[Problem]:
    """检查：正文写的信息处理费金额是否为10元的倍数。

    为何：按件100元起、按量每页10元、20元、40元，收取的金额总是10元的倍数。
    触发：“收取信息处理费35元”。
    不触发：“收取信息处理费2,460元”；写收费标准的句子。
    例外：退还、减免后的余额可能不同，故只提示核实。
    """
    for sentence in whole_sentences(context.report.paragraphs()):
        found = find_phrase(_FEE, sentence.text, of(Kind.MONEY))
        if found is None:
            continue
        amount = measure(found.quantities[0]).value
        if amount % 10:
            yield Problem(
                f"信息处理费写的是{spoken(amount)}元，按收费标准应为10元的倍数。",
                "请核实金额，并核对收费凭据。",
                context.at_paragraph(sentence.paragraph),
                quote=found.words,
                actual=f"{spoken(amount)}元",
            )


_COUNTED_FOR_THE_FEE = re.compile("(?:涉及|提供|复制|总计|合计|获取|共|计)(?:信息|材料|纸质材料|资料)*$")
_TAKEN = re.compile("(?:收取|收费|计收|缴费|缴纳|收|共|计)(?:了|信息处理费|费用|为)*$")
_SUM_OF_SEVERAL = re.compile(r"[两三四五六七八九\d]+件?[，,]?(?:合计|共计|总计)|(?:合计|共计|总计)收费?")


@rule("TXT25", "信息处理费金额与标准不符", Severity.ERROR, lambda c: (
    regulation(42), Basis(fee_standard().title, "按量计收", fee_standard().section("按量计收").text),
))  # fmt: skip
def fee_by_the_standard(context: Context) -> Iterator[Problem]:
    """检查：写明一件申请多少页（按件计收的多少件）、收取多少元的，金额是否为收费标准算出的数。

    为何：收费标准是固定的，算出的金额只有一个。
    触发：“对1件申请按量计收信息处理费，共提供126页，合计收取1420元”，按标准为1220元；“一件按件计收，涉及16件，收费500元”，按标准为600元。
    不触发：“共提供126页，合计收取1220元”；几件合计的金额。
    例外：没有写明页数、件数和金额的不判；同一分句里有一个金额相符的不报。
    """
    for paragraph in context.report.paragraphs():
        if "处理费" not in paragraph.text:
            continue
        for piece in re.finditer("[^。；;]+", paragraph.text):
            found = _wrong_fee(piece[0], paragraph.text)
            if found is not None:
                said, right, words = found
                yield Problem(
                    f"{said}。",
                    "请核对页数、件数和金额，并核对收费凭据。",
                    context.at_paragraph(paragraph),
                    quote=words,
                    expected=f"{right}元",
                    actual=words,
                )


def _wrong_fee(text: str, paragraph: str) -> tuple[str, int, str] | None:
    """What is wrong with the fee of one application, what the standard makes it, and the words that give it."""
    numbers = [q for q in counts(text) if not q.approximate]
    by_number = "按件" in text and "页" not in text
    base = next(
        (
            q
            for q in numbers
            if q.unit == ("件" if by_number else "页") and _COUNTED_FOR_THE_FEE.search(text[: q.start])
        ),
        None,
    )
    money = [q for q in numbers if q.kind is Kind.MONEY]
    if base is None or base.value % 1 or not (by_number or "页" in text) or "按量按件" in paragraph:
        return None
    fee, steps = (by_applications if by_number else by_pages)(int(base.value))
    taken = [q for q in money if q.start > base.end and _TAKEN.search(text[: q.start])]
    if not taken or any(measure(q).value == fee for q in money):
        return None
    said = taken[0]
    if (
        _SUM_OF_SEVERAL.search(text[base.end : said.start])
        and len(taken) == 1
        and "件" in text[base.end : said.start]
    ):
        return None
    return (
        f"{base.raw}按标准应收{fee}元（{'；'.join(steps)}），正文写{said.raw}",
        fee,
        text[base.start : said.end],
    )


RULES: tuple[Rule, ...] = (disputes_without_ground, powers, unpaid, fee_amount, fee_by_the_standard)
