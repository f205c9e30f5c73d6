"""Whether something is really not in a report: said by the model, confirmed by code over the whole text and the tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.evidence.held import Held
from answering.plan.figures import explained, figure_asked
from answering.plan.words import Word
from reports.prose.quantities import counts
from retrieval.terms import fold_text

_SURELY = 0.75
_TAIL = re.compile(
    r"(?:的)?(?:具体|详细|相关|任何)?(?:内容|情况|信息|数据|数字|字样|说明|记载|表述)?[。！]?$"
)
_HEAD = re.compile(r"^(?:具体|关于|有关|任何|与)+")
_NUMERIC = re.compile("数量|件数|次数|人数|总数|结果|数值|数额|金额|比例|总量|多少")
# What the numbers of a sentence must count to be the ones that are said to be missing.
_UNITS = (("人数", "人名位"), ("金额|数额", "元"), ("次数", "次场"), ("比例", "%成"))
_GIVES_REASON = re.compile("因|由于|原因|系|为此|导致|造成")
_REASONS = re.compile("原因|为什么|理由|缘由|由来")


def contradicted(what: str, helds: Sequence[Held]) -> str | None:
    """Why a report cannot be said to lack something, in words; None where nothing of it was found.

    Of 废止规章的名称 the name is missing, whatever is said of the rules that were abolished.
    """
    clean = _HEAD.sub("", _TAIL.sub("", what.strip())).strip("“”。 ")
    of, _, head = clean.rpartition("的")
    number = bool(of and _NUMERIC.search(head))
    units = next((u for said, u in _UNITS if re.search(said, head)), "") if number else ""
    if number:
        clean, head = of, ""
    elif not of or not re.fullmatch(r"[一-龥]{2,6}", head):
        head = ""
    named = [h for h in helds if h.source.name in what or h.report.shown_agency in what]
    for held in named or helds:
        words = [w for w in held.narrative.words(clean) if w.is_telling]
        if not words:
            return "没有说清缺的是什么"
        said = _said_by_prose(words, head, number, units, held) or (
            "" if head else _told_by_cell(clean, words, held)
        )
        if said:
            return said
    return None if helds else "没有可查的报告"


def _said_by_prose(words: Sequence[Word], head: str, number: bool, units: str, held: Held) -> str | None:
    """What the prose says of all the words; where a number is missing, with a number that counts in such units."""
    for sentence in held.narrative.sentences:
        text = fold_text(sentence.text)
        told = not head or head in text or (bool(_REASONS.search(head)) and bool(_GIVES_REASON.search(text)))
        told = told and (not number or any(not units or q.unit[-1:] in units for q in counts(sentence.text)))
        if told and all(w.said_in(text) >= _SURELY for w in words):
            return f"报告写有“{sentence.text.strip()[:40]}”"
    return None


def _told_by_cell(what: str, words: Sequence[Word], held: Held) -> str | None:
    figure = None if _REASONS.search(what) else figure_asked(what, held.report)
    if figure is None:
        return None
    places = explained(fold_text(what), figure)
    if any(w.spelt_at(places) == 0 for w in words):
        return None
    known = any(held.report.tables[t].value(r, c) is not None for t, r, c in figure.cells(held.report))
    return f"表中有“{figure.said()}”的数" if known else None
