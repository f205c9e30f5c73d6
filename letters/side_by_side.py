"""The report with its findings beside each part, as one HTML file to read or print: for originals that are no .docx."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from letters.letter import report_name
from reports.editions import Edition, load_edition
from reports.model import Block, Grid, Paragraph, Report
from reports.table_layout import Place, Spread, TypedCell, headings_of, spread, typed_cells
from review.finding import Finding

_STYLE = """
body { font-family: "FangSong", "仿宋", "Noto Serif CJK SC", serif; margin: 1.5rem auto; max-width: 1200px; color: #1d2433; }
h1 { text-align: center; font-size: 1.3rem; } h2 { font-size: 1.05rem; }
section { display: grid; grid-template-columns: 3fr 2fr; gap: 1.2rem; border-top: 1px solid #d0d5dd; padding: .6rem 0; }
table { border-collapse: collapse; font-size: .8rem; } td { border: 1px solid #98a2b3; padding: .15rem .35rem; }
aside p { border-left: 4px solid #175cd3; padding-left: .6rem; } aside .error { border-color: #b42318; }
aside .warning { border-color: #8a5a00; } mark { background: #fff3b0; }
@media (max-width: 700px) { section { grid-template-columns: 1fr; } }
@media print { section { break-inside: auto; } aside p { break-inside: avoid; } }
"""


def _text(text: str, quotes: Iterable[str]) -> str:
    """A paragraph with the quoted words marked."""
    shown = escape(text)
    for quote in quotes:
        words = escape(quote.strip())
        if len(words) >= 4:
            shown = shown.replace(words, f"<mark>{words}</mark>", 1)
    return shown


def _table(grid: Grid, typed: Mapping[Place, TypedCell], edition: Edition, findings: list[Finding]) -> str:
    """A table as its source has it, the cells of which something is said marked."""
    told = {(f.location.table, f.location.row, f.location.column) for f in findings}

    def cell(at: Spread) -> str:
        own = typed.get((at.row, at.column))
        marked = own is not None and (own.table, own.row, own.column) in told
        text = f"<mark>{escape(at.text)}</mark>" if marked else escape(at.text)
        return f"<td{at.spans}>{text}</td>"

    rows = ("".join(map(cell, line)) for line in spread(grid, typed, headings_of(edition)))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _notes(findings: Iterable[Finding]) -> str:
    return "".join(
        f'<p class="{f.severity.value}"><b>{f.severity.chinese}　{escape(f.title)}</b><br>{escape(f.message)}'
        f"<br>{escape(f.suggestion)}</p>"
        for f in findings
    )


def _part(heading: str, blocks: Iterable[str], findings: list[Finding]) -> str:
    body = "".join(blocks)
    head = f"<h2>{escape(heading)}</h2>" if heading else ""
    return f"<section><div>{head}{body}</div><aside>{_notes(findings)}</aside></section>"


def side_by_side(report: Report, findings: Iterable[Finding]) -> bytes:
    """The HTML file; every text of the report is escaped."""
    every = list(findings)
    typed, edition = typed_cells(report), load_edition(report.edition)

    def drawn(block: Block, mine: list[Finding]) -> str:
        if isinstance(block, Paragraph):
            return f"<p>{_text(block.text, [f.quote for f in mine if not f.location.table])}</p>"
        if isinstance(block, Grid):
            return _table(block, typed.get(block.index, {}), edition, mine)
        return ""

    placed: set[str] = set()
    parts = []
    for section in report.sections:
        number = section.number or section.printed_number
        mine = [f for f in every if f.location.section == number and f.id not in placed]
        placed |= {f.id for f in mine}
        blocks = [drawn(b, mine) for b in section.blocks if b.index != section.heading.index]
        parts.append(_part(section.heading.text, blocks, mine))
    left = [f for f in every if f.id not in placed]
    first = _part("", [drawn(p, left) for p in report.preamble], left)
    title = escape(f"{report_name(report)}　批注稿")
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1>{first}{''.join(parts)}</body></html>"
    ).encode()
