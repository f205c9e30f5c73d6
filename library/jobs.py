"""Long work as rows of the library's database: any process takes the next job, and one that dies loses none.

A job is taken by one statement that skips what others are taking (FOR UPDATE SKIP LOCKED on PostgreSQL; SQLite lets one
writer after the other). Who has taken it says so again and again; once it was silent for the lease, another takes the
job. A job that was begun too often is given up. It is one table and one interface for both databases, of the library's
own schema: backup, migrations and who may see what hold for it as for everything else.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, true, update
from sqlalchemy.orm import Session

from library.database import Database
from library.entries import Viewer
from library.job_kinds import Kind
from library.limits import limits_of
from library.roles import Role
from library.schema import JobRow, UserRow, now

MOST_TRIES = 3
_LONGEST_LABEL = 200
_LONG_AGO = datetime(2000, 1, 1)


class JobState(StrEnum):
    """What became of a job so far."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    GIVEN_UP = "given_up"
    STOPPED = "stopped"


_OPEN = (JobState.WAITING.value, JobState.RUNNING.value)


@dataclass(frozen=True)
class Job:
    """A job as it is now: `name` is that of its batch, which nobody can guess, `result` what its kind of work makes of it,
    "" before it ended."""

    id: int
    kind: Kind
    name: str
    viewer: Viewer
    label: str
    state: JobState
    tries: int
    page: int
    pages: int
    result: str

    @property
    def ended(self) -> bool:
        """Whether nobody will work on it any more."""
        return self.state.value not in _OPEN


class Jobs:
    """The jobs of one database. `lease` and `pause` are seconds: until a silent worker is taken for dead, and between two
    tries of one job."""

    def __init__(self, database: Database, lease: float = 60.0, pause: float = 2.0) -> None:
        self._database = database
        self.lease, self.pause = lease, pause

    def begin(
        self, kind: Kind, viewer: Viewer, label: str, content: bytes, after: float = 0, parts: int = 0
    ) -> str:
        """One job by itself, to be begun after so many seconds; its name. `parts` is how many it has, where that is known."""
        name = secrets.token_hex(8)
        row = _row(kind, viewer, name, label, content)
        row.due, row.pages = now() + timedelta(seconds=after), parts
        with self._database.session() as session:
            session.add(row)
        return name

    def add(self, kind: Kind, viewer: Viewer, files: Sequence[tuple[str, bytes | None]]) -> None:
        """One job for each file, after those of the viewer's that are still open; else in the place of her last batch."""
        with self._database.session() as session:
            self._database.one_at_a_time(session, f"jobs of {viewer.name}")
            mine = _of(viewer.name, kind)
            still_open = and_(mine, JobRow.state.in_(_OPEN))
            batch = session.scalar(select(JobRow.batch).where(still_open).order_by(JobRow.id.desc()).limit(1))
            if batch is None:
                session.execute(delete(JobRow).where(mine))
                batch = secrets.token_hex(8)
            turn = session.scalar(select(func.count()).select_from(JobRow).where(JobRow.batch == batch)) or 0
            for number, (name, content) in enumerate(files, turn):
                row = _row(kind, viewer, batch, name, content)
                row.turn = number
                session.add(row)

    def of(self, owner: str, kind: Kind, name: str = "") -> list[Job]:
        """The jobs of a kind of somebody's, or the one of this name, in their order."""
        query = select(JobRow).where(_of(owner, kind, name)).order_by(JobRow.turn, JobRow.id)
        with self._database.session() as session:
            rows = session.scalars(query).all()
            limits = limits_of(session, session.get(UserRow, owner)) if rows else ()
            return [_job(row, limits) for row in rows]

    def numbers(self) -> dict[JobState, int]:
        """How many jobs of everybody are in each state."""
        query = select(JobRow.state, func.count()).group_by(JobRow.state)
        with self._database.session() as session:
            known = {JobState(state): number for state, number in session.execute(query)}
        return {state: known.get(state, 0) for state in JobState}

    def take(self, worker: str, kinds: Collection[Kind]) -> Job | None:
        """The next job of these kinds, for this worker; None where there is none. What was begun too often is given up on
        the way."""
        while True:
            with self._database.session() as session:
                row = self._taken(session, worker, [kind.value for kind in kinds])
                if row is None:
                    return None
                if row.tries <= MOST_TRIES:
                    return _job(row, limits_of(session, session.get(UserRow, row.owner)))
                row.state, row.ended = JobState.GIVEN_UP.value, now()

    def are_ready(self, kinds: Collection[Kind]) -> bool:
        """Whether there is a job of these kinds to be taken."""
        found = (
            select(JobRow.id).where(self._ready(now()), JobRow.kind.in_([k.value for k in kinds])).limit(1)
        )
        with self._database.session() as session:
            return session.scalar(found) is not None

    def let_go(self, workers: str) -> None:
        """Has the jobs of workers that have died, whose names begin so, taken by others at once."""
        theirs = and_(
            JobRow.state == JobState.RUNNING.value, JobRow.worker.startswith(workers, autoescape=True)
        )
        with self._database.session() as session:
            session.execute(update(JobRow).where(theirs).values(beat=_LONG_AGO))

    def _ready(self, moment: datetime) -> ColumnElement[bool]:
        silent = JobRow.beat < moment - timedelta(seconds=self.lease)
        return or_(
            and_(JobRow.state == JobState.WAITING.value, JobRow.due <= moment),
            and_(JobRow.state == JobState.RUNNING.value, silent),
        )

    def _taken(self, session: Session, worker: str, kinds: list[str]) -> JobRow | None:
        moment = now()
        # By turn, so that a short batch does not wait for the end of a long one.
        first = (
            select(JobRow.id)
            .where(self._ready(moment), JobRow.kind.in_(kinds))
            .order_by(JobRow.turn, JobRow.id)
            .limit(1)
        )
        chosen = first.with_for_update(skip_locked=True).scalar_subquery()
        taken = (
            update(JobRow)
            .where(JobRow.id == chosen)
            .values(state=JobState.RUNNING.value, worker=worker, beat=moment, tries=JobRow.tries + 1)
            .returning(JobRow)
            .execution_options(synchronize_session=False, populate_existing=True)
        )
        return session.scalars(taken).first()

    def content(self, job: Job) -> bytes | None:
        """The file that a job is done with, or that was made."""
        with self._database.session() as session:
            return session.scalar(select(JobRow.content).where(JobRow.id == job.id))

    def beat(self, job: Job, worker: str, page: int = 0, pages: int = 0) -> bool:
        """Says that a worker still has a job and how far it is; whether it is to go on."""
        said = update(JobRow).where(self._held(job, worker)).values(beat=now(), page=page, pages=pages)
        with self._database.session() as session:
            return session.scalar(said.returning(JobRow.stopping)) is False

    @staticmethod
    def _held(job: Job, worker: str) -> Any:
        return and_(
            JobRow.id == job.id, JobRow.worker == worker, JobRow.state == JobState.RUNNING.value,
            JobRow.tries == job.tries,
        )  # fmt: skip

    def end(self, job: Job, worker: str, state: JobState, result: str, made: bytes | None = None) -> bool:
        """Keeps what became of a job; False where another worker has it by now. The file goes, unless it may be tried again;
        what was `made` stands in its place."""
        values: dict[str, Any] = {"state": state.value, "result": result, "ended": now()}
        if state is not JobState.GIVEN_UP:
            values["content"] = made
        return self._settle(job, worker, values)

    def put_back(self, job: Job, worker: str, result: str = "", counted: bool = True) -> bool:
        """Leaves a job to be tried again after a pause: at once and uncounted where the worker only goes home."""
        pause = timedelta(seconds=self.pause * job.tries if counted else 0)
        tries = job.tries if counted else job.tries - 1
        return self._settle(
            job, worker,
            {"state": JobState.WAITING.value, "due": now() + pause, "tries": tries, "result": result, "worker": ""},
        )  # fmt: skip

    def _settle(self, job: Job, worker: str, values: dict[str, Any]) -> bool:
        this = update(JobRow).where(self._held(job, worker)).values(**values)
        with self._database.session() as session:
            return session.scalar(this.returning(JobRow.id)) is not None

    def stop(self, owner: str, kind: Kind, name: str = "") -> None:
        """Ends somebody's jobs of a kind: those that wait at once, those that run between two pages."""
        mine = _of(owner, kind, name)
        stopped = {"state": JobState.STOPPED.value, "ended": now(), "content": None}
        with self._database.session() as session:
            waiting = update(JobRow).where(mine, JobRow.state == JobState.WAITING.value)
            session.execute(waiting.values(**stopped))
            running = update(JobRow).where(mine, JobRow.state == JobState.RUNNING.value)
            session.execute(running.values(stopping=True))

    def retry(self, owner: str, kind: Kind, name: str = "") -> int:
        """Has what was given up in somebody's last batch tried again; how many jobs that are."""
        mine = _of(owner, kind, name)
        given_up = and_(mine, JobRow.state == JobState.GIVEN_UP.value)
        again = {"state": JobState.WAITING.value, "tries": 0, "due": now(), "result": "", "ended": None}
        with self._database.session() as session:
            # What ended well has been seen.
            found = session.scalars(update(JobRow).where(given_up).values(**again).returning(JobRow.id)).all()
            if found:
                session.execute(delete(JobRow).where(mine, JobRow.state.not_in(_OPEN)))
            return len(found)

    def take_back(self, owner: str, kind: Kind, name: str) -> bytes | None:
        """Takes a job of somebody's out that nobody has begun, with what it was to be done with; None where it is too late."""
        waiting = and_(_of(owner, kind, name), JobRow.batch == name, JobRow.state == JobState.WAITING.value)
        with self._database.session() as session:
            return session.scalar(delete(JobRow).where(waiting, JobRow.tries == 0).returning(JobRow.content))

    def to_do(self, kind: Kind) -> list[bytes]:
        """What the jobs of a kind that are still open are to be done with, whoever's they are."""
        query = select(JobRow.content).where(JobRow.kind == kind.value, JobRow.state.in_(_OPEN))
        with self._database.session() as session:
            return [content for content in session.scalars(query) if content is not None]

    def forget(self, owner: str, kind: Kind, label: str) -> None:
        """Takes the jobs of a file of somebody's that have ended off her list."""
        over = and_(_of(owner, kind), JobRow.label == label, JobRow.state.not_in(_OPEN))
        with self._database.session() as session:
            session.execute(delete(JobRow).where(over))

    def sweep(self, days: float, kind: Kind | None = None) -> None:
        """Deletes what ended longer ago than this, with the files that were kept for another try or were made."""
        old = JobRow.ended < now() - timedelta(days=days)
        with self._database.session() as session:
            session.execute(delete(JobRow).where(old, JobRow.kind == kind.value if kind else true()))


def _of(owner: str, kind: Kind, name: str = "") -> ColumnElement[bool]:
    """The condition of the jobs of a kind of somebody's, or of the one of this name."""
    return and_(JobRow.owner == owner, JobRow.kind == kind.value, JobRow.batch == name if name else true())


def _row(kind: Kind, viewer: Viewer, batch: str, label: str, content: bytes | None) -> JobRow:
    return JobRow(
        kind=kind.value, owner=viewer.name, role=viewer.role.value, batch=batch, turn=0, label=label[:_LONGEST_LABEL],
        content=content, state=JobState.WAITING.value, due=now(),
    )  # fmt: skip


def _job(row: JobRow, limits: tuple[str, ...]) -> Job:
    """A job for its owner within the limits that she has now, and not those of when it was handed in."""
    viewer = Viewer(row.owner, Role(row.role), limits)
    return Job(
        row.id,
        Kind(row.kind),
        row.batch,
        viewer,
        row.label,
        JobState(row.state),
        row.tries,
        row.page,
        row.pages,
        row.result,
    )
