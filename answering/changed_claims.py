"""Whether a sentence claims more than the clause of its source that says the same, less, the opposite, or of another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from answering.claims import Claims, load_claims
from answering.holders import Clause, around, clauses, holders

# Set phrases that deny nothing, and a nought in a table, which denies.
_SET_PHRASE = re.compile(r"不予公开|不予处理|未经复议|尚未审结|无法提供")
_NOUGHT = re.compile(r"(?<![\d.])0(?![\d.])")
_WORD = re.compile(r"(?:曾|经|被|再|取|以|有|能|得|予)?([一-龥]{2})")
_CHANGED = 2
_LEADS = re.compile("下一步|今后|[明下来]一?年(?:度)?(?:将|拟|计划|打算|重点)")
_YEARS_MEASURES = re.compile(r"(20\d\d)年(?:度)?的?(?:主要)?(?:改进|整改|工作)?(?:措施|打算|计划|重点|思路)")
_YEAR = re.compile(r"20\d\d(?=年)")
_TOLD_AS_PLAN = re.compile("将|拟|计划|力争|打算|准备|下一步|今后|要|措施|明年|[下来]年|改进(?:办法|方向)")
_HEDGED = 3
# The agency that a report is of, at the head of each of its pieces.
_WHOSE = re.compile(r"^([一-龥]{4,30})20\d\d年", re.M)
_ALL_LEVELS = re.compile("(?<!以上)(?<!以上地方)各级人民政府")
_FROM_COUNTIES_UP = re.compile("县级以上(?:地方)?(?:各级)?人民政府")
_NEVER_ADDED = ("无一例外", "独此无他", "指责")


def changed_claims(sentence: str, source: str) -> Iterator[str]:
    """Why a sentence does not say what its source says, in words; nothing where it does.

    Each clause is set beside the clauses of the source that hold its content, not beside the whole source, where any
    word is found somewhere.
    """
    words, there = load_claims(), clauses(source)
    own = tuple(m[1] for m in _WHOSE.finditer(source))
    for clause in clauses(sentence):
        held = holders(clause, there)
        if not held:
            yield from overstated(clause.text, source)
        else:
            said = "，".join(h.text for h in held)
            yield from _unlicensed(words, clause.text, said)
            yield from _of_all(words, clause.text, held)
            yield from _planned(words, clause, held[0], source)
            yield from _denied(words, clause.text, said)
            yield from _no_longer_denied(words, clause.text, said)
            yield from _no_longer_hedged(words, clause, held[0])
            yield from _of_another(words, clause.text, held, own)


def overstated(sentence: str, source: str) -> Iterator[str]:
    """What even an opinion may not add to its sources: that all or only these are so, and accusations."""
    for licence in load_claims().licences:
        found = licence.saying.search(sentence) if licence.name in _NEVER_ADDED else None
        if found and not licence.licensing.search(source):
            yield f"材料没有“{found[0]}”的意思"


def _unlicensed(words: Claims, clause: str, said: str) -> Iterator[str]:
    for licence in words.licences:
        found = licence.saying.search(clause)
        if found and not licence.licensing.search(said):
            yield f"材料在此处没有“{found[0]}”的意思"


def _of_all(words: Claims, clause: str, held: tuple[Clause, ...]) -> Iterator[str]:
    """全部开通 where the source has 全部 with another deed, and the deed without it: 全部建立……，其中37所开通."""
    every = next(w for w in words.licences if w.name == _NEVER_ADDED[0])
    for found in every.saying.finditer(clause):
        deed = _WORD.match(clause, found.end())
        those = [h.text for h in held if deed and deed[1] in h.text]
        if those and not any(every.licensing.search(t) for t in those):
            yield f"材料没有“{found[0]}{deed[1] if deed else ''}”的意思"


def _planned(words: Claims, clause: Clause, held: Clause, source: str) -> Iterator[str]:
    """What is planned told as a fact; a word at the head of a sentence governs all that follows it there."""
    planned = words.planned.search(held.text) or _LEADS.search(held.before) or _of_a_later_year(held, source)
    if planned and not _TOLD_AS_PLAN.search(clause.before + clause.text):
        yield f"材料说的是打算（“{planned[0]}”），句子说成了事实"


def _of_a_later_year(held: Clause, source: str) -> re.Match[str] | None:
    """2021年改进措施： in the report on 2020."""
    lead, own = _YEARS_MEASURES.search(held.before), _YEAR.search(source)
    return lead if lead and own and int(lead[1]) > int(own[0]) else None


def _denied(words: Claims, clause: str, said: str) -> Iterator[str]:
    ours, theirs = _SET_PHRASE.sub("", clause), _SET_PHRASE.sub("", said)
    for denial in words.denied.finditer(ours):
        word = _WORD.match(ours, denial.end())
        if _NOUGHT.search(theirs):
            continue
        if not words.denied.search(theirs):
            yield f"材料没有“{denial[0]}{word[1] if word else ''}”的意思"
        elif word and word[1] in theirs:
            uses = [m.start() for m in re.finditer(word[1], theirs)]
            if not any(around(words.denied, theirs, use) for use in uses):
                yield f"“{denial[0]}{word[1]}”与材料相反"


def _no_longer_denied(words: Claims, clause: str, said: str) -> Iterator[str]:
    for denial in words.denied.finditer(said):
        word = _WORD.match(said, denial.end())
        if word is None:
            continue
        affirmed = [
            m.start() for m in re.finditer(word[1], said) if not around(words.denied, said, m.start())
        ]
        uses = [m.start() for m in re.finditer(word[1], clause)]
        if uses and not affirmed and not any(around(words.denied, clause, use) for use in uses):
            yield f"材料是“{denial[0]}{word[1]}”，句子去掉了否定"


def _no_longer_hedged(words: Claims, clause: Clause, held: Clause) -> Iterator[str]:
    """部分区县公开标准不统一 told as 区县公开标准不统一: the word stood right before what is still said."""
    for hedging in words.hedging:
        for hedge in hedging.finditer(held.text):
            after = re.sub(r"[^一-龥\d]", "", held.text[hedge.end() :])[:_HEDGED]
            told = re.sub(r"[^一-龥\d]", "", clause.before + clause.text)
            if len(after) == _HEDGED and after in told and not hedging.search(clause.before + clause.text):
                yield f"材料说的是“{hedge[0]}”，句子去掉了"


def _of_another(
    words: Claims, clause: str, held: tuple[Clause, ...], whose: tuple[str, ...]
) -> Iterator[str]:
    """One who acts in the sentence and not in the source, or in whose place the source has another.

    A school may be called 学校 in what its own report says without naming anyone.
    """
    near = "，".join(h.before + h.text for h in held)
    said = "，".join(h.text for h in held)
    theirs = list(words.acting.finditer(said))
    for actor in words.acting.finditer(clause):
        own = bool(whose) and all(agency.endswith(actor[0]) for agency in whose)
        if actor[0] not in near and not _known(actor[0], near) and not (own and not theirs):
            yield f"材料说的不是“{actor[0]}”"
            continue
        after = clause[actor.end() : actor.end() + _CHANGED]
        others = {t[0] for t in theirs if len(after) == _CHANGED and said.startswith(after, t.end())}
        if others and actor[0] not in others and not any(actor[0] in o or o in actor[0] for o in others):
            yield f"材料此处说的是“{others.pop()}”，不是“{actor[0]}”"


@cache
def _levels() -> re.Pattern[str]:
    return re.compile("([省市县区镇乡])政府")


def _known(actor: str, near: str) -> bool:
    """Whether a government is named in full, or is one of those named together, where the sentence names it in short."""
    level = _levels().fullmatch(actor)
    if level is None:
        return False
    together = _ALL_LEVELS.search(near) or (level[1] in "省市县区" and _FROM_COUNTIES_UP.search(near))
    return f"{level[1]}人民政府" in near or bool(together)
