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
from functools import cached_property

from answering.answer import Answer, Citation
from answering.compound import in_context, joined, parts_of
from answering.domain import answered_by_rules, is_elsewhere
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import tells_duration
from answering.evidence.statements import answer_from_statements, nearest_statement, says_surely
from answering.extract import (
    answer_from_article,
    answer_from_passage,
    answer_from_regulation,
    best_words,
    citation_of,
    usable,
)
from answering.from_reports import answer_from_reports
from answering.grounded import stream_grounded
from answering.help import answer_from_help
from answering.hostile import poses_as_instruction, without_instructions
from answering.model import Model, ModelError
from answering.plan.figures import Figure, figure_asked, names_count
from answering.plan.kinds import answers_the_kind, asks_title
from answering.plan.measures import asks_number
from answering.plan.routing import Topic, asks_for_rules, named_article, topic_of
from answering.plan.scope import narrowed
from answering.reviewed import answer_from_review, names_its_work
from answering.source import Source
from answering.stated import answer_from_metadata
from retrieval.passages import regulation_passages, report_passages
from retrieval.search import Hit, PassageSearch

_LONGEST_QUESTION = 500
_STRONG = 1.2
_MOST_HELD = 60
# The Regulation's scores reach about 3.5, those of other passages 0.5: brought to one scale by what they cover.
_LIBRARY_SCALE = 4.0
_REPORT_COVERAGE = 0.55
_OFF_DOMAIN = (
    "这个问题不在政府信息公开年度报告和《政府信息公开条例》的范围内，请换一个与报告或条例有关的问题。"
)
_WHICH_REPORT = "没有找到所问的报告：请先选择一份报告，或在问题里写明资料库中已有的单位和年度，例如“某某局2023年收到多少件申请”。"
_ADVICE = re.compile(
    r"我(?:该|应该|应当|要)(?:不该|不要)?.{0,10}(?:起诉|告|复议|赔偿|打官司)|胜诉|打赢|能赔多少|怎么打官司|帮我写(?:起诉状|申请书|投诉信)"
)
_NOT_IN_REPORT = "报告未载明这一内容，《条例》的规定如下："
_ADVICE_TEXT = (
    "条例的规定如下；您的具体情况需要法律意见，请咨询律师、司法行政机关或拨打12348公共法律服务热线。"
)

_TAG = re.compile(r"<[^<>]{0,200}>")

LibrarySearch = Callable[[str, int], list[Hit]]


@dataclass(frozen=True)
class Turn:
    """An earlier question with the figure that it asked for."""

    question: str
    figure: Figure | None = None


class _Held:
    """What is made of one report to answer questions about it, each part when it is first asked for."""

    def __init__(self, source: Source) -> None:
        self.report = source.report
        self._id = source.id

    @cached_property
    def passages(self) -> PassageSearch:
        """The searcher of its passages."""
        return PassageSearch(report_passages(self.report, self._id))

    @cached_property
    def narrative(self) -> NarrativeIndex:
        """Its prose, clause by clause."""
        return NarrativeIndex(self.report)


class Assistant:
    """Answers questions; without `library` only the Regulation and the given reports are searched."""

    def __init__(self, model: Model | None = None, library: LibrarySearch | None = None) -> None:
        self._model = model
        self._library = library
        self._held: dict[str, _Held] = {}
        # Twins that search other libraries share what is held, each in its own thread.
        self._guard = threading.Lock()

    @cached_property
    def _regulation(self) -> PassageSearch:
        return PassageSearch(regulation_passages())

    def within(self, library: LibrarySearch) -> Assistant:
        """The same assistant, searching another library: it shares everything else."""
        self.warm()
        twin = copy.copy(self)
        twin._library = library
        return twin

    def warm(self) -> None:
        """Builds the Regulation's searcher before the first question."""
        self._regulation  # noqa: B018

    def search(self, question: str, sources: Sequence[Source] = (), k: int = 5) -> list[Hit]:
        """The best passages for a question, of the given reports, or of the Regulation and the library."""
        if sources:
            hits = [h for s in sources for h in self._of(s).passages.search(question, k)]
        else:
            hits = self._regulation.search(question, k)
            if self._library is not None:
                hits += [
                    replace(h, score=round(_LIBRARY_SCALE * h.score * h.coverage, 4))
                    for h in self._library(question, k)
                ]
        return sorted(hits, key=lambda h: -h.score)[:k]

    def _of(self, source: Source) -> _Held:
        with self._guard:
            return self._held_of(source)

    def _held_of(self, source: Source) -> _Held:
        held = self._held.get(source.id)
        if held is None or held.report is not source.report:
            if len(self._held) > _MOST_HELD:
                self._held.pop(next(iter(self._held)))
            held = self._held[source.id] = _Held(source)
        return held

    def _indexes(self, sources: Sequence[Source]) -> list[NarrativeIndex]:
        """The prose of the reports, clause by clause."""
        return [self._of(s).narrative for s in sources]

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
            return _OFF_DOMAIN
        return None

    def _extractive(
        self, asked: str, sources: list[Source], history: Sequence[Turn]
    ) -> tuple[Answer, list[Hit]]:
        """The answer without a model, and the hits that a model may word it from."""
        first, *others = parts_of(asked)
        answer, every = self._answered(first, sources, history)
        if not others:
            return answer, every
        answers, turns, part = [answer], list(history), first
        for other in others:
            turns.append(Turn(part, figure_asked(part, sources[0].report) if sources else None))
            part = other if answer.abstained else in_context(other, first)
            told, hits = self._answered(part, sources, turns)
            answers.append(told)
            every = every + hits
        return joined(asked, answers), every

    def _answered(
        self, asked: str, sources: list[Source], history: Sequence[Turn]
    ) -> tuple[Answer, list[Hit]]:
        """The answer to a single question."""
        sources = narrowed(asked, sources)
        helped = answer_from_help(asked)
        if helped is not None:
            return helped, []
        topic = topic_of(asked, bool(sources))
        article = named_article(asked)
        if article is not None and (topic is not Topic.REPORT or "条例" in asked):
            named = answer_from_article(asked, article)
            if named is not None:
                return named, []
        if any(tells_duration(asked, index) for index in self._indexes(sources)):
            topic = Topic.REPORT
        if topic is Topic.REVIEW:
            if not names_its_work(asked, self._indexes(sources)):
                return answer_from_review(asked, sources), []
            topic = Topic.REPORT
        stated = answer_from_metadata(asked, sources)
        if stated is not None:
            return stated, []
        if sources and topic is not Topic.REGULATION:
            told = self._from_reports(asked, sources, history)
            if told is not None:
                return told, []
        return self._by_retrieval(asked, sources, topic)

    def _from_reports(self, asked: str, sources: list[Source], history: Sequence[Turn]) -> Answer | None:
        before = next((t.figure for t in reversed(history) if t.figure), None)
        return answer_from_reports(asked, sources, self._indexes(sources), before)

    def _by_retrieval(self, asked: str, sources: list[Source], topic: Topic) -> tuple[Answer, list[Hit]]:
        of_rules = usable(self._regulation.search(asked, 4))
        ruled = answered_by_rules(asked, of_rules[0] if of_rules else None)
        if not sources:
            return self._without_report(asked, of_rules, ruled)
        indexes = self._indexes(sources)
        told = answer_from_statements(asked, sources, indexes)
        if told is not None and asks_title(asked):
            return told, self._passages_to_word(asked, sources)
        strong = ruled and of_rules[0].score >= _STRONG and answers_the_kind(asked, of_rules[0].passage.text)
        if ruled and (topic is Topic.REGULATION or (topic is Topic.EITHER and strong and told is None)):
            answer, hits = self._about_rules(asked, of_rules)
            surely = told is not None and says_surely(asked, indexes)
            return (joined(asked, [answer, told]) if told is not None and surely else answer), hits
        if told is not None:
            return told, self._passages_to_word(asked, sources)
        if is_elsewhere(asked):
            return Answer(asked, _OFF_DOMAIN, abstained=True), []
        if ruled and not asks_number(asked) and answers_the_kind(asked, of_rules[0].passage.text):
            answer, hits = self._about_rules(asked, of_rules)
            # What is asked of the report stays unanswered; what may as well be asked of the rules does not.
            silent = topic is Topic.REPORT
            return replace(answer, text=f"{_NOT_IN_REPORT}\n{answer.text}", abstained=silent), hits
        return nearest_statement(asked, sources, indexes), []

    def _passages_to_word(self, asked: str, sources: list[Source]) -> list[Hit]:
        """What a model may word an answer from; without a model nobody asks for it."""
        if self._model is None:
            return []
        every = (h for s in sources for h in self._of(s).passages.search(asked, 6))
        return usable(sorted(every, key=lambda h: -h.coverage))

    def _without_report(self, asked: str, of_rules: list[Hit], ruled: bool) -> tuple[Answer, list[Hit]]:
        if names_count(asked) and not (ruled and asks_for_rules(asked)):
            return Answer(asked, _WHICH_REPORT, abstained=True), []
        if ruled:
            return self._about_rules(asked, of_rules)
        found = usable(self._library(asked, 5)) if self._library else []
        fitting = [h for h in found if h.coverage >= _REPORT_COVERAGE]
        if fitting:
            return answer_from_passage(asked, fitting[0]), fitting
        return Answer(asked, _OFF_DOMAIN, abstained=True), []

    def _about_rules(self, asked: str, hits: list[Hit]) -> tuple[Answer, list[Hit]]:
        answer = answer_from_regulation(asked, hits)
        if _ADVICE.search(asked):
            return replace(answer, text=f"{_ADVICE_TEXT}\n{answer.text}"), []
        return answer, hits

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
