"""Behind the page: fills the columns of reports from before, and reviews what was put in without a review, so that the
workbench can list and count without opening a report."""

from __future__ import annotations

import logging

from errors import NO_FAULT, NotVisibleError
from library.database import LibraryError
from office.workspace import Workspace
from reports.errors import UnusableFileError

LOGGER = logging.getLogger(__name__)
# Between two reviews, so that questions asked meanwhile are not kept waiting.
_PAUSE = 0.05
# How many reports are looked up at once.
_AT_ONCE = 200


def keep_counted(workspace: Workspace) -> None:
    """Reviews the reports that were put in without it, beside new neighbours or under other rules.

    Runs until the workspace is closed.
    """
    _fill_columns(workspace)
    while not workspace.closing.is_set():
        workspace.reviews.changed.wait()
        workspace.reviews.changed.clear()
        for identifier in _uncounted(workspace):
            if workspace.closing.wait(_PAUSE):
                return
            _count(workspace, identifier)


def _fill_columns(workspace: Workspace) -> None:
    """Fills the columns of the reports from before, as far as they can be read; the next start goes on."""
    told = workspace.told
    try:
        while not workspace.closing.is_set() and (some := told.missing(_AT_ONCE)):
            for identifier in some:
                if workspace.closing.is_set():
                    return
                try:
                    told.tell(identifier)
                except (NotVisibleError, UnusableFileError):
                    told.give_up(identifier)
    except LibraryError:
        LOGGER.exception("the columns of the reports could not be filled")


def _uncounted(workspace: Workspace) -> list[str]:
    """Where the library cannot be read now, nothing: the next change asks again."""
    try:
        return workspace.reviews.uncounted()
    except LibraryError:
        LOGGER.exception("the reports without a review could not be looked for")
        return []


def _count(workspace: Workspace, identifier: str) -> None:
    """One that cannot be reviewed is told of in the log and stops no other."""
    try:
        workspace.reviews.count(identifier)
    except NotVisibleError:
        pass  # it was taken out meanwhile
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.exception("报告 %s 未能在后台审查", identifier)
