"""The content of PDF pages is read as pdfminer reads it, or left to pdfminer."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword, keyword_name

from reports.reading.pdf_content import is_plain, tokens

PLAIN = [
    b"q 1 0 0 -1 0 841.89 cm /P <</MCID 0>> BDC BT /F1 10.5 Tf 1 0 0 1 90 .5 Tm <0A1b2> Tj ET EMC Q",
    b"[(a\\(b\\)\\\\)-12.5<0041 0042> 3(\\101\\7\\n\\z)]TJ",
    b"/Artifact <</Attached [/Bottom]/BBox [0 0 5. 7]/Type /Pagination>> BDC",
    b"0 g\n1 0 0 RG 12-5 m 1.2.3 l h f* B* W n\n(x) ' 1 2 (y) \"",
    b"(line\\\r\nbreak \\\rother) Tj /\xe6\x96\x87 gs /\xff gs",
    b"",
]
LEFT = [
    b"BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q",
    b"(a(b)c) Tj",
    b"/A << /B << /C 1 >> >> BDC",
    b"[1 [2]] 0 d",
    b"[1 2 0 d",
    b"(no end",
    b"/F#31 1 Tf",
    b"% said aside\nq",
    b"(\\777) Tj",
    b"<</A>> BDC",
    b"/A true gs",
    b"12 }",
]
PIECES = st.sampled_from(
    [b"1", b"-2.5", b".5", b"5.", b"+7", b"/N", b"(t)", b"(\\(\\50)", b"<41>", b"<4>", b"[", b"]", b"<<", b">>", b"BI",
     b"ID", b"EI", b"Tj", b"f*", b"'", b"true", b"null", b"%c\n", b"#", b"\x00", b"{", b"-", b"--1", b"."]
)  # fmt: skip


def as_pdfminer_reads(content: bytes) -> list[tuple[bool, Any]]:
    parser = PDFContentParser([PDFStream({}, content)]) if content else None
    found: list[tuple[bool, Any]] = []
    while parser:
        try:
            _, token = parser.nextobject()
        except PSEOF:
            break
        is_operator = isinstance(token, PSKeyword)
        found.append((is_operator, keyword_name(token) if is_operator else token))
    return found


@pytest.mark.parametrize("content", PLAIN)
def test_plain_content_is_read_as_pdfminer_reads_it(content: bytes) -> None:
    assert is_plain(content)
    assert list(tokens(content)) == as_pdfminer_reads(content)


@pytest.mark.parametrize("content", LEFT)
def test_what_is_not_plain_is_left_to_pdfminer(content: bytes) -> None:
    assert not is_plain(content)


@given(st.lists(st.tuples(PIECES, st.sampled_from([b" ", b"\n", b"\r\n", b""])), max_size=12))
def test_whatever_counts_as_plain_is_read_as_pdfminer_reads_it(pieces: list[tuple[bytes, bytes]]) -> None:
    content = b"".join(piece + gap for piece, gap in pieces)
    if is_plain(content):
        assert list(tokens(content)) == as_pdfminer_reads(content)
