"""设置: what the office sets for itself, as a form."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import gradio as gr
from pydantic import Field, StringConstraints

from errors import NianbaoError
from library.phrases import Phrase
from office.desk import Desk
from office.office_settings import LetterForm
from office.permissions import MAY, Act
from web.calls import Asked, Line, Nothing, served
from web.face import Face

LOGGER = logging.getLogger(__name__)


class OfPhrase(Asked):
    """A wording of hers."""

    rule: Line
    old: Line
    new: Line


class Form(Asked):
    """The form as it was filled in."""

    office: Line
    contact: Line
    days: Annotated[int, Field(ge=0, le=365)]
    due: Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


def settings(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """What is set, and what this visitor can have at all."""
    desk.permit(Act.SEE_REVIEWS)
    letters, intake = desk.workspace.office.letters(), desk.workspace.office.intake()
    return {
        "office": letters.office,
        "contact": letters.contact,
        "days": letters.deadline_days or "",
        "due": intake.due.isoformat() if intake.due else "",
        "model": desk.workspace.model is not None,
        "account": desk.viewer.name,
        "limits": list(desk.viewer.agencies),
        "phrases": [{"rule": p.rule, "old": p.old, "new": p.new} for p in desk.phrases_adopted()],
        "by_wording": desk.workspace.searches.named.by_wording,
        "unindexed": len(desk.workspace.outcomes.failures()) if Act.SET in MAY[desk.viewer.role] else 0,
        "colleagues": desk.colleagues() if Act.ASSIGN in MAY[desk.viewer.role] else [],
        "may": [act.name.lower() for act in MAY[desk.viewer.role]],
    }


def keep_settings(desk: Desk, asked: Form, request: Any) -> dict[str, Any]:
    """Keeps the form."""
    desk.permit(Act.SET)
    try:
        due = date.fromisoformat(asked.due) if asked.due else None
        letters = LetterForm(office=asked.office, contact=asked.contact, deadline_days=asked.days or None)
    except ValueError:
        return {"error": "设置没有保存：日期要存在，天数在1到120之间，单位和联系人不超过60个字。"}
    desk.keep_letter_form(letters)
    desk.workspace.office.keep_due(due, desk.viewer.name)
    return {}


def drop_phrase(desk: Desk, asked: OfPhrase, request: Any) -> dict[str, Any]:
    """Takes a wording back that she had made her default."""
    desk.settle_phrase(Phrase(asked.rule, asked.old, asked.new), adopted=False)
    return settings(desk, Nothing(), request)


def keep_phrase(desk: Desk, asked: OfPhrase, request: Any) -> dict[str, Any]:
    """Makes a wording her default again that she took back."""
    desk.settle_phrase(Phrase(asked.rule, asked.old, asked.new), adopted=True)
    return settings(desk, Nothing(), request)


def index_again(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """Tries the reports once more that could not be put into the index of the full text, behind the page."""
    desk.permit(Act.SET)
    workspace = desk.workspace

    def work() -> None:
        for identifier in workspace.outcomes.failures():
            try:
                workspace.index_report(identifier)
            except NianbaoError:
                LOGGER.exception("%s could not be indexed again", identifier)
                return

    threading.Thread(target=work, daemon=True, name="index-again").start()
    return {}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the form."""
    return [
        served(face, Nothing, settings),
        served(face, Form, keep_settings),
        served(face, OfPhrase, drop_phrase),
        served(face, OfPhrase, keep_phrase),
        served(face, Nothing, index_again),
    ]
