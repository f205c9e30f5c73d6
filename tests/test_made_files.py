"""Files made of many reports are jobs: asked for at one process and fetched at another, made once more where a worker died,
stopped, tried again, and gone when what they tell of is."""

from __future__ import annotations

import io
import os
import subprocess
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, update

from benchmarks.server import NIANBAO
from library.entries import Viewer
from library.job_kinds import Kind
from library.jobs import MOST_TRIES
from library.roles import Role
from library.schema import JobRow
from library.sessions import Sessions
from office.desk import Desk
from office.exports import ExportError, Exports, Form, make_file
from office.retention import sweep_once
from office.work import making
from office.workspace import Workspace
from reports.reading.progress import Progress
from settings import Settings
from tests.conftest import ROOT, SAMPLE
from tests.page_helpers import SAMPLE_AGENCY
from tests.postgresql import PostgreSql

LI, WANG = Viewer("li", Role.REVIEWER), Viewer("wang", Role.REVIEWER)
PASSWORD = "correct horse battery"
OTHER = "相山区财政局"


@pytest.fixture
def two(two_processes: tuple[Workspace, Workspace]) -> tuple[Workspace, Workspace]:
    """Two processes of one library with two reports."""
    one = two_processes[0]
    one.accounts.add("li", PASSWORD)
    content = SAMPLE.read_bytes()
    for report in (content, content.replace(SAMPLE_AGENCY.encode(), OTHER.encode())):
        one.add(report, SAMPLE.name, "li")
    return two_processes


def begun(workspace: Workspace, form: Form = Form.LETTERS) -> str:
    desk = Desk(workspace, LI)
    return Exports(workspace).begin(desk, form, [e.id for e in desk.entries()])


def done(workspace: Workspace) -> bool:
    workspace.jobs.pause = 0
    return workspace.other_hands.do_one(making(workspace))


def kept(workspace: Workspace) -> int:
    """How many exports the database has."""
    with workspace.database.session() as session:
        return session.scalar(select(func.count()).where(JobRow.kind == Kind.EXPORT.value)) or 0


@pytest.mark.parametrize("form", Form)
def test_what_is_asked_for_at_one_process_is_made_and_fetched_at_another(
    two: tuple[Workspace, Workspace], form: Form
) -> None:
    one, other = two
    name = begun(one, form)
    waiting = Exports(other).open(Desk(other, LI))
    assert waiting is not None and (waiting.name, waiting.total, waiting.finished) == (name, 2, False)
    assert done(other)
    made = Exports(one).of(Desk(one, LI), name)
    assert made.finished and made.told.made == 2 and Exports(one).open(Desk(one, LI)) is None
    content = Exports(one).content(Desk(one, LI), name)
    if form is Form.LEDGER:
        assert "问题台账" in load_workbook(io.BytesIO(content)).sheetnames
    else:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            # A letter has its receipt beside it.
            each = 2 if form is Form.LETTERS else 1
            assert len(archive.namelist()) == 2 * each and archive.testzip() is None


def test_nobody_else_hears_of_it(two: tuple[Workspace, Workspace]) -> None:
    one, _ = two
    name = begun(one)
    done(one)
    exports, wang = Exports(one), Desk(one, WANG)
    exports.stop(wang, name)
    for ask in (exports.of, exports.content):
        with pytest.raises(ExportError, match="已不在"):
            ask(wang, name)


def test_one_whose_worker_died_is_made_by_the_next_and_given_up_when_all_die(
    two: tuple[Workspace, Workspace],
) -> None:
    one, other = two
    name = begun(one)

    def silenced() -> None:
        with one.database.session() as session:
            session.execute(update(JobRow).values(beat=datetime(2020, 1, 1)))

    assert one.jobs.take("dead", [Kind.EXPORT]) is not None
    silenced()
    assert done(other) and Exports(one).of(Desk(one, LI), name).finished
    name = begun(one)
    for _ in range(MOST_TRIES):
        assert one.jobs.take("dead", [Kind.EXPORT]) is not None
        silenced()
    assert not done(other)
    with pytest.raises(ExportError, match="中断") as told:
        Exports(one).of(Desk(one, LI), name)
    assert told.value.again
    Exports(one).retry(Desk(one, LI), name)
    assert done(other) and Exports(one).of(Desk(one, LI), name).finished


def test_one_is_stopped_before_it_is_begun_and_between_two_reports(two: tuple[Workspace, Workspace]) -> None:
    one, other = two
    name = begun(one)
    Exports(other).stop(Desk(other, LI), name)
    assert Exports(one).of(Desk(one, LI), name).stopped and not done(one)
    begun(one)
    job = one.jobs.take("one", [Kind.EXPORT])
    assert job is not None
    made = make_file(one, job, one.jobs.content(job), Progress(stopped=True))
    assert made.made is None and not made.again


def test_a_fault_is_tried_again_and_then_told(
    two: tuple[Workspace, Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, _ = two
    name = begun(one, Form.LEDGER)
    monkeypatch.setattr("office.exports.ledger_file", lambda *_: 1 / 0)
    for _ in range(MOST_TRIES):
        assert done(one)
    with pytest.raises(ExportError, match="没有做成") as told:
        Exports(one).of(Desk(one, LI), name)
    assert told.value.again


def test_what_was_made_goes_with_a_report_that_it_may_tell_of(two: tuple[Workspace, Workspace]) -> None:
    one, other = two
    begun(one)
    done(one)
    running = begun(one)
    job = one.jobs.take("other", [Kind.EXPORT])
    assert job is not None and kept(one) == 2
    one.remove(Desk(one, LI).entries()[0].id, "li")
    assert kept(one) == 1
    made = make_file(other, job, other.jobs.content(job), Progress())
    assert not other.jobs.end(job, "other", job.state, made.result, made.made), "it was begun before"
    assert done(other)
    assert Exports(one).of(Desk(one, LI), running).told.gone == 1


def test_what_was_made_goes_with_the_login_with_new_limits_and_after_its_hours(
    two: tuple[Workspace, Workspace],
) -> None:
    one, _ = two
    sessions = Sessions(one.database)
    token = sessions.begin("li")
    begun(one)
    done(one)
    sessions.end(token)
    assert kept(one) == 0
    begun(one)
    one.limits.put("li", [OTHER])
    assert kept(one) == 0
    begun(one)
    done(one)
    sweep_once(one)
    assert kept(one) == 1
    with one.database.session() as session:
        session.execute(update(JobRow).values(ended=datetime(2020, 1, 1)))
    sweep_once(one)
    assert kept(one) == 0


def test_a_worker_of_its_own_makes_them(postgresql: PostgreSql, tmp_path: Path) -> None:
    address = postgresql.fresh()
    workspace = Workspace(Settings(database_url=address, data_dir=tmp_path / "one"))
    workspace.add(SAMPLE.read_bytes(), SAMPLE.name, "li")
    environment = {**os.environ, "NIANBAO_DATABASE_URL": address, "NIANBAO_DATA_DIR": str(tmp_path / "other")}
    worker = subprocess.Popen([NIANBAO, "worker"], env=environment, stdout=subprocess.DEVNULL, cwd=ROOT)
    try:
        desk = Desk(workspace, LI)
        content = b'{"reports": ["%s"]}' % desk.entries()[0].id.encode()
        name = workspace.jobs.begin(Kind.EXPORT, LI, Form.LETTERS.value, content, parts=1)
        while not Exports(workspace).of(desk, name).finished:
            assert worker.poll() is None
            time.sleep(0.2)
    finally:
        worker.terminate()
        worker.wait()
    assert zipfile.is_zipfile(io.BytesIO(Exports(workspace).content(desk, name)))
    workspace.close()
