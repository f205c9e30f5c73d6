"""Word files with what offices put into them beside paragraphs and tables: notes, boxes, revisions, controls, columns.

Each kind is the same report with something of its own; what it adds is stated, so that nothing of it can be lost in
silence. Parts that python-docx cannot write are put into the package as they stand in files of Word and WPS.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.generate.content import Content
from benchmarks.generate.layouts import Layout, to_docx

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": _OFFICE,
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "v": "urn:schemas-microsoft-com:vml",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }.items()
)
_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*</w:p>", re.S)


@dataclass(frozen=True)
class Quirk:
    """What is done to a report's body (its XML as text), the parts it needs, and the words that it adds."""

    change: Callable[[str], str]
    adds: tuple[str, ...] = ()
    parts: Mapping[str, str] | None = None


def paragraph(text: str) -> str:
    """A paragraph of Word with one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _part(kind: str, inner: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{kind} {_SPACES}>{inner}</w:{kind}>'


def _after(number: int, addition: str) -> Callable[[str], str]:
    """Puts something after the paragraph with this number (from 0)."""

    def change(body: str) -> str:
        end = list(_PARAGRAPH.finditer(body))[number].end()
        return body[:end] + addition + body[end:]

    return change


def _within(number: int, addition: str) -> Callable[[str], str]:
    """Puts runs at the end of the paragraph with this number."""

    def change(body: str) -> str:
        end = list(_PARAGRAPH.finditer(body))[number].end() - len("</w:p>")
        return body[:end] + addition + body[end:]

    return change


def _around(number: int, before: str, after: str) -> Callable[[str], str]:
    """Puts the paragraph with this number into something."""

    def change(body: str) -> str:
        found = list(_PARAGRAPH.finditer(body))[number]
        return body[: found.start()] + before + found[0] + after + body[found.end() :]

    return change


def _section(number: int, properties: str) -> Callable[[str], str]:
    """Ends a section with these properties after the paragraph with this number."""
    return _after(number, f"<w:p><w:pPr><w:sectPr>{properties}</w:sectPr></w:pPr></w:p>")


def _notes(kind: str, text: str) -> dict[str, str]:
    return {f"{kind}s": _part(f"{kind}s", f'<w:{kind} w:id="7">{paragraph(text)}</w:{kind}>')}


def _box(text: str, *, twice: bool) -> str:
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    vml = f"<w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict>"
    if not twice:
        return f"<w:r>{vml}</w:r>"
    shape = f"<w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice>'
    return f"<w:r><mc:AlternateContent>{choice}<mc:Fallback>{vml}</mc:Fallback></mc:AlternateContent></w:r>"


def _control(inner: str) -> str:
    return f'<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'


def _table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def _cells_in_boxes(body: str) -> str:
    """Every cell's first run stands in a control."""
    return re.sub(r"(?s)(<w:tc>.*?<w:p>)(<w:r>.*?</w:r>)", lambda m: m[1] + _control(m[2]), body)


def _rows_in_controls(body: str) -> str:
    return re.sub(r"(?s)<w:tr>.*?</w:tr>", lambda m: _control(m[0]), body)


def _cells_in_controls(body: str) -> str:
    return re.sub(r"(?s)<w:tc>.*?</w:tc>", lambda m: _control(m[0]), body)


def _tables_within(body: str) -> str:
    """Every table stands in the single cell of another one."""
    return re.sub(
        r"(?s)<w:tbl>.*?</w:tbl>",
        lambda m: f"<w:tbl><w:tr><w:tc>{m[0]}<w:p/></w:tc></w:tr></w:tbl>",
        body,
    )


def _inserted(body: str) -> str:
    """Everything was written with tracking on: every run is an insertion, with something taken out before it."""
    gone = '<w:del w:id="1"><w:r><w:delText>从前的话</w:delText></w:r></w:del>'
    return re.sub(r"(?s)<w:r>.*?</w:r>", lambda m: f'{gone}<w:ins w:id="2">{m[0]}</w:ins>', body)


def _moved(body: str) -> str:
    """A paragraph was moved: its old place holds it too."""
    found = list(_PARAGRAPH.finditer(body))[4]
    runs = re.sub(r"</?w:p>", "", found[0])
    old = f'<w:p><w:moveFrom w:id="3">{runs}</w:moveFrom></w:p>'
    new = f'<w:p><w:moveTo w:id="4">{runs}</w:moveTo></w:p>'
    return body[: found.start()] + old + new + body[found.end() :]


def _landscape(body: str) -> str:
    """The second part onwards lies across, then upright again."""
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    upright = '<w:pgSz w:w="11906" w:h="16838"/>'
    start = f"<w:p><w:pPr><w:sectPr>{upright}</w:sectPr></w:pPr></w:p>"
    end = f"<w:p><w:pPr><w:sectPr>{wide}</w:sectPr></w:pPr></w:p>"
    tables = list(re.finditer(r"(?s)<w:tbl>.*?</w:tbl>", body))
    applications = tables[-2]
    return body[: applications.start()] + start + applications[0] + end + body[applications.end() :]


def _split_runs(body: str) -> str:
    """Every character in a run of its own, with marks of the spelling check between them."""

    def apart(match: re.Match[str]) -> str:
        return '<w:proofErr w:type="spellStart"/>'.join(f"<w:r><w:t>{c}</w:t></w:r>" for c in match[1])

    return re.sub(r"<w:r><w:t(?: [^>]*)?>([^<&]*)</w:t></w:r>", apart, body)


def _header(text: str) -> dict[str, str]:
    return {
        "header": _part("hdr", paragraph(text)),
        "footer": _part("ftr", paragraph("第1页 共6页 内部校对")),
    }


def _with_reference(body: str) -> str:
    marks = '<w:headerReference w:type="default" r:id="rIdheader"/><w:footerReference w:type="default" r:id="rIdfooter"/>'
    return re.sub(r"(<w:sectPr[^>]*>)(?!.*<w:sectPr)", rf"\1{marks}", body, flags=re.S)


_NOTE = "数据截至年底，由各科室核对"
_NOTE_RUN = '<w:r><w:{0}Reference w:id="7"/></w:r>'
_WORD_ART = '<w:r><w:pict><v:shape><v:textpath string="{0}"/></v:shape></w:pict></w:r>'
_DIAGRAM = '<w:r><w:drawing><a:graphic><a:graphicData><dgm:relIds r:dm="rIddiagramData"/></a:graphicData></a:graphic></w:drawing></w:r>'
_DIAGRAM_DATA = (
    f'<?xml version="1.0"?><dgm:dataModel {_SPACES}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>受理登记流程</a:t></a:r></a:p>'
    "</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)
QUIRKS: dict[str, Quirk] = {
    "header and footer": Quirk(_with_reference, ("内部校对", "本级年报送审稿"), _header("本级年报送审稿")),
    "footnote": Quirk(_within(4, _NOTE_RUN.format("footnote")), (_NOTE,), _notes("footnote", _NOTE)),
    "endnote": Quirk(_within(4, _NOTE_RUN.format("endnote")), (_NOTE,), _notes("endnote", _NOTE)),
    "comment": Quirk(_within(4, _NOTE_RUN.format("comment")), (_NOTE,), _notes("comment", _NOTE)),
    "text box": Quirk(_within(4, _box(_NOTE, twice=True)), (_NOTE,)),
    "text box of WPS": Quirk(_within(4, _box(_NOTE, twice=False)), (_NOTE,)),
    "text box in a cell": Quirk(
        _after(4, _table((f"<w:p>{_box(_NOTE, twice=True)}</w:p>", "备注"), ("甲", "乙"))), (_NOTE, "备注", "甲", "乙")
    ),
    "word art": Quirk(_within(4, _WORD_ART.format(_NOTE)), (_NOTE,)),
    "diagram": Quirk(_within(4, _DIAGRAM), ("受理登记流程",), {"diagramData": _DIAGRAM_DATA}),
    "alternate blocks": Quirk(
        _around(4, '<mc:AlternateContent><mc:Choice Requires="w14">', "</mc:Choice></mc:AlternateContent>")
    ),
    "controls around paragraphs": Quirk(lambda body: _PARAGRAPH.sub(lambda m: _control(m[0]), body)),
    "controls within cells": Quirk(_cells_in_boxes),
    "controls around rows": Quirk(_rows_in_controls),
    "controls around cells": Quirk(_cells_in_controls),
    "tables within tables": Quirk(_tables_within),
    "a table within a cell": Quirk(
        _after(4, _table(("渠道", _table(("网站", "三百条"), ("公众号", "两百条")) + "<w:p/>"))),
        ("渠道", "网站", "三百条", "公众号", "两百条"),
    ),
    "revisions": Quirk(_inserted),
    "a moved paragraph": Quirk(_moved),
    "two columns": Quirk(_section(5, '<w:type w:val="continuous"/><w:cols w:num="2"/>')),
    "landscape": Quirk(_landscape),
    "runs of one character": Quirk(_split_runs),
    "custom elements": Quirk(_around(4, '<w:customXml w:element="x">', "</w:customXml>")),
    "formula": Quirk(_within(4, "<m:oMath><m:r><m:t>增幅甲乙丙</m:t></m:r></m:oMath>"), ("增幅甲乙丙",)),
    "reading aid": Quirk(
        _within(4, "<w:r><w:ruby><w:rt><w:r><w:t>音</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>"),
        ("字",),
    ),
    "field": Quirk(
        _within(4, '<w:fldSimple w:instr="DATE"><w:r><w:t>某年某月</w:t></w:r></w:fldSimple>'), ("某年某月",)
    ),
}  # fmt: skip


def quirky(content: Content, name: str) -> bytes:
    """The report as a Word file of this kind."""
    quirk = QUIRKS[name]
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(to_docx(content, Layout()))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename == "word/document.xml":
                text = _body(text.decode(), quirk.change).encode()
            elif entry.filename == "word/_rels/document.xml.rels":
                links = "".join(
                    f'<Relationship Id="rId{kind}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>'
                    for kind in quirk.parts or {}
                )
                text = text.replace(b"</Relationships>", links.encode() + b"</Relationships>")
            elif entry.filename == "[Content_Types].xml":
                kinds = "".join(
                    f'<Override PartName="/word/{kind}.xml" ContentType="{_TYPES}.{kind}+xml"/>'
                    for kind in quirk.parts or {}
                )
                text = text.replace(b"</Types>", kinds.encode() + b"</Types>")
            new.writestr(entry.filename, text)
        for kind, part in (quirk.parts or {}).items():
            new.writestr(f"word/{kind}.xml", part)
    return out.getvalue()


def _body(xml: str, change: Callable[[str], str]) -> str:
    plain = re.sub(r"<w:p [^>]*>", "<w:p>", xml)
    head = re.match(r"(?s).*?<w:body>", plain)
    assert head is not None
    return re.sub(r"<w:document [^>]*>", f"<w:document {_SPACES}>", head[0]) + change(plain[head.end() :])
