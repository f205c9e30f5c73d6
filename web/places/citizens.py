"""查询: an agency is chosen by typing a part of its name; its reports open as a sheet; its figures are one picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from answering.trends import data_of, sentence, themes
from errors import NotVisibleError
from office.desk import Desk
from reports.errors import UnusableFileError
from reports.model import Report
from review.agencies import same_agency
from web.calls import Asked, Line, OfReport, served
from web.face import Face
from web.views.agency_card import agencies_html, agency_html
from web.views.bars import by_year
from web.views.report_text import report_html

_MOST_OFFERED = 30
_MOST_YEARS = 8


class Typed(Asked):
    """What was typed."""

    typed: Line


class OfAgency(Asked):
    """An agency by its name."""

    agency: Line


def agencies(desk: Desk, asked: Typed, request: Any) -> dict[str, Any]:
    """The agencies whose names hold what was typed; one that is known by a longer and a shorter name is offered once."""
    typed = asked.typed.strip()
    found: list[str] = []
    for entry in desk.matching(typed, 200) if typed else desk.entries():
        if not entry.agency or typed not in entry.agency or any(same_agency(entry.agency, a) for a in found):
            continue
        found.append(entry.agency)
        if len(found) >= _MOST_OFFERED:
            break
    return {"html": agencies_html(sorted(found), typed), "count": len(found)}


def _reports(desk: Desk, agency: str) -> list[tuple[str, Report]]:
    """The latest report of each year of an agency, the newest first."""
    found = []
    for entry in desk.matching(agency, 200) or desk.entries():
        if entry.version == entry.versions and same_agency(entry.agency, agency):
            try:
                found.append((entry.id, desk.report(entry.id)))
            except (NotVisibleError, UnusableFileError):
                continue
    return found[:_MOST_YEARS]


def agency(desk: Desk, asked: OfAgency, request: Any) -> dict[str, Any]:
    """What there is on an agency: its figures as a sentence and one picture, its reports, whom to ask."""
    reports = _reports(desk, asked.agency)
    if not reports:
        return {"error": "没有找到这个单位公开的报告。"}
    theme = themes()[0]
    data = data_of(theme, [r for _, r in reports])
    newest = reports[0][1]
    picture = (
        by_year(f"{theme.title}（{theme.unit}）", data)
        if len(reports) > 1 or any(d.value for d in data)
        else ""
    )
    return {
        "html": agency_html(newest, [(i, r.year) for i, r in reports], sentence(theme, data), picture),
        "report": reports[0][0],
        "name": newest.shown_agency,
    }


def report(desk: Desk, asked: OfReport, request: Any) -> dict[str, Any]:
    """A report to read."""
    return {"html": report_html(desk.report(asked.report)), "title": desk.entry(asked.report).label}


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the place."""
    return [served(face, Typed, agencies), served(face, OfAgency, agency), served(face, OfReport, report)]
