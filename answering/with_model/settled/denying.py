"""What a sentence denies of the question's own words: no claim of its own, where the source says the other thing."""

from __future__ import annotations

import re
from itertools import pairwise

from answering.attribution import misattributed
from answering.claims import load_claims
from answering.verification import normalise
from answering.with_model.settled.claim import Claim, each
from answering.with_model.settled.comparing import MORE
from answering.with_model.settled.wordings import wording
from reports.prose.comparison import strange
from reports.prose.quantities import counts, quantities
from retrieval.terms import pairs

_OF_THE_QUESTION = 0.6


def settle_denial(claim: Claim) -> Claim:
    """Takes out what is denied of the question and does not stand in the source."""
    gone = []
    for match in wording("denies").finditer(claim.text):
        denied = wording("denying").sub("", match[0]).strip("，,。；： ")
        if denied and _of_question(denied, claim) and not _stands(denied, claim.text[: match.start()], claim):
            gone.append(match.span())
    return claim.without(*gone)


def settle_premise(claim: Claim) -> Claim:
    """Takes out that the question takes something false for granted, where the sentence goes on to say the contrary."""
    match = wording("premise").search(claim.text)
    if match is None:
        return claim
    told = claim.text[: match.start()] + claim.text[match.end() :]
    return claim.without(match.span()) if _contrary(claim.question, told, claim.source) else claim


def _contrary(question: str, told: str, source: str) -> bool:
    """Whether a sentence says the other way, another number of the same unit, or denies, of what a question says."""
    ways = [{bool(MORE.search(w)) for w in wording("way").findall(text)} for text in (question, told)]
    if all(len(way) == 1 for way in ways):
        return ways[0] != ways[1]
    units = {q.unit for q in counts(told)}
    if any(q.unit in units for q in strange(question, source)):
        return True
    denied = load_claims().denied
    return (
        bool(denied.search(told))
        and not denied.search(question)
        and bool({*pairs(told)} & {*pairs(question)})
    )


def settle_not_yet(claim: Claim) -> Claim:
    """Takes out 不能说都解决了 where the source says what is left, and not that all is done."""

    def something_left(match: re.Match[str]) -> bool | None:
        done = any(f"{every}{match['done']}" in claim.source for every in ("全部", "都", "均", "全面"))
        return True if not done and wording("left_over").search(claim.source) else None

    return each(claim, wording("not_yet_all"), something_left, "")


def settle_not_all(claim: Claim) -> Claim:
    """Takes out 不是全部, where the sentence gives a whole and a smaller part of it, and the source does not say all."""
    numbers = claim.numbers
    parted = any(b.value < a.value and a.unit == b.unit for a, b in pairwise(numbers))
    gone = [
        m.span()
        for m in wording("not_all").finditer(claim.text)
        if parted and f"全部{m['done']}" not in claim.source and f"都{m['done']}" not in claim.source
    ]
    return claim.without(*gone)


def _of_question(denied: str, claim: Claim) -> bool:
    numbers = [q.raw for q in quantities(denied)]
    if numbers:
        return all(n in claim.question for n in numbers)
    said, asked = set(pairs(denied)), set(pairs(claim.question))
    return bool(said) and len(said & asked) / len(said) >= _OF_THE_QUESTION


def _stands(denied: str, before: str, claim: Claim) -> bool:
    """Whether the source says what is denied: in those words, other than within what the sentence puts in their place
    (局长 within 副局长), or as a number of the same."""
    flat = normalise(claim.source)
    instead = re.search(
        rf"[一-龥]+{re.escape(normalise(denied))}(?=[，,]?$)", normalise(before).rstrip("，,")
    )
    if instead:
        longest = next((instead[0][n:] for n in range(len(instead[0])) if instead[0][n:] in flat), "")
        flat = flat.replace(longest, "") if len(longest) > len(denied) else flat
    if re.search(rf"(?<![\d.]){re.escape(normalise(denied))}", flat):
        return True
    counted = [q for q in quantities(denied) if q.value]
    return bool(counted) and not strange(denied, claim.source) and misattributed(denied, claim.source) is None
