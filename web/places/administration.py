"""管理: what the administrator sees besides: the accounts with what each is limited to, and who did what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import Field, StringConstraints

from letters.sheets import to_csv
from library.trail import Deed, Sought
from office.desk import Desk
from office.permissions import Act
from office.trail_rows import HEAD, trail_row
from web.calls import Asked, Identifiers, Line, Nothing, served
from web.face import Face
from web.views.trail_table import drafts_html, trail_html

_A_PAGE = 100
# As many names of agencies are offered while limits are typed.
_MOST_NAMES = 5000
_MACHINE, _ANY = "本机", ""
_NO_DAY = "日期不存在；请写成 2026-01-31 这样。"

Day = Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]


class Limited(Asked):
    """What an account is limited to; nothing where it is not."""

    name: Line
    agencies: Annotated[list[Line], Field(max_length=1000)]


class TrailAsked(Asked):
    """Which acts: of whom (本机 is whoever sits at the machine), what, on which days, on what."""

    who: Line = _ANY
    deed: Literal["", *(d.value for d in Deed)] = ""  # type: ignore[valid-type]
    since: Day = ""
    until: Day = ""
    about: Line = ""
    before: int | None = None


class DraftsAsked(Asked):
    """Which drafts of others, from which on."""

    typed: Line = ""
    offset: Annotated[int, Field(ge=0)] = 0


class DraftsGiven(Asked):
    """The drafts that somebody is to work on; "" is nobody."""

    reports: Annotated[Identifiers, Field(min_length=1)]
    to: Line


def drafts(desk: Desk, asked: DraftsAsked, request: Any) -> dict[str, Any]:
    """The drafts of other accounts, by pages, and to whom they can be given."""
    found = desk.drafts_of_others(asked.typed, asked.offset, _A_PAGE + 1)
    return {
        "html": drafts_html(found[:_A_PAGE]),
        "offset": asked.offset + _A_PAGE if len(found) > _A_PAGE else None,
        "colleagues": desk.colleagues(),
    }


def give_drafts(desk: Desk, asked: DraftsGiven, request: Any) -> dict[str, Any]:
    """Gives them to somebody."""
    return {"changed": desk.assign_drafts(asked.reports, asked.to)}


def accounts(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
    """The accounts with what each is limited to, and the names of agencies that the library has."""
    every = desk.accounts()
    return {
        "accounts": [
            {"name": a.name, "role": a.role.shown, "disabled": a.disabled, "agencies": list(a.agencies)}
            for a in every
        ],
        "names": sorted({agency for agency, _ in desk.workspace.worklist.agencies(desk.viewer)})[
            :_MOST_NAMES
        ],
    }


def limit_account(desk: Desk, asked: Limited, request: Any) -> dict[str, Any]:
    """Keeps what an account is limited to; which of the names no report has is said."""
    unknown = desk.limit_account(asked.name, asked.agencies)
    said = (
        f"资料库里还没有这些单位的报告，名称要与报告上的完全相同：{'、'.join(unknown)}。" if unknown else ""
    )
    return {**accounts(desk, Nothing(), request), "said": said}


def _sought(asked: TrailAsked) -> Sought:
    """Raises a ValueError where a day is none."""
    who = {_ANY: None, _MACHINE: ""}.get(asked.who, asked.who)
    until = _begin(asked.until)
    return Sought(
        since=_begin(asked.since), until=until + timedelta(days=1) if until else None, who=who,
        deed=Deed(asked.deed) if asked.deed else None, about=asked.about,
    )  # fmt: skip


def _begin(day: str) -> datetime | None:
    """The first moment of a day, by the clock on the wall."""
    return datetime.combine(datetime.fromisoformat(day), time()).astimezone() if day else None


def trail(desk: Desk, asked: TrailAsked, request: Any) -> dict[str, Any]:
    """A page of the trail, the latest first."""
    try:
        sought = _sought(asked)
    except (ValueError, OverflowError):
        return {"error": _NO_DAY}
    found = desk.trail_page(sought, asked.before, _A_PAGE + 1)
    rows = found[:_A_PAGE]
    return {
        "html": trail_html(rows),
        "before": rows[-1].id if len(found) > _A_PAGE else None,
        "accounts": [name or _MACHINE for name in desk.workspace.trail.accounts()],
        "deeds": [[d.value, d.shown] for d in Deed],
    }


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls of the administrator."""

    def trail_file(desk: Desk, asked: TrailAsked, request: Any) -> dict[str, Any]:
        """All that is sought of the trail, as a file."""
        desk.permit(Act.SEE_TRAIL)
        try:
            sought = _sought(asked)
        except (ValueError, OverflowError):
            return {"error": _NO_DAY}
        rows = [trail_row(trace) for trace in desk.trail(sought)]
        return {"file": face.made_file(request, "操作记录.csv", to_csv(HEAD, rows))}

    return [
        served(face, DraftsAsked, drafts),
        served(face, DraftsGiven, give_drafts),
        served(face, Nothing, accounts),
        served(face, Limited, limit_account),
        served(face, TrailAsked, trail),
        served(face, TrailAsked, trail_file),
    ]
