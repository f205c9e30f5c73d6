"""PDF files as Word, WPS and browsers print them: shading behind text, borders, no rules at all, rows over pages.

Every kind is made by a program that offices use (LibreOffice for Word files, Chromium for pages), not drawn by us.
"""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from benchmarks.generate.content import Content
from benchmarks.generate.layouts import Layout, to_docx, to_html

_NO_TABLE_RULES = "table{border:0}td{border:0;padding:2px 6px}"
_RULED = "table{border-collapse:collapse}td{border:1px solid #000;padding:2px 6px}"


@dataclass(frozen=True)
class Shading:
    """What is painted in a Word file: on whole paragraphs, on each run, or in cells; with a border or without."""

    colour: str
    on: str = "paragraph"
    border: str | None = None


WORD_KINDS: dict[str, Shading] = {
    f"word, {on} shaded {colour}{', bordered ' + border if border else ''}": Shading(colour, on, border)
    for on, (colour, border) in itertools.product(
        ("paragraph", "run", "cell"), (("FFFFFF", None), ("FFF2CC", None), ("D9E2F3", "000000"))
    )
}
PAGE_KINDS: dict[str, str] = {
    "page, white lines": _RULED + "p{background:#fff}",
    "page, yellow words": _RULED + "p{background:#ff0;display:inline-block}",
    "page, framed paragraphs": _RULED + "#content>p{border:1px solid #999;padding:4px}",
    "page, frame of one colour": _RULED + "#content>p{background:#eef;border:1px solid #eef}",
    "page, shaded cells": _RULED + "td{background:#dde}",
    "page, painted rows": _NO_TABLE_RULES + "tr:nth-child(even){background:#eee}",
    "page, no rules": _NO_TABLE_RULES,
    "page, no rules, large": _NO_TABLE_RULES + "body{font-size:15pt}",
    "page, tall rows": _RULED + "td{padding:22px 6px}",
    "page, narrow labels": _RULED + "td:first-child{max-width:5em}",
    "page, rows over pages": _RULED + "td{padding:30px 4px}tr{break-inside:auto}",
    "page, justified": _RULED + "p{text-align:justify;text-align-last:justify}",
}


def _shade(element: Any, tag: str, shading: Shading) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", shading.colour)):
        shade.set(qn(name), value)
    if shading.border and tag == "paragraph":
        borders = OxmlElement("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            edge = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", shading.border)):
                edge.set(qn(f"w:{name}"), value)
            borders.append(edge)
        element.append(borders)
    element.append(shade)


def word_file(content: Content, shading: Shading) -> bytes:
    """The report as a Word file with its shading."""
    from docx import Document

    document = Document(io.BytesIO(to_docx(content, Layout())))
    for paragraph in document.paragraphs:
        if shading.on == "paragraph":
            _shade(paragraph._p.get_or_add_pPr(), "paragraph", shading)
        elif shading.on == "run":
            for run in paragraph.runs:
                _shade(run._r.get_or_add_rPr(), "run", shading)
    if shading.on == "cell":
        for cell in (c for t in document.tables for row in t.rows for c in row.cells):
            _shade(cell._tc.get_or_add_tcPr(), "cell", shading)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printed_by_browser(browser: Any, content: Content, kinds: Iterable[str]) -> dict[str, bytes]:
    """The report's page printed by a running Chromium in each of these styles."""
    page_text = to_html(content, Layout()).decode()
    # What a site prints around the report is another matter: only the report is printed here.
    body = re.sub(r"<div class='nav'>.*?(?=<h1>)|<div>(?:发布日期|上一篇|版权).*?</div>", "", page_text)
    out: dict[str, bytes] = {}
    page = browser.new_page()
    for kind in kinds:
        style = f"<style>{PAGE_KINDS[kind]}</style></head>"
        page.set_content(body.replace("border='1'", "").replace("</head>", style))
        out[kind] = page.pdf(format="A4")
    page.close()
    return out


def squeezed(text: str) -> str:
    """A text without any blanks, as far as two extractions of it can be compared."""
    return re.sub(r"\s+", "", text)


def lost_prose(content: Content, text_of: Callable[[str | None], str]) -> list[str]:
    """The paragraphs of a report that are not whole in their part's text as it was read (None: before the parts)."""
    stated = [(None, content.preamble)] + [(n, p) for n, ps in content.sections.items() for p in ps]
    return [p for number, p in stated if squeezed(p) not in squeezed(text_of(number))]
