"""Verdicts on sums and agreements, each with its arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Sentence, Slot, Span
from answering.evidence.affirmed import Affirmed
from answering.evidence.checks import AgreementCheck, SumCheck, TableCheck
from answering.evidence.fact import CellFact, Computed, FindingFact, PassageFact
from answering.evidence.held import Held
from reports.numerals import spoken

_TABLES = {"active_disclosure": "表二", "applications": "表三", "disputes": "表四"}
_MOST = 6


def tables_draft(held: Held, checks: Sequence[TableCheck]) -> Draft:
    """Whether the equations of tables hold, the main ones worked out."""
    name = held.source.name
    lines: list[Sentence] = []
    for check in checks:
        table = _TABLES[check.table]
        if check.line:
            lines += _line(f"{name}{table}“{check.line}”一行", check)
            continue
        if check.wrong:
            lines.append(
                Sentence(
                    (
                        f"{name}{table}的{check.count}个勾稽等式中，有{len(check.wrong)}个不成立，两边不一致：",
                    ),
                    Kind.NOTE,
                )
            )
            lines += [
                Sentence(
                    (Slot(w.id, "name"), "：", Slot(w.id, "arithmetic"), "，", Slot(w.id, "verdict"), "。")
                )
                for w in check.wrong[:_MOST]
            ]
            continue
        lines.append(
            Sentence((f"{name}{table}的{check.count}个勾稽等式全部成立，对得上，没有发现算术错误。",))
        )
        lines += [
            Sentence((Slot(s.id, "name"), "：", Slot(s.id, "arithmetic"), "，", Slot(s.id, "verdict"), "。"))
            for s in check.shown
        ]
    return Draft(tuple(lines))


def _line(where: str, check: TableCheck) -> list[Sentence]:
    """Whether the cells of one row make its total."""
    return [
        Sentence((f"{where}{said}：", Slot(c.id, "arithmetic"), "，", Slot(c.id, "verdict"), "。"))
        for said, found in (("加总不对，对不上", check.wrong), ("加总正确，对得上", check.shown))
        for c in found
    ]


def sum_draft(held: Held, check: SumCheck) -> Draft:
    """What parts make together, against the whole."""
    lines = [
        Sentence(("报告写明：", Span(check.passage.id))),
        Sentence(("算式：", Slot(check.made.id, "arithmetic"), f"{check.made.unit}。")),
    ]
    total = check.made.value
    if check.cell is not None:
        lines.append(Sentence(("与表中", Slot(check.cell.id, "name"), Slot(check.cell.id), "一致，对得上。")))
    if check.whole is None or total is None:
        return Draft(tuple(lines))
    if total == check.whole:
        lines.append(Sentence((f"与写明的{spoken(check.whole)}{check.made.unit}一致，对得上。",)))
    elif check.made.unit == "%":
        near = abs(total - check.whole) <= 1
        why = "，差额可由四舍五入造成" if near else "，报告没有列出其余部分，不能据此说有错"
        lines.append(Sentence((f"加起来是{spoken(total)}%，不是100%{why}。",)))
    else:
        lines.append(
            Sentence(
                (
                    f"与写明的{spoken(check.whole)}{check.made.unit}不相等，相差{spoken(abs(total - check.whole))}{check.made.unit}。",
                )
            )
        )
    return Draft(tuple(lines))


def change_checked_draft(held: Held, check: tuple[PassageFact, Computed]) -> Draft:
    """A stated change with its percentage worked out anew."""
    quote, made = check
    return Draft(
        (
            Sentence((f"{held.source.name}的报告写明：", Span(quote.id))),
            Sentence(("算式：", Slot(made.id, "arithmetic"), "，", Slot(made.id, "verdict"), "。")),
        )
    )


def derived_draft(held: Held, quote: PassageFact, made: Computed) -> Draft:
    """A number that follows from the report's own words."""
    head = (
        f"{held.source.name}",
        Slot(made.id, "name"),
        Slot(made.id),
        "（",
        Slot(made.id, "arithmetic"),
        "）。",
    )
    return Draft((Sentence(head), Sentence(("报告写明：", Span(quote.id)))))


def agreement_draft(held: Held, check: AgreementCheck) -> Draft:
    """What prose and table say of a figure, and whether they agree."""
    lines: list[Sentence] = []
    if check.prose is not None:
        lines.append(Sentence(("正文写道：", Span(check.prose.id))))
    if check.table is not None:
        lines.append(
            Sentence(
                (
                    f"{_TABLES[check.table.cells[0][0]]}中",
                    Slot(check.table.id, "name"),
                    "为",
                    Slot(check.table.id),
                    "。",
                )
            )
        )
        lines += _parts(held, check)
    if check.agrees is True:
        lines.append(Sentence(("两处一致，对得上。",)))
    elif check.agrees is False and check.said is not None:
        lines.append(Sentence((f"正文的{spoken(check.said)}与表中的数不同，请核实。",)))
    elif check.prose is None:
        lines.append(Sentence(("正文没有写这个数，无从比对。",), Kind.ABSENCE))
    return Draft(tuple(lines), abstained=not lines)


def _parts(held: Held, check: AgreementCheck) -> list[Sentence]:
    """The cells that a figure of several rows is the sum of."""
    if check.table is None or len(check.table.cells) < 2:
        return []
    table = held.report.tables[check.table.cells[0][0]]
    numbers = [v for _, r, c in check.table.cells if (v := table.value(r, c))]
    if len(numbers) < 2 or check.table.value is None:
        return []
    return [Sentence((f"表中各项相加：{'＋'.join(map(spoken, numbers))}＝{spoken(check.table.value)}。",))]


def affirmed_draft(held: Held, found: Sequence[Affirmed]) -> list[Sentence]:
    """What is in order, each with its own words or cells."""
    lines = []
    for each in found:
        spans = [Span(f.id) for f in each.facts if isinstance(f, PassageFact)]
        cites = tuple(f.id for f in each.facts if isinstance(f, CellFact))
        lines.append(Sentence((each.text, *spans), cites=cites))
    return lines


def findings_draft(held: Held, found: Sequence[FindingFact], scope: str) -> Draft:
    """The findings of a narrower kind, most serious first; that there are none where there are none."""
    if not found:
        return Draft((Sentence((f"按现有规则审查，{held.source.name}的报告{scope}没有发现问题。",)),))
    lines = [Sentence((f"审查{held.source.name}的报告，{scope}发现{len(found)}处：",), Kind.NOTE)]
    for n, fact in enumerate(found, start=1):
        lines.append(Sentence((f"{n}. ", Span(fact.id))))
    return Draft(tuple(lines))
