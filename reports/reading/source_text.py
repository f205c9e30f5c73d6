"""The plain text of a file, taken from its bytes past the readers, to measure what they lose.

Nothing is made of it: no lines, no tables, no order. Where a file has no text of its own (a scan) or was
converted, there is none, and what the reader found is all there is.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

from lxml import etree, html

from reports.reading.file_type import FileType

_PAGE_NUMBER = re.compile(r"^[-—–\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/共]\s*\d{1,3}\s*页?)?[-—–\s]*$")
_NO_TEXT = ("script", "style", "noscript", "template", "head", "svg", "object", "embed", "iframe", "textarea")


def source_text(kind: FileType, data: bytes) -> str:
    """The text of a Word or PDF file; empty for other types and where it cannot be taken."""
    try:
        match kind:
            case FileType.DOCX:
                return _of_word(data)
            case FileType.PDF:
                return _of_pdf(data)
            case _:
                return ""
    except Exception:  # a second look may fail where the reader did not: then it has nothing to say
        return ""


def _of_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [n for n in archive.namelist() if re.fullmatch(r"word/document\d*\.xml", n)]
        root = etree.fromstring(
            archive.read(names[0]), etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        )
    return "\n".join(t.text or "" for t in root.iter("{*}t") if _is_shown(t))


def _is_shown(text: Any) -> bool:
    """Whether a run of text is in the document that Word shows: not hidden, moved away or a fallback."""
    for above in text.iterancestors():
        name = etree.QName(above).localname
        if name in ("Fallback", "moveFrom", "del"):
            return False
        if name == "r" and above.find("{*}rPr/{*}vanish") is not None:
            return False
    return True


def _of_pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    lines = (line for page in pages for line in page.splitlines())
    return "\n".join(line for line in lines if not _PAGE_NUMBER.match(line))


def page_text(markup: str) -> str:
    """The text in the body of a web page, without scripts and styles."""
    root: Any = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, huge_tree=False))
    for node in list(root.iter(*_NO_TEXT, etree.Comment, etree.ProcessingInstruction)):
        if node.getparent() is not None:
            node.drop_tree()
    return "\n".join(root.itertext())
