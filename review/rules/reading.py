"""RDG: what we could not read. It is said of ourselves, to be verified, and never of the agency."""

from __future__ import annotations

from collections.abc import Iterator

from reports.certainty import Doubt, Subject
from review.finding import Location, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

# The period has a rule of its own, which quotes the words that stand there; a name is typed in by the reviewer.
_TOLD_HERE = frozenset({Subject.WHOLE, Subject.PART, Subject.TABLE, Subject.CONTACT})
_WORD = "Word 文档"
_COMPARE = "请对照原件核对；需要逐项审查的，请改用统一格式的表格后重新提供。"
_COMPARE_OR_CONVERT = "请对照原件核对；需要逐项审查的，请另存为 docx 后重新提供。"


def _place(context: Context, doubt: Doubt) -> Location:
    if doubt.subject is Subject.TABLE and doubt.key:
        return context.at_table(doubt.key)
    if doubt.subject is Subject.PART:
        return Location(section=doubt.key)
    paragraph = next((p for p in context.report.paragraphs() if p.index == doubt.paragraph), None)
    return context.at_paragraph(paragraph)


@rule("RDG01", "未能读出，请对照原件", Severity.WARNING, accuracy)
def unread(context: Context) -> Iterator[Problem]:
    """检查：文件里有而本系统未能读出的部分、表格、行和联系方式。

    为何：没有读出不等于报告没有写，不能据此要求单位修改。
    触发：第二部分的标题和行名都在文件里，表格却散成了文字，没有对应到行和列。
    不触发：文件里确实没有这张表（由缺表规则报告）。
    例外：同一部分、同一张表只提示一次；本提示供审查人员对照原件，不写入审核意见。
    """
    for doubt in context.report.reading.doubts:
        if doubt.subject in _TOLD_HERE:
            word = context.report.provenance.reader == _WORD
            yield Problem(
                doubt.message,
                _COMPARE if word else _COMPARE_OR_CONVERT,
                _place(context, doubt),
            )


RULES: tuple[Rule, ...] = (unread,)
