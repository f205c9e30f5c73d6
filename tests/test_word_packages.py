"""Word files as other programs write them, and pictures that hold no table."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from PIL import Image

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from reports import parse as parsing
from reports.errors import ReadingFaultError
from reports.parse import parse_bytes

DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OTHER_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


def report_file() -> bytes:
    return to_docx(make_content(3), Layout())


def repacked(data: bytes, *changes: tuple[str, str]) -> bytes:
    """The package with words replaced in the names and the XML of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            name, content = entry.filename, old.read(entry)
            for before, after in changes:
                name = name.replace(before, after)
                if name.endswith((".xml", ".rels")):
                    content = content.replace(before.encode(), after.encode())
            new.writestr(name, content)
    return out.getvalue()


def test_the_main_part_is_found_by_its_relationship_and_not_by_its_name() -> None:
    renamed = repacked(report_file(), ("document.xml", "document2.xml"))
    assert parse_bytes(renamed, "a.docx").tables == parse_bytes(report_file(), "a.docx").tables


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_templates_and_files_with_macros_are_word_files(kind: str) -> None:
    report = parse_bytes(repacked(report_file(), (DOCUMENT, kind)), "a.dotm")
    assert [s.number for s in report.sections] == list("一二三四五六")


@pytest.mark.parametrize("size", [(1, 1), (1, 400), (30, 30)])
def test_a_picture_too_small_for_a_table_is_passed_over(size: tuple[int, int]) -> None:
    document = docx.Document(io.BytesIO(report_file()))
    picture = io.BytesIO()
    Image.new("L", size).save(picture, "PNG")
    picture.seek(0)
    document.add_picture(picture)
    out = io.BytesIO()
    document.save(out)
    assert not parse_bytes(out.getvalue(), "a.docx").provenance.ocr


def test_what_no_reader_foresaw_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(parsing, "read_document", fail)
    with pytest.raises(ReadingFaultError, match="另存为"):
        parse_bytes(b"text", "a.txt")
