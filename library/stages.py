"""How far the business of a report is: 报审, 退回, 复审, 备案, 公布, each with the day on which a reviewer says it was."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from errors import NianbaoError
from library.database import Database
from library.schema import StageRow
from library.trail import Deed, note_on_report


class StageError(NianbaoError):
    """A stage cannot be on that day; the message is one clear Chinese sentence."""


class Stage(StrEnum):
    """A step of the business outside this program, in the order in which they come."""

    SUBMITTED = "submitted"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    FILED = "filed"
    PUBLISHED = "published"

    @property
    def shown(self) -> str:
        """The office's word."""
        return _SHOWN[self]

    @property
    def order(self) -> int:
        """Its place among the steps."""
        return list(Stage).index(self)


_SHOWN = {
    Stage.SUBMITTED: "报审",
    Stage.RETURNED: "退回",
    Stage.RESUBMITTED: "复审",
    Stage.FILED: "备案",
    Stage.PUBLISHED: "公布",
}


@dataclass(frozen=True)
class StageMark:
    """A step that was taken, on which day, and who noted it; `who` is "" for whoever sits at the machine itself."""

    stage: Stage
    day: date
    who: str = ""

    @property
    def shown(self) -> str:
        """The step with its day."""
        return f"{self.stage.shown} {self.day.isoformat()}"


def _fitting(marks: tuple[StageMark, ...], mark: StageMark, today: date) -> None:
    """Raises a StageError where a step would come before an earlier one, after a later one, or has not come yet."""
    if mark.day > today:
        raise StageError(f"“{mark.stage.shown}”的日期{mark.day.isoformat()}还没有到，请核对后再填。")
    for other in marks:
        before = other.stage.order < mark.stage.order
        if (before and other.day > mark.day) or (
            other.stage.order > mark.stage.order and other.day < mark.day
        ):
            relation = "早于" if before else "晚于"
            raise StageError(
                f"“{mark.stage.shown}”的日期{mark.day.isoformat()}{relation}“{other.shown}”，请核对两个日期。"
            )


class Stages:
    """The steps that were noted, by report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, report_id: str) -> tuple[StageMark, ...]:
        """The steps of a report in their order."""
        return self.every(report_id).get(report_id, ())

    def every(self, only: str | None = None) -> dict[str, tuple[StageMark, ...]]:
        """The steps of all reports, or of one, by report."""
        query = select(StageRow)
        if only is not None:
            query = query.where(StageRow.report_id == only)
        found: dict[str, list[StageMark]] = defaultdict(list)
        with self._database.session() as session:
            for row in session.scalars(query):
                found[row.report_id].append(StageMark(Stage(row.stage), row.day, row.who))
        return {key: tuple(sorted(marks, key=lambda m: m.stage.order)) for key, marks in found.items()}

    def mark(self, report_id: str, stage: Stage, day: date, who: str = "", today: date | None = None) -> None:
        """Notes that a step was taken on a day, in the place of an earlier note of it; raises a StageError."""
        mark = StageMark(stage, day, who)
        _fitting(tuple(m for m in self.of(report_id) if m.stage is not stage), mark, today or date.today())
        with self._database.session() as session:
            row = session.get(StageRow, (report_id, stage.value))
            before = StageMark(stage, row.day).shown if row is not None else ""
            note_on_report(session, who, Deed.MARKED_STAGE, report_id, before, mark.shown)
            if row is None:
                row = StageRow(report_id=report_id, stage=stage.value)
                session.add(row)
            row.day, row.who = day, who

    def unmark(self, report_id: str, stage: Stage, who: str = "") -> None:
        """Takes a note back."""
        with self._database.session() as session:
            row = session.get(StageRow, (report_id, stage.value))
            if row is not None:
                note_on_report(session, who, Deed.MARKED_STAGE, report_id, StageMark(stage, row.day).shown)
                session.delete(row)
