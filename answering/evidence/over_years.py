"""What a question asks of two reports of an agency: by how much things changed, and whether one year follows from the other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answering.draft.sentence import Draft, Piece, Sentence, Slot
from answering.evidence.bound import Valued, clause_named, figure_named
from answering.evidence.clause import Clause
from answering.evidence.fact import Computed, Facts, number_of
from answering.evidence.held import Held
from answering.evidence.values import of_cells
from answering.overview.two_years import change_of, counted_by, like, prose_fact
from answering.plan.figures import figure_from
from answering.plan.named import row_named
from answering.plan.operands import prose_operands, table_operands
from answering.plan.operations import Figure
from reports.editions import load_edition
from reports.numerals import spoken

_CARRIED = re.compile("结转")
_AGREES = re.compile("对得上|对不上|一致|衔接|吻合|对吗|接得上|相符|对不对")
_EFFECTIVE = re.compile("有效")
_FRAME = re.compile(
    "(?:和|跟|与|比|较)?(?:上一?年|去年|两年|今年|本年|20\\d\\d年)(?:相?比)?|[多少增减涨跌升降提高]+了?(?:百分之)?(?:多少|几)[一-龥]{0,3}|(?:多|涨|升|高|增|好)了?还是.*|有(?:什么|啥|哪些)?变化|是"
)


_APPLICATIONS = re.compile("(?:新收|收到|收|受理)?(?:的)?(?:政府信息公开)?申请(?:量|数|数量|件数|总数)?")


@dataclass(frozen=True)
class Pair:
    """A thing with its number in each of two years."""

    name: str
    before: Valued
    now: Valued

    @property
    def is_known(self) -> bool:
        """Whether both years give the number: of a blank cell nobody knows whether it changed."""
        return self.before.value is not None and self.now.value is not None


def over_years(text: str, before: Held, now: Held, facts: Facts) -> Draft | None:
    """The verdict on what a question names, with both numbers and the arithmetic; None where nothing is bound."""
    if _AGREES.search(text) and (rolled := _rolled_over(text, before, now, facts)) is not None:
        return rolled
    pairs = _pairs_named(text, before, now, facts)
    if not pairs:
        return None
    return Draft(tuple(_sentence(p, before, now, facts) for p in pairs))


def _sentence(pair: Pair, before: Held, now: Held, facts: Facts) -> Sentence:
    years = (f"{before.report.year}年", Slot(pair.before.id), f"，{now.report.year}年", Slot(pair.now.id))
    if not pair.is_known:
        return Sentence((f"{pair.name}无法比较：", *years, "。"))
    change = change_of(pair.name, pair.before, pair.now, facts)
    if change is None:
        return Sentence((f"{pair.name}没有变化：", *years, "。"))
    verdict: tuple[Piece, ...] = (pair.name, Slot(change.made.id, "verdict"))
    return Sentence((*verdict, "：", *years, "（", Slot(change.made.id, "arithmetic"), "）。"))


def _pairs_named(text: str, before: Held, now: Held, facts: Facts) -> list[Pair]:
    named = [o.figure for o in table_operands(text, now.report) if o.figure is not None]
    if named:
        return [p for f in named if (p := _of_figure(f, before, now, facts)) is not None]
    out = []
    for operand in prose_operands(_FRAME.sub("，", text)):
        if _APPLICATIONS.fullmatch(operand.words):
            continue
        score, figure = figure_named(operand.words, now)
        near, clause = clause_named(operand.words, now, operand.unit)
        if figure is not None and score >= near:
            pair = _of_figure(figure, before, now, facts)
        elif clause is not None:
            label = counted_by(clause)
            earlier = like(clause, label, [(c, counted_by(c)) for c in before.narrative.clauses])
            pair = _of_clauses(label, earlier, clause, before, now, facts) if earlier else None
        else:
            pair = None
        out += [pair] if pair is not None and pair not in out else []
    if not out and "申请" in text:
        figure = figure_from(text, row_named("new_received"), None, now.report)
        pair = _of_figure(figure, before, now, facts) if figure else None
        out += [pair] if pair else []
    return out


def _of_clauses(label: str, earlier: Clause, clause: Clause, before: Held, now: Held, facts: Facts) -> Pair:
    return Pair(label, prose_fact(earlier, label, before, facts), prose_fact(clause, label, now, facts))


def _of_figure(figure: Figure, before: Held, now: Held, facts: Facts) -> Pair | None:
    one, two = of_cells(figure, before, facts), of_cells(figure, now, facts)
    return Pair(figure.said(), one, two) if one is not None and two is not None else None


def _rolled_over(text: str, before: Held, now: Held, facts: Facts) -> Draft | None:
    """Whether what was carried forward was taken over, or the documents in force follow from those made and abolished."""
    if _CARRIED.search(text):
        ends = [
            of_cells(Figure(n, "applications", (r,), ("total",)), h, facts)
            for n, r, h in (
                ("结转下年度继续办理", "carried_forward", before),
                ("上年结转", "carried_over", now),
            )
        ]
        known = [e for e in ends if e is not None and e.value is not None]
        if len(known) < len(ends):
            return None
        left, taken = known
        first, then = number_of(left), number_of(taken)
        same = first == then
        verdict = "对得上，两个数一致" if same else f"对不上，相差{spoken(abs(first - then))}件"
        years = (f"：{before.report.year}年", Slot(left.id, "name"), Slot(left.id), f"，{now.report.year}年", Slot(taken.id, "name"), Slot(taken.id))  # fmt: skip
        return Draft((Sentence((verdict, *years, "。")),))
    if not _EFFECTIVE.search(text):
        return None
    return _documents(before, now, facts)


def _documents(before: Held, now: Held, facts: Facts) -> Draft | None:
    """The documents in force: last year's and those made less those abolished."""
    table = now.report.tables.get("active_disclosure")
    own = next((r for r in table.cells if "规范性文件" in _label(now, r)), None) if table else None
    if own is None or table is None:
        return None
    columns = list(table.cells[own])
    if len(columns) != _COLUMNS:
        return None
    made, gone, left = (
        of_cells(Figure(n, "active_disclosure", (own,), (c,)), now, facts)
        for n, c in zip(("本年制发", "本年废止", "现行有效"), columns, strict=True)
    )
    earlier = of_cells(Figure("上年现行有效", "active_disclosure", (own,), (columns[-1],)), before, facts)
    known = [f for f in (earlier, made, gone, left) if f is not None and f.value is not None]
    if len(known) < _COLUMNS + 1:
        return None
    old, new, abolished, now_left = map(number_of, known)
    due = old + new - abolished
    arithmetic = f"{spoken(old)}＋{spoken(new)}－{spoken(abolished)}＝{spoken(due)}"
    verdict = "对得上" if due == now_left else f"对不上，应为{spoken(due)}件，填报{spoken(now_left)}件"
    computed = facts.add(Computed("", "现行有效", due, "件", arithmetic, tuple(f.id for f in known), verdict))
    told: list[Piece] = []
    for fact in known:
        told += ["、" if told else "", Slot(fact.id, "name"), Slot(fact.id)]
    return Draft(
        (
            Sentence(
                (
                    Slot(computed.id, "verdict"),
                    "：规范性文件",
                    *told,
                    "（",
                    Slot(computed.id, "arithmetic"),
                    "）。",
                )
            ),
        )
    )


_COLUMNS = 3


def _label(held: Held, row: str) -> str:
    return load_edition(held.report.edition).row_label("active_disclosure", row)
