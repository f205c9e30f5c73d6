"""Two reports of an agency set against each other: every like number of their tables and prose, better or worse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from answering.evidence.clause import Clause
from answering.evidence.combined import percent
from answering.evidence.fact import CellFact, Computed, Facts, ProseFact, number_of
from answering.evidence.held import Held
from answering.evidence.overview import key_figures
from answering.evidence.values import of_cells
from answering.plan.lexicon import same_measure
from reports.numerals import in_ten_thousands, spoken

Valued = CellFact | ProseFact
_MORE_IS_WORSE = re.compile(
    "复议|诉讼|结果纠正|结转下|批评|追责|约谈|超期|逾期|投诉|整改通知|乱码|错误|时长|用时|办理时间|办理天数|答复时间"
)
_LESS_IS_WORSE = re.compile(
    "公开|发布|解读|访谈|发布会|推送|访问|粉丝|关注|满意|培训|公报|专区|采纳|办结率|开放|征求|排名|得分|视频|图解"
)
_UNDECIDED = re.compile("其他结果|尚未审结|结果维持|^(?:予以|部分)公开")
_NEUTRAL = re.compile("申请|制发|不予|无法|许可|处罚|强制|收费|规章|规范性|上年结转|其他处理|信函|当面|来信")
_LABEL = 12
_ALIKE = 4
_FEWEST = 0.6


@dataclass(frozen=True)
class Change:
    """A figure of two years; `better` is None where more of it is neither good nor bad."""

    name: str
    before: Valued
    now: Valued
    made: Computed
    better: bool | None
    weight: float

    @property
    def tells(self) -> bool:
        """Whether it is good or bad, or what everybody asks for first."""
        return self.better is not None or self.name.startswith("新收")

    @property
    def rises(self) -> bool:
        """Whether there is more of it now."""
        return number_of(self.now) > number_of(self.before)


def changes_between(before: Held, now: Held, facts: Facts) -> list[Change]:
    """The figures that differ, of the tables first."""
    out = list(_of_tables(before, now, facts))
    told = {(c.before.value, c.now.value) for c in out}
    for change in _of_prose(before, now, facts):  # what the prose tells of a table is told once
        if (values := (change.before.value, change.now.value)) not in told:
            told.add(values)
            out.append(change)
    return out


def change_of(name: str, before: Valued, now: Valued, facts: Facts) -> Change | None:
    """The change of a figure with its arithmetic; None where there is none or a number is missing."""
    if before.value is None or now.value is None or before.value == now.value:
        return None
    difference = now.value - before.value
    large, small = max(now.value, before.value), min(now.value, before.value)
    arithmetic = "{}－{}＝{}".format(*map(in_ten_thousands, (large, small, large - small)))
    points = now.unit in ("%", "分")
    unit = "个百分点" if now.unit == "%" else now.unit
    verdict = f"{'增加' if difference > 0 else '减少'}{in_ten_thousands(abs(difference))}{unit}"
    if points:
        verdict = verdict.replace("增加", "提高").replace("减少", "下降")
    elif before.value:
        rate = percent(abs(difference), before.value)
        verdict += f"，{'增长' if difference > 0 else '下降'}{spoken(rate)}%"
    made = facts.add(Computed("", "变化", difference, unit, arithmetic, (before.id, now.id), verdict))
    return Change(
        name, before, now, made, _better(name, difference > 0), _weight(name, difference, before.value)
    )


def _better(name: str, rises: bool) -> bool | None:
    if _UNDECIDED.search(name):
        return None
    if _MORE_IS_WORSE.search(name):
        return not rises
    if _NEUTRAL.search(name):
        return None
    return rises if _LESS_IS_WORSE.search(name) else None


def _weight(name: str, difference: Decimal, before: Decimal) -> float:
    """How much a change tells: what everybody asks for first, then the larger one."""
    size = float(min(abs(difference) / before, Decimal(1))) if before else 0.5
    known = (
        2.0
        if re.search("新收|主动公开|满意|复议|纠正", name)
        else 1.0
        if re.search("解读|访问|结转", name)
        else 0.0
    )
    return known + size


def _of_tables(before: Held, now: Held, facts: Facts) -> Iterator[Change]:
    for figure in key_figures(now):
        one, two = of_cells(figure, before, facts), of_cells(figure, now, facts)
        if one is not None and two is not None and (change := change_of(figure.said(), one, two, facts)):
            yield change


def _of_prose(before: Held, now: Held, facts: Facts) -> Iterator[Change]:
    earlier = [(c, counted_by(c)) for c in before.narrative.clauses]
    for clause in now.narrative.clauses:
        label = counted_by(clause)
        found = like(clause, label, earlier)
        if found is None or len(label) < _ALIKE - 1:
            continue
        one, two = prose_fact(found, label, before, facts), prose_fact(clause, label, now, facts)
        if change := change_of(label, one, two, facts):
            yield change


def like(clause: Clause, label: str, others: list[tuple[Clause, str]]) -> Clause | None:
    """The clause of another report that counts the same: its label ends alike, or has the same characters."""
    rated = [(_likeness(label, o), -n, c) for n, (c, o) in enumerate(others) if _same_unit(c, clause)]
    best = max(rated, key=lambda r: r[:2], default=None)
    return best[2] if best is not None and best[0] >= _FEWEST else None


def _same_unit(one: Clause, other: Clause) -> bool:
    return one.quantity.unit == other.quantity.unit or same_measure(one.quantity.unit, other.quantity.unit)


def _likeness(one: str, other: str) -> float:
    """How alike two labels are: the share of pairs of characters that they have in common; 1 where they end alike."""
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    pairs, others = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (one, other))
    return 2 * len(pairs & others) / (len(pairs) + len(others)) if pairs and others else 0.0


_LEADING = re.compile(
    "^.*?(?:其中|包括|分别)[：:]?|^(?:全年|共|累计|本年|年末|全县|全市|全区|就|达|为|由|[\\d.,%]+)+"
)
_TRAILING = re.compile("(?:达到?|为|共|有|了|约|超过?|近|至|到)+$")


def counted_by(clause: Clause) -> str:
    """What a number counts: the words between the last mark and it; those after it where there are none."""
    text = clause.text[: clause.quantity.start]
    label = re.split("[、，,：:；（）()]|\\d", text)[-1]
    label = _TRAILING.sub("", _LEADING.sub("", label))
    if not label:
        label = re.split("[、，,：:；。\\d]", clause.text[clause.quantity.end :])[0]
    return label[-_LABEL:] if not re.search("[“《（]", label) else label


def prose_fact(clause: Clause, name: str, held: Held, facts: Facts) -> ProseFact:
    """The number of a clause as a fact, with the clause as its quotation."""
    paragraph = clause.sentence.paragraph
    return facts.add(
        ProseFact(
            "", held.source.id, name, clause.quantity.value, clause.quantity.unit,
            held.report.section_of(paragraph.index), paragraph.index, clause.start, clause.text,
        )
    )  # fmt: skip
