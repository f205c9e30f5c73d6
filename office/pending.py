"""What is deleted or forgotten a little later, so that it can be taken back: jobs that are due after a while.

Any process of the page takes them back, and does them when they are due, also where the one that was asked has ended.
"""

from __future__ import annotations

import contextlib
import logging
import secrets
from collections.abc import Sequence

from pydantic import BaseModel, TypeAdapter

from errors import NO_FAULT, NotVisibleError
from library.job_kinds import Kind
from library.jobs import Job
from office.desk import Desk
from office.hands import Outcome
from office.workspace import Workspace
from reports.reading.progress import Progress

LOGGER = logging.getLogger(__name__)
_SECONDS = 12.0
_REPORTS = TypeAdapter(tuple[str, ...])


class Removals:
    """The deletions that are waiting: what is deleted is hidden at once and gone a little later."""

    def __init__(self, workspace: Workspace, seconds: float = _SECONDS) -> None:
        self._workspace, self.seconds = workspace, seconds

    def hidden(self) -> set[str]:
        """The reports that are about to go."""
        waiting = self._workspace.jobs.to_do(Kind.REMOVAL)
        return {report for content in waiting for report in _REPORTS.validate_json(content)}

    def begin(self, desk: Desk, reports: Sequence[str]) -> str:
        """Hides the viewer's reports and deletes them later; its name. NotVisibleError or NotAllowedError where one is
        not hers."""
        for report in reports:
            desk.require_owner(report)
        content = _REPORTS.dump_json(tuple(reports))
        name = self._workspace.jobs.begin(Kind.REMOVAL, desk.viewer, "", content, self.seconds)
        self._workspace.go_on()
        return name

    def take_back(self, viewer: str, name: str) -> int:
        """Takes one of the viewer's deletions back; how many reports are there again."""
        content = self._workspace.jobs.take_back(viewer, Kind.REMOVAL, name)
        return len(_REPORTS.validate_json(content)) if content is not None else 0


def remove(workspace: Workspace, job: Job, content: bytes | None, progress: Progress) -> Outcome:
    """Deletes the reports of a job; one that cannot be deleted stops no other, and is tried again."""
    desk, failed = Desk(workspace, job.viewer), False
    for report in _REPORTS.validate_json(content or b"[]"):
        try:
            with contextlib.suppress(NotVisibleError):
                desk.remove(report)
        except NO_FAULT:
            raise
        except BaseException:  # whatever it is, the other reports are still to be deleted
            LOGGER.exception("a report could not be deleted")
            failed = True
    return Outcome("", again=failed)


class _Parked(BaseModel):
    """A conversation under a name that nobody knows, and the one that it had."""

    parked: str
    conversation: str


class Forgetting:
    """The conversations that are about to be forgotten for good."""

    def __init__(self, workspace: Workspace, seconds: float = _SECONDS) -> None:
        self._workspace, self.seconds = workspace, seconds

    def begin(self, desk: Desk, conversation: str) -> str:
        """Takes a conversation of the viewer's away and forgets it later; its name, "" where she has none of this name."""
        if not self._workspace.conversations.of(conversation, desk.viewer.name, 1):
            return ""
        parked = _Parked(parked=secrets.token_hex(16), conversation=conversation)
        content = parked.model_dump_json().encode()
        # First, so that a conversation that is away is always about to be forgotten.
        name = self._workspace.jobs.begin(Kind.FORGETTING, desk.viewer, "", content, self.seconds)
        self._workspace.conversations.rename(conversation, parked.parked, desk.viewer.name)
        self._workspace.go_on()
        return name

    def take_back(self, viewer: str, name: str) -> bool:
        """Takes one of the viewer's back; False where it is too late."""
        content = self._workspace.jobs.take_back(viewer, Kind.FORGETTING, name)
        if content is None:
            return False
        was = _Parked.model_validate_json(content)
        self._workspace.conversations.rename(was.parked, was.conversation, viewer)
        return True


def forget(workspace: Workspace, job: Job, content: bytes | None, progress: Progress) -> Outcome:
    """Forgets the conversation of a job."""
    if content is not None:
        workspace.conversations.clear(_Parked.model_validate_json(content).parked, job.viewer.name)
    return Outcome("")
