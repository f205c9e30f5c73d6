"""Word and PDF files whose structure was edited: always a report or a typed error, and none takes over 20 seconds.

benchmarks/fuzz.py damages bytes; here the files are well formed, but say what no program should: rows dropped, spans that
do not fit, controls and tables within each other, parts and fonts that are missing, pages of no size or a huge one.
Run: python -m benchmarks.structure_fuzz [files of each type] [word pdf] [first seed]
"""

from __future__ import annotations

import copy
import io
import logging
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from random import Random
from unittest.mock import patch

from lxml import etree

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_pdf
from reports.errors import UnusableFileError
from reports.parse import parse_bytes

LONGEST = 20.0
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NUMBERS = ("-1", "0", "2", "7", "99", "70000", "2147483648", "1e9", "", "x")
Element = etree._Element
WordEdit = Callable[[Element, Random], None]


def _some(root: Element, tag: str, random: Random) -> list[Element]:
    found = list(root.iter(f"{_W}{tag}"))
    return random.sample(found, min(len(found), random.choice((1, 2, 6))))


def _drop(tag: str) -> WordEdit:
    """Takes elements out, with all that is in them."""

    def edit(root: Element, random: Random) -> None:
        for element in _some(root, tag, random):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)

    return edit


def _double(tag: str) -> WordEdit:
    def edit(root: Element, random: Random) -> None:
        for element in _some(root, tag, random):
            for _ in range(random.choice((1, 3, 30))):
                element.addnext(copy.deepcopy(element))

    return edit


def _wrap(inner: str, *outer: str) -> WordEdit:
    """Puts elements into others, often many times over."""

    def edit(root: Element, random: Random) -> None:
        for element in _some(root, inner, random):
            parent = element.getparent()
            if parent is None:
                continue
            place = parent.index(element)
            for _ in range(random.choice((1, 2, 15, 120))):
                for tag in reversed(outer):
                    around = etree.Element(f"{_W}{tag}")
                    around.append(element)
                    element = around
            parent.insert(place, element)

    return edit


def _span(tag: str) -> WordEdit:
    """Gives cells a span that their table has no room for."""

    def edit(root: Element, random: Random) -> None:
        for cell in _some(root, "tc", random):
            properties = cell.find(f"{_W}tcPr")
            if properties is None:
                properties = etree.Element(f"{_W}tcPr")
                cell.insert(0, properties)
            for old in properties.findall(f"{_W}{tag}"):
                properties.remove(old)
            etree.SubElement(properties, f"{_W}{tag}").set(
                f"{_W}val", random.choice((*_NUMBERS, "restart", "continue"))
            )

    return edit


def _row_grid(tag: str) -> WordEdit:
    """Rows that begin or end columns away from their table."""

    def edit(root: Element, random: Random) -> None:
        for row in _some(root, "tr", random):
            properties = row.find(f"{_W}trPr")
            if properties is None:
                properties = etree.Element(f"{_W}trPr")
                row.insert(0, properties)
            etree.SubElement(properties, f"{_W}{tag}").set(f"{_W}val", random.choice(_NUMBERS))

    return edit


def _into_cell(root: Element, random: Random) -> None:
    """A table becomes the content of a cell of another one, or a copy of it that of one of its own."""
    tables = list(root.iter(f"{_W}tbl"))
    cells = list(root.iter(f"{_W}tc"))
    if tables and cells:
        inner = copy.deepcopy(random.choice(tables))
        random.choice(cells).append(inner)


def _text(root: Element, random: Random) -> None:
    """Texts that readers stumble over."""
    odd = (
        "",
        "&nbsp;",
        "|" * 50,
        "\t" * 20,
        "一、总体情况",
        "９" * 300,
        "（" * 200,
        "\u200b",
        "总计" * 2000,
        "-" * 9,
    )
    for element in _some(root, "t", random):
        element.text = random.choice(odd)


def _move(root: Element, random: Random) -> None:
    """An element stands where its schema does not allow it."""
    every = list(root.iter(f"{_W}p", f"{_W}tr", f"{_W}tc", f"{_W}tbl", f"{_W}r"))
    if len(every) > 1:
        what, where = random.sample(every, 2)
        if what not in where.iterancestors():
            where.append(what)


WORD_EDITS: tuple[WordEdit, ...] = (
    *(_drop(t) for t in ("tr", "tc", "p", "r", "tblGrid", "gridCol", "tcPr", "tblPr", "body", "sectPr")),
    *(_double(t) for t in ("tr", "tc", "p", "tbl", "gridCol")),
    _wrap("p", "sdt", "sdtContent"), _wrap("tr", "sdt", "sdtContent"), _wrap("tc", "sdt", "sdtContent"), _wrap("r", "ins"),
    _wrap("r", "sdt", "sdtContent"), _wrap("tbl", "tbl", "tr", "tc"), _wrap("tbl", "customXml"), _wrap("p", "p"), _wrap("tr", "tr"),
    _span("gridSpan"), _span("vMerge"), _span("hMerge"), _row_grid("gridBefore"), _row_grid("gridAfter"), _into_cell, _text, _move,
)  # fmt: skip


def edited_word(data: bytes, random: Random) -> bytes:
    """A Word file after a few edits of its body, now and then with a part missing or told wrongly."""
    out = io.BytesIO()
    lost = random.random() < 0.12
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        gone = random.choice(old.namelist()) if lost else ""
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(content)
                for _ in range(random.choice((1, 1, 2, 4, 8))):
                    random.choice(WORD_EDITS)(root, random)
                content = etree.tostring(root)
            elif name.endswith(".rels") and random.random() < 0.06:
                content = re.sub(rb'Target="[^"]*"', b'Target="../nothing.xml"', content, count=1)
            elif name == "[Content_Types].xml" and random.random() < 0.04:
                content = content.replace(b"main+xml", random.choice((b"styles+xml", b"main+json", b"xml")))
            if name != gone:
                new.writestr(name, content)
    return out.getvalue()


_BOXES = (
    b"0 0 0 0",
    b"0 0 1 1",
    b"0 0 900000 900000",
    b"0 0 -595 -842",
    b"595 842 0 0",
    b"0 0 1e30 5",
    b"a b c d",
    b"",
)
PdfEdit = Callable[[bytes, Random], bytes]


def _replaced(pattern: bytes, puts: tuple[bytes, ...], *, every: bool = False) -> PdfEdit:
    """Puts something in the place of one match, or of every one."""

    def edit(data: bytes, random: Random) -> bytes:
        found = list(re.finditer(pattern, data))
        for match in found[::-1] if every else random.sample(found, min(1, len(found))):
            data = data[: match.start()] + random.choice(puts) + data[match.end() :]
        return data

    return edit


PDF_EDITS: tuple[PdfEdit, ...] = (
    _replaced(rb"/ToUnicode \d+ 0 R", (b"", b"/ToUnicode 99999 0 R", b"/ToUnicode null"), every=True),
    _replaced(rb"/ToUnicode \d+ 0 R", (b"", b"/ToUnicode 1 0 R")),
    _replaced(rb"/Font ?(?:<<|\d+ 0 R)", (b"/Tnof ", b"/Font 99999 0 R ", b"/Font null ")),
    _replaced(rb"/Type ?/Font\b", (b"/Type/Null", b"")),
    _replaced(rb"/(?:FontFile2|FontDescriptor|DescendantFonts|Encoding|CIDToGIDMap|W) ?\d* ?", (b"/Nothing ", b"/X 99999 0 R ")),
    _replaced(rb"/MediaBox ?\[[^\]]*\]", tuple(b"/MediaBox[" + box + b"]" for box in _BOXES)),
    _replaced(rb"/MediaBox ?\[[^\]]*\]", (b"", b"/MediaBox 7 0 R", b"/UserUnit 90000 /MediaBox[0 0 595 842]")),
    _replaced(rb"/MediaBox ?\[[^\]]*\]", (b"/MediaBox[0 0 595 842]/Rotate 45", b"/MediaBox[0 0 595 842]/Rotate 9999999")),
    _replaced(rb"startxref\s+\d+", (b"startxref\n0", b"startxref\n99999999", b"", b"startxref\n-1")),
    _replaced(rb"\n\d{10} \d{5} n", (b"\n0000000000 65535 f", b"\n9999999999 00000 n"), every=True),
    _replaced(rb"\n\d{10} \d{5} n", (b"\n0000000017 00000 n",)),
    _replaced(rb"/Kids ?\[[^\]]*\]", (b"/Kids[]", b"/Kids[1 0 R 1 0 R]", b"/Kids null")),
    _replaced(rb"/Parent \d+ 0 R", (b"/Parent 99999 0 R", b"")),
    _replaced(rb"/Pages \d+ 0 R", (b"/Pages 99999 0 R", b"/Pages null")),
    _replaced(rb"/Count \d+", (b"/Count -5", b"/Count 9999999", b"/Count 0")),
    _replaced(rb"/Contents ?\d+ 0 R", (b"", b"/Contents 99999 0 R", b"/Contents[]", b"/Contents null")),
    _replaced(rb"/Length \d+", (b"/Length 0", b"/Length 999999999", b"/Length -1", b"/Length 99999 0 R")),
    _replaced(rb"/Filter ?/FlateDecode", (b"", b"/Filter/LZWDecode", b"/Filter/DCTDecode", b"/Filter[/FlateDecode/FlateDecode]")),
    _replaced(rb"/Resources ?(?:<<|\d+ 0 R)", (b"/Secruoser ", b"/Resources null ", b"/Resources 99999 0 R ")),
    _replaced(rb"/Root \d+ 0 R", (b"/Root 99999 0 R", b"/Root 1 0 R /Encrypt 1 0 R")),
    _replaced(rb"\d+ 0 obj", (b"1 0 obj", b"99 0 obj", b"")),
    _replaced(rb"endobj", (b"", b"endobj endobj")),
)  # fmt: skip


def edited_pdf(data: bytes, random: Random) -> bytes:
    """A PDF after a few edits of its objects."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(PDF_EDITS)(data, random)
    return data


def outcome(data: bytes) -> tuple[str, float]:
    """What became of a file (report, typed error, or what must not be) and how long that took."""
    start = time.perf_counter()
    with patch("reports.parse.LOGGER.exception", side_effect=_told):
        try:
            parse_bytes(data, "report")
            told = "report"
        except UnusableFileError as error:
            told = "typed error" if _is_chinese(str(error)) else f"NOT CHINESE {error}"
        except Exception as error:  # what must never happen is named
            told = f"CRASH {type(error).__name__}"
    return told, time.perf_counter() - start


class UnforeseenError(Exception):
    """A reader failed in a way that only the last resort of parse_bytes caught."""


def _told(*_: object) -> None:
    raise UnforeseenError(repr(sys.exc_info()[1])[:80])


def _is_chinese(text: str) -> bool:
    return bool(re.search("[一-鿿]{4}", text)) and "\n" not in text


KINDS: dict[str, Callable[[bytes, Random], bytes]] = {"word": edited_word, "pdf": edited_pdf}


def fuzz(kind: str, files: list[bytes], seeds: range) -> tuple[Counter[str], float]:
    """How many files came to what, each unforeseen one by its seed, and the longest time in seconds."""
    outcomes: Counter[str] = Counter()
    longest = 0.0
    # Pages without text would be read by OCR, which takes its time: what is tried here is the parsing.
    with (
        patch("reports.reading.pdf.ocr_installed", lambda: False),
        patch("reports.reading.scan.installed.ocr_installed", lambda: False),
    ):
        for seed in seeds:
            random = Random(seed)
            told, seconds = outcome(KINDS[kind](random.choice(files), random))
            usual = told in ("report", "typed error")
            outcomes[told if usual else f"{told} (seed {seed})"] += 1
            if seconds > LONGEST:
                outcomes[f"SLOW {seconds:.0f} s (seed {seed})"] += 1
            longest = max(longest, seconds)
    return outcomes, longest


def originals(kind: str) -> list[bytes]:
    """Whole files of a type; none where the program that writes them is not installed."""
    contents = [make_content(n) for n in range(3)]
    files = [to_docx(c, Layout()) if kind == "word" else to_pdf(c, Layout()) for c in contents]
    return [f for f in files if f is not None]


def main() -> None:
    """Prints a line for each type, or for the named ones."""
    logging.disable(logging.CRITICAL)  # what the readers of PDF files say of every damaged font
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    for kind in [sys.argv[2]] if len(sys.argv) > 2 else KINDS:
        outcomes, longest = fuzz(kind, originals(kind), range(first, first + count))
        print(f"{kind:5s} {dict(outcomes)}  longest {longest:.2f} s", flush=True)


if __name__ == "__main__":
    main()
