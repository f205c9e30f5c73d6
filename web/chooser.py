"""The chooser of reports: all of them, or where they are very many those that fit what is typed beside it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from errors import NotVisibleError
from library.roles import Role
from library.store import Entry
from office.desk import Desk
from web.face import Face

NO_REPORT = "（不选报告，只问《条例》和资料库）"
# A page that holds more choices than this answers every click late.
MOST_LISTED = 600
_MOST_FOUND = 200


def _listed(desk: Desk, entries: list[Entry]) -> list[tuple[str, str]]:
    """Labels and ids; a reviewer is told which are drafts, a citizen sees none."""
    draft = "　〔未发布〕" if desk.viewer.role is not Role.CITIZEN else ""
    return [(e.label if e.published else f"{e.label}{draft}", e.id) for e in entries]


def choices(desk: Desk, chosen: str = "", typed: str = "") -> list[tuple[str, str]]:
    """The reports for the chooser as label and id, then the choice of none.

    Of very many only those whose label holds what is typed, up to a number; the chosen one is always there.
    """
    if desk.size() <= MOST_LISTED:
        return [*_listed(desk, desk.entries()), (NO_REPORT, "")]
    found = _listed(desk, desk.matching(typed, _MOST_FOUND))
    fitting = [c for c in found if typed.strip().lower() in c[0].lower() and c[1] != chosen]
    # First, since the browser marks the chosen one by its place in the list.
    return [*_chosen(desk, chosen), *fitting[:_MOST_FOUND], (NO_REPORT, "")]


def _chosen(desk: Desk, identifier: str) -> list[tuple[str, str]]:
    if not identifier:
        return []
    try:
        same = desk.versions(desk.entry(identifier))
    except NotVisibleError:
        return []
    return [c for c in _listed(desk, same) if c[1] == identifier]


def updated(desk: Desk, chosen: str | None) -> Any:
    """The chooser with what is there now; the choice stays where its report is still there."""
    there = choices(desk, chosen or "")
    known = any(chosen == i for _, i in there)
    return gr.update(choices=there, value=chosen if known else there[0][1])


def connect(face: Face, finder: Any) -> None:
    """What was built at the start may be old: a page that is opened asks for what is there now.

    The finder is there where the reports are too many to be listed: it narrows the list, Enter takes the first.
    """

    def refreshed(chosen: str, request: gr.Request) -> tuple[Any, Any]:
        desk = face.desk(request)
        return updated(desk, chosen or None), gr.update(visible=desk.size() > MOST_LISTED)

    def narrowed(chosen: str, typed: str, request: gr.Request) -> Any:
        return gr.update(choices=choices(face.desk(request), chosen or "", typed))

    def taken(chosen: str, typed: str, request: gr.Request) -> Any:
        there = choices(face.desk(request), chosen or "", typed)
        first = next((i for label, i in there if i and typed.strip().lower() in label.lower()), chosen)
        return gr.update(choices=there, value=first)

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    face.page.load(refreshed, face.chooser, [face.chooser, finder], **private)
    finder.input(narrowed, [face.chooser, finder], face.chooser, trigger_mode="always_last", **private)
    finder.submit(taken, [face.chooser, finder], face.chooser, **private)
