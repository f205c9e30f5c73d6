"""Files whose words are pictures: scans, garbled text layers, tables pasted as pictures."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.layouts import to_docx, to_pdf
from benchmarks.generate.scans import blank_scan, pages_of, to_scan, without_letters
from library.database import Database
from library.store import Library
from reports.errors import ConverterMissingError, FileTooLargeError, ReadingStoppedError, UnusableFileError
from reports.model import Report
from reports.parse import parse_bytes
from reports.reading.limits import Limits
from reports.reading.progress import watched
from review.reviewer import review
from tests.conftest import without_program
from tests.test_reading import differences


@pytest.fixture(scope="module")
def content() -> Content:
    return make_content(11)


@pytest.fixture(scope="module")
def pdf(content: Content) -> bytes:
    data = to_pdf(content, Layout())
    if data is None:
        without_program("LibreOffice")
    return data


@pytest.fixture(scope="module")
def scan(pdf: bytes) -> bytes:
    """The report's pages as pictures."""
    return to_scan(pdf)


@pytest.fixture(scope="module")
def scanned(scan: bytes) -> Report:
    """The report as it is read from its scan: recognised once for all tests that look at it."""
    return parse_bytes(scan, "报告.pdf")


@pytest.fixture(scope="module")
def with_table(content: Content, pdf: bytes) -> bytes:
    """The report as a Word file whose table three is pasted as a picture."""
    return with_pasted_picture(content, application_table(pdf))


@pytest.fixture
def no_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("installed", "pasted"):
        monkeypatch.setattr(f"reports.reading.scan.{module}.ocr_installed", lambda: False)
    monkeypatch.setattr("reports.reading.pdf.ocr_installed", lambda: False)


def png(image: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def application_table(pdf: bytes) -> bytes:
    """The page that holds the first part of table three, as a picture."""
    return png(list(pages_of(pdf, skew=0.0, grain=0.0))[1])


def with_pasted_picture(content: Content, picture: bytes) -> bytes:
    """The report as a Word file whose table three is a picture."""
    from docx import Document

    document = Document(io.BytesIO(to_docx(content, Layout())))
    table = document.tables[1]
    place = document.add_paragraph()
    place.add_run().add_picture(io.BytesIO(picture))
    table._tbl.addprevious(place._p)
    table._tbl.getparent().remove(table._tbl)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_scan_gives_the_same_cells_and_says_that_it_was_read_by_ocr(
    content: Content, scanned: Report
) -> None:
    report = scanned
    assert differences(content, report) == []
    assert (report.agency, report.year) == (content.agency, content.year)
    assert [s.number for s in report.sections] == list("一二三四五六")
    assert report.provenance.ocr
    assert "OCR" in report.provenance.reader
    assert any("对照原件" in w for w in report.provenance.warnings)


def test_whoever_waits_is_told_of_each_page_once_and_can_stop_the_reading(pdf: bytes) -> None:
    told: list[tuple[int, int]] = []
    with watched(lambda page, pages: told.append((page, pages))):
        parse_bytes(pdf, "r.pdf")
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]

    told.clear()
    with watched(lambda page, pages: told.append((page, pages))), suppress(UnusableFileError):
        parse_bytes(blank_scan(2), "scan.pdf")
    assert told == [(1, 2), (2, 2)], "as they are recognised"

    def stop(page: int, pages: int) -> None:
        if page == 2:
            raise ReadingStoppedError("已停止。")

    with watched(stop), pytest.raises(ReadingStoppedError):
        parse_bytes(blank_scan(3), "scan.pdf")


def test_without_ocr_a_scan_is_refused_with_what_to_do(scan: bytes, no_ocr: None) -> None:
    with pytest.raises(ConverterMissingError, match=r"扫描件.*nianbao\[ocr\]"):
        parse_bytes(scan, "报告.pdf")


def test_without_ocr_a_picture_is_refused_with_what_to_do(pdf: bytes, no_ocr: None) -> None:
    with pytest.raises(ConverterMissingError, match=r"图片.*nianbao\[ocr\]"):
        parse_bytes(application_table(pdf), "报告.png")


def test_a_text_layer_without_meaning_is_not_taken_for_the_text(pdf: bytes, no_ocr: None) -> None:
    with pytest.raises(ConverterMissingError):
        parse_bytes(without_letters(pdf), "报告.pdf")


def test_too_many_scanned_pages_are_refused() -> None:
    with pytest.raises(FileTooLargeError, match="扫描件有"):
        parse_bytes(blank_scan(3), "报告.pdf", Limits(scan_pages=2))


def test_a_page_scanned_upside_down_is_turned_over(pdf: bytes) -> None:
    page = next(pages_of(pdf, skew=0.0, grain=0.0))
    heading = page.crop((0, 0, page.width, 1200))  # type: ignore[attr-defined]
    read = [parse_bytes(png(picture), "页.png").title for picture in (heading, heading.rotate(180))]
    assert read[0] == read[1] != ""


def test_a_table_pasted_as_a_picture_is_read_at_its_place(content: Content, with_table: bytes) -> None:
    report = parse_bytes(with_table, "报告.docx")
    table, expected = report.tables["applications"], content.tables["applications"]
    assert table.section == "三"
    assert table.value("new_received", "total") == expected["new_received"]["total"]
    assert any("贴上的图片" in w for w in report.provenance.warnings)


def test_without_ocr_a_pasted_table_is_told_to_be_a_picture(with_table: bytes, no_ocr: None) -> None:
    report = parse_bytes(with_table, "报告.docx")
    found = [f for f in review(report) if f.rule == "STR06"]
    assert [f.location.section for f in found] == ["三"]
    assert "图片，无法机读" in found[0].message


def test_a_picture_that_is_broken_stays_a_picture(with_table: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(with_table)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content_of = old.read(entry)
            new.writestr(entry, content_of[:300] if entry.filename.startswith("word/media/") else content_of)
    assert len(parse_bytes(out.getvalue(), "报告.docx").pictures) == 1


def test_a_report_with_a_photograph_can_be_kept(content: Content, tmp_path: Path) -> None:
    from PIL import Image

    photograph = png(Image.effect_noise((400, 300), 80))
    library = Library(Database(f"sqlite:///{tmp_path / 'library.db'}"))
    entry = library.add(with_pasted_picture(content, photograph), "报告.docx")
    assert len(library.report(entry.id).pictures) == 1
