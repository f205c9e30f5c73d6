"""IDN: personal data that a published report must not show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.model import Grid, Paragraph
from review.basis import regulation
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule

_ID_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def id_number_valid(number: str) -> bool:
    """Whether an 18-digit identity number has the right check digit (GB 11643—1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _texts(context: Context) -> Iterable[Paragraph]:
    yield from context.report.paragraphs()
    for section in context.report.sections:
        for grid in section.blocks:
            if isinstance(grid, Grid):
                for row in grid.rows:
                    for cell in row:
                        if len(cell.text) >= 11:
                            yield Paragraph(cell.text, grid.index, grid.page)


@rule("IDN11", "出现个人信息", Severity.ERROR, lambda c: (regulation(15),))
def personal_data(context: Context) -> Iterator[Problem]:
    """检查：是否出现身份证号（校验位有效）或个人手机号。

    为何：条例第十五条规定涉及个人隐私的信息不得公开。
    触发：正文列出申请人的身份证号。
    不触发：座机号码、文号、18位以上的其他数字。
    例外：身份证号校验位不成立的不报；手机号可能是公务号码，只提示核实。
    """
    for paragraph in _texts(context):
        for match in _ID_NUMBER.finditer(paragraph.text):
            if id_number_valid(match[1]):
                yield Problem(
                    "出现公民身份号码，属于个人隐私。",
                    "请立即删除，已公布的应撤下重发。",
                    context.at_paragraph(paragraph),
                    quote=f"{match[1][:6]}********{match[1][-4:]}",
                )
        for match in _MOBILE.finditer(paragraph.text):
            yield Problem(
                f"出现手机号码“{match[0][:3]}****{match[0][-4:]}”，可能是个人信息。",
                "请核实；如为个人号码，请改为办公电话。",
                context.at_paragraph(paragraph),
                quote=f"{match[0][:3]}****{match[0][-4:]}",
                severity=Severity.WARNING,
            )


RULES: tuple[Rule, ...] = (personal_data,)
