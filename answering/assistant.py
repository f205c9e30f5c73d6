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
from answering.domain import answered_by_rules, is_elsewhere
from answering.draft.figures import CORRECTED
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import tells_duration
from answering.evidence.statements import answer_from_statements, nearest_statement, says_surely
from answering.execution import Execution
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
from answering.joined import joined
from answering.model import Model, ModelError
from answering.plan.figures import figure_asked, names_count
from answering.plan.kinds import answers_the_kind, asks_title
from answering.plan.measures import asks_number
from answering.plan.operations import (
    Fee,
    Figure,
    Find,
    Name,
    NameKind,
    OutOfScope,
    Plan,
    Premise,
    Values,
)
from answering.plan.parts import in_context, parts_of
from answering.plan.planner import read_plan
from answering.plan.routing import Topic, asks_for_rules, named_article, topic_of
from answering.plan.scope import Named, mentioned, narrowed
from answering.reviewed import answer_from_review, names_its_work
from answering.source import Source
from answering.stated import answer_from_metadata
from retrieval.search import Hit
from retrieval.searches import Searches

_LONGEST_QUESTION = 500
_STRONG = 0.1
_SURELY_OF_RULES = 0.15
_MOST_HELD = 60
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

_MOST_TURNS = 4
# What these ask is not of a year or an agency.
_WITHOUT_NAMES = (Fee, OutOfScope)
_CONFIRMS = re.compile("(?:对[吗吧]|是[吗吧]|对不对|是不是|吧)[？?]?$|是不是|对不对")
_ASKS_BEYOND = re.compile("什么|怎么|怎样|哪|谁|为何|如何")
_SETS_AGAINST = re.compile("比|较|同比|增|减|升|降|变化")
_TAG = re.compile(r"<[^<>]{0,200}>")


def _of_another_year(plan: Plan) -> Name | None:
    """The year of another report whose number a question wants, without setting it against the report's own."""
    years = [n for n in plan.names if n.kind is NameKind.YEAR]
    if any(n.bound and not n.why for n in years) or _SETS_AGAINST.search(plan.read_as):
        return None
    return next((n for n in years if n.why and asks_number(plan.read_as)), None)


def _with_doubts(answer: Answer, sources: Sequence[Source]) -> Answer:
    """An answer with word of the reports whose reading is to be verified."""
    doubted = [s.name for s in sources if s.report.reading.to_verify]
    if not doubted:
        return answer
    said = f"{'、'.join(doubted)}的报告有没读准的地方（读取待核），请对照原文核对"
    return replace(answer, notice=f"{answer.notice}；{said}" if answer.notice else f"{said}。")


def _settles(premise: Premise, found: Answer, plan: Plan) -> bool:
    """Whether with a stated number all is said; not where the question goes on to ask another thing."""
    if CORRECTED not in found.text:
        return bool(_CONFIRMS.search(plan.read_as))
    rest = plan.operations[-1]
    same = isinstance(rest, Values) and rest.operands[0].figure == premise.operand.figure
    return same or (isinstance(rest, Find) and not _ASKS_BEYOND.search(plan.read_as))


def _trace(plan: Plan) -> tuple[tuple[str, str], ...]:
    return tuple((step.rule, step.read) for step in plan.trace)


LibrarySearch = Callable[[str, int], list[Hit]]
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
        plan = self.plan(asked, sources, history)
        helped = answer_from_help(plan.read_as)
        if helped is not None:
            return replace(helped, trace=_trace(plan)), []
        answer, hits = self._carried_out(plan, sources, history)
        told = replace(answer, question=asked, trace=_trace(plan))
        return _with_doubts(told, narrowed(plan.read_as, sources)), hits

    def plan(self, asked: str, sources: Sequence[Source], history: Sequence[Turn] = ()) -> Plan:
        """What a question asks, after the questions before it."""
        chosen = narrowed(asked, sources)
        prose = "".join(p.text for s in chosen for p in s.report.paragraphs())
        before: list[Plan] = []
        for turn in history[-_MOST_TURNS:]:
            before.append(turn.plan or read_plan(turn.question, chosen, before, prose))
        return read_plan(asked, chosen, before, prose)

    def _carried_out(
        self, plan: Plan, sources: list[Source], history: Sequence[Turn]
    ) -> tuple[Answer, list[Hit]]:
        """The operations of a plan one after the other; a name that is not bound is said and not passed over."""
        chosen = narrowed(plan.read_as, sources)
        execution = Execution([self._of(s) for s in chosen])
        if plan.unbound and not isinstance(plan.operations[0], _WITHOUT_NAMES):
            why = f"{'；'.join(n.why for n in plan.unbound)}。{self._offered(plan, chosen)}"
            return Answer(plan.question, why, abstained=True), []
        answers: list[Answer] = []
        hits: list[Hit] = []
        for operation in plan.operations:
            found = execution.answer(plan, operation)
            if found is None and isinstance(operation, Values | Find) and (other := _of_another_year(plan)):
                why = f"{other.why}。{self._offered(plan, chosen)}"
                return Answer(plan.question, why, abstained=True), []
            if found is not None:
                answers.append(found)
                if isinstance(operation, Premise) and _settles(operation, found, plan):
                    break
            elif not isinstance(operation, Premise):
                told, hits = self._by_words(plan, sources, history)
                answers.append(told)
        spoken = [a for a in answers if not a.abstained] or answers[-1:]
        return joined(plan.question, spoken), hits

    def _offered(self, plan: Plan, chosen: Sequence[Source]) -> str:
        """Which reports of the library are on the agency or the year that a question names and the chosen ones lack."""
        years = {int(n.text[:4]) for n in plan.names if n.kind is NameKind.YEAR and n.why}
        shelf = self._shelf() if self._shelf is not None else ()
        other = mentioned(plan.read_as, shelf)
        own = {s.report.agency for s in chosen}
        found = other or [n for n in shelf if n.year in years and n.agency in own]
        held = {s.id for s in chosen}
        names = [
            f"{n.agency}{n.year}年" for n in found if n.id not in held and (not years or n.year in years)
        ]
        return f"资料库里有{'、'.join(dict.fromkeys(names))}的报告，可以选它再问。" if names else ""

    def _by_words(
        self, plan: Plan, sources: list[Source], history: Sequence[Turn]
    ) -> tuple[Answer, list[Hit]]:
        """What is found by the words of a question, each of its parts by itself."""
        first, *others = parts_of(plan.read_as)
        before = self._figure_before(sources, history)
        answer, every = self._answered(first, sources, before)
        if not others:
            return answer, every
        answers, part = [answer], first
        for other in others:
            if sources:
                before = figure_asked(part, sources[0].report, before) or before
            part = other if answer.abstained else in_context(other, first)
            told, hits = self._answered(part, sources, before)
            answers.append(told)
            every = every + hits
        return joined(plan.question, answers), every

    def _figure_before(self, sources: list[Source], history: Sequence[Turn]) -> Figure | None:
        """The figure of the tables that the questions before asked for last."""
        if not sources:
            return None
        before: Figure | None = None
        for turn in history[-_MOST_TURNS:]:
            before = figure_asked(turn.question, sources[0].report, before) or before
        return before

    def _answered(self, asked: str, sources: list[Source], before: Figure | None) -> tuple[Answer, list[Hit]]:
        """The answer to a single question."""
        sources = narrowed(asked, sources)
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
            told = answer_from_reports(asked, sources, self._indexes(sources), before)
            if told is not None:
                return told, []
        return self._by_retrieval(asked, sources, topic)

    def _by_retrieval(self, asked: str, sources: list[Source], topic: Topic) -> tuple[Answer, list[Hit]]:
        of_rules = usable(self._searches.regulation.find(asked, 4))
        ruled = answered_by_rules(asked, of_rules[0] if of_rules else None)
        if not sources:
            return self._without_report(asked, of_rules, ruled)
        indexes = self._indexes(sources)
        told = answer_from_statements(asked, sources, indexes)
        if told is not None and asks_title(asked):
            return told, self._passages_to_word(asked, sources)
        strong = ruled and of_rules[0].fit >= _STRONG and answers_the_kind(asked, of_rules[0].passage.text)
        if ruled and (topic is Topic.REGULATION or (topic is Topic.EITHER and strong and told is None)):
            answer, hits = self._about_rules(asked, of_rules)
            surely = told is not None and says_surely(asked, indexes)
            return (joined(asked, [answer, told]) if told is not None and surely else answer), hits
        if told is not None:
            return told, self._passages_to_word(asked, sources)
        if is_elsewhere(asked):
            return Answer(asked, _OFF_DOMAIN, abstained=True), []
        # Beside a chosen report the Regulation is told only where the question asks for rules.
        surely = bool(of_rules) and of_rules[0].fit >= _SURELY_OF_RULES
        asks_rules = topic is not Topic.REPORT or asks_for_rules(asked) or surely
        if (
            asks_rules
            and ruled
            and not asks_number(asked)
            and answers_the_kind(asked, of_rules[0].passage.text)
        ):
            answer, hits = self._about_rules(asked, of_rules)
            # What is asked of the report stays unanswered; what may as well be asked of the rules does not.
            silent = topic is Topic.REPORT
            return replace(answer, text=f"{_NOT_IN_REPORT}\n{answer.text}", abstained=silent), hits
        return nearest_statement(asked, sources, indexes), []

    def _passages_to_word(self, asked: str, sources: list[Source]) -> list[Hit]:
        """What a model may word an answer from; without a model nobody asks for it."""
        if self._model is None:
            return []
        every = (h for s in sources for h in self._of(s).passages.find(asked, 6))
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
