"""A conversation as a Markdown or Word file, every answer with its sources."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SPECIAL = re.compile(r"([\\`*_<>|#~])")
_TITLE = "年报审阅对话记录"


@dataclass(frozen=True)
class Said:
    """A question, the answer to it, and the sources as number, title and quotation."""

    question: str
    answer: str
    sources: Sequence[tuple[int, str, str]]


def conversation_markdown(said: Sequence[Said]) -> str:
    """The conversation as Markdown in which no text of a report is markup."""

    def plain(text: str) -> str:
        return _SPECIAL.sub(r"\\\1", text)

    lines = [f"# {_TITLE}", ""]
    for one in said:
        lines += [f"**问：** {plain(one.question)}", "", plain(one.answer), ""]
        lines += [
            f"- [{n}] {plain(title)}：{plain(' '.join(quote.split()))}" for n, title, quote in one.sources
        ]
        lines.append("")
    return "\n".join(lines)


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
        document.add_paragraph().add_run(_CONTROL.sub("", f"问：{one.question}")).bold = True
        for line in one.answer.splitlines():
            document.add_paragraph(_CONTROL.sub("", line))
        for n, title, quote in one.sources:
            document.add_paragraph(_CONTROL.sub("", f"[{n}] {title}：{' '.join(quote.split())}"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
