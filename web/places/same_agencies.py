"""One agency under two names: offered beside a report, listed together by a click, taken back by another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from office.desk import Desk
from office.same_agencies import list_apart, list_together, other_name
from web.calls import Asked, Identifiers, Line, OfReport, served
from web.escape import safe
from web.face import Face


class Together(OfReport):
    """A report and another name of its agency."""

    name: Line


class Apart(Asked):
    """Reports that were listed under another name."""

    reports: Identifiers


def offered(desk: Desk, identifier: str) -> str:
    """The offer to list the reports of another name with this one's; "" where there is none."""
    other = other_name(desk, desk.entry(identifier).agency)
    if not other:
        return ""
    return (
        f'<p data-act="decide">资料库里还有“{safe(other)}”的报告，是同一单位吗？'
        f'<button type="button" data-same-agency="{safe(other)}">是，列在一起</button></p>'
    )


def together(desk: Desk, asked: Together, request: Any) -> dict[str, Any]:
    """Lists the reports of both names together."""
    agency = desk.entry(asked.report).agency
    if asked.name != other_name(desk, agency):
        return {"error": "资料库里已经没有这个单位的报告；请刷新页面。"}
    changed = list_together(desk, agency, asked.name)
    return {"changed": changed, "name": max(agency, asked.name, key=len)}


def apart(desk: Desk, asked: Apart, request: Any) -> dict[str, Any]:
    """Takes that back."""
    list_apart(desk, asked.reports)
    return {}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls for agencies under two names."""
    return [served(face, Together, together), served(face, Apart, apart)]
