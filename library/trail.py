"""The trail: who did what to what, and when. Rows are added and read; there is no way here to change or delete one, and
the database refuses it too. What is older than the office keeps it, and than a year, can be swept; that is a trace itself.

An act is noted in the session, and so in the transaction, that does it: there is no act without its trace and no trace
of an act that failed. A trace holds no text of reports, letters, notes or questions, and no secrets: of a text it says
only that it was changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from library.database import Database
from library.schema import ReportRow, TrailRow, now

_AT_ONCE = 500
# Days of the trail that nothing deletes; the triggers of the database have the same number.
SHORTEST_KEPT = 366
_LONGEST_LABEL = 60


class Deed(StrEnum):
    """What was done, as it is kept."""

    LOGGED_IN = "logged_in"
    LOGGED_OUT = "logged_out"
    UPLOADED = "uploaded"
    PUBLISHED = "published"
    DELETED = "deleted"
    NAMED = "named"
    ASSIGNED = "assigned"
    DECIDED = "decided"
    ADDED = "added"
    EDITED_LETTER = "edited_letter"
    ISSUED_LETTER = "issued_letter"
    EXPORTED = "exported"
    MARKED_STAGE = "marked_stage"
    CHANGED_SETTING = "changed_setting"
    CHANGED_ACCOUNT = "changed_account"
    SWEPT = "swept"

    @property
    def shown(self) -> str:
        """The act in Chinese."""
        return _SHOWN[self]


_SHOWN = {
    Deed.LOGGED_IN: "登录",
    Deed.LOGGED_OUT: "退出",
    Deed.UPLOADED: "上传报告",
    Deed.PUBLISHED: "发布或撤回",
    Deed.DELETED: "删除报告",
    Deed.NAMED: "填写单位名称",
    Deed.ASSIGNED: "移交报告",
    Deed.DECIDED: "作出决定",
    Deed.ADDED: "提出问题",
    Deed.EDITED_LETTER: "修改审核意见",
    Deed.ISSUED_LETTER: "出具审核意见",
    Deed.EXPORTED: "导出",
    Deed.MARKED_STAGE: "登记办理环节",
    Deed.CHANGED_SETTING: "修改设置",
    Deed.CHANGED_ACCOUNT: "管理账户",
    Deed.SWEPT: "到期删除",
}


@dataclass(frozen=True)
class Sought:
    """Which traces: from a moment on and before another one (with their zones), of one account ("" is whoever sits at the
    machine itself), of one kind of act, and with `about` in the id or the label of what was acted on; None and "" are any."""

    since: datetime | None = None
    until: datetime | None = None
    who: str | None = None
    deed: Deed | None = None
    about: str = ""

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions on a row."""
        row, found = TrailRow, list[ColumnElement[bool]]()
        if self.since is not None:
            found.append(row.at >= _utc(self.since))
        if self.until is not None:
            found.append(row.at < _utc(self.until))
        if self.who is not None:
            found.append(row.who == self.who)
        if self.deed is not None:
            found.append(row.deed == self.deed.value)
        if self.about.strip():
            typed = self.about.strip()
            found.append(
                or_(row.target.contains(typed, autoescape=True), row.label.contains(typed, autoescape=True))
            )
        return found


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True)
class Trace:
    """One row of the trail; `at` is in UTC, `who` is "" for whoever sits at the machine itself."""

    at: datetime
    who: str
    deed: Deed
    target: str
    label: str
    before: str
    after: str
    id: int = 0


def note(
    session: Session,
    who: str,
    deed: Deed,
    target: str = "",
    label: str = "",
    before: str = "",
    after: str = "",
) -> None:
    """Notes an act in the session that does it: on which report, account or setting, and from what to what."""
    row = TrailRow(at=now(), who=who, deed=deed.value, target=target, label=label, before=before, after=after)
    session.add(row)


def note_on_report(
    session: Session, who: str, deed: Deed, report: str, before: str = "", after: str = "", part: str = ""
) -> None:
    """Notes an act on a report, which is told by agency and year as well, or on a finding of it."""
    found = session.execute(select(ReportRow.agency, ReportRow.year).where(ReportRow.id == report)).first()
    label = f"{found.agency[:_LONGEST_LABEL]} {found.year or ''}".strip() if found is not None else ""
    note(session, who, deed, f"{report}/{part}" if part else report, label, before, after)


class Trail:
    """The trail of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def exported(self, who: str, report: str, kind: str) -> None:
        """Notes that a file was made for download, of a report or of several."""
        with self._database.session() as session:
            note_on_report(session, who, Deed.EXPORTED, report, after=kind)

    def since(self, moment: datetime | None = None, who: str | None = None) -> Iterator[Trace]:
        """The traces from a moment (with its zone) on, of one account where it is named, the earliest first."""
        return self.found(Sought(since=moment, who=who))

    def found(self, sought: Sought) -> Iterator[Trace]:
        """The traces that are sought, the earliest first."""
        query = select(TrailRow).where(*sought.conditions()).order_by(TrailRow.id).limit(_AT_ONCE)
        last = 0
        while True:
            with self._database.session() as session:
                rows = session.scalars(query.where(TrailRow.id > last)).all()
                last = rows[-1].id if rows else last
                traces = [_trace(row) for row in rows]
            yield from traces
            if len(traces) < _AT_ONCE:
                return

    def page(self, sought: Sought, before: int | None, most: int) -> list[Trace]:
        """The last of the traces that are sought, the latest first: those `before` the one of this number."""
        query = select(TrailRow).where(*sought.conditions()).order_by(TrailRow.id.desc()).limit(most)
        if before is not None:
            query = query.where(TrailRow.id < before)
        with self._database.session() as session:
            return [_trace(row) for row in session.scalars(query)]

    def sweep(self, days: float) -> int:
        """Deletes traces older than this, but none of the last year: the database refuses that. How many those are."""
        before = now() - timedelta(days=max(days, SHORTEST_KEPT))
        with self._database.session() as session:
            old = delete(TrailRow).where(TrailRow.at < before).returning(TrailRow.id)
            gone = len(session.execute(old).all())
            if gone:
                note(session, "", Deed.SWEPT, "trail", before=f"{before:%Y-%m-%d}以前", after=f"删除{gone}条")
        return gone

    def accounts(self) -> list[str]:
        """Who has done something, by name; those that are gone too."""
        with self._database.session() as session:
            return sorted(session.scalars(select(TrailRow.who).distinct()))


def _trace(row: TrailRow) -> Trace:
    return Trace(row.at, row.who, Deed(row.deed), row.target, row.label, row.before, row.after, row.id)
