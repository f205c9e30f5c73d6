"""工作台: a page of the reports and how far the work on each is; what is done to the chosen ones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import Field

from library import worklist
from library.worklist import Column, State
from office.batch import Batches
from office.desk import Desk
from office.pending import Removals
from office.questions import assistant_of
from office.workbench import kinds_of_problems, not_handed_in, work_counters, work_page
from web.calls import Asked, Identifiers, Line, Nothing, served
from web.face import Face
from web.places.intake import Named, Pace, batch_of
from web.places.publishing import Publishing, publish
from web.views.work_table import counters_html, kinds_html, missing_html, row_html, to_match_html

# As many rows are sent at once; more of them when they are asked for.
_A_PAGE = 100
_MOST_PAGES = 20
# The kinds of problems are counted on as many of the reports that come first.
_MOST_COUNTED = 500
_MOST_HITS = 40
_MISSING = "missing"


class Wanted(Asked):
    """Which rows, in which order."""

    typed: Line = ""
    state: Literal["", "missing", *(s.value for s in State)] = ""  # type: ignore[valid-type]
    problem: Line = ""
    sort: Literal[*(c.value for c in Column)] = ""  # type: ignore[valid-type]
    descending: bool = False
    mine: bool = False
    among: Identifiers = Field(default_factory=list)
    pages: Annotated[int, Field(ge=1, le=_MOST_PAGES)] = 1


class Chosen(Asked):
    """The chosen reports."""

    reports: Identifiers


class HandedOver(Chosen):
    """Who is to work on them; "" is nobody in particular."""

    to: Line


def _saying(desk: Desk, typed: str) -> set[str]:
    """The reports whose text says what was typed."""
    if len(typed.strip()) < 2:
        return set()
    hits = assistant_of(desk).search(typed, (), _MOST_HITS)
    return {h.passage.report for h in hits if h.passage.report and typed in h.passage.text}


def _wanted(desk: Desk, asked: Wanted, hidden: set[str]) -> worklist.Wanted:
    return worklist.Wanted(
        typed=asked.typed, ids=asked.among if asked.problem else None, also=_saying(desk, asked.typed), hidden=hidden,
        state=State(asked.state) if asked.state else None, sort=Column(asked.sort), descending=asked.descending,
        mine=asked.mine, limit=_A_PAGE * asked.pages,
    )  # fmt: skip


def calls(
    face: Face, removals: Removals, batches: Batches
) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the place."""
    pace = Pace()

    def rows(desk: Desk, asked: Wanted, request: Any) -> dict[str, Any]:
        """A page of the table as it is now, with the counters and what is being read."""
        intake, hidden = face.workspace.office.intake(), removals.hidden()
        counted = work_counters(desk, hidden, asked.mine)
        missing, to_match = not_handed_in(desk, desk.expected())
        more = 0
        if asked.state == _MISSING:
            table = "".join(map(missing_html, missing)) + "".join(to_match_html(*pair) for pair in to_match)
        else:
            page = work_page(desk, _wanted(desk, asked, hidden))
            table = "".join(row_html(line, desk.may_change(line.entry)) for line in page.rows)
            more = page.fitting - len(page.rows)
        return {
            **batch_of(batches, pace, desk),
            "table": table,
            "counters": counters_html(
                counted, len(missing) + len(to_match), asked.state, asked.mine if desk.viewer.name else None
            ),
            "more": more if asked.pages < _MOST_PAGES else 0,
            "over": f"还有 {more} 份没有列出。" if more > 0 else "",
            "left": counted.unreviewed,
            "deadline": intake.days_left(date.today()),
        }

    def assign(desk: Desk, asked: HandedOver, request: Any) -> dict[str, Any]:
        """Hands the chosen reports over; `before` says who had them."""
        before: dict[str, list[str]] = {}
        for identifier in asked.reports:
            before.setdefault(desk.workspace.assignments.of(identifier), []).append(identifier)
        return {"changed": desk.assign(asked.reports, asked.to), "before": list(before.items())}

    def remove(desk: Desk, asked: Chosen, request: Any) -> dict[str, Any]:
        """Deletes the chosen reports, after a while in which that can be taken back."""
        return {"pending": removals.begin(desk, asked.reports), "seconds": removals.seconds}

    def take_back(desk: Desk, asked: Named, request: Any) -> dict[str, Any]:
        """Takes a deletion back."""
        return {"back": removals.take_back(desk.viewer.name, asked.name)}

    def problems(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """The kinds of problems over all reports."""
        page = work_page(desk, worklist.Wanted(hidden=removals.hidden(), limit=_MOST_COUNTED))
        kinds = kinds_of_problems(desk, [line.entry.id for line in page.rows])
        over = f"只统计了排在最前的 {_MOST_COUNTED} 份。" if page.fitting > _MOST_COUNTED else ""
        html = kinds_html(kinds, len(page.rows), over)
        return {"html": html, "reports": {k.title: list(k.reports) for k in kinds}}

    return [
        served(face, Wanted, rows),
        served(face, Publishing, publish),
        served(face, HandedOver, assign),
        served(face, Chosen, remove),
        served(face, Named, take_back),
        served(face, Nothing, problems),
    ]
