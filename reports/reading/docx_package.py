"""The parts of a Word package, found by its relationships: the main part need not be called word/document.xml.

ECMA-376 part 2: /_rels/.rels names the main part (Word Online calls it document2.xml), whose own relationships name
numbering, styles, pictures and charts. Targets outside the package are never followed.
"""

from __future__ import annotations

import base64
import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PKG = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

# Word's “Strict Open XML” has other names for the same elements.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W),
    (b"http://purl.oclc.org/ooxml/drawingml/main", A),
    (b"http://purl.oclc.org/ooxml/drawingml/chart", C),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R),
)
# Documents and templates, with macros and without.
_MAIN_TYPES = (
    b"wordprocessingml.document.main+xml",
    b"wordprocessingml.template.main+xml",
    b"ms-word.document.macroEnabled.main+xml",
    b"ms-word.template.macroEnabledTemplate.main+xml",
)


def tree(xml: bytes) -> Any:
    """The root element of a part, with the usual names of its elements."""
    for strict, usual in _STRICT:
        xml = xml.replace(strict, usual.strip("{}").encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(xml, parser)


def holds_word(content_types: bytes) -> bool:
    """Whether a package's [Content_Types].xml names a Word document."""
    return any(kind in content_types for kind in _MAIN_TYPES)


def packed(flat: bytes) -> bytes:
    """The package that Word saved as one XML file, its parts packed as usual; raises XMLSyntaxError or ValueError."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in tree(flat).iter(f"{PKG}part"):
            text, binary = part.find(f"{PKG}xmlData"), part.find(f"{PKG}binaryData")
            name = part.get(f"{PKG}name", "").lstrip("/")
            if text is not None and len(text):
                archive.writestr(name, etree.tostring(text[0]))
            elif binary is not None:
                archive.writestr(name, base64.b64decode(binary.text or ""))
    return out.getvalue()


class WordPackage:
    """An opened Word file; raises KeyError or ValueError where a part that must be there is not."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = frozenset(archive.namelist())
        self._main = next((target for _, target in self._related("", "/officeDocument")), "word/document.xml")

    def body(self) -> Any:
        """The element that holds the document's text."""
        found = tree(self._archive.read(self._main)).find(f"{W}body")
        if found is None:
            raise ValueError("no body")
        return found

    def part(self, kind: str) -> Any:
        """The root element of the main part's numbering or styles; None where it has none."""
        content = next((content for _, content in self.linked(f"/{kind}")), None)
        return tree(content) if content else None

    def linked(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """Link and content of the main part's parts of a kind (/image, /chart)."""
        for link, target in self._related(self._main, kind):
            yield link, self._archive.read(target)

    def _related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self._names:
            return
        for node in tree(self._archive.read(relations)):
            if node.get("TargetMode") == "External" or not node.get("Type", "").endswith(kind):
                continue
            target = node.get("Target", "")
            inside = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            inside = posixpath.normpath(inside)
            if inside in self._names:
                yield node.get("Id", ""), inside
