"""What stands behind a question: the reports that it is about, the figures asked before, what could be asked next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from answering.source import Source
from answering.suggestions import suggested_questions
from errors import NotVisibleError
from office.desk import Desk
from reports.errors import UnusableFileError

if TYPE_CHECKING:
    from answering.assistant import Turn

_TURNS = 4
_YEARS = re.compile("历年|各年|这几年|近[二两三四五]年|逐年")
_NEXT = 2


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
            every = [e.id for e in desk.entries() if e.agency == entry.agency and e.version == e.versions]
            return desk.scope_of(question, every)
        return desk.scope_of(question, [identifier])
    except UnusableFileError:
        return []


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
