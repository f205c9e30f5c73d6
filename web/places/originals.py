"""原件: the file as it was handed in, to look at page by page and to fetch."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import PurePath
from typing import Any

import gradio as gr

from errors import NotVisibleError
from office.desk import Desk
from reports.reading.file_type import FileType, detect
from reports.reading.limits import usual_limits
from reports.reading.pdfium import Pdf
from web.calls import OfReport, served
from web.face import Face

_PIXELS = 1400
_PICTURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif"}


class OfPage(OfReport):
    """A page of the original, from 1."""

    page: int


def _rendered(content: bytes, number: int) -> bytes:
    """A page of a PDF as a picture; NotVisibleError where it has no such page."""
    with Pdf(content) as pdf:
        if not 1 <= number <= len(pdf):
            raise NotVisibleError
        with pdf.page(number) as page:
            bitmap = page.render(scale=_PIXELS / max(*page.get_size(), 1.0))
            picture = bitmap.to_pil().copy()
            bitmap.close()
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False)
    return out.getvalue()


def _pages(content: bytes) -> int:
    with Pdf(content) as pdf:
        return len(pdf)


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for originals."""

    def original(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
        """How many pages can be looked at (0: none), and under which name the file is fetched."""
        entry, content = desk.entry(asked.report), desk.content(asked.report)
        kind = detect(content, usual_limits())
        pages = _pages(content) if kind is FileType.PDF else int(kind is FileType.PICTURE)
        return {"pages": pages, "name": entry.file_name}

    def original_page(desk: Desk, asked: OfPage, request: Any) -> dict[str, Any]:
        """The picture of a page."""
        content = desk.content(asked.report)
        suffix = next((s for magic, s in _PICTURES.items() if content.startswith(magic)), "png")
        picture = content
        if detect(content, usual_limits()) is FileType.PDF:
            picture = _rendered(content, asked.page)
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
