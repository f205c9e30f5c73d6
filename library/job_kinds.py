"""The kinds of jobs, and what becomes of files that were made of reports when those are not to be seen any more."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from library.schema import JobRow


class Kind(StrEnum):
    """What is done with a job's content."""

    # A file that was handed in is read.
    INTAKE = "intake"
    # A file is made of many reports; it is the content afterwards.
    EXPORT = "export"
    # Reports are deleted, a conversation is forgotten, unless that was taken back before it is due.
    REMOVAL = "removal"
    FORGETTING = "forgetting"


_EXPORTS = JobRow.kind == Kind.EXPORT.value


def forget_exports(session: Session, owner: str) -> None:
    """Deletes the files that were made of many reports for somebody, and what is being made."""
    session.execute(delete(JobRow).where(_EXPORTS, JobRow.owner == owner))


def forget_made(session: Session, owner: str) -> None:
    """Deletes the files that were made of many reports for somebody; what is being made is made."""
    session.execute(delete(JobRow).where(_EXPORTS, JobRow.owner == owner, JobRow.ended.is_not(None)))


def begin_exports_anew(session: Session) -> None:
    """A report is deleted that files of many may tell of: those are deleted, and what is being made begins anew."""
    session.execute(delete(JobRow).where(_EXPORTS, JobRow.ended.is_not(None)))
    # Whoever is making one has it no longer, so that what she makes of the report is not kept.
    anew = {"state": "waiting", "worker": "", "tries": JobRow.tries - 1, "page": 0}
    session.execute(update(JobRow).where(_EXPORTS, JobRow.worker != "").values(**anew))
