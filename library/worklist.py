"""The reports as a work list: one page of it, filtered, sorted and counted by the database, however many there are.

Only the last submission of each agency and year that the viewer may see is listed. What a list shows of a report
stands in columns that are written when it is stored and when it is reviewed, so that no report is opened for it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, not_, or_, select
from sqlalchemy.orm import aliased

from library.counts import Counts
from library.database import Database
from library.entries import Entry, Viewer, visible_to
from library.schema import DecisionChangeRow, DecisionRow, KeptSettingRow, LetterRow, ReportRow


class State(StrEnum):
    """How far the work on a report is."""

    WAITING = "waiting"
    REVIEWING = "reviewing"
    ISSUED = "issued"
    RESUBMITTED = "resubmitted"
    DOUBTFUL = "doubtful"


class Behind(StrEnum):
    """How a letter that is kept stands to the decisions and settings that changed since it was composed."""

    NOT = ""
    EDITED = "edited"
    ISSUED = "issued"


class Column(StrEnum):
    """What a list can be sorted by; WORST is the order in which a reviewer begins."""

    WORST = ""
    AGENCY = "agency"
    LEVEL = "level"
    YEAR = "year"
    VERSION = "version"
    ERRORS = "errors"
    WARNINGS = "warnings"
    NOTICES = "notices"
    HANDLED = "handled"
    PROGRESS = "progress"
    ASSIGNEE = "assignee"
    DUE = "due"
    UPDATED = "updated"


@dataclass(frozen=True)
class Wanted:
    """Which reports of the list, in which order: those with these `ids` (None: all) that are not `hidden`, where `typed`
    stands in agency, year or file name, or that are among `also`; where they are to be `mine`, those that the viewer was
    named for, or handed in while nobody is."""

    typed: str = ""
    ids: Collection[str] | None = None
    also: Collection[str] = ()
    hidden: Collection[str] = ()
    state: State | None = None
    mine: bool = False
    sort: Column = Column.WORST
    descending: bool = False
    offset: int = 0
    limit: int = 100


@dataclass(frozen=True)
class WorkLine:
    """A report in the list; `counts` is None until it is reviewed under the rules in force, `issued` when its letter was
    given out last, `level` None until it is known, `assignee` who is to work on it ("" where nobody was named), `behind`
    whether decisions changed since its letter was written on or given out, `due` until when that asked for the mended
    report."""

    entry: Entry
    level: str | None
    counts: Counts | None
    handled: int
    issued: datetime | None
    doubtful: bool
    assignee: str
    state: State
    behind: Behind = Behind.NOT
    due: date | None = None


@dataclass(frozen=True)
class Page:
    """Some reports of the list, and how many fit what was wanted."""

    rows: tuple[WorkLine, ...]
    fitting: int


@dataclass(frozen=True)
class Counters:
    """How many reports are in each state, in all, and not reviewed yet under the rules in force."""

    states: Mapping[State, int]
    total: int
    unreviewed: int


# A statement of SQLite takes no more values than this for certain.
_MOST_NAMED = 900


def _others(viewer: Viewer) -> tuple[Any, ColumnElement[bool]]:
    """The other submissions of a report that a viewer may see, and the condition that they are that.

    A report whose agency could not be read is nobody's further submission.
    """
    other, r = aliased(ReportRow), ReportRow
    same = and_(other.agency == r.agency, r.agency != "", other.year.is_not_distinct_from(r.year))
    return other, and_(same, visible_to(viewer, other))


def _submissions(viewer: Viewer) -> tuple[ColumnElement[bool], ColumnElement[bool], Any]:
    """Whether a report is the last of its agency and year, whether it is a further one, and how many there are."""
    other, same = _others(viewer)
    r = ReportRow
    later = or_(other.added > r.added, and_(other.added == r.added, other.id > r.id))
    last = not_(select(other.id).where(same, later).exists())
    further = select(other.id).where(same, other.id != r.id).exists()
    return last, further, select(func.count()).select_from(other).where(same).scalar_subquery()


def _behind() -> ColumnElement[str]:
    """How a letter stands to what changed since. Who signs matters where somebody wrote into it: the others follow."""
    change, kept = DecisionChangeRow, KeptSettingRow
    decided = select(change.id).where(change.report_id == ReportRow.id, change.at > LetterRow.based).exists()
    signed = select(kept.name).where(kept.name == "letters", kept.saved > LetterRow.based).exists()
    return case(
        (and_(LetterRow.text != LetterRow.composed, or_(decided, signed)), Behind.EDITED.value),
        (and_(LetterRow.issued.is_not(None), decided), Behind.ISSUED.value),
        else_=Behind.NOT.value,
    )


def _rows(viewer: Viewer, rules: str, hidden: Collection[str]) -> Any:
    """The listed reports, with what was decided on each and the state that follows from it."""
    r = ReportRow
    last, further, versions = _submissions(viewer)
    decided = (
        select(DecisionRow.report_id, func.count().label("handled"))
        .where(DecisionRow.state != "", DecisionRow.stands)
        .group_by(DecisionRow.report_id)
        .subquery("decided")
    )
    handled = func.coalesce(decided.c.handled, 0)
    doubtful = func.coalesce(r.doubtful, False)
    state = case(
        (doubtful, State.DOUBTFUL.value),
        (LetterRow.issued.is_not(None), State.ISSUED.value),
        (handled > 0, State.REVIEWING.value),
        (further, State.RESUBMITTED.value),
        else_=State.WAITING.value,
    )
    counted = and_(r.reviewer == rules, r.errors.is_not(None))
    updated = case((LetterRow.saved > r.added, LetterRow.saved), else_=r.added)
    behind = _behind()
    query = (
        select(
            r.id, r.file_name, r.agency, r.year, r.added, r.owner, r.published, r.level, r.errors, r.warnings,
            r.notices, r.assignee, handled.label("handled"), LetterRow.issued.label("issued"), behind.label("behind"),
            LetterRow.due.label("due"),
            doubtful.label("in_doubt"), state.label("state"), case((counted, 1), else_=0).label("counted"),
            updated.label("updated"), versions.label("versions"),
        )
        .outerjoin(decided, decided.c.report_id == r.id)
        .outerjoin(LetterRow, LetterRow.report_id == r.id)
        .where(last, visible_to(viewer))
    )  # fmt: skip
    if hidden:
        query = query.where(r.id.not_in(list(hidden)[:_MOST_NAMED]))
    return query.subquery("listed")


def _mine(row: Any, viewer: Viewer) -> ColumnElement[bool]:
    """Whether a report is the viewer's work."""
    return or_(row.assignee == viewer.name, and_(row.assignee == "", row.owner == viewer.name))


def _fitting(row: Any, wanted: Wanted, viewer: Viewer) -> list[ColumnElement[bool]]:
    """The conditions that what is wanted puts on a row."""
    conditions = []
    typed = wanted.typed.strip().lower()
    if typed:
        year = func.coalesce(cast(row.year, String), "")
        said = func.lower(row.agency + " " + year + " " + row.file_name)
        named = row.id.in_(list(wanted.also)[:_MOST_NAMED])
        conditions.append(or_(said.contains(typed, autoescape=True), named))
    if wanted.ids is not None:
        conditions.append(row.id.in_(list(wanted.ids)[:_MOST_NAMED]))
    if wanted.state is not None:
        conditions.append(row.state == wanted.state.value)
    if wanted.mine:
        conditions.append(_mine(row, viewer))
    return conditions


def _order(row: Any, wanted: Wanted) -> list[Any]:
    """The order of the rows: what is asked for, then the newest year, then agency."""
    settled = [func.coalesce(row.year, 0).desc(), row.agency, row.id]
    numbers = {c: case((row.counted == 1, row[c]), else_=-1) for c in ("errors", "warnings", "notices")}
    if wanted.sort is Column.WORST:
        worst = [row.in_doubt, row.counted.desc(), *(n.desc() for n in numbers.values())]
        return [*worst, *settled]
    left = numbers["errors"] + numbers["warnings"] + numbers["notices"] - row.handled
    place = case({s.value: i for i, s in enumerate(State)}, value=row.state)
    by: Any = {
        Column.AGENCY: row.agency,
        Column.LEVEL: func.coalesce(row.level, ""),
        Column.YEAR: func.coalesce(row.year, 0),
        Column.VERSION: row.versions,
        Column.HANDLED: case((row.counted == 1, left), else_=-row.handled),
        Column.PROGRESS: place,
        Column.ASSIGNEE: row.assignee,
        Column.DUE: func.coalesce(cast(row.due, String), "" if wanted.descending else "9"),
        Column.UPDATED: row.updated,
    }.get(wanted.sort, numbers.get(wanted.sort.value))
    return [by.desc() if wanted.descending else by.asc(), *settled]


class Worklist:
    """The list of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, viewer: Viewer, rules: str, wanted: Wanted) -> Page:
        """A page of the reports that a viewer may see; counts are those of the rules and settings with this fingerprint."""
        row = _rows(viewer, rules, wanted.hidden)
        conditions = _fitting(row.c, wanted, viewer)
        chosen = select(row.c.id).where(*conditions).order_by(*_order(row.c, wanted))
        with self._database.session() as session:
            # The order is found with little in hand; only what is shown is fetched whole.
            some = list(session.scalars(chosen.offset(wanted.offset).limit(wanted.limit)))
            whole = {r.id: r for r in session.execute(select(row).where(row.c.id.in_(some)))}
            fitting = session.scalar(select(func.count()).select_from(row).where(*conditions)) or 0
        return Page(tuple(_line(whole[i]) for i in some if i in whole), fitting)

    def counters(
        self, viewer: Viewer, rules: str, hidden: Collection[str] = (), mine: bool = False
    ) -> Counters:
        """How many of the reports that a viewer may see, or of those that are her work, are in each state."""
        row = _rows(viewer, rules, hidden)
        query = select(row.c.state, func.count(), func.sum(row.c.counted)).group_by(row.c.state)
        if mine:
            query = query.where(_mine(row.c, viewer))
        with self._database.session() as session:
            counted = session.execute(query).all()
        known = {State(state): number for state, number, _ in counted}
        total, reviewed = sum(known.values()), sum(int(number) for *_, number in counted)
        return Counters({state: known.get(state, 0) for state in State}, total, total - reviewed)

    def agencies(self, viewer: Viewer) -> set[tuple[str, int | None]]:
        """The agencies, each with the years of which a viewer may see its report."""
        r = ReportRow
        query = select(r.agency, r.year).where(visible_to(viewer), r.agency != "").distinct()
        with self._database.session() as session:
            return {(agency, year) for agency, year in session.execute(query)}

    def neighbours(self, viewer: Viewer, identifier: str) -> tuple[str | None, str | None]:
        """The reports before and after one in the order of the library; None at its ends, and where it is not seen."""
        r = ReportRow
        order = (func.coalesce(r.year, 0).desc(), r.agency, r.added.desc(), r.id)
        beside = select(
            r.id, func.lag(r.id).over(order_by=order).label("before"), func.lead(r.id).over(order_by=order).label("after")
        ).where(visible_to(viewer))  # fmt: skip
        listed = beside.subquery("listed")
        with self._database.session() as session:
            found = session.execute(
                select(listed.c.before, listed.c.after).where(listed.c.id == identifier)
            ).first()
        return (found.before, found.after) if found is not None else (None, None)


def _line(row: Any) -> WorkLine:
    counts = Counts(row.errors, row.warnings, row.notices) if row.counted else None
    number = row.versions or 1
    shown = (row.id, row.file_name, row.agency, row.year, row.added, row.owner, row.published)
    entry = Entry(*shown, version=number, versions=number)
    return WorkLine(
        entry, row.level, counts, row.handled, row.issued, bool(row.in_doubt), row.assignee, State(row.state),
        Behind(row.behind), row.due,
    )  # fmt: skip
