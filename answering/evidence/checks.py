"""Whether figures agree: the equations of a table, the parts of a listing, prose and table; always with the arithmetic."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answering.evidence.fact import CellFact, Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import cell, passage, whole_passage
from answering.evidence.values import of_cells, of_prose
from answering.plan.measures import numbers_in
from answering.plan.numbers_said import first_number
from answering.plan.operations import Checked, Figure, Operand
from reports.editions import load_edition
from reports.numerals import spoken
from reports.prose.listings import listings
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text
from review.identities import Equation, broken

_UNHELD = 3
_NONE = re.compile(
    "未(?:收到|发生|产生|接到|被)|没有(?:收到|发生|产生|接到|提起|人)|无(?:行政)?(?:申请|复议|诉讼)|零申请"
)


@dataclass(frozen=True)
class TableCheck:
    """The equations of a table: how many there are, those that do not hold, and the two sides of the main one.

    `line` is the row that alone is checked.
    """

    table: str
    count: int
    wrong: tuple[Computed, ...]
    shown: tuple[Computed, ...]
    line: str = ""


def _side(cells: Sequence[tuple[str, str]], values: dict[tuple[str, str], Decimal]) -> str:
    """The numbers of a side that are not 0, as a sum."""
    numbers = [values[c] for c in cells if values.get(c)]
    return "＋".join(map(spoken, numbers)) or "0"


def check_table(
    kind: str, held: Held, facts: Facts, columns: Sequence[str] = (), rows: Sequence[str | int] = ()
) -> TableCheck | None:
    """All equations of a table, those that are broken, and for some columns (else the total) each equation's sums; of
    some `rows` what their cells make. None where nothing is to be added up: table two has no sums."""
    table = held.report.tables.get(kind)
    if table is None:
        return None
    edition = load_edition(held.report.edition)
    every, wrong, values = broken(table, edition)
    if not every:
        return None

    def told(equation: Equation) -> Computed:
        left, right = (equation.side(s, values) for s in (equation.left, equation.right))
        label = _line(equation, kind, held)
        holds = "相等" if left == right else f"相差{spoken(abs(left - right))}"
        lhs, rhs = _side(equation.left, values), _side(equation.right, values)
        text = (
            f"{lhs}＝{spoken(left)}，{rhs}＝{spoken(right)}"
            if rhs != spoken(right)
            else f"{lhs}＝{spoken(left)}，{spoken(right)}"
        )
        cells = tuple((kind, r, c) for r, c in (*equation.left, *equation.right))
        known = facts.add(CellFact("", held.source.id, label, left, "", cells))
        return facts.add(Computed("", label, left - right, "", text, (known.id,), holds))

    keys = _keys(rows, list(table.cells))
    own = [e for e in every if e.line in keys and e.identity.across != "columns"]
    if own:
        bad = tuple(told(e) for e in own if e in wrong)
        label = "、".join(edition.row_label(kind, k) for k in keys)
        return TableCheck(kind, len(own), bad, tuple(told(e) for e in own if e not in wrong), label)
    main = [e for e in every if e.line == "total" or (e.identity.across == "rows" and kind == "disputes")]
    main = [e for e in every if e.line in columns] or main
    return TableCheck(kind, len(every), tuple(map(told, wrong)), tuple(map(told, main[:_UNHELD])))


def _keys(rows: Sequence[str | int], every: Sequence[str]) -> list[str]:
    """The keys of rows that are given by key or ordinal."""
    places = [r - 1 if r > 0 else len(every) + r for r in rows if isinstance(r, int)]
    return [*(r for r in rows if isinstance(r, str)), *(every[p] for p in places if 0 <= p < len(every))]


def _line(equation: Equation, kind: str, held: Held) -> str:
    edition = load_edition(held.report.edition)
    if equation.identity.across == "columns":
        column = next((c.label for c in edition.columns(kind, "") if c.key == equation.line), equation.line)
        return f"{equation.identity.name}（{column}列）"
    return f"{equation.identity.name}（{edition.row_label(kind, equation.line)}）"


@dataclass(frozen=True)
class SumCheck:
    """Numbers of the prose that are said to make a whole: the parts, their sum, the whole where the prose gives one."""

    passage: PassageFact
    made: Computed
    whole: Decimal | None
    cell: CellFact | None = None


_SUBJECTS = ("申请", "复议", "诉讼")
# What every report says (公开, 信息) names a listing less than a word of its own.
_LESS = 100


def check_listing(asked: Checked, held: Held, facts: Facts) -> SumCheck | None:
    """The listing whose total or subject a question names, with the sum of its parts."""
    text = asked.operands[0].words if asked.operands else ""
    words = held.narrative.words(text)
    found = []
    subjects = [s for s in _SUBJECTS if s in text]
    for li in listings(held.report.paragraphs()):
        if subjects and not any(s in li.quote for s in subjects):
            continue  # 三类申请 are no kinds of information
        own, general = (
            sum(w.said_in(fold_text(li.quote)) for w in words if w.is_general is said)
            for said in (False, True)
        )
        found.append((asked.claimed == li.total.value, own or general / _LESS, li))
    best = max(found, key=lambda f: (f[0], f[1]), default=None)
    if best is None or not (best[0] or best[1] > 0):
        return None
    if asked.claimed and not best[0] and _total_cell(asked.claimed, held, facts) is not None:
        return None
    listing = best[2]
    numbers = [q.value for _, q in listing.parts]
    start = max(listing.paragraph.text.find(listing.quote), 0)
    quote = passage(held, listing.paragraph, start, start + len(listing.quote), facts)
    made = _sum(numbers, listing.total.unit, quote, facts)
    return SumCheck(quote, made, listing.total.value)


def _sum(numbers: Sequence[Decimal], unit: str, quote: PassageFact, facts: Facts) -> Computed:
    total = sum(numbers, Decimal(0))
    return facts.add(
        Computed("", "合计", total, unit, f"{'＋'.join(map(spoken, numbers))}＝{spoken(total)}", (quote.id,))
    )


def check_percentages(asked: Checked, held: Held, facts: Facts) -> SumCheck | None:
    """The sentence that gives the most percentages of the kind asked about, summed."""
    words = [w for w in held.narrative.words(asked.operands[0].words) if w.is_telling]
    best: tuple[tuple[float, int], PassageFact, list[Decimal], str] | None = None
    for s in whole_sentences(held.report.paragraphs()):
        shares = [q for q in numbers_in(s.text) if q.unit == "%"]
        shares = [q for q in shares if re.search(r"占(?:比)?[约达为]?$", s.text[: q.start][-4:])]
        if len(shares) < 2:
            continue
        said = sum(w.said_in(fold_text(s.text)) for w in words)
        key = (said, len(shares))
        if best is None or key > best[0]:
            quote = whole_passage(held, s, facts)
            best = (key, quote, [q.value for q in shares], "%")
    if best is None:
        return None
    return SumCheck(best[1], _sum(best[2], "%", best[1], facts), Decimal(100))


def check_stated(asked: Checked, held: Held, facts: Facts) -> SumCheck | None:
    """Numbers that the question itself adds up, against the number of the prose or table that they should make."""
    numbers, claimed = _parts_and_whole([Decimal(o.unit) for o in asked.operands if o.unit], asked.claimed)
    total = sum(numbers, Decimal(0))
    for s in whole_sentences(held.report.paragraphs()):
        values = [q.value for q in numbers_in(s.text)]
        present = [n for n in numbers if n in values]
        if present and (total in values or len(present) == len(numbers)):
            quote = whole_passage(held, s, facts)
            made = _sum(numbers, "", quote, facts)
            told = [q.value for q in numbers_in(s.paragraph.text)]
            values = [*values, total] if total in told else values
            if claimed is not None and _is_written(claimed, held):
                return SumCheck(quote, made, claimed)
            if total not in values and (known := _total_cell(total, held, facts)) is not None:
                return SumCheck(quote, made, None, known)
            return SumCheck(quote, made, total if total in values else _other(values, numbers))
    return None


def _parts_and_whole(numbers: list[Decimal], claimed: Decimal | None) -> tuple[list[Decimal], Decimal | None]:
    """49件加1件跟50件对得上吗: the largest number is the whole where the others make it."""
    whole = max(numbers, default=Decimal(0))
    parts = [n for n in numbers if n != whole]
    made = claimed is None and len(parts) > 1 and sum(parts, Decimal(0)) == whole
    return (parts, whole) if made else (numbers, claimed)


def _is_written(value: Decimal, held: Held) -> bool:
    """Whether the prose gives a number anywhere."""
    return any(c.quantity.value == value for c in held.narrative.clauses)


def _total_cell(total: Decimal, held: Held, facts: Facts) -> CellFact | None:
    """The cell of the totals of applications or cases with a number."""
    for kind, rows in (("applications", ("new_received", "total")), ("disputes", ("review",))):
        table = held.report.tables.get(kind)
        for row in rows if table else ():
            if table is not None and total and table.value(row, "total") == total:
                return cell((kind, row, "total"), held, facts)
    return None


def _other(values: Sequence[Decimal], numbers: Sequence[Decimal]) -> Decimal | None:
    return max((v for v in values if v not in numbers), default=None)


@dataclass(frozen=True)
class AgreementCheck:
    """What the prose says of a figure (a number, or that there was none) and what the table has."""

    table: CellFact | None
    prose: PassageFact | None
    said: Decimal | None

    @property
    def agrees(self) -> bool | None:
        """None where one of the two says nothing."""
        if self.table is None or self.said is None or self.table.value is None:
            return None
        return self.table.value == self.said


def _of_any_column(operand: Operand, figure: Figure, held: Held, facts: Facts) -> AgreementCheck | None:
    """The column of a row of table two whose number the prose gives beside the row's name."""
    table = held.report.tables.get("active_disclosure")
    row = figure.rows[0]
    short = row.removeprefix("行政")
    for s in whole_sentences(held.report.paragraphs()):
        for quantity in numbers_in(s.text) if short in s.text else ():
            near = s.text[max(0, quantity.start - _NEAR) : quantity.end + _NEAR]
            for column in table.cells.get(row, {}) if table and short in near else ():
                if table is not None and table.value(row, column) == quantity.value and quantity.value:
                    quote = whole_passage(held, s, facts)
                    return AgreementCheck(
                        cell(("active_disclosure", row, column), held, facts), quote, quantity.value
                    )
    return None


# All were dealt with, so none is carried forward.
_ALL_DONE = re.compile(
    "(?:均|全部|都|已全|当[月日年]|100%)[^，,。；]{0,10}(?:办结|办完|答复|办理完毕|回复)|(?:按期|按时|及时)(?:办结|答复)率"
)
_NEAR = 12


def agreement_of(operand: Operand, held: Held, facts: Facts) -> AgreementCheck:
    """The number of the prose beside that of the table, for one figure."""
    figure = operand.figure
    if figure is None:
        return _by_number(operand, held, facts)
    if (
        figure.table == "active_disclosure"
        and (other := _of_any_column(operand, figure, held, facts)) is not None
    ):
        return other
    cells = of_cells(figure, held, facts)
    if figure.column_name:
        return _of_column(figure.column_name, cells, held, facts)
    stated = _stated_by_metrics(figure.cells(held.report), cells, held, facts)
    if stated is not None:
        return AgreementCheck(cells, stated[0], stated[1])
    found = of_prose((Operand(figure.said(), None, figure.unit or None),), held, facts)[0]
    if found is not None and found.value is not None:
        paragraph = next(p for p in held.report.paragraphs() if p.index == found.paragraph)
        quote = passage(held, paragraph, found.start, found.start + len(found.text), facts)
        return AgreementCheck(cells, quote, _now(found.text, found.value))
    return AgreementCheck(cells, None, None)


_BECAME = re.compile(
    "(?:由|从)[^，。；]{1,14}?(?:降|减|增|升|变|改|涨|下降|减少|增加|上升|提高|缩减|压减)[一-龥]{0,2}(?:为|到|至)"
)


def _now(text: str, value: Decimal) -> Decimal:
    """The number of this year where a clause tells it after the one before (由3件降为1件)."""
    change = _BECAME.search(text)
    numbers = numbers_in(text)
    if change is None or not any(q.value == value and q.end <= change.end() for q in numbers):
        return value
    return next((q.value for q in numbers if q.start >= change.end()), value)


def _of_column(name: str, cells: CellFact | None, held: Held, facts: Facts) -> AgreementCheck:
    """The number that the prose gives right after the name of a kind of applicant (自然人27件)."""
    for s in whole_sentences(held.report.paragraphs()):
        for quantity in numbers_in(s.text):
            if re.search(f"{re.escape(name)}[^，,。；、\\d]{{0,6}}$", s.text[: quantity.start]):
                quote = whole_passage(held, s, facts)
                return AgreementCheck(cells, quote, quantity.value)
    return AgreementCheck(cells, None, None)


def _stated_by_metrics(
    paths: Sequence[tuple[str, str, str]], cells: CellFact | None, held: Held, facts: Facts
) -> tuple[PassageFact, Decimal] | None:
    """What the review's reader of statements finds on these cells; that there was none counts as 0."""
    from review.statements import statements

    rows = {p[1] for p in paths}
    for s in statements(held.report):
        own = [tuple(c) for c in s.metric.cells]
        if set(own) == set(paths) or (len(rows) == 1 and own and all(c[1] in rows for c in own)):
            start = max(s.paragraph.text.find(s.quote), 0)
            return passage(held, s.paragraph, start, start + len(s.quote), facts), s.value
    if rows == {"carried_forward"} and cells is not None and cells.value == 0:
        for sentence in whole_sentences(held.report.paragraphs()):
            if _ALL_DONE.search(sentence.text):
                end = sentence.start + len(sentence.text)
                return passage(held, sentence.paragraph, sentence.start, end, facts), Decimal(0)
    table = paths[0][0] if paths else ""
    subject = "复议|诉讼" if table == "disputes" else "申请"
    for sentence in whole_sentences(held.report.paragraphs()):
        for clause in re.split("[，；。]", sentence.text):
            if _NONE.search(clause) and re.search(subject, clause):
                return whole_passage(held, sentence, facts), Decimal(0)
    return None


def _by_number(operand: Operand, held: Held, facts: Facts) -> AgreementCheck:
    """A number that the question quotes from the prose, looked for in the tables."""
    value = first_number(operand.words)
    for s in whole_sentences(held.report.paragraphs()):
        if value is not None and any(q.value == value for q in numbers_in(s.text)):
            quote = whole_passage(held, s, facts)
            for kind, table in held.report.tables.items():
                for row, cells in table.cells.items():
                    for column in cells:
                        if value and table.value(row, column) == value:
                            return AgreementCheck(cell((kind, row, column), held, facts), quote, value)
            return AgreementCheck(None, quote, value)
    return AgreementCheck(None, None, None)
