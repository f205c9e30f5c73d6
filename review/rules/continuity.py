"""CON: a report against the agency's own last year, and against other agencies' reports on the same year."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reports.model import Report, Table
from reports.numerals import spoken
from reports.tables import TABLE_NAMES
from review.basis import regulation, table_form, uniform_format
from review.copies import copied_cells, like_before
from review.finding import Basis, Problem, Severity
from review.prose_of_two_years import stock_of_last_year
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.similarity import Overlap, compare


def _carry(context: Context) -> tuple[Basis, ...]:
    return (
        table_form(context.edition, "applications", "上年结转数应与上一年度报告的结转下年度数一致。"),
        regulation(6),
    )


@rule("CON01", "上年结转与上年报告不一致", Severity.ERROR, _carry)
def carry_over(context: Context) -> Iterator[Problem]:
    """检查：本年“上年结转”与上一年度报告的“结转下年度继续办理”是否逐列相等。

    为何：结转数跨年应当衔接。
    触发：上年报告结转下年度2件，本年上年结转填0。
    不触发：逐列相等。
    例外：没有上年报告的不判；几列不符合并为一条。
    """
    now, before = context.report.tables.get("applications"), _previous_table(context, "applications")
    if now is None or before is None:
        return
    different = []
    for column in context.edition.application_columns:
        mine, theirs = (
            context.value("applications", "carried_over", column.key),
            before.value("carried_forward", column.key),
        )
        if mine is not None and theirs is not None and mine != theirs:
            different.append((column, mine, theirs))
    if different:
        said = "；".join(f"{c.label}本年填{spoken(a)}、上年为{spoken(b)}" for c, a, b in different)
        column, mine, theirs = different[-1]
        yield Problem(
            f"“上年结转”与上年报告的“结转下年度继续办理”不一致：{said}。",
            "请核对上年报告和办理台账，更正结转数；上年报告有误的，请在第六部分说明。",
            context.at_table("applications", "carried_over", column.key),
            expected=spoken(theirs),
            actual=spoken(mine),
            cells=tuple(("applications", "carried_over", c.key) for c, _, _ in different),
        )


def _previous_table(context: Context, kind: str) -> Table | None:
    previous = context.previous
    if previous is None or context.report.year is None or previous.year != context.report.year - 1:
        return None
    return previous.tables.get(kind)


def _told_stock(context: Context) -> Iterator[Problem]:
    """What the text says was in force at the end of last year, against this year's row of the table."""
    made, repealed, valid = (
        context.value("active_disclosure", "行政规范性文件", c)
        for c in ("本年制发件数", "本年废止件数", "现行有效件数")
    )
    if made is None or repealed is None or valid is None:
        return
    for said, quote, paragraph in stock_of_last_year(context.report):
        if said.value != valid - made + repealed:
            yield Problem(
                f"正文写上年末现行有效{said.raw}，按表中本年制发{spoken(made)}、废止{spoken(repealed)}、现行有效{spoken(valid)}"
                f"推算应为{spoken(valid - made + repealed)}件。",
                "请核实上年末的件数；有自动失效、清理调整的，请说明。",
                context.at_paragraph(paragraph),
                quote=quote,
                expected=spoken(valid - made + repealed),
                actual=spoken(said.value),
            )


@rule(
    "CON02",
    "现行有效件数与上年不衔接",
    Severity.WARNING,
    lambda c: (regulation(6), regulation(20, "（一）")),
    since="2021",
)
def valid_documents(context: Context) -> Iterator[Problem]:
    """检查：现行有效件数是否等于上年现行有效＋本年制发－本年废止；上年现行有效取自上年报告，正文写明上年末件数的也核对。

    为何：现行有效件数跨年应当衔接。
    触发：上年现行有效10，本年制发2、废止1，现行有效填15。
    不触发：填11。
    例外：有文件自动失效或清理调整的可能，故只提示核实；任一数空白的不判；整张表与上年逐格相同的只报后者。
    """
    yield from _told_stock(context)
    now, before = (
        context.report.tables.get("active_disclosure"),
        _previous_table(context, "active_disclosure"),
    )
    if now is None or before is None:
        return
    for row in ("规章", "行政规范性文件"):
        old = before.value(row, "现行有效件数")
        made, repealed, valid = (
            context.value("active_disclosure", row, c)
            for c in ("本年制发件数", "本年废止件数", "现行有效件数")
        )
        if None in (old, made, repealed, valid) or copied_cells(context, "active_disclosure"):
            continue
        expected = (old or Decimal(0)) + (made or Decimal(0)) - (repealed or Decimal(0))
        if expected != valid:
            yield Problem(
                f"“{row}”现行有效件数为{spoken(valid or 0)}，按上年现行有效{spoken(old or 0)}、本年制发{spoken(made or 0)}、"
                f"废止{spoken(repealed or 0)}推算应为{spoken(expected)}。",
                "请核实文件清理情况；确有失效等情形的，请在正文中说明。",
                context.at_table("active_disclosure", row, "现行有效件数"),
                expected=spoken(expected),
                actual=spoken(valid or 0),
                cells=(("active_disclosure", row, "现行有效件数"),),
            )


@rule("CON03", "指标比上年变化十倍以上", Severity.NOTICE, accuracy)
def outlier(context: Context) -> Iterator[Problem]:
    """检查：各表主要指标比上年增减是否在十倍以上。

    为何：剧烈变化可能是填报错误或口径变化。
    触发：上年行政处罚12件，本年1200件。
    不触发：上年为0或两年都不足10。
    例外：版本不同、没有对应指标的不比。
    """
    watched = [("applications", "new_received", "total"), ("applications", "total", "total")]
    watched += [
        ("active_disclosure", r.key, c.key)
        for r in context.edition.rows("active_disclosure")
        for c in context.edition.columns("active_disclosure", r.key)
    ]
    for kind, row, column in watched:
        now, before = context.report.tables.get(kind), _previous_table(context, kind)
        a, b = (t.value(row, column) if t else None for t in (now, before))
        if a and b and max(a, b) >= 10 and (a >= 10 * b or b >= 10 * a):
            yield Problem(
                f"{TABLE_NAMES[kind]}{context.cell_name(kind, row, column)}本年为{spoken(a)}，上年为{spoken(b)}，变化在十倍以上。",
                "请核实数据和统计口径；情况属实的，建议在正文中说明原因。",
                context.at_table(kind, row, column),
                expected=spoken(b),
                actual=spoken(a),
                cells=((kind, row, column),),
            )


def _sameness(context: Context) -> tuple[Basis, ...]:
    return (uniform_format(context.due_edition, "质量要求", "内容雷同、敷衍塞责的要追责。"), regulation(47))


def _similar(
    context: Context, other: Report, overlap: Overlap, what: str, peer: str | None = None
) -> Problem:
    first = max(overlap.shared, key=lambda pair: len(pair[2]))
    paragraph = next((p for p in context.report.paragraphs() if p.index == first[0].index), None)
    return Problem(
        f"{overlap.where}与{what}高度雷同，除单位名称和数字外相似度约{overlap.ratio:.0%}，"
        f"共{len(overlap.shared)}段，相同的文字如“{first[2]}”（对照《{other.title or other.shown_agency}》）。",
        "请结合本单位本年度的实际工作改写，删去照搬的内容。",
        context.at_paragraph(paragraph),
        quote=first[2],
        actual=f"{overlap.ratio:.0%}",
        measured=f"{overlap.ratio:.0%}",
        peer=peer,
    )


@rule("CON04", "与本单位上年报告雷同", Severity.WARNING, _sameness)
def like_last_year(context: Context) -> Iterator[Problem]:
    """检查：正文叙述与本单位上一年度报告是否大面积相同。

    为何：统一格式要求不得内容雷同、敷衍塞责。
    触发：总体情况除年份外与上年逐字相同。
    不触发：法定表述、固定的引言和联系方式相同。
    例外：统计表、法定表述不计入相似度；问题部分逐字相同另有规则。
    """
    overlap = like_before(context)
    if overlap is not None and context.previous is not None:
        yield _similar(context, context.previous, overlap, "本单位上年报告")


@rule("CON05", "与其他单位同年报告雷同", Severity.WARNING, _sameness)
def like_peer(context: Context) -> Iterator[Problem]:
    """检查：正文叙述与其他单位同一年度报告是否大面积相同。

    为何：统一格式要求不得内容雷同、敷衍塞责。
    触发：两个单位的总体情况除单位名称外相同。
    不触发：法定表述相同。
    例外：统计表、法定表述不计入相似度；只报最相似的一份。
    """
    overlaps = [(compare(context.report, p), p) for p in context.peers if p.year == context.report.year]
    overlaps = [(o, p) for o, p in overlaps if o.ratio >= context.settings.similarity and o.shared]
    if overlaps:
        overlap, peer = max(overlaps, key=lambda x: x[0].ratio)
        yield _similar(context, peer, overlap, f"“{peer.shown_agency}”同年报告", peer.agency)


RULES: tuple[Rule, ...] = (carry_over, valid_documents, outlier, like_last_year, like_peer)
