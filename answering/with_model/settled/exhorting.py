"""请各单位及时更新, 予以通报表扬: what a draft asks for is no fact; only the facts in it have to be borne out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.plan.wordings import asks
from answering.verification import verify
from answering.with_model.settled.claim import Claim
from answering.with_model.settled.wordings import wording
from answering.with_model.slots import slots_in

# 对……的成效，予以表扬 is one clause.
_CLAUSE = re.compile("(?:[对就][^，,。；;]+[，,](?=(?:予以|给予)))?[^，,。；;]+[，,；;]?")


def settle_exhorted(claim: Claim) -> Claim:
    """Takes out the clauses of a draft that ask for something, where their numbers, names and quotations are the source's."""
    if not (asks("making", claim.question) or asks("opinion", claim.question)):
        return claim
    marks = "".join(f"[{n}]" for n in range(1, len(claim.rests) + 1))
    texts = [p.text for p in claim.rests]
    if not texts:
        return claim
    gone: list[tuple[int, int]] = []
    before = False
    for clause in _CLAUSE.finditer(claim.text):
        exhorts = wording("exhorts").search(clause[0]) or (before and wording("goes_on").search(clause[0]))
        before = bool(exhorts) and not any(True for _ in slots_in(clause[0]))
        if before and _borne_out(clause[0], marks, texts, claim.question):
            gone.append(clause.span())
    return claim.without(*gone)


def _borne_out(clause: str, marks: str, texts: Sequence[str], question: str) -> bool:
    """Whether the numbers, names and quotations of a clause are the sources', and what it praises is theirs or asked for."""
    praised = wording("praised").match(clause)
    known = [*texts[:-1], f"{texts[-1]}\n{question}"]
    if praised and not verify(f"{praised['what']}{marks}", known).passed:
        return False
    return verify(f"{clause}{marks}", texts, opinion=True, asked=question).passed
