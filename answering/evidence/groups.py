"""Like quantities of the prose as groups: the members with what they count, and the whole that they are parts of.

A whole stands before its parts (收到17条，采纳11条), is named in the sentence before, or is the table's number of
applications where the members are applications; the sum is one only where it is such a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from answering.evidence.clause import is_elliptic
from answering.evidence.members import Member, is_rest, members_of, names_before
from answering.plan.lexicon import same_measure
from answering.plan.operations import Figure
from reports.model import Report
from reports.prose.quantity import Kind
from reports.prose.sentences import Sentence, whole_sentences

_ENDS = re.compile("[；;]")
_OPENS = re.compile("其中|包括|分别|依次|分为|涉及|含|[：:]|中(?=[一-龥\\d]{2})")
ASIDE = re.compile("结转|上年|去年|同比|增加|减少|增长|平均|累计|比20|较")
# Applications that something narrower is said of, alone: 涉及该工程的申请有16件.
_OF_APPLICATIONS = re.compile("(?:涉及|有关|关于|要求|咨询|反映).{2,}申请|.{2,}类(?:的)?申请")
_NO_PART = re.compile("废止|现行有效|[减增降升]至|调整为")
_ALTOGETHER = re.compile("合计|共计|总计")
_LISTED = re.compile("分别|依次")
_CHOSEN = re.compile("前[一二三四五六]位|主要(?!原因)|等方面|等[，。）)]")
_REACH = 30
_FEWEST = 2


@dataclass(frozen=True)
class Group:
    """Quantities of one kind: `whole` is told in the prose, `figure` in a table; `complete` where the members make it up."""

    sentence: Sentence
    head: str
    members: tuple[Member, ...]
    whole: Member | None = None
    figure: Figure | None = None
    complete: bool = False

    @property
    def is_chosen(self) -> bool:
        """Whether the text tells only the chief parts, which need not add up."""
        return _CHOSEN.search(self.sentence.text) is not None

    @property
    def total(self) -> Decimal:
        """The members added up."""
        return sum((m.value for m in self.members), Decimal(0))


def groups_of(report: Report) -> tuple[Group, ...]:
    """Every group of a report's prose, in order."""
    out: list[Group] = []
    before: tuple[int, list[Member]] = (-1, [])
    for sentence in whole_sentences(report.paragraphs()):
        if " | " in sentence.text:
            continue
        own = members_of(sentence)
        index = sentence.paragraph.index
        earlier = before[1] if before[0] == index else []
        for segment in _segments(own):
            for group in _grouped(segment, _totals(own, earlier, report)):
                known = [m for m in own if m.quantity.end <= group.members[0].quantity.start]
                out.append(group if group.whole else _with_whole(group, known, earlier, report))
        grouped = {m.quantity.start for g in out if g.sentence is sentence for m in g.members}
        out += [
            Group(sentence, m.words, (m,), figure=_RECEIVED)
            for m in own
            if m.quantity.start not in grouped and _OF_APPLICATIONS.search(m.words) and _is_part(m, report)
        ]
        before = (index, own)
    return tuple(out)


def _is_part(member: Member, report: Report) -> bool:
    received = _value(_RECEIVED, report)
    return member.quantity.unit == "件" and received is not None and member.value < received


def _segments(members: Sequence[Member]) -> Iterator[list[Member]]:
    """The members of one unit between semicolons."""
    parts: dict[int, list[Member]] = {}
    for member in members:
        parts.setdefault(len(_ENDS.findall(member.sentence.text[: member.quantity.start])), []).append(member)
    for part in parts.values():
        seen: set[int] = set()
        for member in part:
            if member.quantity.start in seen:
                continue
            alike = [m for m in part if same_measure(m.quantity.unit, member.quantity.unit)]
            alike = [m for m in alike if m.quantity.start not in seen]
            seen |= {m.quantity.start for m in alike}
            yield alike


def _totals(own: Sequence[Member], earlier: Sequence[Member], report: Report) -> frozenset[Decimal]:
    """What the members of a list may add up to."""
    tables = (_value(f, report) for f in (_RECEIVED, _DEALT_WITH))
    return frozenset((*(m.value for m in (*own, *earlier)), *(v for v in tables if v)))


def _grouped(alike: Sequence[Member], totals: frozenset[Decimal]) -> Iterator[Group]:
    told = _until_aside(alike)
    apart = all(_OPENS.search(_between(a, b)) is None for a, b in pairwise(told))
    if apart and len(told) >= _FEWEST and sum((m.value for m in told), Decimal(0)) in totals:
        yield _labelled(Group(told[0].sentence, _head(told[0]), tuple(told)))
        return
    place = 0
    loose: list[Member] = []
    while place < len(alike):
        group = _divided(alike[place], alike[place + 1 :])
        if group is None:
            loose.append(alike[place])
            place += 1
            continue
        yield from _side_by_side(loose)
        loose = []
        yield group
        place = 1 + max(
            n for n, m in enumerate(alike) if m.quantity.start == group.members[-1].quantity.start
        )
    yield from _side_by_side(loose)


def _between(one: Member, two: Member) -> str:
    return one.sentence.text[one.quantity.end : two.quantity.start]


def _divided(whole: Member, rest: Sequence[Member]) -> Group | None:
    """The members that a number right before them is the whole of."""
    while rest and ASIDE.search(rest[0].words):
        rest = rest[1:]
    if not rest or whole.quantity.kind is Kind.SCORE or ASIDE.search(whole.words):
        return None
    text = whole.sentence.text
    between = text[whole.quantity.end : rest[0].quantity.start]
    taken: list[Member] = []
    total = Decimal(0)
    for member in rest:
        total += member.value
        if total > whole.value and not (taken and _goes_on(taken, member)):
            break
        taken.append(member)
        beside = "、" in between and not _OPENS.search(between)
        if total == whole.value and len(taken) >= _FEWEST and not beside:
            return _labelled(Group(whole.sentence, whole.words, tuple(taken), whole, complete=True))
    if _OPENS.search(between) and len(between) <= _REACH:
        kept = _until_aside(taken)
    else:
        kept = [m for m in _until_aside(taken) if _tells_of(m, whole)]
        kept = kept if kept and kept[0] is rest[0] else []
    return _labelled(Group(whole.sentence, whole.words, tuple(kept), whole)) if kept else None


def _goes_on(taken: Sequence[Member], member: Member) -> bool:
    """Whether a number goes on with a list that may be added up wrongly, and begins nothing new."""
    named = taken[-1].sentence.text[taken[-1].quantity.end : member.quantity.start]
    return named.startswith("、") and len(taken) >= _FEWEST and "、" not in named[1:]


def _until_aside(members: Sequence[Member]) -> list[Member]:
    kept: list[Member] = []
    for member in members:
        if ASIDE.search(member.words):
            break
        kept.append(member)
    return kept


def _tells_of(member: Member, whole: Member) -> bool:
    """Whether a number goes on to tell of a whole: by a verb alone (采纳11条), or of the same thing (回收有效问卷)."""
    own, other = (_pairs(m.label) for m in (member, whole))
    between = member.sentence.text[whole.quantity.end : member.quantity.start]
    if "、" in between or len(between) > _REACH or _NO_PART.search(member.words):
        return False
    if member.quantity.unit != whole.quantity.unit:
        return False
    return is_elliptic(member.label) or is_elliptic(member.words) or bool(own & other)


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _side_by_side(members: Sequence[Member]) -> Iterator[Group]:
    """Numbers that stand side by side without a whole before them."""
    if len(members) > _FEWEST and _ALTOGETHER.search(members[-1].words):
        parts = members[:-1]
        if sum((m.value for m in parts), Decimal(0)) == members[-1].value:
            yield Group(parts[0].sentence, _head(parts[0]), tuple(parts), members[-1], complete=True)
            return
    run: list[Member] = []
    for member in members:
        if ASIDE.search(member.words):
            continue
        if run and member.quantity.start - run[-1].quantity.end > _REACH:
            if len(run) >= _FEWEST:
                yield _labelled(Group(run[0].sentence, _head(run[0]), tuple(run)))
            run = []
        run.append(member)
    if len(run) >= _FEWEST:
        yield _labelled(Group(run[0].sentence, _head(run[0]), tuple(run)))


def _head(first: Member) -> str:
    """The words of the clauses that open a list."""
    text = first.sentence.text[: first.quantity.start]
    opened = _ENDS.split(text)[-1]
    return opened[-_REACH:]


def _labelled(group: Group) -> Group:
    """The group with the names of members that are told together before their numbers: 网站、微信、微博……分别为."""
    text, first = group.sentence.text, group.members[0]
    if not _LISTED.search(text[max(0, first.quantity.start - _REACH) : first.quantity.start]):
        return group
    # 分别有11件、9件和6件，其他8件
    rest = group.members[-1:] if is_rest(group.members[-1]) else ()
    listed = group.members[: len(group.members) - len(rest)]
    names = names_before(text[: first.quantity.start], len(listed))
    if not names:
        return group
    named = tuple(replace(m, label=n) for m, n in zip(listed, names, strict=True))
    return replace(group, members=(*named, *rest))


_RECEIVED = Figure("新收政府信息公开申请", "applications", ("new_received",), ("total",))
_DEALT_WITH = Figure("办理结果总计", "applications", ("total",), ("total",))
_OPENING = 40


def _with_whole(group: Group, known: Sequence[Member], earlier: Sequence[Member], report: Report) -> Group:
    """The group with its whole: what it adds up to, the applications of the table, or the number of the same thing."""
    unit, total = group.members[0].quantity.unit, group.total
    if group.members[0].quantity.kind is Kind.SCORE:
        return group
    near = [m for m in (*reversed(known), *reversed(earlier)) if same_measure(m.quantity.unit, unit)]
    equal = [m for m in near if m.value == total]
    exact = next((m for m in equal if "办结" not in m.label), equal[0] if equal else None)
    if exact is not None:
        return replace(group, whole=exact, complete=True)
    opening = group.sentence.paragraph.text[:_OPENING] + group.sentence.text
    if unit == "件" and "申请" in opening:
        values = [(f, _value(f, report)) for f in (_RECEIVED, _DEALT_WITH)]
        fitting = [(f, v) for f, v in values if v is not None and v >= total]
        for figure, value in fitting:
            if value == total:
                return replace(group, figure=figure, complete=True)
        if fitting and "申请" in group.sentence.text:
            return replace(group, figure=fitting[0][0])
    about = _pairs(group.head) - {"信息", "公开", "全年", "情况", "开展"}
    alike = (m for m in near if m.value > total and m.quantity.unit == unit)
    same = next((m for m in alike if about & _pairs(m.label)), None)
    return replace(group, whole=same) if same is not None else group


def _value(figure: Figure, report: Report) -> Decimal | None:
    table = report.tables.get(figure.table)
    return table.value(figure.rows[0], figure.columns[0]) if table is not None else None
