"""The group that a question is about, with what it wants of it worked out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from answering.evidence.groups import Group
from answering.evidence.held import Held
from answering.evidence.members import Member, is_rest
from answering.evidence.rated import rated, says_deed
from answering.plan.grouped import GroupAsk, Wants
from answering.plan.lexicon import lexicon, same_measure
from answering.plan.words import Word
from reports.prose.quantity import Kind
from retrieval.terms import fold_text

_ENOUGH = 0.6
_SURELY = 0.85
# In the sentence nearest to the question the deed of a rate says which pair is meant, in whatever words the rest is asked.
_ENOUGH_NEAR = 0.35
_IN_SENTENCE = 0.8
_IN_CONTEXT = 0.6
_FEWEST = 2
_HEAD = 0.4
_NAMED = 0.34
_ALONE, _ITSELF = 0.5, 0.8
_NOTHING_ELSE = 0.65
_OF_BASE, _OF_PARTS = 0.3, 0.15
# The very whole that is doubted.
_OF_STATED_WHOLE = 0.2
# Verbs and what every question has tell one of two like groups from the other.
_EVERY_WORD, _OTHER_UNIT = 0.05, 0.15
_OF_ANOTHER_WHOLE = 0.4
_FIRST = re.compile("前[两二三四五六](?:位|名|个|类|项)")
# What the members of a group are called in a question, and what they or the words that open them say.
_CONTENT = "内容|主题|领域|方面|事项|问题|毛病|类|种"
_WAYS = "方式|途径"
_KINDS = {
    "渠道|平台": "网站|微信|公众号|微博|抖音|视频号|客户端",
    _WAYS: "网络|网上|信函|邮寄|当面|当场|现场|互联网",
    "季度|月": "季度|月",
    "人|单位|身份": "自然人|企业|组织|机构|代表",
    _CONTENT: "内容|事项|类|涉及|主要|问题|集中",
}


@dataclass(frozen=True)
class GroupFound:
    """A group with the members that a question names (none where it names the group as a whole), and how surely."""

    group: Group
    named: tuple[Member, ...]
    score: float
    is_said: bool = True

    @property
    def is_sure(self) -> bool:
        """Whether everything that the question says is said there."""
        return self.is_said and self.score >= _SURELY


def group_asked(ask: GroupAsk, held: Held, near: Sequence[str] = ()) -> GroupFound | None:
    """The group that a question is about; None where none says enough of it, which in a sentence `near` to it is less."""
    told = () if ask.stated is None else (f"{ask.stated}",)
    words = [w for w in _words(ask.text, held) if w.text not in (ask.done, *told)]
    deed = ask.done or ask.deed
    groups = (*held.groups, *rated(deed, held.report)) if deed else held.groups
    found = [f for g in groups if (f := _found(ask, g, words, held)) is not None]
    best = max(found, key=lambda f: f.score, default=None)
    if best is None or best.score >= _ENOUGH:
        return best
    pairs = [f for f in found if ask.done and f.named and f.group.sentence.text in near]
    close = max(pairs, key=lambda f: f.score, default=None)
    return close if close is not None and close.score >= _ENOUGH_NEAR else None


def _words(text: str, held: Held) -> list[Word]:
    agency = set(fold_text(held.report.agency_words))
    framing = lexicon()["framing"]
    return [
        w
        for w in held.narrative.words(text)
        if not w.is_year and w.text not in framing and not (set(w.text) <= agency and len(w.text) > 1)
    ]


def _found(ask: GroupAsk, group: Group, words: Sequence[Word], held: Held) -> GroupFound | None:
    if not _fits(ask, group, held):
        return None
    named = _named(ask, group, words)
    if not _is_enough(ask, group, named):
        return None
    told = [w for w in words if not w.is_light] or list(words)
    weights = [held.narrative.weight(w) for w in told]
    near = fold_text(" ".join([group.head, *(m.label for m in group.members), _whole_name(group)]))
    sentence = fold_text(group.sentence.text)
    context = fold_text(group.sentence.paragraph.text)
    said = [
        max(w.said_in(near), w.said_in(sentence) * _IN_SENTENCE, w.said_in(context) * _IN_CONTEXT)
        for w in told
    ]
    total = sum(weights)
    # What names nothing but the kind of the members is answered by the only group of such members.
    score = sum(s * w for s, w in zip(said, weights, strict=True)) / total if total else _NOTHING_ELSE
    score += _of_kind(ask, group)
    # What names one member asks for no ranking of them.
    score += 0.05 * _top(ask, named, words) * (ask.wants is not Wants.RANK) + 0.2 * bool(
        ask.top and _FIRST.search(group.sentence.text)
    )
    score -= _EVERY_WORD * sum(w.said_in(near + sentence) == 0 for w in words) / max(len(words), 1)
    score -= _OTHER_UNIT * (bool(ask.unit) and ask.unit != group.members[0].quantity.unit)
    score -= _OF_PARTS * (ask.wants is Wants.SHARE and whole_value(group, held) is None)
    score += 0.02 * (group.complete or group.whole is not None)
    score += _OF_BASE * (bool(ask.base) and says_deed(ask.base, _whole_name(group)))
    score -= _OF_ANOTHER_WHOLE * (bool(ask.whole) and not _says_whole(ask.whole, group, held))
    score += 0.05 * len(named) if ask.wants in (Wants.SUM, Wants.DIFFERENCE) else 0.0
    there = near + sentence
    # A group with the very whole that is doubted is the one that is meant, in whatever words.
    is_stated = ask.wants is Wants.AGREES and ask.stated is not None
    score += _OF_STATED_WHOLE * is_stated
    is_said = is_stated or all(w.said_in(there) >= _ENOUGH for w in told if w.is_telling)
    return GroupFound(group, tuple(named), score, is_said)


def _whole_name(group: Group) -> str:
    return group.whole.label if group.whole else group.figure.name if group.figure else ""


def _says_whole(whole: str, group: Group, held: Held) -> bool:
    """Whether what a group divides is what a question says that it is to be divided."""
    words = [w for w in _words(whole, held) if len(w.text) > 1]
    told = fold_text(f"{_whole_name(group)}，{group.head}")
    return not words or any(w.said_in(told) for w in words)


def _top(ask: GroupAsk, named: Sequence[Member], words: Sequence[Word]) -> float:
    """How well the question says the member that it names best."""
    return max((_said(fold_text(m.label), fold_text(ask.text), words) for m in named), default=0.0)


def _is_of_parts(ask: GroupAsk, group: Group) -> bool:
    """Whether a share is of what stands side by side, where no whole is told and none is named."""
    return len(group.members) >= _FEWEST and not (group.is_chosen or ask.whole or ask.done or ask.deed)


def whole_value(group: Group, held: Held) -> Decimal | None:
    """The number that a group divides, told in the prose or in a table; None where there is none."""
    if group.whole is not None:
        return group.whole.value
    figure = group.figure
    table = held.report.tables.get(figure.table) if figure is not None else None
    return (
        table.value(figure.rows[0], figure.columns[0]) if table is not None and figure is not None else None
    )


def _fits(ask: GroupAsk, group: Group, held: Held) -> bool:
    """Whether a group has what is needed at all."""
    many = len(group.members)
    if ask.unit and not same_measure(ask.unit, group.members[0].quantity.unit):
        return False
    kinds = many - (ask.wants is Wants.AGREES and is_rest(group.members[-1]))
    if ask.many and ask.many not in (many, kinds) and ask.wants in (Wants.RANK, Wants.EACH, Wants.AGREES):
        return False
    if ask.wants is Wants.SUM and ask.many > many:
        return False
    if ask.wants is Wants.SHARE:
        whole = whole_value(group, held)
        return (
            whole == ask.stated if ask.stated is not None else whole is not None or _is_of_parts(ask, group)
        )
    if ask.wants is Wants.REST:
        return group.whole is not None
    if ask.wants is Wants.AGREES:
        is_meant = ask.stated is None or ask.stated == whole_value(group, held)
        return group.whole is not None and many > _FEWEST and is_meant
    if ask.top:
        return many >= ask.top
    if ask.wants is Wants.EACH and not (_of_kind(ask, group) > 0 or ask.many == many):
        return False
    if ask.wants is Wants.RANK and not (group.complete or group.whole is None or group.is_chosen):
        return False  # what is not told, or not read, may be more
    if ask.wants is Wants.RANK and many <= _FEWEST and not group.complete:
        return False
    return many >= _FEWEST


def _is_enough(ask: GroupAsk, group: Group, named: Sequence[Member]) -> bool:
    """Whether as many members are named as the question needs."""
    if ask.top or ask.wants in (Wants.RANK, Wants.EACH, Wants.AGREES):
        return True
    if ask.wants is Wants.DIFFERENCE:
        return len(named) == _FEWEST
    if ask.wants is Wants.SUM:
        return len(named) == (ask.many or max(len(named), _FEWEST)) or ask.many == len(group.members)
    return len(named) >= (_FEWEST if ask.several else 1)


def _named(ask: GroupAsk, group: Group, words: Sequence[Word]) -> list[Member]:
    """The members whose labels the question says, one alone for a share."""
    if ask.done and ask.wants in (Wants.SHARE, Wants.REST):
        return [m for m in group.members if says_deed(ask.done, m.label)][:1]
    asked = fold_text(ask.text)
    if ask.wants in (Wants.SUM, Wants.DIFFERENCE) or ask.several:
        asked = _without_common(asked, [fold_text(m.label) for m in group.members])
        for word in (w for w in words if w.is_general):  # 公开了多少条信息 names no part
            asked = asked.replace(word.text, " ")
    rated = [(_said(fold_text(m.label), asked, words), m) for m in group.members]
    for word in (w for w in words if w.is_telling):
        alone = [n for n, m in enumerate(group.members) if word.said_in(fold_text(m.label)) >= _ITSELF]
        if len(alone) == 1 and len(group.members) > 1:  # what is said of one member alone names it
            rated[alone[0]] = (max(_ALONE, rated[alone[0]][0]), group.members[alone[0]])
    top = max((r for r, _ in rated), default=0.0)
    if top < _NAMED:
        return []
    if ask.wants in (Wants.SHARE, Wants.REST) and not ask.several:
        return [next(m for r, m in rated if r == top)]
    return [m for r, m in rated if r >= max(_NAMED, min(top, 1.0) / 2)]


def _without_common(asked: str, labels: Sequence[str]) -> str:
    """A question without what several labels say, which names none of them (信息)."""
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    for pair in pairs:
        if sum(pair in label for label in labels) > 1:
            asked = asked.replace(pair, " ")
    return asked


def _said(label: str, asked: str, words: Sequence[Word]) -> float:
    """How much of a label a question says: its pairs of characters, its last ones above all, or words of like meaning."""
    pairs = [label[i : i + 2] for i in range(len(label) - 1)]
    if not pairs:
        return float(bool(label) and label in asked)
    said = (
        sum(p in asked for p in pairs) / len(pairs)
        + _HEAD * (pairs[-1] in asked)
        + _HEAD * (pairs[0] in asked)
    )
    own = [w for w in words if w.is_telling and w.text in asked]
    alike = max((w.said_in(label) * len(w.text) / len(label) for w in own), default=0.0)
    return max(said, alike)


def _is_of_ways(group: Group) -> bool:
    """Whether the members are ways of applying, which no content has."""
    return sum(re.search(_KINDS[_WAYS], m.label) is not None for m in group.members) > 1


def _of_kind(ask: GroupAsk, group: Group) -> float:
    """What speaks for a group, or against it, by what the question calls its members."""
    if not ask.kind:
        return 0.0
    own = group.head + "".join(m.label for m in group.members)
    score = group.members[0].quantity.kind is Kind.SCORE
    for asked, told in _KINDS.items():
        if re.search(ask.kind, asked):
            return (
                0.2 if re.search(told, own) else 0.0 if asked == _CONTENT and not _is_of_ways(group) else -0.3
            )
    return 0.1 if score else 0.0
