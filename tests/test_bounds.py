"""Small files that ask for much: each is refused in one sentence before the work, and not after minutes of it."""

from __future__ import annotations

import subprocess
import zlib

import pytest

from reports.errors import UnusableFileError
from reports.parse import parse_bytes
from reports.reading.libre_office import run_bounded
from reports.reading.limits import Limits
from tests.test_word_packages import repacked, report_file

SMALL = Limits(pdf_stream_bytes=100_000, page_objects=100, page_steps=1_000, html_tags=500, cells=400)


def pdf(content: bytes, *forms: bytes) -> bytes:
    """A PDF of one page with this content; each form can draw the next as /X."""
    resources = b"<</Font<</F 4 0 R>>/XObject<</X %d 0 R>>>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources" + resources % 6 + b">>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        _stream(b"/Filter/FlateDecode", zlib.compress(content)),
        *(
            _stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources" + resources % (7 + n), form)
            for n, form in enumerate(forms)
        ),
    ]
    body = b"".join(b"%d 0 obj%b\nendobj\n" % (n, o) for n, o in enumerate(objects, start=1))
    return b"%PDF-1.5\n" + body + b"trailer<</Size 20/Root 1 0 R>>\n%%EOF"


def _stream(entries: bytes, content: bytes) -> bytes:
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(content), content)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf(b" " * 1_000_000), "解压后过大"),
        (pdf(zlib.compress(b" " * 1_000_000)), "解压后过大"),
        (pdf(b"BT /F 9 Tf " + b"(a)Tj 9 0 Td " * 200 + b"ET"), "文字或图形过多"),
        (pdf(b"q " * 2_000), "文字或图形过多"),
        (pdf(b"/X Do " * 9, b"/X Do " * 9, b"/X Do " * 9, b"/X Do " * 9), "文字或图形过多"),
        (b"<html><body>" + b"<table><tr><td>1</td></tr></table>" * 200, "标签过多"),
        (b"<html><body><table><tr>" + b"<td rowspan=100 colspan=100>1</td>" * 9, "表格过大"),
    ],
    ids=["stream", "stream in a stream", "characters", "steps", "forms in forms", "tags", "spans"],
)
def test_a_file_that_unpacks_to_too_much_is_refused_in_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(UnusableFileError, match=told):
        parse_bytes(data, "file", SMALL)


def test_a_row_that_begins_in_a_column_far_out_costs_nothing() -> None:
    wide = repacked(report_file(), ("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr>'))
    assert parse_bytes(wide, "report.docx").sections


def test_more_lines_than_any_table_has_are_no_rules_and_no_reason_to_refuse() -> None:
    drawing = pdf(b"0 0 m 9 9 l S " * 150)
    with pytest.raises(UnusableFileError, match="没有"):
        parse_bytes(drawing, "report.pdf", SMALL)


def test_a_converter_that_does_not_end_is_stopped() -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_bounded(["sleep", "600"], 0.05)


def test_a_converter_that_fails_is_told_from_one_that_waits() -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_bounded(["false"], 5)
    run_bounded(["true"], 5)
