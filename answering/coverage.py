"""Which words of a question neither its plan nor the words shown account for: said, and never passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.answer import Answer, Citation
from answering.evidence.held import Held
from answering.plan.figures import explained as read_as_figure
from answering.plan.figures import figure_asked
from answering.plan.lexicon import lexicon
from answering.plan.operations import Plan
from answering.plan.wordings import wordings
from answering.plan.words import Word, shared_places
from retrieval.terms import fold_text

# 两件, 三点, 第五, 六种: how many or which, which the words beside them say of what.
_COUNT = re.compile(r"(?:第|前|后)?[一二两三四五六七八九十百几俩\d]+(?:多|余|来)?.?$")
_ASKS_MEASURES = re.compile("怎|如何|咋|打算|准备|今后|以后|明年|下一步|改|解决|提高|加强")
_MEASURES = "五"
# Who comes first or last is told by a rank alone.
_RANK = re.compile(r"第[一二三四五六七八九十\d]+名|头名|冠军|末名")


def unaccounted(plan: Plan, answer: Answer, helds: Sequence[Held]) -> tuple[str, ...]:
    """The content words of a question that neither the plan nor an answer's words account for, in their order.

    A word is accounted for by the wording of the question's kind, by a figure of the tables, by a bound name, or by
    what the answer shows: its text and quotations, and the headings that these stand under.
    """
    if not helds:
        return ()
    asked = fold_text(plan.read_as)
    shown = fold_text(_shown(answer, helds))
    read = _read_by_plan(plan, asked, helds)
    spelt = shared_places(asked, shown)
    out = [m[0] for m in _RANK.finditer(asked) if m[0] not in shown]
    for word in helds[0].narrative.words(plan.read_as):
        places = set(range(word.start, word.start + len(word.text)))
        if not _narrows(word) or places & read or any(word.text in o for o in out):
            continue
        if not _says(word, shown) and not _is_spelt(places, spelt):
            out.append(word.text)
    return tuple(out)


@dataclass(frozen=True)
class Explained:
    """How much of a question is accounted for, by the weight of its words, 0 to 1; `left` are the words of meaning that are not."""

    share: float
    left: tuple[Word, ...]


def explained(plan: Plan, answer: Answer, helds: Sequence[Held]) -> Explained:
    """What of a question its plan and what an answer shows account for."""
    asked, shown = fold_text(plan.read_as), fold_text(_shown(answer, helds))
    read, spelt = _read_by_plan(plan, asked, helds), shared_places(asked, shown)
    index = helds[0].narrative
    words = index.words(plan.read_as)
    weights = [index.weight(w) for w in words]
    told = [
        1.0
        if not read.isdisjoint(range(w.start, w.start + len(w.text)))
        else max(w.said_in(shown), w.spelt_at(spelt))
        for w in words
    ]
    total = sum(weights)
    share = sum(n * t for n, t in zip(weights, told, strict=True)) / total if total else 1.0
    return Explained(share, tuple(w for w, t in zip(words, told, strict=True) if w.is_telling and t < _HALF))


def tells_measures(question: str, cited: Sequence[Citation]) -> bool:
    """Whether a question of how or of what is to come is answered by part five, which has words of its own for it."""
    return bool(_ASKS_MEASURES.search(question)) and all(c.section == _MEASURES for c in cited)


def _narrows(word: Word) -> bool:
    """Whether a word names a thing of its own; a verb has too many equivalents to be missed."""
    if not word.is_telling or word.is_light or word.is_year or _COUNT.match(word.text):
        return False
    return word.text not in lexicon()["framing"] and word.text not in lexicon()["parts_of_reports"]


def _read_by_plan(plan: Plan, asked: str, helds: Sequence[Held]) -> set[int]:
    """The places of a question that its plan has read: the kind's wording, the figure, the names."""
    places: set[int] = set()
    kinds = [t for w in wordings().values() if (t := w.read(asked))]
    for words in (*kinds, *(fold_text(n.text) for n in plan.names if n.bound)):
        start = asked.find(words)
        places |= set(range(start, start + len(words))) if start >= 0 else set()
    figure = figure_asked(asked, helds[0].report)
    return places | (read_as_figure(asked, figure) if figure is not None else set())


def _shown(answer: Answer, helds: Sequence[Held]) -> str:
    """All that an answer shows: text, table, quotations, places, and the headings above what it quotes."""
    reports = {h.source.id: h.report for h in helds}
    out = [answer.text, *(cell for row in answer.table for cell in row)]
    for citation in answer.citations:
        out += [citation.quote, citation.place or ""]
        report = reports.get(citation.report or "")
        section = report.section(citation.section) if report and citation.section else None
        out += [section.title] if section else []
        above = [p.text for p in report.paragraphs() if p.index == citation.anchor] if report else []
        out += [re.split("[，。；]", t, maxsplit=1)[0] for t in above]
    return " ".join(out)


def _says(word: Word, shown: str) -> bool:
    """Whether a text says a word; 残疾人 does not say 残疾证: what a noun is, its end tells."""
    said, stem = word.said_in(shown), word.text[:-1]
    return said > _BY_HALF or (said > 0 and (word.text[-1] in shown or stem in lexicon()["general"]))


_BY_HALF = 0.75
_HALF = 0.5


def _is_spelt(places: set[int], spelt: set[int]) -> bool:
    """Whether all characters of a word stand in pairs that a text has: words are cut in other ways than read."""
    return places <= spelt
