"""The conversation: a question about some reports or the Regulation becomes an Answer with citations.

Order: what the tables hold is computed; what the report says of itself is read; what the review found is told;
only then passages are searched. A model, where one is configured, words what was found, and its every sentence
is verified; where it fails, the extractive answer stands with a sentence about why.
"""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answering.answer import Answer, Citation
from answering.by_words import OFF_DOMAIN, ByWords, Found, LibrarySearch
from answering.carried_out import carried_out, with_doubts
from answering.evidence.held import Held
from answering.extract import best_words, citation_of
from answering.grounded import stream_grounded
from answering.hostile import poses_as_instruction, without_instructions
from answering.model import Model, ModelError
from answering.plan.operations import Plan
from answering.plan.planner import read_plan
from answering.plan.scope import Named, narrowed
from answering.source import Source
from retrieval.search import Hit
from retrieval.searches import Searches

_LONGEST_QUESTION = 500
_MOST_HELD = 60

_MOST_TURNS = 4
_TAG = re.compile(r"<[^<>]{0,200}>")
Shelf = Callable[[], Sequence[Named]]


@dataclass(frozen=True)
class Turn:
    """An earlier question; its plan is read again where it is not given."""

    question: str
    plan: Plan | None = None


def _to_scale(hit: Hit) -> Hit:
    """A hit among those of another search: by how well it fits by itself."""
    return replace(hit, score=round(hit.score * max(hit.coverage, hit.fit), 4))


class Assistant:
    """Answers questions; without `library` only the Regulation and the given reports are searched."""

    def __init__(
        self,
        model: Model | None = None,
        library: LibrarySearch | None = None,
        searches: Searches | None = None,
    ) -> None:
        self._model = model
        self._searches = searches or Searches()
        self._library = library
        self._shelf: Shelf | None = None
        self._held: dict[str, Held] = {}
        # Twins that search other libraries share what is held, each in its own thread.
        self._guard = threading.Lock()

    def within(self, library: LibrarySearch, shelf: Shelf | None = None) -> Assistant:
        """The same assistant, searching another library with the reports of `shelf`: it shares everything else."""
        self.warm()
        twin = copy.copy(self)
        twin._library, twin._shelf = library, shelf
        return twin

    def warm(self) -> None:
        """Makes ready what the first question would wait for."""
        self._searches.regulation.warm()

    def search(self, question: str, sources: Sequence[Source] = (), k: int = 5) -> list[Hit]:
        """The best passages for a question, of the given reports, or of the Regulation and the library."""
        if sources:
            hits = [h for s in sources for h in self._of(s).passages.find(question, k)]
        else:
            hits = self._searches.regulation.find(question, k)
            if self._library is not None:
                hits = [_to_scale(h) for h in hits + self._library(question, k)]
        return sorted(hits, key=lambda h: -h.score)[:k]

    def _of(self, source: Source) -> Held:
        with self._guard:
            return self._held_of(source)

    def _held_of(self, source: Source) -> Held:
        held = self._held.get(source.id)
        if held is None or held.report is not source.report:
            if len(self._held) > _MOST_HELD:
                self._held.pop(next(iter(self._held)))
            held = self._held[source.id] = Held(source, self._searches)
        return held

    def ask(self, question: str, sources: Sequence[Source] = (), history: Sequence[Turn] = ()) -> Answer:
        """The complete answer."""
        return list(self.stream(question, sources, history))[-1]

    def stream(
        self, question: str, sources: Sequence[Source] = (), history: Sequence[Turn] = ()
    ) -> Iterator[Answer]:
        """Ever more complete answers; the last one is the answer. Nothing shown is withdrawn."""
        asked = question.strip()
        refusal = self._unusable(asked)
        if refusal:
            yield Answer(question, refusal, abstained=True)
            return
        clean = _TAG.sub(" ", without_instructions(asked) or asked)
        extractive, hits = self._extractive(clean, list(sources), history)
        extractive = replace(extractive, question=question)
        if self._model is None or not hits or extractive.abstained:
            yield extractive
            return
        yield from self._worded(question, clean, extractive, hits, history)

    def _unusable(self, asked: str) -> str | None:
        if not asked or not re.search(r"[\w一-鿿]", asked):
            return "请输入问题，例如“收到多少件申请”或“多久给答复”。"
        if len(asked) > _LONGEST_QUESTION:
            return f"问题超过{_LONGEST_QUESTION}字，请缩短后再问。"
        if poses_as_instruction(asked) and not without_instructions(asked):
            return OFF_DOMAIN
        return None

    def _extractive(
        self, asked: str, sources: list[Source], history: Sequence[Turn]
    ) -> tuple[Answer, list[Hit]]:
        """The answer without a model, and the hits that a model may word it from."""
        plan = self.plan(asked, sources, history)
        chosen = narrowed(plan.read_as, sources)
        helds = [self._of(s) for s in chosen]
        by_words = ByWords(self._searches, self._library, self._of, self._model is not None)

        def look_up() -> Found:
            return by_words.answer(plan, sources, [t.question for t in history[-_MOST_TURNS:]])

        found = carried_out(plan, helds, look_up, self._shelf)
        trace = (*((step.rule, step.read) for step in plan.trace), *found.by)
        told = replace(found.answer, question=asked, trace=trace)
        return with_doubts(told, chosen), list(found.hits)

    def plan(self, asked: str, sources: Sequence[Source], history: Sequence[Turn] = ()) -> Plan:
        """What a question asks, after the questions before it."""
        chosen = narrowed(asked, sources)
        prose = "".join(p.text for s in chosen for p in s.report.paragraphs())
        before: list[Plan] = []
        for turn in history[-_MOST_TURNS:]:
            before.append(turn.plan or read_plan(turn.question, chosen, before, prose))
        return read_plan(asked, chosen, before, prose)

    def _worded(
        self, question: str, asked: str, extractive: Answer, hits: list[Hit], history: Sequence[Turn]
    ) -> Iterator[Answer]:
        citations: list[Citation] = [replace(c, n=0) for c in extractive.citations]
        texts = [c.quote for c in extractive.citations]
        for hit in hits:
            words = best_words(hit.passage.text, asked, longest=600)
            citations.append(citation_of(hit.passage, words))
            texts.append(words)
        earlier = "；".join(t.question for t in history[-3:])
        try:
            last = None
            for last in stream_grounded(self._model, asked, earlier, citations, texts):  # type: ignore[arg-type]
                if last.text:
                    yield replace(last, question=question)
            if last is None or not last.text:
                yield replace(extractive, notice="模型没有给出可以核实的答复，以下为原文摘录。")
        except ModelError as error:
            yield replace(extractive, notice=f"{error}，以下为原文摘录。")
