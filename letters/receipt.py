"""整改回执: the form on which an agency answers a letter item by item, and what stands on a form that came back.

Nothing is hidden in the form: its items are known again by their words, so that it may pass through any program.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from letters.docx import document_with_styles, printable, saved
from letters.letter import Letter
from letters.lines import Kind, Line
from reports.errors import UnusableFileError
from reports.model import Grid
from reports.numerals import fold
from reports.reading.document import read_document

HEAD = ("序号", "位置", "问题", "是否整改", "整改说明")
_WIDTHS_MM = (18, 26, 60, 22, 30)
_GUIDE = (
    "请逐条填写：“是否整改”填“是”“部分”或“否”；没有整改的，请在“整改说明”中写明理由。随修改后的报告一并报送。"
)
_SMALL = 12


class Claim(StrEnum):
    """What the agency says of an item."""

    YES = "已整改"
    PARTLY = "部分整改"
    NO = "未整改"
    BLANK = "未填写"
    UNCLEAR = "填写不明"


_CLAIMS = (
    (Claim.PARTLY, re.compile("部分|正在|整改中")),
    (Claim.NO, re.compile("^[否×✗✘无]|未|没|不|暂")),
    (Claim.YES, re.compile("是|已|[√✓✔☑]|完成|整改|修改|改正")),
)


@dataclass(frozen=True)
class Answer:
    """An item of a form that came back: what the letter said, what the agency ticked and explained."""

    number: str
    place: str
    problem: str
    written: str
    explanation: str

    @property
    def claim(self) -> Claim:
        """What the agency says; blank and unclear entries are neither yes nor no."""
        text = fold(self.written)
        if not text:
            return Claim.BLANK
        return next((claim for claim, words in _CLAIMS if words.search(text)), Claim.UNCLEAR)


class NoReceiptError(UnusableFileError):
    """The file is not a form that was made with a letter."""


@dataclass(frozen=True)
class Item:
    """A problem that is to be answered, numbered as in its letter."""

    number: str
    place: str
    problem: str


def items_of(lines: Sequence[Line], letter: Letter) -> tuple[Item, ...]:
    """The items of a letter as it goes out: its own numbers and, where nobody changed the words, place and problem as
    they were composed."""
    known = {point.text: point for group in letter.groups for point in group.points}
    items, head = [], ""
    for line in lines:
        if line.kind is Kind.HEADING:
            head = line.text.partition("、")[0] + "、" if "、" in line.text else ""
        if line.kind is Kind.POINT:
            number, _, text = re.split(r"([.．、]\s*)", line.text, maxsplit=1)
            point = known.get(text)
            place, _, problem = text.partition("：")
            item = (point.place, point.problem) if point else (place, problem) if problem else ("", text)
            items.append(Item(head + number, *item))
    return tuple(items)


def receipt_docx(items: Sequence[Item], letter_title: str) -> bytes:
    """The form for the letter of this title: its items in their order with room for the answers, as a .docx file."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = letter_title + "整改回执"
    document, body, head = document_with_styles()
    heading = document.add_paragraph(title, style=head)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("")
    guide = document.add_paragraph(_GUIDE, style=body)
    guide.paragraph_format.first_line_indent = Pt(32)
    _table(document, [HEAD, *((item.number, item.place, item.problem, "", "") for item in items)])
    document.add_paragraph("")
    for text in ("填报单位（盖章）：", "填报人及电话：", "填报日期：　　　　年　　月　　日"):
        document.add_paragraph(text, style=body)
    return saved(document, title)


def _table(document: Any, rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    table = document.add_table(rows=len(rows), cols=len(HEAD), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS_MM, strict=True):
        column.width = Mm(width)
    for number, values in enumerate(rows):
        row = table.rows[number]
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        if number == 0:
            row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for column, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
            cell.width = Mm(_WIDTHS_MM[column])
            _write(cell.paragraphs[0], value, bold=number == 0, centred=number == 0 or column in (0, 3))


def _write(paragraph: Any, text: str, *, bold: bool, centred: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = bold, Pt(_SMALL)
    paragraph.paragraph_format.line_spacing = Pt(18)
    snap = OxmlElement("w:snapToGrid")  # The page's grid of 28 points is for the letter's text.
    snap.set(qn("w:val"), "0")
    paragraph._p.get_or_add_pPr().insert_element_before(snap, "w:spacing", "w:ind", "w:jc", "w:rPr")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT


def read_receipt(content: bytes) -> tuple[Answer, ...]:
    """The items of a form that came back, in any type of file that is read; raises an UnusableFileError."""
    answers = [a for b in read_document(content).blocks if isinstance(b, Grid) for a in _answers(b)]
    if not answers:
        raise NoReceiptError(
            "这不是随审核意见生成的整改回执（没有“序号、位置、问题、是否整改、整改说明”的表格）；"
            "请填写随审核意见一起生成的整改回执。"
        )
    return tuple(answers)


def _answers(grid: Grid) -> Iterator[Answer]:
    head: dict[str, int] = {}
    for row in grid.rows:
        cells = [cell.text.strip() for cell in row]
        flat = [fold(text) for text in cells]
        if all(name in flat for name in HEAD):
            head = {name: flat.index(name) for name in HEAD}
        elif head and len(cells) > max(head.values()) and fold(cells[head["问题"]]):
            yield Answer(*(cells[head[name]] for name in HEAD))
