"""Behind the page: fills the columns of reports from before, and reviews what was put in without a review, so that the
workbench can list and count without opening a report."""

from __future__ import annotations

import logging
import time

from errors import NO_FAULT, NianbaoError, NotVisibleError
from library.database import LibraryError
from office.workspace import Workspace
from reports.errors import UnusableFileError

LOGGER = logging.getLogger(__name__)
# Between two reviews, so that questions asked meanwhile are not kept waiting.
_PAUSE = 0.05
# How often one looks for what other processes have left to be reviewed.
_LOOK_SECONDS = 5.0
# How many reports are looked up at once.
_AT_ONCE = 200


def keep_counted(workspace: Workspace, longest_rest: float | None = None) -> None:
    """Reviews the reports that were put in without it, beside new neighbours or under other rules, in this process or
    another, while nothing is being read.

    Runs until the workspace is closed, or until nothing was to be done for so many seconds.
    """
    _fill_columns(workspace)
    failed, rested = set[str](), time.monotonic()
    while not workspace.closing.is_set():
        if workspace.reviews.changed.wait(_LOOK_SECONDS):
            workspace.reviews.changed.clear()
            failed.clear()
        _take_up_rules(workspace)
        for identifier in _uncounted(workspace):
            if workspace.closing.wait(_PAUSE):
                return
            if workspace.hands.busy:
                break  # what is read changes what is beside it: once it is all there, every report is reviewed once
            if identifier not in failed and not _count(workspace, identifier):
                failed.add(identifier)
            rested = time.monotonic()
        if workspace.hands.busy or workspace.other_hands.busy:
            rested = time.monotonic()
        if longest_rest is not None and time.monotonic() - rested > longest_rest:
            return


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


def _take_up_rules(workspace: Workspace) -> None:
    try:
        workspace.take_up_rules()
    except NianbaoError:
        LOGGER.exception("the rules in force could not be looked for")


def _count(workspace: Workspace, identifier: str) -> bool:
    """Whether it could be reviewed; one that cannot be is told of in the log and stops no other."""
    try:
        workspace.reviews.count(identifier)
    except NotVisibleError:
        pass  # it was taken out meanwhile
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.exception("报告 %s 未能在后台审查", identifier)
        return False
    return True
