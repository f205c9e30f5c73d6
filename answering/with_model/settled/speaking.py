"""Who says it: 正文写的是, 表中为, 审查发现了必须修改的问题, 第五部分没有提到, held against the kind and place of what is cited."""

from __future__ import annotations

import re

from answering.with_model.material import Piece
from answering.with_model.settled.claim import Claim, each
from answering.with_model.settled.wordings import wording
from reports.prose.numerals import numeral

_KINDS = {"正": "P", "表": "T", "审": "F", "查": "F"}
_PREAMBLE = "引言"


def settle_speaker(claim: Claim) -> Claim:
    """Takes out who is said to say it, where something of that kind is cited."""

    def cites(match: re.Match[str]) -> bool | None:
        speaker = match["who"] or ""
        return True if not speaker or claim.cited(_KINDS[speaker[0]]) else None

    return each(claim, wording("told_by"), cites, "")


def settle_severity(claim: Claim) -> Claim:
    """Takes out how grave a finding is said to be, where a finding so grave is cited."""
    grave = [found[1] for p in claim.cited("F") if (found := re.match("（([^）]+)）", p.line))]
    if not grave:
        return claim

    def so_grave(match: re.Match[str]) -> bool:
        own = grave.count(match["grave"].replace("需核实", "需要核实"))
        told = numeral(match["number"]) if match["number"] else None
        return own > 0 and (told is None or told[0] <= own)

    return each(claim, wording("severity"), so_grave, "审查发现的轻重不是“{}”")


def settle_place(claim: Claim) -> Claim:
    """Takes out the part of the report that something is said to stand in, where what is cited stands there."""

    def in_part(match: re.Match[str]) -> bool:
        read = numeral(match["part"])
        return read is not None and any(numeral(_section(p)) == read for p in claim.rests if _section(p))

    def in_front(match: re.Match[str]) -> bool:
        return any(p.heading.endswith(_PREAMBLE) for p in claim.rests)

    return each(
        each(claim, wording("part"), in_part, "所标材料不在“{}”"),
        wording("front"),
        in_front,
        "所标材料不在“{}”",
    )


def _section(piece: Piece) -> str:
    found = re.search(r"（([一二三四五六])）", piece.text.split("：", 1)[0])
    return found[1] if found and piece.id[0] in "PT" else ""
