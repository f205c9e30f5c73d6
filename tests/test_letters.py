"""The letter tells every accepted finding once, in a reviewer's words, in the form of an official document."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.letters import damaged, faults, measure_polish, measure_rewrites
from benchmarks.planted import read
from letters.conversation import Said, conversation_text
from letters.docx import to_docx
from letters.letter import LetterSettings, _shortened, _whole_clauses, compose
from letters.lines import Kind, Line, lines_of, lines_of_markdown, markdown_of, text_of_lines, to_markdown
from letters.polish import masked, polish, unmasked
from reports.model import Report
from review.finding import Severity
from review.reviewer import review
from tests.conftest import SAMPLE, without_program


def test_the_groups_are_in_order_and_tell_every_finding_once(sample: Report) -> None:
    found = review(sample)
    letter = compose(sample, found)
    assert letter.title == "关于《相山区残疾人联合会2020年政府信息公开工作年度报告》的审核意见"
    assert [g.heading for g in letter.groups] == ["必须修改的问题", "需要核实的问题", "建议完善的内容"]
    told = [i for g in letter.groups for p in g.points for i in p.findings]
    assert sorted(told) == sorted(f.id for f in found)


def test_no_rule_code_and_no_dismissed_finding_gets_into_the_letter(sample: Report) -> None:
    found = review(sample)
    kept = [f for f in found if f.rule != "TXT08"]
    text = to_markdown(compose(sample, kept))
    assert not re.search(r"[A-Z]{3}\d\d", text)
    assert "158条" not in text


def test_a_clean_report_gets_a_short_letter(sample: Report) -> None:
    letter = compose(sample, [])
    assert letter.groups == () and "未发现需要修改的问题" in letter.opening[0]


def test_what_the_office_fills_in_replaces_the_placeholders(sample: Report) -> None:
    office = LetterSettings(
        office="区政务公开办", deadline="2月10日", contact="王某 0561-1234567", day=date(2021, 2, 1)
    )
    text = to_markdown(compose(sample, review(sample), office))
    assert "〔" not in text.replace("〔2019〕", "")
    assert "2021年2月1日" in text


def test_an_edited_letter_keeps_its_parts(sample: Report) -> None:
    letter = compose(sample, review(sample))
    again = lines_of_markdown(to_markdown(letter).replace("请核对总数", "务请核对总数"))
    assert [line.kind for line in again] == [line.kind for line in lines_of(letter)]
    assert any("务请核对总数" in line.text for line in again)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_makes_a_document_that_opens(text: str) -> None:
    from docx import Document

    data = to_docx(lines_of_markdown(f"# {text}\n\n1. {text}\n"), text)
    assert Document(io.BytesIO(data)).paragraphs


def test_the_document_has_the_measures_of_the_national_standard(sample: Report) -> None:
    from docx import Document
    from docx.oxml.ns import qn

    letter = compose(sample, review(sample))
    document = Document(io.BytesIO(to_docx(lines_of(letter), letter.title)))
    page = document.sections[0]
    measures = [
        round(m.mm)
        for m in (
            page.page_width,
            page.page_height,
            page.top_margin,
            page.bottom_margin,
            page.left_margin,
            page.right_margin,
        )
    ]
    assert measures == [210, 297, 37, 35, 28, 26]
    body = document.styles["Normal"]
    assert body.element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
    assert (body.font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert "PAGE" in document.sections[0].footer._element.xml


def test_who_signs_never_stands_alone_on_a_page(sample: Report) -> None:
    from docx import Document

    letter = compose(sample, review(sample))
    paragraphs = Document(io.BytesIO(to_docx(lines_of(letter), letter.title))).paragraphs
    *_, closing, empty, office, day = paragraphs
    assert closing.text == letter.closing and day.text == letter.day
    assert all(p.paragraph_format.keep_with_next for p in (closing, empty, office))


def test_the_document_becomes_pages_of_that_geometry(sample: Report, tmp_path) -> None:
    if shutil.which("soffice") is None:
        without_program("LibreOffice")
    import pdfplumber

    letter = compose(sample, review(sample))
    (tmp_path / "letter.docx").write_bytes(to_docx(lines_of(letter), letter.title))
    command = [
        "soffice",
        f"-env:UserInstallation=file://{tmp_path}/p",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "letter.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with pdfplumber.open(tmp_path / "letter.pdf") as pdf:
        assert [round(x / 72 * 25.4) for x in (pdf.pages[0].width, pdf.pages[0].height)] == [210, 297]
        words = pdf.pages[0].extract_words()
        assert min(w["x0"] for w in words) / 72 * 25.4 == pytest.approx(28, abs=1.5)
        assert all("—" in page.extract_text() for page in pdf.pages)


def test_severities_have_their_words() -> None:
    assert [s.chinese for s in Severity] == ["必须修改", "需要核实", "建议完善"]
    assert Kind.TITLE in {line.kind for line in lines_of_markdown(f"# {SAMPLE.stem}")}


def commented(content) -> tuple[bytes, bytes, int]:
    """A Word report, the same with comments, and how many there should be."""
    from benchmarks.generate import Layout
    from benchmarks.generate.layouts import to_docx as report_docx
    from letters.annotated import annotate
    from reports.parse import parse_bytes

    data = report_docx(content, Layout())
    report = parse_bytes(data, "r.docx")
    found = review(report)
    return data, annotate(data, report, found), len(found)


def test_comments_stand_at_the_findings_and_nothing_else_changes() -> None:
    from docx import Document

    from benchmarks.generate import make_content

    content = make_content(3)
    content.sections["一"].append("其它工作有序开展。")
    content.tables["applications"]["granted"]["natural_person"] += 7
    before, after, count = commented(content)
    old, new = Document(io.BytesIO(before)), Document(io.BytesIO(after))
    assert [p.text for p in new.paragraphs] == [p.text for p in old.paragraphs]
    assert count >= 2 and len(list(new.comments)) == count
    assert {c.author for c in new.comments} == {"年报审阅"}
    marked = next(p for p in new.paragraphs if "其它工作" in p.text)
    assert "commentRangeStart" in marked._p.xml


def test_a_comment_stands_in_its_cell_although_a_heading_reads_like_the_rows_label() -> None:
    from docx import Document

    from benchmarks.generate import make_content

    content = make_content(5, level="department", year=2022)
    content.tables["applications"]["other_misc"]["social"] += 70
    wrong = content.tables["applications"]["other_misc"]["social"]
    _, after, _ = commented(content)
    document = Document(io.BytesIO(after))
    table = next(t for t in document.tables if "申请人情况" in t.rows[0].cells[-1].text)
    row = next(r for r in table.rows if r.cells[2].text.strip() == "3.其他")
    cell = next(c for c in row.cells if c.text.strip() == str(wrong))
    assert "commentRangeStart" in cell._tc.xml
    assert all("commentRangeStart" not in c._tc.xml for r in table.rows[:3] for c in r.cells)


def test_only_word_files_take_comments(sample: Report) -> None:
    from letters.annotated import annotate
    from reports.errors import UnusableFileError

    with pytest.raises(UnusableFileError, match="批注"):
        annotate(b"text", sample, [])


def test_letters_from_many_sets_of_findings_have_no_fault() -> None:
    for seed in range(25):
        report = read(damaged(seed))
        every = list(review(report))
        accepted, dismissed = every[::2], every[1::2]
        assert faults(compose(report, accepted), report, accepted, dismissed) == [], seed


def test_a_polished_line_that_was_corrupted_is_refused() -> None:
    for name, (hit, tried) in measure_polish(12).items():
        assert tried >= 10
        assert hit == tried, name


def test_of_rewordings_none_that_changes_the_meaning_is_taken_and_few_faithful_ones_are_refused() -> None:
    taken, changed, refused, faithful = measure_rewrites()
    assert changed >= 200 and taken == []
    assert faithful >= 50 and len(refused) <= 0.15 * faithful, refused


POINT = "第一部分：正文写“新收”为31件，表中为13件，疑为笔误。请核对后更正。"


def test_the_model_sees_placeholders_for_numbers_quotations_and_words_of_doubt() -> None:
    hidden, kept = masked(POINT)
    assert kept == ["第一部分", "“新收”", "31件", "13件", "疑"]
    assert not any(k in hidden for k in kept) and unmasked(hidden, kept) == POINT


def test_placeholders_that_change_places_or_are_lost_leave_the_line_as_it_was() -> None:
    def swapped(name: str, told: dict[str, str]) -> str:
        return told["line"].replace("⟦3⟧", "⟦x⟧").replace("⟦4⟧", "⟦3⟧").replace("⟦x⟧", "⟦4⟧")

    def without_doubt(name: str, told: dict[str, str]) -> str:
        return told["line"].replace("⟦5⟧", "")

    for ask in (swapped, without_doubt):
        (done,) = polish([Line(Kind.POINT, f"1. {POINT}")], ask)
        assert not done.changed and done.refused


def test_a_smoother_wording_that_says_the_same_is_taken() -> None:
    (done,) = polish(
        [Line(Kind.POINT, f"1. {POINT}")], lambda n, told: told["line"].replace("请核对", "请认真核实")
    )
    assert done.after.text == f"1. {POINT.replace('请核对', '请认真核实')}"


@pytest.mark.parametrize(
    ("text", "quote", "quoted"),
    [
        (
            "全年培训3次，其中一期为新任人员班，共42人。",
            "次，其中一期为",
            "全年培训3次，其中一期为新任人员班",
        ),
        ("公开社会救助73条，养老12条。", "社会救助73", "公开社会救助73条"),
        ("公开信息2条。其它工作有序开展。", "其它工作有序开展。", "其它工作有序开展"),
        ("甲" * 50 + "，" + "乙" * 30, "甲" * 50 + "，" + "乙" * 30, "甲" * 50 + "……"),
    ],
)
def test_a_quotation_begins_and_ends_where_a_clause_does(text: str, quote: str, quoted: str) -> None:
    assert _shortened(_whole_clauses(text, quote)) == quoted


def test_a_heading_is_not_quoted_for_what_is_missing_under_it(sample: Report) -> None:
    section = sample.section("一")
    assert section is not None
    finding = next(f for f in review(sample) if f.location.section == "一")
    missing = replace(finding, message="没有写明情况。", quote=section.heading.text)
    letter = compose(sample, [missing])
    assert "原文为" not in to_markdown(letter)


def test_a_text_for_download_is_read_as_it_was_written_without_marks() -> None:
    lines = [Line(Kind.TITLE, "关于《云溪县民政局年报》的审核意见"), Line(Kind.POINT, "1. “*”和“#”应删除。")]
    again = lines_of_markdown(markdown_of(lines))
    assert text_of_lines(again).splitlines() == [line.text for line in lines]


def test_a_conversation_is_a_text_with_its_sources() -> None:
    said = [Said("收到几件？", "共收到*5件*。[1]", [(1, "表三", "本年新收\n5")])]
    assert conversation_text(said).endswith("问：收到几件？\n共收到*5件*。[1]\n[1] 表三：本年新收 5\n")
