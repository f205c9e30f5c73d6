"""What Word shows of a document is read, and nothing else: not what is hidden or struck out, nor a note's mark as a digit."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from benchmarks.arrival import missing, written
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from benchmarks.pdf import wrong_cells
from reports.model import Grid
from reports.parse import parse_bytes

CONTENT = make_content(3, level="department", year=2023)
CELL = r"<w:t>(\d+)</w:t></w:r>"
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def word(pattern: str, put: str, parts: dict[str, tuple[str, str]] | None = None) -> bytes:
    """The report as a Word file with every match of its body replaced, and words of other parts."""
    changes = {"word/document.xml": (pattern, put), **(parts or {})}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(to_docx(CONTENT, Layout()))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                text, found = re.subn(*changes[name], content.decode())
                assert found, f"{changes[name][0]} does not stand in {name}"
                content = text.encode()
            new.writestr(name, content)
    return out.getvalue()


HIDDEN_STYLE = '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
BASED_STYLE = '<w:style w:type="character" w:styleId="g"><w:basedOn w:val="h"/></w:style></w:styles>'
STYLES = {"word/styles.xml": ("</w:styles>", HIDDEN_STYLE + BASED_STYLE)}


@pytest.mark.parametrize(
    "beside",
    [
        r"<w:t>\1</w:t></w:r>" + run("2", '<w:vertAlign w:val="superscript"/>'),
        r"<w:t>\1</w:t></w:r>" + run("[2]", '<w:vertAlign w:val="superscript"/>'),
        r"<w:t>\1①</w:t></w:r>",
        r"<w:t>\1</w:t></w:r>" + run("7", "<w:vanish/>"),
        r"<w:t>\1</w:t></w:r>" + run("7", '<w:rStyle w:val="h"/>'),
        r"<w:t>\1</w:t></w:r>" + run("7", '<w:rStyle w:val="g"/>'),
        r"<w:t>\1</w:t></w:r>" + run("7", "<w:strike/>"),
        r"<w:t>\1</w:t></w:r>" + run("7", "<w:dstrike/>"),
    ],
    ids=["raised digit", "raised bracket", "circled digit", "hidden", "hidden by a style", "by the style's base", "struck", "struck twice"],
)  # fmt: skip
def test_what_stands_beside_a_number_is_none_of_its_digits(beside: str) -> None:
    report = parse_bytes(word(CELL, beside, STYLES), "report.docx")
    assert wrong_cells(CONTENT, report) == []
    assert report.reading.share == 1


def test_what_was_struck_out_is_told_once() -> None:
    data = word(CELL, run("旧数", "<w:strike/>").removeprefix("<w:r>") + r"<w:r><w:t>\1</w:t></w:r>")
    report = parse_bytes(data, "report.docx")
    assert [w for w in report.provenance.warnings if "划掉" in w] == [
        "原文有划掉的文字（如“旧数”），已略去后审查，请对照原件。"
    ]


def test_a_style_that_hides_is_overruled_by_the_run() -> None:
    data = word(CELL, run(r"\1", '<w:rStyle w:val="h"/><w:vanish w:val="0"/>').removeprefix("<w:r>"), STYLES)
    assert wrong_cells(CONTENT, parse_bytes(data, "report.docx")) == []


@pytest.mark.parametrize("number", ["0030", "F030"])
def test_a_digit_that_is_told_by_its_font_and_number_is_read(number: str) -> None:
    data = word("<w:t>0</w:t>", f'<w:sym w:font="Symbol" w:char="{number}"/>')
    assert wrong_cells(CONTENT, parse_bytes(data, "report.docx")) == []


LIST = f"""<w:numbering {SPACE}><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>
<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num></w:numbering>"""


def listed(level: int) -> str:
    return f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr></w:pPr>'


def test_the_numbers_of_a_list_stand_before_the_labels_of_cells_and_not_before_numbers() -> None:
    """Table three's two rows above the results, numbered by a list; each number of the table is an item of one too."""
    lists = {"word/numbering.xml": ("(?s)^.*$", LIST)}
    data = word(r"<w:p>(<w:r><w:t>)[一二](、本年新收|、上年结转)", "<w:p>" + listed(0) + r"\1\2", lists)
    report = parse_bytes(data, "report.docx")
    grids = [b for s in report.sections for b in s.blocks if isinstance(b, Grid)]
    labels = [r[0].text for g in grids for r in g.rows if "政府信息公开申请数量" in r[0].text]
    assert labels == ["一、、本年新收政府信息公开申请数量", "二、、上年结转政府信息公开申请数量"]
    numbers = word(r"<w:p>(<w:r><w:t>\d+</w:t>)", "<w:p>" + listed(0) + r"\1", lists)
    assert wrong_cells(CONTENT, parse_bytes(numbers, "report.docx")) == []


def test_a_style_takes_its_list_from_the_style_that_it_is_based_on() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="one">{listed(0)}</w:style><w:style w:type="paragraph" w:styleId="two">'
        '<w:basedOn w:val="one"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    data = word(
        r"<w:p>(<w:r><w:t>)（[一二三四五]）(?=主动公开|依申请|政府信息|监督)",
        r'<w:p><w:pPr><w:pStyle w:val="two"/></w:pPr>\1',
        {"word/numbering.xml": ("(?s)^.*$", LIST), "word/styles.xml": ("</w:styles>", styles)},
    )
    assert missing(data, written(CONTENT, Layout())) == ""
