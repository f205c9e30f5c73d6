"""Where no sentence answers: the passage that is nearest in words and meaning, shown as near and as no answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.answer import Answer, Evidence
from answering.extract import best_words, citation_of, usable
from answering.hostile import without_instructions
from retrieval.search import Hit

# A passage has something to do with a question where it says so much of it and means the like, or says so much more.
_SAID, _MEANT, _SAID_ALONE = 0.14, 0.05, 0.3
_SHORTEST, _LONGEST = 16, 240
_NOTHING = "没有找到直接的回答。"


def with_nearest(answer: Answer, asked: str, find: Callable[[str], Sequence[Hit]], off_domain: str) -> Answer:
    """A silent answer with what is nearest; the answer itself where it answers, cites, or nothing is near.

    `find` gives the best passages of the reports that are asked of, `off_domain` is what is said of no report's business:
    of what a report tells so nearly nobody can say that.
    """
    if not answer.abstained or answer.citations:
        return answer
    near = next((h for h in usable(find(asked)) if _is_near(h)), None)
    if near is None:
        return answer
    words = without_instructions(best_words(near.passage.text, asked, _LONGEST))
    if not words or words not in near.passage.text:
        return answer
    evidence = Evidence()
    mark = evidence.cite(citation_of(near.passage, words))
    said = _NOTHING if answer.text == off_domain else answer.text
    shown = f"{said}\n《{near.passage.title}》里最相近的一段：{words}{mark}"
    return replace(answer, text=shown, citations=tuple(evidence.citations))


def _is_near(hit: Hit) -> bool:
    if len(hit.passage.text) < _SHORTEST or hit.passage.source != "report":
        return False
    meant = hit.likeness is not None and hit.likeness >= _MEANT
    return (hit.coverage >= _SAID and meant) or hit.coverage >= _SAID_ALONE
