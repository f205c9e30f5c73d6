"""What no operation of a plan reads is found by the question's words: one table of finders, the first that finds answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from answering.answer import Answer
from answering.domain import answered_by_rules, is_elsewhere
from answering.evidence.held import Held
from answering.evidence.narrative_index import NarrativeIndex
from answering.evidence.numbers_told import tells_duration
from answering.evidence.statements import answer_from_statements, nearest_statement, says_surely
from answering.extract import answer_from_article, answer_from_passage, answer_from_regulation, usable
from answering.from_reports import answer_from_reports
from answering.guided import answer_from_guide, guide_for
from answering.joined import joined
from answering.matching.judged import judged
from answering.matching.match import matches
from answering.plan.figures import figure_asked, names_count
from answering.plan.kinds import answers_the_kind, asks_title
from answering.plan.measures import asks_number
from answering.plan.operations import Figure, Plan
from answering.plan.parts import in_context, parts_of
from answering.plan.routing import Topic, asks_for_rules, is_interrogative, named_article, topic_of
from answering.plan.scope import narrowed
from answering.reviewed import answer_from_review, names_its_work
from answering.source import Source
from answering.stated import answer_from_metadata
from retrieval.passages import GUIDE
from retrieval.search import Hit
from retrieval.searches import Searches

OFF_DOMAIN = (
    "这个问题不在政府信息公开年度报告和《政府信息公开条例》的范围内，请换一个与报告或条例有关的问题。"
)
_WHICH_REPORT = "没有找到所问的报告：请先选择一份报告，或在问题里写明资料库中已有的单位和年度，例如“某某局2023年收到多少件申请”。"
_NOT_IN_REPORT = "报告未载明这一内容，《条例》的规定如下："
_ADVICE = re.compile(
    r"我(?:该|应该|应当|要)(?:不该|不要)?.{0,10}(?:起诉|告|复议|赔偿|打官司)|胜诉|打赢|能赔多少|怎么打官司|帮我写(?:起诉状|申请书|投诉信)"
)
_ADVICE_TEXT = (
    "条例的规定如下；您的具体情况需要法律意见，请咨询律师、司法行政机关或拨打12348公共法律服务热线。"
)
_STRONG = 0.1
_SURELY_OF_RULES = 0.15
# So probably a sentence of the report answers what may as well be asked of the rules; or may have to do with it.
_LIKELY, _MAYBE = 0.5, 0.3
_REPORT_COVERAGE = 0.55

# What these find is weighed against all that the prose says.
_WEIGHED = ("表格和正文里的数", "正文里的名称", "正文的语句", "没有找到")
REVIEWED, STATED = "审查发现", "报告自述的事项"
_SILENT = ("没有选报告", "不在范围", "没有找到")

LibrarySearch = Callable[[str, int], list[Hit]]


@dataclass(frozen=True)
class Found:
    """An answer, and the finders that found it, each with what it read; `judged` where it was weighed against the prose."""

    answer: Answer
    by: tuple[tuple[str, str], ...] = ()
    judged: bool = False

    @property
    def nothing_said(self) -> bool:
        """Whether it is silent because nothing was found, and not for a reason that it tells."""
        return self.answer.abstained and (self.judged or any(name in _SILENT for name, _ in self.by))


@dataclass(frozen=True)
class Sought:
    """One question with the reports that it is about; `before` is the figure of the questions before."""

    asked: str
    sources: tuple[Source, ...]
    indexes: tuple[NarrativeIndex, ...]
    topic: Topic
    before: Figure | None

    @cached_property
    def told(self) -> Answer | None:
        """The sentences of the reports that say what is asked."""
        return answer_from_statements(self.asked, list(self.sources), list(self.indexes))


class ByWords:
    """Answers a question from the words of reports, the Regulation and the library."""

    def __init__(
        self,
        searches: Searches,
        library: LibrarySearch | None,
        held: Callable[[Source], Held],
    ) -> None:
        self._searches, self._library = searches, library
        self._held = held
        # The order in which a question is tried.
        self.finders: tuple[tuple[str, Callable[[Sought], Found | None]], ...] = (
            ("点名的条文", self._article),
            (REVIEWED, self._review),
            (STATED, self._stated),
            ("没有选报告", self._without_report),
            ("表格和正文里的数", self._of_reports),
            ("正文里的名称", self._title),
            ("条例的规定", self._rules),
            ("正文的语句", self._statements),
            ("不在范围", self._elsewhere),
            ("条例相近的规定", self._rules_beside),
            ("没有找到", self._nearest),
        )

    def answer(self, plan: Plan, sources: Sequence[Source], earlier: Sequence[str]) -> Found:
        """The answer to each part of a plan's question by itself; `earlier` are the questions before."""
        first, *others = parts_of(plan.read_as)
        before = _figure_of(earlier, sources)
        found = [self._one(plan, first, sources, before)]
        part = first
        for other in others:
            if sources:
                before = figure_asked(part, sources[0].report, before) or before
            part = other if found[0].answer.abstained else in_context(other, first)
            found.append(self._one(plan, part, sources, before))
        if not others:
            return found[0]
        return Found(
            joined(plan.question, [f.answer for f in found]),
            tuple(s for f in found for s in f.by),
            all(f.judged for f in found),
        )

    def _one(self, plan: Plan, asked: str, sources: Sequence[Source], before: Figure | None) -> Found:
        chosen = tuple(narrowed(asked, sources))
        indexes = tuple(self._held(s).narrative for s in chosen)
        topic = topic_of(asked, bool(chosen))
        if any(tells_duration(asked, index) for index in indexes):
            topic = Topic.REPORT
        if topic is Topic.REVIEW and names_its_work(asked, indexes):
            topic = Topic.REPORT
        sought = Sought(asked, chosen, indexes, topic, before)
        for name, find in self.finders:
            found = find(sought)
            if found is not None:
                found = replace(found, by=((name, asked),))
                return self._weighed(plan, sought, found) if name in _WEIGHED else found
        return Found(Answer(asked, OFF_DOMAIN, abstained=True))

    def _weighed(self, plan: Plan, sought: Sought, found: Found) -> Found:
        """What was found in the prose, where it is the answer; else what is, or that nothing is."""
        told = judged(plan, sought.asked, found.answer, [self._held(s) for s in sought.sources])
        return found if told is None else replace(found, answer=told, judged=True)

    def _likely(self, sought: Sought) -> float:
        """How probable it is that a sentence of the reports answers."""
        found = [matches(sought.asked, self._held(s).told) for s in sought.sources]
        return max((f[0].probability for f in found if f), default=0.0)

    def _article(self, sought: Sought) -> Found | None:
        article = named_article(sought.asked)
        if article is None or (topic_of(sought.asked, bool(sought.sources)) is Topic.REPORT and "条例" not in sought.asked):  # fmt: skip
            return None
        named = answer_from_article(sought.asked, article)
        return Found(named) if named is not None else None

    def _review(self, sought: Sought) -> Found | None:
        if sought.topic is not Topic.REVIEW:
            return None
        return Found(answer_from_review(sought.asked, list(sought.sources)))

    def _stated(self, sought: Sought) -> Found | None:
        stated = answer_from_metadata(sought.asked, list(sought.sources))
        return Found(stated) if stated is not None else None

    def _of_reports(self, sought: Sought) -> Found | None:
        if sought.topic is Topic.REGULATION:
            return None
        told = answer_from_reports(sought.asked, list(sought.sources), list(sought.indexes), sought.before)
        return Found(told) if told is not None else None

    def _title(self, sought: Sought) -> Found | None:
        told = sought.told if asks_title(sought.asked) else None
        return Found(told) if told is not None else None

    def _ruled(self, asked: str) -> tuple[list[Hit], bool]:
        """The articles that fit a question best, and whether the first answers it."""
        of_rules = usable(self._searches.guided.find(_asked_of_rules(asked), 6))
        return of_rules, answered_by_rules(asked, of_rules[0] if of_rules else None)

    def _rules(self, sought: Sought) -> Found | None:
        """The Regulation where rules are asked for, with what the report surely says beside it."""
        if sought.topic is Topic.REPORT:
            return None
        told = sought.told
        if sought.topic is Topic.EITHER and (told is not None or self._likely(sought) >= _LIKELY):
            return None
        of_rules, ruled = self._ruled(sought.asked)
        strong = ruled and of_rules[0].fit >= _STRONG
        fits = strong and answers_the_kind(sought.asked, of_rules[0].passage.text)
        if not ruled or (sought.topic is Topic.EITHER and not fits):
            return None
        answer = self._about_rules(sought.asked, of_rules)
        if told is not None and says_surely(sought.asked, sought.indexes):
            answer = joined(sought.asked, [answer, told])
        return Found(answer)

    def _statements(self, sought: Sought) -> Found | None:
        told = sought.told
        return Found(told) if told is not None else None

    def _elsewhere(self, sought: Sought) -> Found | None:
        return Found(Answer(sought.asked, OFF_DOMAIN, abstained=True)) if is_elsewhere(sought.asked) else None

    def _rules_beside(self, sought: Sought) -> Found | None:
        """Beside a chosen report the Regulation is told only where the question asks for rules."""
        of_rules, ruled = self._ruled(sought.asked)
        surely = bool(of_rules) and of_rules[0].fit >= _SURELY_OF_RULES
        wanted = asks_for_rules(sought.asked) or self._likely(sought) < _MAYBE
        wanted = wanted and (sought.topic is not Topic.REPORT or asks_for_rules(sought.asked) or surely)
        if not wanted or not ruled or asks_number(sought.asked):
            return None
        if not answers_the_kind(sought.asked, of_rules[0].passage.text):
            return None
        answer = self._about_rules(sought.asked, of_rules)
        # What is asked of the report stays unanswered; what may as well be asked of the rules does not.
        silent = sought.topic is Topic.REPORT or not asks_for_rules(sought.asked)
        return Found(replace(answer, text=f"{_NOT_IN_REPORT}\n{answer.text}", abstained=silent))

    def _nearest(self, sought: Sought) -> Found | None:
        return Found(nearest_statement(sought.asked, list(sought.sources), list(sought.indexes)))

    def _without_report(self, sought: Sought) -> Found | None:
        """The Regulation, else the library, where no report is chosen."""
        if sought.sources:
            return None
        asked = sought.asked
        of_rules, ruled = self._ruled(asked)
        if names_count(asked) and not (ruled and asks_for_rules(asked)):
            return Found(Answer(asked, _WHICH_REPORT, abstained=True))
        if ruled:
            return Found(self._about_rules(asked, of_rules))
        found = usable(self._library(asked, 5)) if self._library else []
        fitting = [h for h in found if h.coverage >= _REPORT_COVERAGE]
        if fitting:
            return Found(answer_from_passage(asked, fitting[0]))
        return Found(Answer(asked, OFF_DOMAIN, abstained=True))

    def _about_rules(self, asked: str, hits: list[Hit]) -> Answer:
        guide = guide_for(hits)
        articles = [h for h in hits if h.passage.source != GUIDE]
        answer = answer_from_guide(asked, guide) if guide else answer_from_regulation(asked, articles)
        return replace(answer, text=f"{_ADVICE_TEXT}\n{answer.text}") if _ADVICE.search(asked) else answer


def _asked_of_rules(asked: str) -> str:
    """What a question asks; of how long it takes in a case that it tells of first (我要征地补偿的文件，多久得回我) without the case."""
    *told, last = [c for c in _CLAUSES.split(asked) if c.strip()] or [asked]
    of_a_case = told and _HOW_LONG.search(last) and not any(is_interrogative(t) for t in told)
    return f"申请{last}" if of_a_case and _OWN_APPLICATION.match(told[0]) else asked


_CLAUSES = re.compile("[，,。；;？?]")
# 别人申请公开的材料里有我的隐私 tells another case.
_OWN_APPLICATION = re.compile(
    "(?:我们?|俺)?(?:想|要|打算|已经|刚)*(?:[去向].{0,10})?(?:申请|[提交递]了?申请)"
)
_HOW_LONG = re.compile("多久|多长时间|(?:几|多少)个?(?:工作)?[天日]")


def _figure_of(earlier: Sequence[str], sources: Sequence[Source]) -> Figure | None:
    """The figure of the tables that the questions before asked for last."""
    before: Figure | None = None
    for question in earlier if sources else ():
        before = figure_asked(question, sources[0].report, before) or before
    return before
