"""What is removed after how long, and what is not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from library.database import Database, LibraryError
from library.entries import Viewer
from library.job_kinds import Kind
from library.schema import ExchangeRow, JobRow, PresenceRow, TrailRow, now
from library.trail import Deed, Trail
from office.retention import sweep_once
from office.workspace import Workspace
from settings import Settings
from tests.conftest import ROOT, SAMPLE, without_program
from tests.postgresql import programs, running


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[..., Workspace]]:
    made: list[Workspace] = []

    def open_with(**settings: int) -> Workspace:
        made.append(Workspace(Settings(data_dir=tmp_path, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield open_with
    for workspace in made:
        workspace.close()


def asked(workspace: Workspace, owner: str, days: float) -> None:
    number = workspace.conversations.keep("c" * 32, "问", "{}", owner)
    with workspace.database.session() as session:
        this = update(ExchangeRow).where(ExchangeRow.id == number)
        session.execute(this.values(asked=now() - timedelta(days=days)))


def owners(workspace: Workspace) -> list[str]:
    with workspace.database.session() as session:
        return sorted(session.scalars(select(ExchangeRow.owner)))


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ({}, ["", "li", "li"]),
        ({"keep_public_questions_days": 0}, ["", "", "li", "li"]),
        ({"keep_conversations_days": 100}, ["", "li"]),
        ({"keep_public_questions_days": 500, "keep_conversations_days": 500}, ["", "", "li", "li"]),
    ],
    ids=["as it comes", "nothing of citizens", "accounts' too", "not yet"],
)
def test_questions_go_after_their_days(
    opened: Callable[..., Workspace], settings: dict[str, int], left: list[str]
) -> None:
    """As it comes the questions of citizens go after half a year, and the conversations of accounts stay."""
    workspace = opened(**settings)
    for owner, days in (("", 200), ("", 1), ("li", 200), ("li", 1)):
        asked(workspace, owner, days)
    sweep_once(workspace)
    assert owners(workspace) == left


def test_jobs_that_ended_go_with_the_files_kept_for_another_try(opened: Callable[..., Workspace]) -> None:
    workspace = opened(keep_jobs_days=10)
    workspace.jobs.add(Kind.INTAKE, Viewer("li"), [("old.txt", b"x"), ("new.txt", b"x"), ("open.txt", b"x")])
    with workspace.database.session() as session:
        for label, days in (("old.txt", 11), ("new.txt", 9)):
            ended = now() - timedelta(days=days)
            session.execute(update(JobRow).where(JobRow.label == label).values(state="given_up", ended=ended))
    sweep_once(workspace)
    assert [j.label for j in workspace.jobs.of("li", Kind.INTAKE)] == ["new.txt", "open.txt"]


def test_who_had_a_report_open_is_forgotten(opened: Callable[..., Workspace]) -> None:
    workspace = opened()
    report = workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name).id
    workspace.presences.others(report, "li")
    with workspace.database.session() as session:
        session.execute(update(PresenceRow).values(seen=now() - timedelta(hours=1)))
    sweep_once(workspace)
    with workspace.database.session() as session:
        assert session.scalars(select(PresenceRow)).all() == []


def traced(database: Database, *days: float) -> None:
    with database.session() as session:
        for number in days:
            session.execute(
                insert(TrailRow).values(
                    at=now() - timedelta(days=number), who="li", deed="logged_in", target="", label="", before="", after=""
                )
            )  # fmt: skip


def test_the_trail_is_kept_for_ever_unless_it_is_set_otherwise(opened: Callable[..., Workspace]) -> None:
    workspace = opened()
    traced(workspace.database, 4000, 1)
    sweep_once(workspace)
    assert len(list(workspace.trail.since())) == 2


def test_what_is_swept_of_the_trail_is_a_trace(opened: Callable[..., Workspace]) -> None:
    workspace = opened(keep_trail_days=1000)
    traced(workspace.database, 1001, 1200, 999, 1)
    sweep_once(workspace)
    sweep_once(workspace)
    traces = list(workspace.trail.since())
    assert [t.deed for t in traces] == [Deed.LOGGED_IN, Deed.LOGGED_IN, Deed.SWEPT]
    assert traces[-1].after == "删除2条" and traces[-1].deed.shown == "到期删除"


def refuses_young(database: Database) -> None:
    traced(database, 364, 1)
    for statement in ("DELETE FROM trail", "UPDATE trail SET who = 'x'"):
        with pytest.raises((LibraryError, IntegrityError)), database.session() as session:
            session.execute(text(statement))
    with pytest.raises((LibraryError, IntegrityError)), database.session() as session:
        session.execute(delete(TrailRow).where(TrailRow.who == "li"))
    assert len(list(Trail(database).since())) == 2
    traced(database, 367)
    assert Trail(database).sweep(1) == 1
    assert len(list(Trail(database).since(who="li"))) == 2


def test_nothing_deletes_the_last_year_of_the_trail(opened: Callable[..., Workspace]) -> None:
    refuses_young(opened().database)


def test_nor_does_it_on_postgresql() -> None:
    found = programs()
    if found is None:
        without_program("postgresql")
    with running(found) as server:
        database = Database(server.fresh())
        refuses_young(database)
        database.close()


@pytest.mark.parametrize("days", ["30", "-1", "多久"])
def test_a_trail_of_less_than_a_year_is_refused_in_one_sentence(
    nianbao: Callable[..., subprocess.CompletedProcess[str]], days: str
) -> None:
    with pytest.raises(ValidationError):
        Settings(keep_trail_days=days)  # type: ignore[arg-type]
    said = nianbao("trail", NIANBAO_KEEP_TRAIL_DAYS=days)
    assert said.returncode == 2 and said.stderr.count("\n") == 1 and "NIANBAO_KEEP_TRAIL_DAYS" in said.stderr


def test_every_setting_of_how_long_is_on_the_page_of_deployment() -> None:
    page = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    names = [n for n in Settings.model_fields if n.startswith("keep_")]
    assert len(names) == 4 and all(f"NIANBAO_{n.upper()}" in page for n in names)
