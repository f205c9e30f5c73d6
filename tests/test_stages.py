"""What became of a report outside the program: who may note it, which days fit, and where it is shown."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from openpyxl import load_workbook

from errors import NotAllowedError, NotVisibleError
from library.entries import Viewer
from library.roles import Role
from library.stages import Stage, StageError
from library.trail import Deed
from office.desk import Desk
from office.ledger import ledger_of_library
from office.workspace import Workspace
from reports.reading.opened import open_file
from tests.conftest import SAMPLE


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace, Viewer("li"))


@pytest.fixture
def report(desk: Desk) -> str:
    taken = desk.add(next(iter(open_file(SAMPLE))))
    assert taken.entry is not None
    return taken.entry.id


def test_steps_are_kept_in_their_order_with_who_noted_them(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.RETURNED, date(2021, 1, 22))
    desk.mark_stage(report, Stage.SUBMITTED, date(2021, 1, 20))
    said = [(mark.shown, mark.who) for mark in desk.stages(report)]
    assert said == [("报审 2021-01-20", "li"), ("退回 2021-01-22", "li")]


def test_a_step_noted_again_has_the_later_note(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.FILED, date(2021, 1, 20))
    desk.mark_stage(report, Stage.FILED, date(2021, 1, 21))
    assert [mark.day for mark in desk.stages(report)] == [date(2021, 1, 21)]


def test_a_step_before_the_one_that_it_follows_is_refused(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.SUBMITTED, date(2021, 1, 20))
    with pytest.raises(StageError, match="“公布”的日期2021-01-19早于“报审 2021-01-20”"):
        desk.mark_stage(report, Stage.PUBLISHED, date(2021, 1, 19))
    assert len(desk.stages(report)) == 1


def test_a_step_that_has_not_come_is_refused(desk: Desk, report: str) -> None:
    with pytest.raises(StageError, match="还没有到"):
        desk.mark_stage(report, Stage.PUBLISHED, date.today() + timedelta(days=1))


def test_a_note_is_taken_back_and_leaves_its_trace(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.SUBMITTED, date(2021, 1, 20))
    desk.unmark_stage(report, Stage.SUBMITTED)
    assert desk.stages(report) == ()
    traces = [t for t in desk.workspace.trail.since() if t.deed is Deed.MARKED_STAGE]
    assert [(t.before, t.after) for t in traces] == [("", "报审 2021-01-20"), ("报审 2021-01-20", "")]


def test_readers_see_the_steps_and_note_none(workspace: Workspace, desk: Desk, report: str) -> None:
    desk.publish(report, True)
    reader = Desk(workspace, Viewer("wang", Role.READER))
    assert reader.stages(report) == ()
    with pytest.raises(NotAllowedError):
        reader.mark_stage(report, Stage.FILED, date(2021, 1, 20))


def test_of_a_report_that_is_not_the_viewers_nothing_is_known(workspace: Workspace, report: str) -> None:
    with pytest.raises(NotVisibleError):
        Desk(workspace, Viewer("zhao")).stages(report)


def test_the_steps_go_with_the_report(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.SUBMITTED, date(2021, 1, 20))
    desk.remove(report)
    assert desk.stage_marks() == {}


def test_ledger_and_circular_show_the_steps(desk: Desk, report: str) -> None:
    desk.mark_stage(report, Stage.SUBMITTED, date(2021, 1, 20))
    desk.mark_stage(report, Stage.RETURNED, date(2021, 1, 22))
    book = load_workbook(io.BytesIO(ledger_of_library(desk, desk.entries()).to_xlsx(date(2021, 2, 1))))
    assert {row[-1] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)} == {
        "退回 2021-01-22"
    }
    circular = list(book["通报"].iter_rows(values_only=True))
    assert circular[1][8] == "报审 2021-01-20；退回 2021-01-22"
    assert ("已退回", 1) in [row[:2] for row in circular]
