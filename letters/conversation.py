"""A conversation as a text or Word file, every answer with its sources."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_TITLE = "年报审阅对话记录"


@dataclass(frozen=True)
class Said:
    """A question, the answer to it, and the sources as number, title and quotation."""

    question: str
    answer: str
    sources: Sequence[tuple[int, str, str]]


def conversation_text(said: Sequence[Said]) -> str:
    """The conversation as it is read."""
    return "\n\n".join([_TITLE, *("\n".join(_lines(one)) for one in said)]) + "\n"


def _lines(one: Said) -> Iterator[str]:
    yield f"问：{one.question}"
    yield from one.answer.splitlines()
    for n, title, quote in one.sources:
        yield f"[{n}] {title}：{' '.join(quote.split())}"


def conversation_docx(said: Sequence[Said]) -> bytes:
    """The conversation as the bytes of a .docx file."""
    from docx import Document
    from docx.oxml.ns import qn

    document = Document()
    normal = document.styles["Normal"]
    normal.font.name = "Times New Roman"
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    document.add_heading(_TITLE, level=1)
    for one in said:
        question, *lines = _lines(one)
        document.add_paragraph().add_run(_CONTROL.sub("", question)).bold = True
        for line in lines:
            document.add_paragraph(_CONTROL.sub("", line))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
