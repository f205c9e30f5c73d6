"""CON, QLT: what was taken over unchanged: part five, whole tables, paragraphs that come twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.model import Paragraph
from reports.numerals import fold, spoken
from reports.prose.sentences import whole_sentences
from reports.tables import TABLE_NAMES
from review.basis import regulation, uniform_format
from review.copies import copied_cells, like_before
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_SHORTEST_PARAGRAPH = 12
_SHORTEST_WHOLE = 40
_SHORTEST_REPEATED = 26


def _sameness(context: Context) -> tuple[Basis, ...]:
    return (uniform_format(context.due_edition, "质量要求", "内容雷同、敷衍塞责的要追责。"), regulation(47))


def _timeless(text: str) -> str:
    """A text without white space and years, which are all that differs from year to year in a copy."""
    return re.sub(r"(?:20)?\d\d年度?", "", fold(text))


@rule("CON06", "问题与改进部分与上年逐字相同", Severity.WARNING, _sameness)
def same_problems(context: Context) -> Iterator[Problem]:
    """检查：问题与改进部分的段落是否与上一年度报告逐字相同（年份除外）。

    为何：逐年重复相同的问题和措施，说明没有改进或没有如实报告。
    触发：第五部分与上年一字不差。
    不触发：同一问题但写了本年进展；只有一两句很短的话相同。
    例外：相同的文字合计不足40字的不报；通篇与上年雷同的只报后者。
    """
    if like_before(context) is not None:
        return
    mine, theirs = context.report.section("五"), context.previous.section("五") if context.previous else None
    if mine is None or theirs is None:
        return
    old = {_timeless(p.text) for p in theirs.paragraphs}
    same = [p for p in mine.paragraphs if len(p.text) >= _SHORTEST_PARAGRAPH and _timeless(p.text) in old]
    if sum(len(_timeless(p.text)) for p in same) >= _SHORTEST_WHOLE:
        whole = len(same) == len([p for p in mine.paragraphs if p.text.strip()])
        yield Problem(
            f"问题与改进部分{'全部' if whole else ''}有{len(same)}段与上年报告逐字相同（年份除外）。",
            "请如实写明本年度存在的问题、上年问题的改进结果和新的改进措施。",
            context.at_paragraph(same[0]),
            quote=same[0].text,
        )


@rule("CON07", "统计表与上年逐格相同", Severity.WARNING, accuracy)
def same_table(context: Context) -> Iterator[Problem]:
    """检查：主动公开情况表、申请办理情况表的全部数据是否与上一年度报告逐格相同。

    为何：两年的数据逐格相同极为少见，多为照抄上年的表格。
    触发：表二的8个非零数与上年全部相同。
    不触发：两年都是0，或只有个别数相同。
    例外：非零的数不足3个的不判；现行有效件数本来可以不变，不计入非零的数。
    """
    for kind in ("active_disclosure", "applications"):
        telling = copied_cells(context, kind)
        if telling:
            row, column = telling[0]
            count = sum(len(cells) for cells in context.report.tables[kind].cells.values())
            yield Problem(
                f"{TABLE_NAMES[kind]}的{count}个数据与上年报告逐格相同。",
                "请核实是否照抄上年的表格，按本年度的实际情况重新填报。",
                context.at_table(kind, row, column),
                actual=f"{len(telling)}个非零的数相同",
                cells=tuple((kind, r, c) for r, c in telling),
            )


@rule("CON08", "与上年的数据难以衔接", Severity.WARNING, accuracy)
def not_from_last_year(context: Context) -> Iterator[Problem]:
    """检查：本年废止件数是否多于上年现行有效与本年制发之和；本年复议、诉讼的总计是否少于上年尚未审结的件数。

    为何：能废止的只有已有的和本年制发的文件；上年尚未审结的案件本年应当继续统计。
    触发：上年现行有效3件，本年制发1件，废止6件。
    不触发：废止件数不多于两者之和。
    例外：没有上年报告、有空白的不判；清理、口径调整可以造成差异，故只提示核实。
    """
    if context.previous is None:
        return
    now, before = (r.tables.get("active_disclosure") for r in (context.report, context.previous))
    row = "行政规范性文件"
    if now and before:
        made, repealed = (now.value(row, c) for c in ("本年制发件数", "本年废止件数"))
        valid = before.value(row, "现行有效件数")
        if made is not None and repealed is not None and valid is not None and repealed > valid + made:
            yield Problem(
                f"“{row}”本年废止{spoken(repealed)}件，多于上年现行有效{spoken(valid)}件与本年制发{spoken(made)}件之和。",
                "请核实废止件数和上年的现行有效件数；因清理、口径调整的，请在正文中说明。",
                context.at_table("active_disclosure", row, "本年废止件数"),
                actual=spoken(repealed),
                cells=(("active_disclosure", row, "本年废止件数"),),
            )
    yield from _pending(context)


def _pending(context: Context) -> Iterator[Problem]:
    now = context.report.tables.get("disputes")
    before = context.previous.tables.get("disputes") if context.previous else None
    if now is None or before is None:
        return
    for group in context.edition.rows("disputes"):
        total, pending = now.value(group.key, "total"), before.value(group.key, "pending")
        if total is not None and pending is not None and total < pending:
            yield Problem(
                f"“{group.label}”本年总计{spoken(total)}件，少于上年尚未审结的{spoken(pending)}件。",
                "请核实上年尚未审结的案件本年是否已经统计；口径不同的，请在正文中说明。",
                context.at_table("disputes", group.key, "total"),
                expected=f"不少于{spoken(pending)}",
                actual=spoken(total or Decimal(0)),
                cells=(("disputes", group.key, "total"),),
            )


@rule("QLT17", "同一段文字重复出现", Severity.WARNING, accuracy)
def repeated_text(context: Context) -> Iterator[Problem]:
    """检查：同一句（段）较长的文字是否在报告里出现两次。

    为何：重复多为粘贴时的疏忽。
    触发：总体情况的一段在后面又出现一次。
    不触发：短句、固定的说法重复。
    例外：不足26字的句子不判；重复的几句合并为一条；两次完整转载的文件另有规则。
    """
    seen: dict[str, Paragraph] = {}
    twice: list[tuple[Paragraph, str]] = []
    for sentence in whole_sentences(context.report.paragraphs()):
        text = fold(sentence.text)
        if len(text) < _SHORTEST_REPEATED:
            continue
        if text in seen:
            twice.append((sentence.paragraph, sentence.text))
        seen[text] = sentence.paragraph
    if twice:
        paragraph, text = twice[0]
        first = context.report.section_of(seen[fold(text)].index) or "引言"
        yield Problem(
            f"“{text[:40]}{'……' if len(text) > 40 else ''}”在报告里重复出现"
            + (f"（共{len(twice)}句重复）。" if len(twice) > 1 else "。"),
            f"请删去重复的文字，并核对该处原应写的内容（另一处在{first if first == '引言' else f'第{first}部分'}）。",
            context.at_paragraph(paragraph),
            quote=text,
        )


RULES: tuple[Rule, ...] = (same_problems, same_table, not_from_last_year, repeated_text)
