"""What stands behind a question: the reports that it is about, the figures asked before, what could be asked next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from answering.domain import answered_by_rules
from answering.plan.named import row_asked
from answering.plan.places_said import unknown_places
from answering.plan.request import without_reader
from answering.plan.routing import Topic, asks_for_rules, topic_of
from answering.plan.scope import (
    Named,
    asks_for_year_before,
    compared,
    meant_before,
    meant_by_answer,
    mentioned,
    named_of,
    points_at_report,
)
from answering.plan.wordings import asks
from answering.source import Source
from answering.suggestions import suggested_questions
from errors import NotVisibleError
from office.desk import Desk
from office.one_review import review
from office.over_all import across, answer_across
from office.permissions import MAY, Act
from office.told_of import told_of
from reports.errors import UnusableFileError
from reports.model import Report
from review.finding import Finding
from review.own import OWN_RULE

if TYPE_CHECKING:
    from answering.answer import Answer
    from answering.assistant import Assistant, Turn
    from retrieval.search import Hit

_TURNS = 4
_YEARS = re.compile("历年|各年|这几年|近[二两三四五]年|逐年")
_NEXT = 2
# 哪个单位 beside a report asks which one the report tells of, and so does 哪家医院; only these words ask for other reports.
_AGENCY = "单位|部门|机关|局|委|政府|镇|乡|街道|报告|年报"
_OTHERS = re.compile(
    f"资料库|全库|谁家|横向|(?:所有|全部|各|每)(?:个|家|份)?的?(?:{_AGENCY})|哪(?:几|些)?份|"
    f"哪(?:几|些)?家(?=$|[，,？?的最更收没有写办在是比]|公开|申请|发布|多|少|{_AGENCY})|"
    f"[几两三四五六七八九十]家(?=[里中谁哪比]|相比|{_AGENCY})|"
    f"(?:(?<![本我])(?:{_AGENCY})|谁|哪).{{0,8}}排名|排名.{{0,8}}(?:{_AGENCY}|谁|哪)|"
    f"(?<!谁)最[多少高低]的?(?:是)?(?:谁|哪.{{0,2}}(?:{_AGENCY}))|(?:哪.{{0,2}}(?:{_AGENCY})).{{0,8}}最[多少高低]"
)
# 谁最多 is asked of agencies where they all count it in a table, else of what the report tells of.
_WHO_MOST = re.compile(
    "(?<!渠道)(?<!方式)(?<!途径)(?<!类)(?<!内容)(?<!事项)(?<!领域)(?<!类别)(?<!理由)谁.{0,8}最[多少高低]|最[多少高低]的?是?谁"
)


def assistant_of(desk: Desk) -> Assistant:
    """The assistant, searching only what the viewer may see."""

    def search(question: str, k: int) -> list[Hit]:
        shelf = desk.workspace.library.shelf(desk.viewer)
        return desk.workspace.search(question, k, {identifier for identifier, *_ in shelf})

    def over_all(question: str, sources: Sequence[Source]) -> Answer | None:
        return answer_across(desk.workspace, lambda: _shelf(desk), question, sources, desk.found_over_all)

    return desk.workspace.assistant.within(
        search, lambda: _shelf(desk), over_all, lambda question: scope_of(desk, question)
    )


def _shelf(desk: Desk) -> list[Named]:
    return [Named(*found) for found in desk.workspace.library.shelf(desk.viewer)]


def _seen(desk: Desk, identifier: str) -> Source:
    """A report that the viewer is known to see; what is wrong with it is what the review left, not what was dismissed.

    What a reviewer wrote herself is for those who see reviews.
    """

    def kept() -> tuple[Finding, ...]:
        left = desk.shown(desk.workspace.reviews.of(identifier, desk.phrases_adopted())).kept
        sees = Act.SEE_REVIEWS in MAY[desk.viewer.role]
        return left if sees else tuple(f for f in left if f.rule != OWN_RULE)

    return Source(identifier, desk.workspace.library.report(identifier), kept)


def _source(desk: Desk, identifier: str) -> Source:
    """A report to be asked about; raises NotVisibleError."""
    return _seen(desk, desk.entry(identifier).id)


def file_source(desk: Desk, content: bytes, report: Report) -> Source:
    """A file that is not kept, to be asked about: where the library has it too, it is the library's report."""
    known = desk.known(content)
    if known is not None:
        return _source(desk, known)
    settings = desk.workspace.reviews.settings
    return Source("file", report, lambda: review(report, settings=settings).kept)


def scope_of(
    desk: Desk, question: str, chosen: Sequence[str] = (), beside: bool = False, before: Sequence[str] = ()
) -> list[Source]:
    """The reports that a question is about: the chosen ones (NotVisibleError), else those it names or compares, else,
    where it is not asked `beside` a report, those of the questions `before` it or those that tell of it.

    The agency's report on the year before is added where the question compares with it.
    """
    if chosen:
        sources = [_source(desk, i) for i in chosen]
    else:
        entries = _shelf(desk)
        named = mentioned(question, entries)
        if not named:
            found = across(desk.workspace, question, entries)
            desk.found_over_all = found
            named = found.telling if found is not None else compared(question, entries)
        # What is of another place or of the rules is not asked of the report before.
        alone = unknown_places(question, (e.agency for e in entries)) or _is_of_rules(desk, question)
        before = () if alone else before
        if not named and before and points_at_report(question):
            *others, last = before
            answer = assistant_of(desk).ask(last, scope_of(desk, last, before=others))
            named = meant_by_answer(question, answer.text, entries)
        if not named and before and topic_of(question, True) is not Topic.REGULATION:
            named = meant_before(question, before, entries)
        if not named and not beside and not alone:
            named = told_of(desk.workspace, question, entries, lambda i: _seen(desk, i))
        sources = [_seen(desk, n.id) for n in named]
    if len(sources) == 1 and asks_for_year_before(question):
        library = desk.workspace.library
        earlier = library.beside.year_before(sources[0].id)
        if earlier is not None and library.visible(earlier, desk.viewer):
            sources.append(_seen(desk, earlier))
    return sources


def _is_of_rules(desk: Desk, question: str) -> bool:
    """Whether a question asks for rules, and the Regulation answers it by itself."""
    if not asks_for_rules(question):
        return False
    found = desk.workspace.assistant.searches.guided.find(question, 1)
    return answered_by_rules(question, found[0] if found else None)


def sources_about(desk: Desk, identifier: str, question: str, before: Sequence[str] = ()) -> list[Source]:
    """The reports that a question is about, without being told where to look; `before` are the questions before it.

    Beside a report it is that one, unless the question names others or speaks of several years; without one those
    that it names. What is to be written for somebody (给县政府的汇报) is not about them.
    """
    try:
        if not identifier:
            return scope_of(desk, question, before=before)
        entry = desk.entry(identifier)
        about = without_reader(question) if asks("making", question) else question
        named = _named(about, scope_of(desk, about, beside=True))
        others = [s for s in named if s.id != identifier and s.report.agency != entry.agency]
        if others:
            return named
        if _YEARS.search(question):
            every = [e.id for e in desk.entries() if e.agency == entry.agency and e.version == e.versions]
            return scope_of(desk, question, every)
        return scope_of(desk, question, [identifier])
    except UnusableFileError:
        return []


def asks_for_others(question: str) -> bool:
    """Whether a question asked beside a report is about the reports of other agencies as well."""
    who_most = _WHO_MOST.search(question) is not None and row_asked(question) is not None
    return who_most or _OTHERS.search(question) is not None


def _named(question: str, found: list[Source]) -> list[Source]:
    """The reports that a question asked beside a report names, or all that it compares where it says so."""
    if asks_for_others(question):
        return found
    names = mentioned(question, [named_of(s) for s in found])
    return [s for s in found if s.id in {n.id for n in names}]


def questions_to_ask(desk: Desk, identifier: str, asked: Iterable[str]) -> list[str]:
    """Questions that fit the report and were not asked yet; only a few once the conversation is going."""
    try:
        report = desk.report(identifier) if identifier else None
        before = bool(identifier and desk.workspace.library.beside.year_before(identifier))
    except (NotVisibleError, UnusableFileError):
        return []
    past = set(asked)
    left = [q for q in suggested_questions(report, before) if q not in past]
    return left[:_NEXT] if past else left


def turns_of(asked: Sequence[str]) -> list[Turn]:
    """The last questions, which a follow-up like 那自然人呢 edits."""
    from answering.assistant import Turn

    return [Turn(question) for question in asked[-_TURNS:]]


def kept_under(desk: Desk, identifier: str) -> str | None:
    """The report that an exchange is kept under: it is deleted with the report."""
    try:
        return desk.entry(identifier).id if identifier else None
    except NotVisibleError:
        return None
