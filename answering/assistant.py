"""The conversation: a question about some reports or the Regulation becomes an Answer with citations.

Order: what the tables hold is computed; what the report says of itself is read; what the review found is told;
only then passages are searched. A model, where one is configured, is asked wherever the rules leave something open
(answering.with_model); where it fails, the rules' answer stands with a sentence about why.
"""

from __future__ import annotations

import copy
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from answering.answer import Answer
from answering.by_words import OFF_DOMAIN, ByWords, Found, LibrarySearch
from answering.carried_out import carried_out, with_doubts
from answering.context import from_context, is_elliptic, points_back
from answering.evidence.held import Held
from answering.hostile import poses_as_instruction, without_instructions
from answering.model import Model, ModelError
from answering.nearby import with_nearest
from answering.over_all import Across
from answering.plan.operations import Locate, Plan, Remedy, Where
from answering.plan.planner import read_plan
from answering.plan.routing import asks_for_rules
from answering.plan.scope import Named, named_of, narrowed, said_of_more
from answering.source import Source
from answering.with_model.articles import articles_for
from answering.with_model.asking import MOST_REPORTS, is_for_the_model
from answering.with_model.lookups import looked_up
from answering.with_model.turn import Asked, answered, told_history
from retrieval.search import Hit
from retrieval.searches import Searches

_LONGEST_QUESTION = 500
_MOST_HELD = 60
_MOST_PASSAGES = 12
_NEAREST = 3

_MOST_TURNS = 4
# What these found was asked of a place or a problem that the question says itself.
_OF_THEIR_OWN = (Remedy, Locate, Where)
_TAG = re.compile(r"<[^<>]{0,200}>")
Shelf = Callable[[], Sequence[Named]]
Scope = Callable[[str], Sequence[Source]]


@dataclass(frozen=True)
class Turn:
    """An earlier question; its plan is read again where it is not given."""

    question: str
    plan: Plan | None = None


def _is_about_before(asked: str, found: Answer) -> bool:
    """Whether a question is to be answered from what answered the one before; a cell that was found is the answer."""
    elliptic = is_elliptic(asked) and not any(c.cells for c in found.citations)
    return found.abstained or points_back(asked) or elliptic


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
        self._across: Across | None = None
        self._scope: Scope | None = None
        self._held: dict[str, Held] = {}
        # Twins that search other libraries share what is held, each in its own thread.
        self._guard = threading.Lock()

    def within(
        self,
        library: LibrarySearch,
        shelf: Shelf | None = None,
        across: Across | None = None,
        scope: Scope | None = None,
    ) -> Assistant:
        """The same assistant, searching another library with the reports of `shelf`: it shares everything else.

        `across` answers what is asked over all of that library's reports, `scope` says which of them a question is about.
        """
        self.warm()
        twin = copy.copy(self)
        twin._library, twin._shelf, twin._across, twin._scope = library, shelf, across, scope
        return twin

    def warm(self) -> None:
        """Makes ready what the first question would wait for."""
        self._searches.regulation.warm()
        self._searches.guided.warm()
        if self._model is not None:
            self._model.warm()

    def search(self, question: str, sources: Sequence[Source] = (), k: int = 5) -> list[Hit]:
        """The best passages for a question, of the given reports, or of the Regulation and the library."""
        if sources:
            hits = [h for s in sources for h in self._of(s).passages.find(question, k)]
        else:
            hits = self._searches.regulation.find(question, k)
            if self._library is not None:
                hits = [_to_scale(h) for h in hits + self._library(question, k)]
        return sorted(hits, key=lambda h: -h.score)[:k]

    @property
    def searches(self) -> Searches:
        """What it searches by."""
        return self._searches

    def held(self, sources: Sequence[Source]) -> list[Held]:
        """What is made of some reports to answer from them."""
        return [self._of(s) for s in sources]

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
        plan, answer = self._by_rules(clean, list(sources), history)
        by_rules = replace(answer, question=question)
        asked_model = self._for_the_model(plan, by_rules, list(sources), history) if self._model else None
        if self._model is None or asked_model is None:
            yield by_rules
            return
        yield from answered(self._model, self._over_library(self._model, asked_model, list(sources)))

    def _for_the_model(
        self, plan: Plan, by_rules: Answer, sources: Sequence[Source], history: Sequence[Turn]
    ) -> Asked | None:
        """What the model is asked; None where the rules account for the whole question."""
        chosen = narrowed(plan.read_as, sources)
        helds = self.held(chosen) if len(chosen) <= MOST_REPORTS else []
        if not is_for_the_model(plan, by_rules, helds):
            return None
        # What is chosen is seen, of two reports both: a question may mean the other one without naming it.
        if len(sources) <= MOST_REPORTS:
            helds = self.held(sources)
        articles = articles_for(plan.read_as, self._searches)
        earlier = [t.question for t in history]
        return Asked(by_rules.question, plan.read_as, plan, by_rules, helds, articles, earlier)

    def _over_library(self, model: Model, asked: Asked, sources: list[Source]) -> Asked:
        """What the model is asked about more reports than fit into a prompt: with what it wants looked up in them.

        Where it fails to say that, it is asked without.
        """
        if asked.helds or self._shelf is None or self._library is None:
            return asked
        if not sources and asks_for_rules(asked.read_as) and not asked.rules.abstained:
            return asked
        shelf = [named_of(s) for s in sources] or list(self._shelf())

        def run(line: str) -> Answer:
            scope = sources or (list(self._scope(line)) if self._scope is not None else [])
            return replace(self._by_rules(line, scope, ())[1], question=line)

        try:
            found = looked_up(model, asked.read_as, told_history(asked.history), shelf, run)
        except ModelError:
            return asked
        own = {n.id for n in shelf}
        near = [h for h in self._library(asked.read_as, _MOST_PASSAGES) if h.passage.report in own]
        return replace(asked, looked_up=found, passages=[h for h in near if h.passage.table is None])

    def _unusable(self, asked: str) -> str | None:
        if not asked or not re.search(r"[\w一-鿿]", asked):
            return "请输入问题，例如“收到多少件申请”或“多久给答复”。"
        if len(asked) > _LONGEST_QUESTION:
            return f"问题超过{_LONGEST_QUESTION}字，请缩短后再问。"
        if poses_as_instruction(asked) and not without_instructions(asked):
            return OFF_DOMAIN
        return None

    def _by_rules(self, asked: str, sources: list[Source], history: Sequence[Turn]) -> tuple[Plan, Answer]:
        """What a question asks, and the answer without a model."""
        plan = self.plan(asked, sources, history)
        told = self._across(asked, sources) if self._across is not None else None
        if told is not None:
            return plan, told
        chosen = narrowed(plan.read_as, sources)
        by_words = ByWords(self._searches, self._library, self._of)

        def look_up() -> Found:
            return by_words.answer(plan, sources, [t.question for t in history[-_MOST_TURNS:]])

        found = carried_out(plan, self.held(chosen), look_up, self._shelf)
        read = any(isinstance(o, _OF_THEIR_OWN) for o in plan.operations) and not found.answer.abstained
        if history and not read and _is_about_before(asked, found.answer):
            *earlier, last = history
            before = self._by_rules(last.question, sources, earlier)[1]
            told = from_context(asked, before, self.held(sources))
            found = found if told is None else Found(told, (("接着上一问的原句", asked),))
        trace = (*((step.rule, step.read) for step in plan.trace), *found.by)
        answer = found.answer
        if found.nothing_said and not plan.unbound:
            answer = with_nearest(answer, plan.read_as, self._near(sources), OFF_DOMAIN)
        more = said_of_more(asked, len(sources), self._shelf) if self._shelf is not None else None
        told = replace(answer, question=asked, trace=trace, notice=more or answer.notice)
        return plan, with_doubts(told, chosen)

    def _near(self, sources: Sequence[Source]) -> Callable[[str], list[Hit]]:
        """The search for what is nearest to a question in some reports, or in all of the library."""

        def find(asked: str) -> list[Hit]:
            if sources:
                return self.search(asked, sources[:MOST_REPORTS], _NEAREST)
            return self._library(asked, _NEAREST) if self._library is not None else []

        return find

    def plan(self, asked: str, sources: Sequence[Source], history: Sequence[Turn] = ()) -> Plan:
        """What a question asks, after the questions before it."""
        chosen = narrowed(asked, sources)
        prose = "".join(p.text for s in chosen for p in s.report.paragraphs())
        before: list[Plan] = []
        for turn in history[-_MOST_TURNS:]:
            before.append(turn.plan or read_plan(turn.question, chosen, before, prose))
        return read_plan(asked, chosen, before, prose)
