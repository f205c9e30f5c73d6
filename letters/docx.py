"""The letter as a Word document laid out by GB/T 9704—2012 (党政机关公文格式).

A4; margins 37, 35, 28 and 26 mm; body 三号仿宋 at 28 points fixed, which gives 22 lines of 28 characters;
page numbers 四号宋体 between dashes. Fonts are named in the styles and not shipped.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from letters.lines import Kind, Line

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TITLE, _BODY, _HEAD = "方正小标宋简体", "仿宋_GB2312", "黑体"
_OF_TITLE, _OF_HEADING, _PAGE = "公文标题", "公文一级标题", "页码"
# The styles of Word's own that stand in the file: those of its header and footer, and of the receipt's table.
_USED = ("Header", "Header Char", "Footer", "Footer Char", "Table Grid")
_BODY_POINTS, _TITLE_POINTS, _PAGE_POINTS = 16, 22, 14


def _style(document: Any, name: str, font: str, points: float) -> Any:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_LINE_SPACING
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    existing = [s.name for s in document.styles]
    style = (
        document.styles[name]
        if name in existing
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    style.font.name, style.font.size = "Times New Roman", Pt(points)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), font)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    for known in properties.findall(qn("w:lang")):
        properties.remove(known)
    properties.append(language)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(28)
    layout.widow_control = False
    return style


def _page(document: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), "560")


def _page_number(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = _style(document, _PAGE, "宋体", _PAGE_POINTS)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run("— ")
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
        if kind:
            node = OxmlElement("w:fldChar")
            node.set(qn("w:fldCharType"), kind)
        else:
            node = OxmlElement("w:instrText")
            node.set(qn("xml:space"), "preserve")
            node.text = text
        run._r.append(node)
    paragraph.add_run(" —")


def printable(text: str) -> str:
    """A text without what no Word file may hold."""
    return _CONTROL.sub("", text)


def _only_used_styles(document: Any) -> None:
    """Takes out the styles that no document of ours is set in: whoever adds a paragraph looks through them all."""
    from docx.enum.style import WD_STYLE_TYPE

    kept = {*_USED, _PAGE, _OF_TITLE, _OF_HEADING}
    defaults = [document.styles.default(kind) for kind in WD_STYLE_TYPE]
    for style in list(document.styles):
        if style.name not in kept and style not in defaults:
            style.element.getparent().remove(style.element)


@cache
def _empty() -> bytes:
    """An empty document on the standard's page, made once: setting styles takes longer than writing a letter."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = Document()
    _page(document)
    body = _style(document, "Normal", _BODY, _BODY_POINTS)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _page_number(document)
    _style(document, _OF_TITLE, _TITLE, _TITLE_POINTS)
    _style(document, _OF_HEADING, _HEAD, _BODY_POINTS)
    _only_used_styles(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def document_with_styles() -> tuple[Any, Any, Any]:
    """An empty document on the standard's page with its page numbers; the styles of its text and of its title."""
    from docx import Document

    document = Document(io.BytesIO(_empty()))
    return document, document.styles["Normal"], document.styles[_OF_TITLE]


def saved(document: Any, title: str) -> bytes:
    """A document as the bytes of a .docx file with this title in its properties."""
    document.core_properties.author = "年报审阅"
    document.core_properties.title = printable(title)[:200]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_docx(lines: Iterable[Line], title: str) -> bytes:
    """The letter's lines as the bytes of a .docx file with this title in its properties."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document, body, head = document_with_styles()
    styles = {Kind.TITLE: head, Kind.HEADING: document.styles[_OF_HEADING]}
    flush = (Kind.TITLE, Kind.SALUTATION, Kind.SIGNATURE)
    signed = False
    for line in lines:
        if line.kind is Kind.SIGNATURE:
            # Who signs never stands alone on a page.
            for before in document.paragraphs[-1:]:
                before.paragraph_format.keep_with_next = True
            if not signed:
                document.add_paragraph("").paragraph_format.keep_with_next = True
            signed = True
        paragraph = document.add_paragraph(printable(line.text), style=styles.get(line.kind, body))
        paragraph.paragraph_format.first_line_indent = Pt(0 if line.kind in flush else 2 * _BODY_POINTS)
        if line.kind is Kind.TITLE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            document.add_paragraph("")
        elif line.kind is Kind.SIGNATURE:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(2 * _BODY_POINTS)
    return saved(document, title)
