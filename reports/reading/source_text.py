"""The plain text of a file, taken from its bytes past the readers, to measure what they lose.

Nothing is made of it: no lines, no tables, no order. Where a file has no text of its own (a scan) or was
converted, there is none, and what the reader found is all there is.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree, html

from reports.reading.docx_numbering import Numbering
from reports.reading.docx_package import WordPackage, tree
from reports.reading.docx_shown import make_plain
from reports.reading.file_type import FileType

_NO_TEXT = ("script", "style", "head")

_OTHER_PARTS = ("footnotes", "endnotes", "header", "footer", "comments", "diagramData")


def source_text(kind: FileType, data: bytes) -> str:
    """The text of a Word file; empty for other types, whose readers give it, and where it cannot be taken."""
    if kind is not FileType.DOCX:
        return ""
    try:
        return _of_word(data)
    except Exception:  # a second look may fail where the reader did not: then it has nothing to say
        return ""


def _of_word(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        package = WordPackage(archive)
        body, styles = package.body(), package.part("styles")
        make_plain(body, styles, Numbering.of(package.part("numbering"), styles))
        parts = [body]
        parts += [tree(xml) for kind in _OTHER_PARTS for _, xml in package.linked(f"/{kind}")]
    return "\n".join(t.text or "" for part in parts for t in part.iter("{*}t") if _is_shown(t))


def _is_shown(text: Any) -> bool:
    """Whether a run of text is in the document that Word shows: not deleted, moved away or a fallback."""
    for above in text.iterancestors():
        name = etree.QName(above).localname
        if name in ("Fallback", "moveFrom", "del", "rt"):
            return False
    return True


def page_text(markup: str) -> str:
    """The text in the body of a web page, without scripts and styles."""
    root: Any = html.document_fromstring(markup, parser=html.HTMLParser(no_network=True, huge_tree=False))
    for node in list(root.iter(*_NO_TEXT, etree.Comment, etree.ProcessingInstruction)):
        if node.getparent() is not None:
            node.drop_tree()
    return "\n".join(root.itertext())
