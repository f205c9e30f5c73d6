"""最多的是, 排第二的是, 末位: held against those beside it, the rows or columns of its level or the list that it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from answering.with_model.expressions import Operand
from answering.with_model.settled.claim import Claim, Said
from answering.with_model.settled.wordings import wording
from reports.editions import load_edition
from reports.prose.quantities import counts
from reports.prose.quantity import Quantity

_LAST = re.compile("少|小|低|末|垫底|倒数")
_NUMERALS = {"大": 1, "首": 1, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_REST = re.compile("其[他它余]$")
_LEVEL = "三、本年度办理结果"
_RESULTS = re.compile("^（[一二三四五六]）")


def settle_rank(claim: Claim) -> Claim:
    """Takes out the ranks that numbers are said to have, where they have them among the same others."""
    found = [(m, n) for m in wording("rank").finditer(claim.text) if (n := _number_of(claim, m)) is not None]
    among = [(m, n, _beside(claim, n)) for m, n in found]
    among = [(m, n, {k: v for k, v in beside.items() if len(v) > 1}) for m, n, beside in among]
    ranked = [(m, n, beside) for m, n, beside in among if beside]
    if not ranked:
        return claim
    holding = [{k for k, v in beside.items() if _has_rank(m, n, v)} for m, n, beside in ranked]
    if not set.intersection(*holding):
        wrong = next((m for (m, *_), h in zip(ranked, holding, strict=True) if not h), ranked[-1][0])
        return claim.wrong(f"“{wrong[0]}”与同类各项的数不符")
    gone: list[tuple[int, int]] = []
    for match, number, _ in ranked:
        # 噪声，1103件 says of what the number is once the rank is out of it.
        comma = claim.text[number.start - 1] in "，,"
        gone += [match.span(), *([(number.start - 1, number.start)] if comma else [])]
    return claim.without(*gone)


def _number_of(claim: Claim, match: re.Match[str]) -> Said | None:
    """The number that a rank is said of: the first one after it in its sentence."""
    end = next((m.start() for m in re.finditer("[；;。]", claim.text[match.end() :])), None)
    until = len(claim.text) if end is None else match.end() + end
    return next((n for n in _told(claim) if match.end() <= n.start < until), None)


def _has_rank(match: re.Match[str], number: Said, beside: Sequence[Decimal]) -> bool:
    """Whether a number stands where it is said to among those beside it."""
    own, least = abs(number.value), bool(_LAST.search(match[0]))
    told = next((n for c, n in _NUMERALS.items() if c in (match["nth"] or "")), 1)
    return sum(1 for v in beside if (v < own if least else v > own)) + 1 == told


def _told(claim: Claim) -> list[Said]:
    """The numbers of a sentence that are none of a row's name: 四类过程性信息."""
    labels = "".join(p.label for p in claim.cited("T"))
    return [n for n in claim.numbers if n.quantity is None or n.quantity.raw not in labels]


def _beside(claim: Claim, number: Said) -> dict[str, list[Decimal]]:
    """The numbers that one may be ranked among, itself included, by what they are; none where it stands alone."""
    if number.fill is None:
        return {"list": _in_list(claim, number)}
    cells = [o for o in number.fill.found.operands if o.cell is not None]
    if len(cells) != len(number.fill.found.operands) or not cells:
        told = number.fill.found.operands[0].told if len(number.fill.found.operands) == 1 else None
        return {"list": _list_of(number.fill.found.operands[0].piece.text, told)} if told else {}
    by_row = wording("row_by_row").search(f"{claim.text}{claim.question}")
    return {"level": _of_level(cells)} | ({"rows": _of_rows(cells)} if by_row else {})


def _of_rows(cells: Sequence[Operand]) -> list[Decimal]:
    """What every row of the results has in the column of a cell, each row by itself."""
    table, row, column = cells[0].cell or ("", "", "")
    source = cells[0].piece.source
    if source is None or len(cells) > 1:
        return []
    rows = [
        r.key
        for r in load_edition(source.report.edition).rows(table)
        if r.key != "total" and _RESULTS.match(r.label if r.group == _LEVEL else r.group or "")
    ]
    own = source.report.tables[table]
    return [v for key in rows if (v := own.value(key, column)) is not None] if row in rows else []


def _of_level(cells: Sequence[Operand]) -> list[Decimal]:
    """What the rows, or the kinds of results, of the same level have in the same column."""
    table, row, column = cells[0].cell or ("", "", "")
    source = cells[0].piece.source
    if source is None or any(o.cell is None or o.cell[0] != table or o.cell[2] != column for o in cells):
        return []
    own = source.report.tables[table]
    if column != "total" and len(cells) == 1:
        return [v for c in own.cells[row] if c != "total" and (v := own.value(row, c)) is not None]
    rows = load_edition(source.report.edition).rows(table)
    group = next((r.group for r in rows if r.key == row), None)
    if group is None:
        return []
    chosen = {o.cell[1] for o in cells if o.cell is not None}
    members = {r.key for r in rows if r.group == group}
    if group == _LEVEL or members == chosen:
        levels: dict[str, Decimal] = {}
        for r in rows:
            kind = r.label if r.group == _LEVEL else r.group or ""
            if r.key != "total" and _RESULTS.match(kind):
                levels[kind] = levels.get(kind, Decimal(0)) + (own.value(r.key, column) or 0)
        return list(levels.values())
    return [v for r in rows if r.key in members and (v := own.value(r.key, column)) is not None]


def _in_list(claim: Claim, number: Said) -> list[Decimal]:
    """The numbers of one unit that stand in a row with it in what is cited."""
    quantity = number.quantity
    for piece in claim.rests:
        for found in counts(piece.text):
            if quantity is not None and found.value == quantity.value and found.unit == quantity.unit:
                listed = _list_of(piece.text, found, claim.text)
                if listed:
                    return listed
    return []


def _list_of(text: str, own: Quantity | None, said: str = "") -> list[Decimal]:
    """The items of the list that a number stands in: 噪声1103件、大气768件; what is lumped together only where it is meant."""
    if own is None:
        return []
    run: list[tuple[str, Quantity]] = []
    last = 0
    for found in [q for q in counts(text) if q.unit == own.unit]:
        label = text[last : found.start]
        if run and not re.fullmatch(r"[）)]?[、，,][^、，,。；;：:\n\d]{1,24}", label):
            if any(q.start == own.start for _, q in run):
                break
            run = []
        run.append((label, found))
        last = found.end
    if len(run) < 2 or all(q.start != own.start for _, q in run):
        return []
    whole = run[0][1].value == sum((q.value for _, q in run[1:]), Decimal(0))
    items = run[1:] if whole and len(run) > 2 else run
    return [q.value for label, q in items if not _REST.search(label)]
