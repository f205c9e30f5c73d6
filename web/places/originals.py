"""原件: the file as it was handed in, to look at as it was made and to fetch.

A PDF or a picture is shown page by page, a Word file too where LibreOffice is installed to print it; a web page is shown
in a frame in which nothing runs and nothing is fetched, a text as it stands. What cannot be shown says so.
"""

from __future__ import annotations

import io
import tempfile
import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

import gradio as gr

from errors import NotVisibleError
from office.desk import Desk
from reports.errors import ConverterMissingError, UnusableFileError
from reports.reading.encoding import decode
from reports.reading.file_type import FileType, detect
from reports.reading.libre_office import converted, office_program
from reports.reading.limits import usual_limits
from reports.reading.pdfium import Pdf
from web.calls import OfReport, served
from web.face import Face

_PIXELS = 1400
# The pictures that a browser shows by itself; those of other kinds are only fetched.
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}
_MOST_PAGES = 60
_WORD = (FileType.DOCX, FileType.LEGACY_WORD, FileType.RTF, FileType.ODT)
_NO_OFFICE = "服务器上没有转换 Word 版面的程序；请下载后查看，文字和表格见“文本”。"
_NOT_SHOWN = "这类文件不能在网页上显示原来的版面；请下载后查看，文字和表格见“文本”。"
_PRINTING = threading.Lock()


class OfPage(OfReport):
    """A page of the original, from 1."""

    page: int


def _rendered(pdf_file: bytes, number: int) -> bytes:
    """A page of a PDF as a picture; NotVisibleError where it has no such page."""
    with Pdf(pdf_file) as pdf:
        if not 1 <= number <= len(pdf):
            raise NotVisibleError
        with pdf.page(number) as page:
            bitmap = page.render(scale=_PIXELS / max(*page.get_size(), 1.0))
            picture = bitmap.to_pil().copy()
            bitmap.close()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _printed(content: bytes, kind: FileType) -> bytes:
    """A Word file as the PDF that LibreOffice prints of it; one at a time, for each takes a processor for seconds."""
    with _PRINTING:
        return _print(content, kind)


@lru_cache(maxsize=4)
def _print(content: bytes, kind: FileType) -> bytes:
    program = office_program(_NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        source = folder / f"report.{kind.value}"
        source.write_bytes(content)
        return converted(program, source, "pdf", folder, usual_limits()).read_bytes()


def _pages_of(content: bytes, kind: FileType) -> bytes | None:
    """The PDF whose pages are the original's; None where it has none."""
    if kind is FileType.PDF:
        return content
    return _printed(content, kind) if kind in _WORD else None


def _shown(content: bytes) -> dict[str, Any]:
    """How the original can be looked at: its pages, a web page, a text, or the sentence why it cannot."""
    kind = detect(content, usual_limits())
    if kind is FileType.PICTURE:
        browsed = content.startswith(tuple(_PICTURES))
        return {"pages": 1} if browsed else {"pages": 0, "said": _NOT_SHOWN}
    if kind is FileType.HTML:
        return {"pages": 0, "web": decode(content)}
    if kind is FileType.TEXT:
        return {"pages": 0, "words": decode(content)}
    try:
        pdf_file = _pages_of(content, kind)
    except ConverterMissingError as error:
        return {"pages": 0, "said": str(error)}
    except UnusableFileError:
        return {"pages": 0, "said": _NOT_SHOWN}
    if pdf_file is None:
        return {"pages": 0, "said": _NOT_SHOWN}
    with Pdf(pdf_file) as pdf:
        pages = len(pdf)
    over = f"只显示前{_MOST_PAGES}页，全文共{pages}页，请下载后查看。" if pages > _MOST_PAGES else ""
    said = "按转换出来的版面显示，分页可能与 Word 里略有不同。" if kind in _WORD else ""
    return {"pages": min(pages, _MOST_PAGES), "said": said + over}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for originals."""

    def original(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """How the file can be looked at, and under which name it is fetched."""
        entry, content = desk.entry(asked.report), desk.content(asked.report)
        return {"name": entry.file_name, "said": "", "web": "", "words": "", **_shown(content)}

    def original_page(desk: Desk, asked: OfPage, request: Any) -> dict[str, Any]:
        """The picture of a page."""
        content = desk.content(asked.report)
        pdf_file = _pages_of(content, detect(content, usual_limits()))
        suffix = next((s for magic, s in _PICTURES.items() if content.startswith(magic)), "png")
        picture = content if pdf_file is None else _rendered(pdf_file, asked.page)
        return {"file": face.made_file(request, f"{asked.page}.{suffix}", picture, asked.report)}

    def original_file(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """The file itself."""
        entry = desk.entry(asked.report)
        name = PurePath(entry.file_name.replace("\\", "/")).name or "原件"
        return {"file": face.made_file(request, name, desk.content(asked.report), asked.report)}

    return [
        served(face, OfReport, original),
        served(face, OfPage, original_page),
        served(face, OfReport, original_file),
    ]
