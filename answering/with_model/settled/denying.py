"""What a sentence denies of the question's own words: no claim of its own, where the source says the other thing."""

from __future__ import annotations

import re
from itertools import pairwise

from answering.attribution import misattributed
from answering.verification import normalise
from answering.with_model.settled.claim import Claim
from answering.with_model.settled.wordings import wording
from reports.prose.comparison import strange
from reports.prose.quantities import quantities
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
