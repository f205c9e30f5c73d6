"""The words or the cell at a place of a report; and the place at which something stands."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.evidence.fact import CellFact, Facts, PassageFact
from answering.evidence.held import Held
from answering.plan.figures import unit_of
from answering.plan.operations import CellPath, Locate
from reports.editions import load_edition, normalise_label
from reports.model import Paragraph, Report
from reports.prose.sentences import Sentence, sentences

_HEADED = re.compile(
    r"^\s*(?:[（(](?P<a>[一二三四五六七八九十]{1,2})[）)]|(?P<b>\d{1,2})[.．、]|(?P<c>[一二三四五六七八九十])[、.．](?!是))"
)
_INLINE = re.compile(r"[（(](?P<a>[一二三四五六七八九十])[）)]")
_LISTED = re.compile(r"(?P<a>[一二三四五六七八九])是|第(?P<b>[一二三四五六七八九])[，、是]")
_NUMERALS = "一二三四五六七八九十"
Cut = tuple[Paragraph, int, int]


def _whole(paragraph: Paragraph) -> Cut:
    return paragraph, 0, len(paragraph.text)


def paragraphs_of(report: Report, part: str | None) -> list[Paragraph]:
    """The paragraphs of a part, 引言 included; of the whole report where no part is named."""
    if part == "引言":
        return [p for p in report.preamble if p.index != report.title_paragraph]
    if part is None:
        return [p for p in report.paragraphs() if not p.heading and p.index != report.title_paragraph]
    section = report.section(part)
    if section is None:
        section = next((s for s in report.sections if s.printed_number == part), None)
    return [p for p in section.paragraphs if p.text.strip()] if section else []


def item_of(paragraphs: Sequence[Paragraph], number: int) -> list[Cut]:
    """The item with a number: paragraphs from its heading to the next one, a stretch of a paragraph, or 一是…二是…."""
    marked = [(n, m) for n, p in enumerate(paragraphs) if (m := _HEADED.match(p.text))]
    level = marked[0][1].lastgroup if marked else None
    starts = [(n, _number(m)) for n, m in marked if m.lastgroup == level]
    if number < 0 and len(starts) >= -number:
        number = starts[number][1]
    for place, (n, own) in enumerate(starts):
        if own == number:
            end = starts[place + 1][0] if place + 1 < len(starts) else len(paragraphs)
            return [_whole(p) for p in paragraphs[n:end]]
    for pattern in (_INLINE, _LISTED):
        for paragraph in paragraphs:
            marks = list(pattern.finditer(paragraph.text))
            wanted = number if number > 0 or len(marks) < -number else _number(marks[number])
            for place, mark in enumerate(marks):
                if _number(mark) == wanted:
                    end = marks[place + 1].start() if place + 1 < len(marks) else len(paragraph.text)
                    return [(paragraph, mark.start(), end)]
    return []


_ASPECTS = "主动公开|依申请公开|(?:政府)?信息(?:资源)?(?:规范化?、?标准化?)?管理|(?:公开)?平台|监督保障"
_NEXT_ASPECT = re.compile(rf"(?:^|[。；\n])\s*(?:[（(]?[一二三四五六七八九]?[）)、是]?)\s*(?:{_ASPECTS})")


def _of_aspect(paragraphs: Sequence[Paragraph], aspect: str) -> list[Cut]:
    """What the first part says of one of its aspects: from where a sentence opens with it to where the next one does."""
    cuts: list[Cut] = []
    for place, paragraph in enumerate(paragraphs):
        opened = list(_NEXT_ASPECT.finditer(paragraph.text))
        for n, mark in enumerate(opened):
            if aspect not in mark[0]:
                continue
            start = mark.start() + (mark[0][0] in "。；\n")
            end = opened[n + 1].start() + 1 if n + 1 < len(opened) else len(paragraph.text)
            cuts.append((paragraph, start, end))
            if len(paragraph.text) <= _HEADING and place + 1 < len(paragraphs):
                cuts.append(_whole(paragraphs[place + 1]))
            return cuts
    return cuts


_HEADING = 16


def _number(match: re.Match[str]) -> int:
    found = next(g for g in match.groups() if g)
    return int(found) if found.isdigit() else _NUMERALS.index(found[0]) + 1


def words_at(asked: Locate, held: Held, facts: Facts) -> list[PassageFact]:
    """The words at a place of the prose; empty where the report has no such place."""
    cuts = [_whole(p) for p in paragraphs_of(held.report, asked.part)]
    if asked.page is not None:
        cuts = [c for c in cuts if c[0].page == asked.page]
    if asked.aspect:
        cuts = _of_aspect([c[0] for c in cuts], asked.aspect)
    if asked.item is not None:
        cuts = item_of([c[0] for c in cuts], asked.item)
    if asked.paragraph is not None:
        cuts = _nth(cuts, asked.paragraph)
    if asked.sentence is not None:
        cuts = _nth(_sentences(cuts), asked.sentence)
    return [passage(held, p, start, end, facts) for p, start, end in cuts if p.text[start:end].strip()]


def _nth(cuts: list[Cut], number: int) -> list[Cut]:
    place = number - 1 if number > 0 else len(cuts) + number
    return [cuts[place]] if 0 <= place < len(cuts) else []


def _sentences(cuts: Sequence[Cut]) -> list[Cut]:
    """The sentences of some stretches, headings of their own passed over (（四）平台建设。)."""
    found = [
        (p, s.start, s.start + len(s.text))
        for p, start, end in cuts for s in sentences([p]) if start <= s.start < end
    ]  # fmt: skip
    told = [c for c in found if not (_HEADED.match(c[0].text[c[1] : c[2]]) and c[2] - c[1] <= 14)]
    return told or found


def whole_passage(held: Held, sentence: Sentence, facts: Facts) -> PassageFact:
    """A sentence of the report as a fact."""
    return passage(held, sentence.paragraph, sentence.start, sentence.start + len(sentence.text), facts)


def passage(
    held: Held, paragraph: Paragraph, start: int, end: int, facts: Facts, surely: bool = True
) -> PassageFact:
    """A stretch of a paragraph as a fact."""
    text = paragraph.text[start:end].strip()
    return facts.add(
        PassageFact(
            "", held.source.id, held.report.section_of(paragraph.index), paragraph.index,
            max(paragraph.text.find(text), 0), text, surely, paragraph.page,
        )
    )  # fmt: skip


def cells_at(asked: Locate, held: Held, facts: Facts) -> list[CellFact]:
    """The cells at a row, column or ordinal of a table; all of a row where no column is named."""
    table = held.report.tables.get(asked.table or "")
    if table is None or asked.table is None:
        return []
    edition = load_edition(held.report.edition)
    rows = list(table.cells)
    every = [(asked.table, r, c) for r in rows for c in table.cells[r]]
    if asked.clause:
        chosen = [p for p in every if edition.clause_of(p[1]) == asked.clause]
    elif asked.group:
        own = [r.key for r in edition.rows(asked.table) if (r.group or "").startswith(f"（{asked.group}）")]
        row = own[asked.item - 1] if asked.item and asked.item <= len(own) else None
        chosen = [p for p in every if p[1] == row and p[2] == "total"]
    elif asked.number is not None:
        chosen = every[asked.number - 1 : asked.number]
    else:
        row = _row(asked.row, rows, asked.table, edition)
        chosen = [p for p in every if row is None or p[1] == row]
        if asked.column is not None and isinstance(asked.column, int):
            chosen = [
                p for r in dict.fromkeys(p[1] for p in chosen) for p in _of_row(chosen, r, asked.column)
            ]
        elif asked.table == "applications":
            chosen = [p for p in chosen if p[2] == "total"]
    return [cell(p, held, facts) for p in chosen]


def _of_row(paths: Sequence[CellPath], row: str, column: int) -> list[CellPath]:
    own = [p for p in paths if p[1] == row]
    place = column - 1 if column > 0 else len(own) + column
    return own[place : place + 1] if place >= 0 else []


def _row(asked: int | str | None, rows: Sequence[str], table: str, edition: object) -> str | None:
    if isinstance(asked, int):
        place = asked - 1 if asked > 0 else len(rows) + asked
        return rows[place] if 0 <= place < len(rows) else None
    if asked is None:
        return None
    label = normalise_label(asked)
    from reports.editions import Edition

    assert isinstance(edition, Edition)
    exact = [r for r in rows if normalise_label(edition.row_label(table, r)).endswith(label)]
    return (
        exact[-1]
        if exact
        else next((r for r in rows if label in normalise_label(edition.row_label(table, r))), None)
    )


def cell(path: CellPath, held: Held, facts: Facts) -> CellFact:
    """A single cell as a fact, with the names of its row and column."""
    table, row, column = path
    edition = load_edition(held.report.edition)
    label = edition.column_label(table, row, column)
    unit = unit_of(table, label)
    name = f"“{edition.row_label(table, row)}”{label}".replace("（单位：万元）", "")
    return facts.add(
        CellFact("", held.source.id, name, held.report.tables[table].value(row, column), unit, (path,))
    )


_OWN_HEADING = re.compile(
    r"(?:[（(](?P<a>[一二三四五六七八九十]{1,2})[）)]|(?:(?<=^)|(?<=[。；\n]))\s*(?P<b>\d{1,2})[.．、]|(?:(?<=^)|(?<=[。；\n]))\s*(?P<c>[一二三四五六七八九])、|(?P<d>[一二三四五六七八九])是)(?P<title>[^。：:；，]{0,14})"
)


def item_heading(report: Report, fact: PassageFact) -> str:
    """The item that words stand in (（五）监督到位, 四是平台融合畅通); empty where the part has none."""
    section = report.section(fact.section) if fact.section else None
    counted = ""
    for paragraph in reversed(section.paragraphs if section else ()):
        if paragraph.index > fact.paragraph:
            continue
        end = fact.start + _REACH if paragraph.index == fact.paragraph else len(paragraph.text)
        marks = [m for m in _OWN_HEADING.finditer(paragraph.text) if m.start() < end]
        # （五）监督保障。一是……三是……: what is counted off stands under the heading.
        headings = [m for m in marks if m["d"] is None]
        if headings:
            return headings[-1][0].strip()
        counted = counted or (marks[-1][0].strip() if marks else "")
    return counted


_REACH = 4
