"""Sentences over figures: several in a table, differences, sums and shares with their arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Piece, Sentence, Slot, Span
from answering.evidence.combined import Told
from answering.evidence.fact import CellFact, Computed, ProseFact
from answering.evidence.held import Held
from answering.evidence.values import Valued
from answering.plan.operations import Combined, Divided, Way
from reports.numerals import spoken

_FEWEST_ROWS = 2
CORRECTED = "与报告不符"


def named(value: Valued) -> tuple[Piece, ...]:
    """A value with its name, as a list of values gives it."""
    return (Slot(value.id, "name"), Slot(value.id))


def listed(values: Sequence[Valued]) -> tuple[Piece, ...]:
    """Values with their names, one after the other."""
    pieces: list[Piece] = []
    for value in values:
        pieces += ["、", *named(value)] if pieces else list(named(value))
    return tuple(pieces)


def place_of(value: Valued) -> str:
    """Where a value stands, for the column of a table."""
    return "表格" if isinstance(value, CellFact) else f"第{value.section}部分" if value.section else "引言"


def quotations(told: Told) -> list[Sentence]:
    """The clauses of the prose that values were read from, each once, in the report's own words."""
    quoted: dict[str, ProseFact] = {}
    for value in told.values:
        if isinstance(value, ProseFact):
            quoted.setdefault(value.text, value)
    return [Sentence(("报告写明：", Span(f.id), "。")) for f in quoted.values()]


def values_draft(told: Sequence[Told]) -> Draft:
    """Several values of each report: a sentence, and a small table where there are two or more."""
    sentences: list[Sentence] = []
    rows: list[tuple[Piece, ...]] = []
    for each in told:
        name = each.held.source.name
        if each.known:
            sentences.append(Sentence((f"{name}：", *listed(each.known), "。")))
            sentences += quotations(each)
        missing = [o.words for o, v in zip(each.operands, each.values, strict=True) if v is None]
        blank = [v for v in each.values if v is not None and v.value is None]
        if missing:
            sentences.append(Sentence((f"报告没有写明“{'”“'.join(missing)}”的数。",)))
        for value in blank:
            sentences.append(Sentence((Slot(value.id, "name"), "没有填报（单元格空白）。")))
        lead: tuple[Piece, ...] = (name,) if len(told) > 1 else ()
        rows += [(*lead, Slot(v.id, "name"), Slot(v.id), place_of(v)) for v in each.known]
    head: tuple[Piece, ...] = (*(("单位",) if len(told) > 1 else ()), "项目", "数", "所在")
    return Draft(tuple(sentences), (head, *rows) if len(rows) >= _FEWEST_ROWS else ())


def combined_draft(operation: Combined, told: Sequence[Told]) -> Draft:
    """The verdict of each report with its arithmetic."""
    sentences: list[Sentence] = []
    for each in told:
        if each.computed is None:
            continue
        sentences.append(Sentence(_verdict(operation, each)))
        sentences += quotations(each)
    return Draft(tuple(sentences))


def _verdict(operation: Combined, told: Told) -> tuple[Piece, ...]:
    made, name = told.computed, told.held.source.name
    if made is None:
        return ()
    values = [v for v in told.values if v is not None]
    if operation.way is Way.SHARE:
        *parts, whole = values
        rate = f"{operation.rate}为" if operation.rate else "占"
        body: tuple[Piece, ...] = (*listed(parts), "，占", *named(whole), "的", Slot(made.id))
        if operation.rate:
            body = (rate, Slot(made.id), "：", *listed(parts), "，", *named(whole))
        return (name, *body, "（", Slot(made.id, "arithmetic"), "）", *_passes(operation, made), "。")
    if operation.way is Way.SUM:
        return (name, *listed(values), "，合计", Slot(made.id), "（", Slot(made.id, "arithmetic"), "）", *_against(operation, made), "。")  # fmt: skip
    if operation.way in (Way.MOST, Way.LEAST):
        return (name, *listed(values), "，", Slot(made.id, "verdict"), "。")
    return (name, *listed(values), "，", Slot(made.id, "verdict"), "（", Slot(made.id, "arithmetic"), "）。")


def _passes(operation: Combined, made: Computed) -> tuple[Piece, ...]:
    """Whether a share is above or below what the question says."""
    doubted = operation.doubted
    if doubted is None or made.value is None:
        return ()
    return (f"，说“{doubted.said}”{'属实，对得上' if doubted.holds(made.value) else '不对，与报告的数不符'}",)


def _against(operation: Combined, made: Computed) -> tuple[Piece, ...]:
    """Whether a sum is the number that the question says it is."""
    if operation.claimed is None or made.value is None:
        return ()
    claimed = f"{spoken(operation.claimed)}{made.unit}"
    return (f"，与所说的{claimed}{'一致，对得上' if made.value == operation.claimed else '不相等'}",)


def divided_draft(asked: Divided, held: Held, parts: Sequence[CellFact], whole: CellFact | None) -> Draft:
    """Which part is the largest or smallest, then all of them in order, in a table where there are several."""
    name, what = held.source.name, asked.figure.said()
    told = [p for p in parts if p.value]
    if not told:
        return Draft(
            (Sentence((f"{name}没有{what}的申请，各项均为0件。",), cites=tuple(p.id for p in parts[:1])),)
        )
    if asked.top:
        return Draft(
            (
                Sentence(
                    (f"{name}{what}中，细到小项，件数前{asked.top}位是：", *listed(told[: asked.top]), "。")
                ),
            )
        )
    chosen = parts if asked.way is Way.LEAST and asked.by != "reason" else told
    extreme = chosen[-1].value if asked.way is Way.LEAST else told[0].value
    best = [p for p in chosen if p.value == extreme]
    word = "最少" if asked.way is Way.LEAST else "最多"
    kind = "理由" if asked.by == "reason" and asked.way is not Way.LEAST else ""
    names = "、".join(f"“{p.name}”" for p in best)
    total: tuple[Piece, ...] = (
        (f"{name}{what}共", Slot(whole.id), "，") if whole is not None else (f"{name}{what}",)
    )
    head = Sentence((*total, f"{word}的{kind}是{names}，", Slot(best[0].id), "。"))
    order = Sentence(("从多到少：", *listed(told), "。"))
    rows: list[tuple[Piece, ...]] = [(Slot(p.id, "name"), Slot(p.id)) for p in told]
    return Draft((head, order), (("项目", "数"), *rows) if len(rows) >= _FEWEST_ROWS else ())
