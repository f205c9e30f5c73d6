"""Sentences on places: what stands there, or where something stands."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.fact import CellFact, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import item_heading
from answering.plan.operations import Locate, Where
from reports.editions import Edition, load_edition
from reports.tables import TABLE_NAMES

_TABLES = {"active_disclosure": "表二", "applications": "表三", "disputes": "表四"}


def _said(asked: Locate) -> str:
    """The place in words."""
    part = "" if asked.part is None else "引言" if asked.part == "引言" else f"第{asked.part}部分"
    for value, unit in ((asked.item, "项"), (asked.paragraph, "段"), (asked.sentence, "句")):
        if value is not None:
            part += (
                f"第{value}{unit}"
                if value > 0
                else f"最后一{unit}"
                if value == -1
                else f"倒数第{-value}{unit}"
            )
    if asked.listed:
        what = "问题" if asked.listed == "problems" else "改进措施"
        part = part.replace(f"第{asked.part}部分", f"第{asked.part}部分{what}的")
    if asked.aspect:
        part += f"“{asked.aspect}”一段"
    if asked.page is not None:
        part = f"第{asked.page}页{part}"
    return part


def words_draft(asked: Locate, held: Held, found: Sequence[PassageFact]) -> Draft:
    """The words at a place, or that the report has no such place."""
    where = _said(asked)
    if not found:
        reason = "（这份文件没有页码信息）" if asked.page is not None else ""
        return Draft(
            (Sentence((f"{held.source.name}的报告没有{where}{reason}。",), Kind.ABSENCE),), abstained=True
        )
    first, *rest = found
    lines = [Sentence((f"{held.source.name}的报告{where}写道：", Span(first.id)))]
    return Draft((*lines, *(Sentence((Span(p.id),)) for p in rest)))


def cells_draft(asked: Locate, held: Held, found: Sequence[CellFact]) -> Draft:
    """The numbers at a place of a table."""
    table = _TABLES.get(asked.table or "", "表")
    if not found:
        place = f"里没有{asked.clause}" if asked.clause else "没有这一格"
        place = f"（{asked.group}）里没有第{asked.item}小项" if asked.group else place
        return Draft(
            (Sentence((f"{held.source.name}的报告{table}{place}。",), Kind.ABSENCE),), abstained=True
        )
    pieces: list[Piece] = [f"{held.source.name}{table}{asked.clause or _of_group(asked)}"]
    for n, fact in enumerate(found):
        pieces += ["；" if n else "", Slot(fact.id, "name"), "为", Slot(fact.id)]
    return Draft((Sentence((*pieces, "。")),))


def _of_group(asked: Locate) -> str:
    """The item of a group in words."""
    return f"（{asked.group}）第{asked.item}小项" if asked.group else ""


def _column(edition: Edition, kind: str, row: str, column: str) -> str:
    """The column of a cell in words, where its row has several."""
    several = len(edition.columns(kind, row)) > 1
    return (
        f"、“{edition.column_label(kind, row, column)}”一列"
        if several
        else f"（{edition.column_label(kind, row, column)}）"
    )


def _title(held: Held, number: str) -> str:
    """The title of a part, as the report has it."""
    section = held.report.section(number)
    return section.title if section else ""


def either_draft(asked: Where, held: Held, found: Sequence[CellFact]) -> Draft:
    """In which of two places something is, with what both hold."""
    filled = [place for place, cell in zip(asked.either, found, strict=True) if cell.value]
    one = f"在“{filled[0]}”一栏" if len(filled) == 1 else "两栏都有" if filled else "两栏都是0"
    pieces: list[Piece] = [f"{held.source.name}“{asked.words}”{one}："]
    for n, fact in enumerate(found):
        pieces += ["，" if n else "", Slot(fact.id, "name"), Slot(fact.id)]
    return Draft((Sentence((*pieces, "。")),))


def where_draft(asked: Where, held: Held, found: Sequence[PassageFact | CellFact]) -> Draft:
    """Where something stands, with the words or the number there."""
    sentences = []
    for fact in found:
        if isinstance(fact, CellFact):
            kind, row, column = fact.cells[0]
            edition = load_edition(held.report.edition)
            label = next(r for r in edition.rows(kind) if r.key == row)
            section = held.report.tables[kind].section
            above = label.group or edition.clause_of(row)
            group = f"“{above}”项下的" if above else ""
            columns = [c.key for c in edition.columns(kind, row)]
            nth = f"（左起第{columns.index(column) + 1}列）" if asked.column and column in columns else ""
            where = f"第{section}部分（{_title(held, section)}）" if section else "报告"
            sentences.append(
                Sentence(
                    (
                        f"“{asked.words}”在{where}的{TABLE_NAMES[kind]}（{_TABLES[kind]}），{group}“{label.label}”一行{_column(edition, kind, row, column)}{nth}，填的是",
                        Slot(fact.id),
                        "。",
                    )
                )
            )
        else:
            part = f"第{fact.section}部分（{_title(held, fact.section)}）" if fact.section else "引言"
            item = item_heading(held.report, fact)
            part += f"“{item}”" if item else ""
            sentences.append(Sentence((f"“{asked.words}”写在{part}：", Span(fact.id))))
    if not sentences:
        text = f"没有在{held.source.name}的报告里找到“{asked.words}”。"
        return Draft((Sentence((text,), Kind.ABSENCE),), abstained=True)
    return Draft(tuple(sentences))
