"""What stands behind a question: the reports that it is about, the figures asked before, what could be asked next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from answering.source import Source
from answering.suggestions import suggested_questions
from errors import NotVisibleError
from office.desk import Desk
from reports.errors import UnusableFileError

if TYPE_CHECKING:
    from answering.assistant import Assistant, Turn

_TURNS = 4
_YEARS = re.compile("历年|各年|这几年|近[二两三四五]年|逐年")
_NEXT = 2


class Scope(StrEnum):
    """Where an answer is looked for."""

    REPORT = "report"
    AGENCY = "agency"
    LIBRARY = "library"
    REGULATION = "regulation"


def sources_in(desk: Desk, identifier: str, scope: str, question: str) -> list[Source]:
    """The reports that a question is about, in the scope that was chosen beside the report with this id ("" for none)."""
    try:
        if scope == Scope.REGULATION:
            return []
        if scope == Scope.LIBRARY or not identifier:
            return desk.scope_of(question)
        if scope == Scope.AGENCY:
            agency = desk.entry(identifier).agency
            every = [e.id for e in desk.entries() if e.agency == agency and e.version == e.versions]
            return desk.scope_of(question, every)
        return desk.scope_of(question, [identifier])
    except (NotVisibleError, UnusableFileError):
        return []


def sources_about(desk: Desk, identifier: str, question: str) -> list[Source]:
    """The reports that a question is about, without being told where to look.

    Beside a report it is that one, unless the question names others or speaks of several years; without one those
    that it names.
    """
    try:
        named = desk.scope_of(question)
        if not identifier:
            return named
        entry = desk.entry(identifier)
        others = [s for s in named if s.id != identifier and s.report.agency != entry.agency]
        if others:
            return named
        if _YEARS.search(question):
            return sources_in(desk, identifier, Scope.AGENCY, question)
        return desk.scope_of(question, [identifier])
    except (KeyError, UnusableFileError):
        return []


def assistant_in(desk: Desk, scope: str) -> Assistant:
    """The assistant for a scope: about the Regulation alone it searches no report."""
    return desk.workspace.assistant if scope == Scope.REGULATION else desk.assistant()


def questions_to_ask(desk: Desk, identifier: str, asked: Iterable[str]) -> list[str]:
    """Questions that fit the report and were not asked yet; only a few once the conversation is going."""
    try:
        report = desk.report(identifier) if identifier else None
        before = bool(identifier and desk.workspace.library.year_before(identifier))
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
