"""A file of any type becomes the same Report, or one clear sentence."""

from __future__ import annotations

import contextlib
import io
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.formats import FORMATS, TEXT_EXPORTS
from benchmarks.generate.layouts import LAYOUTS, to_docx, to_html, to_pdf
from benchmarks.generate.text_exports import to_txt
from reports.errors import (
    DamagedFileError,
    FileMissingError,
    FileTooLargeError,
    NotAReportError,
    ProtectedFileError,
    UnknownTypeError,
    UnusableFileError,
)
from reports.model import Report
from reports.parse import parse_bytes, parse_file
from reports.reading.archive import unpack
from reports.reading.limits import Limits
from reports.reading.word_art import word_art
from review.reviewer import review
from tests.conftest import without_program


def differences(content: Content, report: Report) -> list[tuple[str, str, str]]:
    return [
        (kind, row, column)
        for kind, table in content.tables.items()
        for row, cells in table.items()
        for column, value in cells.items()
        if kind not in report.tables or report.tables[kind].value(row, column) != value
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_every_cell_is_read_whatever_the_format_and_layout(form: str, layout: Layout, seed: int) -> None:
    content = make_content(seed)
    report = parse_bytes(FORMATS[form](content, layout), f"report.{form}")
    assert differences(content, report) == []
    assert [s.number for s in report.sections] == list("一二三四五六")
    assert (report.agency, report.year, report.edition) == (
        content.agency,
        content.year,
        content.edition.edition,
    )
    assert report.level.value == content.level


@pytest.mark.parametrize("layout", [n for n in LAYOUTS if n not in ("transposed", "empty columns")])
@pytest.mark.parametrize("export", TEXT_EXPORTS)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6))
def test_tables_that_lost_their_grid_in_an_export_are_put_together(
    export: str, layout: str, seed: int
) -> None:
    content = make_content(seed)
    report = parse_bytes(TEXT_EXPORTS[export](content, LAYOUTS[layout]), "report.txt")
    assert differences(content, report) == []
    assert [s.number for s in report.sections] == list("一二三四五六")


@pytest.mark.parametrize("kind", ["doc", "odt"])
def test_files_of_other_word_processors_give_the_same_cells(kind: str, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        without_program("LibreOffice")
    content = make_content(6)
    (tmp_path / "r.docx").write_bytes(to_docx(content, Layout()))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "r.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    report = parse_file(tmp_path / f"r.{kind}")
    assert differences(content, report) == []
    assert "LibreOffice" in report.provenance.reader


def test_a_pdf_whose_list_of_pages_is_broken_is_refused_with_a_sentence() -> None:
    data = to_pdf(make_content(3), Layout())
    if data is None:
        without_program("LibreOffice")
    with pytest.raises(DamagedFileError):
        parse_bytes(data.replace(b"/Kids", b"/\x1cWunt/5"), "report.pdf")


def test_a_limit_is_set_in_the_environment_and_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = to_txt(make_content(1), Layout())
    monkeypatch.setenv("NIANBAO_MAX_FILE_BYTES", "100")
    with pytest.raises(FileTooLargeError):
        parse_bytes(data, "r.txt")
    monkeypatch.setenv("NIANBAO_MAX_FILE_BYTES", "很多")
    with pytest.raises(UnusableFileError, match="NIANBAO_MAX_FILE_BYTES"):
        parse_bytes(data, "r.txt")


def test_a_package_of_a_later_zip_version_is_refused_with_a_sentence() -> None:
    data = to_docx(make_content(1), Layout())
    entry = data.rfind(b"PK\x01\x02")
    with pytest.raises(DamagedFileError):
        parse_bytes(data[: entry + 6] + b"\x8d" + data[entry + 7 :], "r.docx")


def reprinted(content: Content, change: Callable[[str], str]) -> Report:
    return parse_bytes(change(to_txt(content, Layout()).decode()).encode(), "report.txt")


@pytest.mark.parametrize(
    ("change", "warning"),
    [
        (lambda text: OpenCC("s2t").convert(text), "繁体"),
        (lambda text: text.replace("公开", "公(gōng)开(kāi)").replace("信息", "信xìn息xī"), "拼音"),
    ],
)  # fmt: skip
def test_what_reprinting_sites_do_is_undone_and_told(change: Callable[[str], str], warning: str) -> None:
    content = make_content(12)
    report = reprinted(content, change)
    assert differences(content, report) == []
    assert report.agency == content.agency
    assert any(warning in w for w in report.provenance.warnings)
    assert [f.message for f in review(report) if f.severity != "notice"] == []


def test_a_usual_report_is_not_taken_for_a_reprint() -> None:
    assert parse_bytes(to_txt(make_content(12), Layout()), "report.txt").provenance.warnings == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_cell_says_where_it_stands_in_the_file(layout: str) -> None:
    report = parse_bytes(to_html(make_content(9), LAYOUTS[layout]), "report.html")
    for table in report.tables.values():
        for cells in table.cells.values():
            for cell in cells.values():
                grid = report.grid(cell.grid)
                assert grid is not None
                assert grid.rows[cell.row][cell.column].text == cell.raw


@pytest.mark.parametrize("layout", ["plain", "split", "labels broken"])
def test_a_text_pdf_gives_the_same_cells(layout: str) -> None:
    content = make_content(3)
    data = to_pdf(content, LAYOUTS[layout])
    if data is None:
        without_program("LibreOffice")
    report = parse_bytes(data, "report.pdf")
    assert differences(content, report) == []
    assert report.provenance.reader == "PDF 文字层"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gb2312"])
def test_pages_in_any_encoding_without_their_surroundings(encoding: str) -> None:
    content = make_content(5)
    report = parse_bytes(to_html(content, Layout(), encoding), "page.html")
    assert differences(content, report) == []
    assert "上一篇" not in report.sections[-1].text
    assert report.published is not None and report.published.year == content.year + 1


def test_a_wrong_declaration_of_the_encoding_does_not_mislead() -> None:
    content = make_content(5)
    data = to_html(content, Layout()).replace(b"charset='utf-8'", b"charset='gb2312'")
    assert parse_bytes(data, "page.html").agency == content.agency


def test_the_type_is_told_from_content_and_not_from_the_name() -> None:
    content = make_content(7)
    assert parse_bytes(to_docx(content, Layout()), "report.txt").provenance.reader == "Word 文档"


def with_automatic_numbers(content: Content) -> bytes:
    """The report as a Word file whose first-level numbers are Word's own and not in the text."""
    from docx import Document
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    document = Document(io.BytesIO(to_docx(content, LAYOUTS["headings without numbers"])))
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    numbering.insert(0, parse_xml(f'<w:abstractNum {space} w:abstractNumId="90">{level}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {space} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    titles = {s.title for s in content.edition.sections}
    for paragraph in document.paragraphs:
        if paragraph.text in titles:
            mark = f'<w:numPr {space}><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr>'
            paragraph._p.get_or_add_pPr().append(parse_xml(mark))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_automatic_numbers_of_word_which_are_not_in_the_text_are_read() -> None:
    report = parse_bytes(with_automatic_numbers(make_content(4)), "report.docx")
    assert [s.printed_number for s in report.sections] == list("一二三四五六")


def test_chart_data_behind_a_picture_is_read_as_labels_and_values() -> None:
    space = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    points = "".join(f"<c:pt idx='{i}'><c:v>{v}</c:v></c:pt>" for i, v in enumerate(("甲", "乙")))
    numbers = "".join(f"<c:pt idx='{i}'><c:v>{v}</c:v></c:pt>" for i, v in enumerate((3, 4)))
    chart = (
        f"<c:chartSpace xmlns:c='{space}'><c:chart><c:plotArea><c:barChart><c:ser><c:tx><c:strRef><c:strCache>"
        f"<c:pt idx='0'><c:v>系列 1</c:v></c:pt></c:strCache></c:strRef></c:tx><c:cat><c:strRef><c:strCache>{points}"
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache>{numbers}</c:numCache></c:numRef></c:val>"
        "</c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>"
    )
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = (
        f"<w:document xmlns:w='{word}' xmlns:c='{space}' xmlns:r='{relation}'><w:body>"
        "<w:p><w:r><w:t>青山市民政局2023年政府信息公开工作年度报告</w:t></w:r></w:p>"
        "<w:p><w:r><w:drawing><c:chart r:id='rId9'/></w:drawing></w:r></w:p></w:body></w:document>"
    )
    links = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
        f"<Relationship Id='rId9' Type='{relation}/chart' Target='charts/chart1.xml'/></Relationships>"
    )
    data = archive_of({
        "word/document.xml": body.encode(), "word/_rels/document.xml.rels": links.encode(),
        "word/charts/chart1.xml": chart.encode(),
    })  # fmt: skip
    assert parse_bytes(data, "r.docx").charts[0].points == (("甲", "3"), ("乙", "4"))


def test_hidden_text_and_deleted_revisions_of_word_are_not_read() -> None:
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    shown = "可见的正文" * 40
    body = (
        f"<w:document xmlns:w='{word}'><w:body><w:p><w:r><w:t>青山市民政局2023年政府信息公开工作年度报告</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{shown}</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:del><w:r><w:delText>删除</w:delText></w:r></w:del><w:ins><w:r><w:t>插入</w:t></w:r></w:ins></w:p></w:body></w:document>"
    )
    report = parse_bytes(archive_of({"word/document.xml": body.encode()}), "r.docx")
    assert [p.text for p in report.paragraphs()][1:] == [f"{shown}插入"]


def with_body_changed(data: bytes, change: Callable[[str], str]) -> bytes:
    """The Word file with the XML of its body changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    parts["word/document.xml"] = change(parts["word/document.xml"].decode()).encode()
    return archive_of(parts)


def test_word_files_saved_as_strict_open_xml_are_read_alike() -> None:
    usual = to_docx(make_content(5), Layout())
    names = {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }

    def strict(xml: str) -> str:
        for old, new in names.items():
            xml = xml.replace(old, new)
        return xml

    assert parse_bytes(with_body_changed(usual, strict), "r.docx") == parse_bytes(usual, "r.docx")


def test_a_table_row_that_a_tracked_change_took_out_is_not_read() -> None:
    usual = to_docx(make_content(5), Layout())

    def with_a_deleted_row(xml: str) -> str:
        start = xml.index("<w:tr>", xml.index("<w:tr>") + 1)
        row = xml[start : xml.index("</w:tr>", start) + len("</w:tr>")]
        deleted = row.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>", 1)
        return xml[:start] + deleted + xml[start:]

    changed = with_body_changed(usual, with_a_deleted_row)
    assert parse_bytes(changed, "r.docx").tables == parse_bytes(usual, "r.docx").tables


def test_a_table_that_only_frames_the_page_does_not_swallow_the_tables_in_it() -> None:
    content = make_content(5)

    def framed(xml: str) -> str:
        start, end = xml.index("<w:body>") + len("<w:body>"), xml.rindex("<w:sectPr")
        cells = ("<w:p><w:r><w:t>政务公开专栏</w:t></w:r></w:p>", xml[start:end] + "<w:p/>", "<w:p/>")
        rows = "".join(f"<w:tr><w:tc>{c}</w:tc></w:tr>" for c in cells)
        return f"{xml[:start]}<w:tbl>{rows}</w:tbl>{xml[end:]}"

    report = parse_bytes(with_body_changed(to_docx(content, Layout()), framed), "r.docx")
    assert differences(content, report) == []


def test_the_sample_has_a_blank_cell_that_is_null_and_never_zero(sample: Report) -> None:
    table = sample.tables["applications"]
    assert table.value("denied_security", "total") is None
    assert table.value("denied_security", "natural_person") == Decimal(0)
    assert len(table.cells) == 23
    assert all(len(row) == 7 for row in table.cells.values())


def test_the_sample_says_who_and_when(sample: Report) -> None:
    assert (sample.agency, sample.year, sample.edition, sample.level) == (
        "相山区残疾人联合会",
        2020,
        "2019",
        "organisation",
    )
    assert sample.contact["phone"] == "0561-3031186"
    assert sample.period is not None and [d.isoformat() for d in sample.period] == [
        "2020-01-01",
        "2020-12-31",
    ]
    assert sample.charts[0].points[1] == ("重大决策与公开", "3")


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("四、政府信息公开行政复议及行政诉讼情况", "四"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "四"),
        ("五、存在的主要问题和改进措施", "五"),
        ("六、其它需要报告的事项", "六"),
        ("二、行政机关主动公开政府信息情况", "二"),
    ],
)
def test_equivalent_wordings_of_headings_are_recognised(heading: str, number: str) -> None:
    content = make_content(2)
    old = f"{number}、{content.edition.section(number).title}"
    text = to_txt(content, Layout()).decode().replace(old, heading)
    assert [s.number for s in parse_bytes(text.encode(), "r.txt").sections] == list("一二三四五六")


def test_a_heading_may_run_on_with_its_paragraph() -> None:
    content = make_content(2)
    text = to_txt(content, Layout()).decode().replace("一、总体情况\n", "一、总体情况。")
    report = parse_bytes(text.encode(), "r.txt")
    assert report.sections[0].title == "总体情况"
    assert report.sections[0].text.startswith("（一）主动公开")


def test_a_list_inside_a_section_is_no_heading() -> None:
    content = make_content(2)
    content.sections["五"] = [
        "一、信息更新不及时的问题。",
        "二、解读形式单一的问题。",
        "三、下一步将加强管理，完善制度。",
    ]
    report = parse_bytes(to_txt(content, Layout()), "r.txt")
    assert [s.number for s in report.sections] == list("一二三四五六")


@pytest.mark.parametrize(
    "heading", ["（一）主动公开政府信息情况", "(一)主动公开政府信息情况。", "1.主动公开政府信息情况"]
)
def test_what_is_numbered_within_a_part_does_not_stand_for_a_missing_part(heading: str) -> None:
    content = make_content(2)
    content.sections["一"] = [heading, "全年更新栏目4个。", "（二）依申请公开情况", "答复均在期限内。"]
    text = to_txt(content, Layout()).decode()
    without = text.replace(f"二、{content.edition.section('二').title}\n", "", 1)
    assert [s.number for s in parse_bytes(text.encode(), "r.txt").sections] == list("一二三四五六")
    assert "二" not in [s.number for s in parse_bytes(without.encode(), "r.txt").sections]


def archive_of(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", DamagedFileError),
        (b"   \n\n", DamagedFileError),
        (b"PK\x03\x04broken", DamagedFileError),
        (b"%PDF-1.4\nbroken", DamagedFileError),
        (b"\x89PNG\r\n\x1a\n0000", DamagedFileError),
        (b"\x7fELF\x02\x01\x01\x00", UnknownTypeError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ProtectedFileError),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 99, UnknownTypeError),
        ("今天开会讨论了食堂的菜单。".encode(), NotAReportError),
        (b"<html><body></body></html>", DamagedFileError),
        (archive_of({"xl/workbook.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), UnknownTypeError),
        (archive_of({"word/document.xml": b"<not xml"}), DamagedFileError),
        (archive_of({"word/document.xml": b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"}), DamagedFileError),
    ],
)  # fmt: skip
def test_bad_files_give_one_clear_chinese_sentence(data: bytes, error: type[UnusableFileError]) -> None:
    with pytest.raises(error) as caught:
        parse_bytes(data, "bad")
    assert str(caught.value).endswith("。") and "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "reference", ["&#1;", "&#1", "&#x1f;", "&#0;", "&#xFFFE;", "&#55296;", "&#99999999999"]
)
def test_characters_that_no_page_may_hold_are_left_out(reference: str) -> None:
    whole = to_html(make_content(1), Layout()).decode()
    marked = whole.replace("年度报告", f"年度{reference}报告").replace("<td>", f"<td>{reference}")
    assert parse_bytes(marked.encode(), "r.html") == parse_bytes(whole.encode(), "r.html")


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = archive_of({"word/document.xml": b"0" * 10_000_000})
    with pytest.raises(FileTooLargeError):
        parse_bytes(data, "bomb.docx", Limits(unpacked_bytes=1_000_000))


def test_names_inside_an_archive_are_never_paths() -> None:
    data = archive_of({"../../etc/passwd": b"a", "C:\\evil\\report.txt": b"b", "folder/": b""})
    assert [name for name, _ in unpack(data, Limits())] == ["passwd", "report.txt"]


def test_external_entities_are_not_read() -> None:
    xml = (
        b"<?xml version='1.0'?><!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnusableFileError):
        parse_bytes(archive_of({"word/document.xml": xml}), "xxe.docx")


def test_a_missing_file_says_so(tmp_path) -> None:
    with pytest.raises(FileMissingError, match="文件不存在"):
        parse_file(tmp_path / "none.docx")


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 50),
    form=st.sampled_from(["docx", "html", "txt"]),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=8),
)
def test_mutated_files_give_a_report_or_a_typed_error(
    seed: int, form: str, edits: list[tuple[float, bytes]]
) -> None:
    data = bytearray(_base(seed % 3, form))
    for place, noise in edits:
        at = int(place * (len(data) - 1))
        data[at : at + len(noise)] = noise
    with contextlib.suppress(UnusableFileError):
        assert isinstance(parse_bytes(bytes(data), f"x.{form}"), Report)


_CACHE: dict[tuple[int, str], bytes] = {}


def _base(seed: int, form: str) -> bytes:
    if (seed, form) not in _CACHE:
        _CACHE[seed, form] = FORMATS[form](make_content(seed), Layout())
    return _CACHE[seed, form]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_in_units_of_two_bytes_is_read_with_and_without_its_mark(encoding: str) -> None:
    content = make_content(3)
    data = FORMATS["txt"](content, LAYOUTS["plain"]).decode().encode(encoding)
    assert parse_bytes(data, "a.txt").agency == content.agency


def test_an_old_word_file_with_a_password_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # FibBase: the flag of encryption in the first bytes of the stream WordDocument.
    flags = b"\xec\xa5" + b"\x00" * 8 + b"\x00\x01"
    monkeypatch.setattr("reports.reading.compound_file.streams", lambda data, names: [flags])
    with pytest.raises(ProtectedFileError, match="密码"):
        parse_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "a.doc")


def art_record(words: str, *, length: int | None = None) -> bytes:
    """A record of a drawing's properties: one that is a number, one that is the words of word art."""
    text = (words + "\0").encode("utf-16-le")
    properties = struct.pack("<HI", 0x00BF, 1) + struct.pack("<HI", 0x80C0, len(text))
    size = len(properties) + len(text) if length is None else length
    return struct.pack("<HHI", 2 << 4 | 3, 0xF00B, size) + properties + text


@pytest.mark.parametrize(
    ("stream", "words"),
    [
        (b"\x00" * 7 + art_record("阳光政务  公开为民") + b"\x00" * 9, ("阳光政务 公开为民",)),
        (art_record("甲乙", length=4), ()),
        (b"\x00\x00\x0b\xf0", ()),
    ],
)
def test_word_art_is_found_in_the_records_of_drawings(
    monkeypatch: pytest.MonkeyPatch, stream: bytes, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr("reports.reading.word_art.streams", lambda data, names: [stream])
    assert word_art(b"") == words
