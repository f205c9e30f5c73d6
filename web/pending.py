"""Deletions that can still be taken back: what is deleted is hidden at once and gone a little later."""

from __future__ import annotations

import atexit
import contextlib
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from errors import NO_FAULT, NotVisibleError
from office.desk import Desk

LOGGER = logging.getLogger(__name__)
_SECONDS = 12.0
T = TypeVar("T")


class _Line(Generic[T]):
    """What waits for its turn, each thing somebody's; `due` is called with the name of one whose seconds are over."""

    def __init__(self, seconds: float, due: Callable[[str], None]) -> None:
        self._seconds, self._due = seconds, due
        self._waiting: dict[str, tuple[str, T, threading.Timer]] = {}
        self._guard = threading.Lock()

    def put(self, viewer: str, thing: T) -> str:
        """Has a thing wait; its name."""
        name = secrets.token_hex(8)
        timer = threading.Timer(self._seconds, self._due, (name,))
        timer.daemon = True
        with self._guard:
            self._waiting[name] = viewer, thing, timer
        timer.start()
        return name

    def take_back(self, viewer: str, name: str) -> T | None:
        """One of the viewer's things, which waits no longer; None where it is too late, or not hers."""
        with self._guard:
            if name not in self._waiting or self._waiting[name][0] != viewer:
                return None
            _, thing, timer = self._waiting.pop(name)
        timer.cancel()
        return thing

    def get(self, name: str) -> T | None:
        """A thing that waits."""
        with self._guard:
            found = self._waiting.get(name)
        return found[1] if found else None

    def pop(self, name: str) -> T | None:
        """A thing that waited, and does no longer."""
        with self._guard:
            found = self._waiting.pop(name, None)
        return found[1] if found else None

    def names(self) -> list[str]:
        """The names of all that wait."""
        with self._guard:
            return list(self._waiting)

    def things(self) -> list[T]:
        """All that waits."""
        with self._guard:
            return [thing for _, thing, _ in self._waiting.values()]


@dataclass(frozen=True)
class _Deletion:
    desk: Desk
    reports: tuple[str, ...]


class Removals:
    """The deletions that are waiting. A server that stops before one is due leaves the reports where they are."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._pending = _Line[_Deletion](seconds, self._due)

    def hidden(self) -> set[str]:
        """The reports that are about to go."""
        return {report for deletion in self._pending.things() for report in deletion.reports}

    def begin(self, desk: Desk, reports: Sequence[str]) -> str:
        """Hides the viewer's reports and deletes them later; NotVisibleError or NotAllowedError where one is not hers."""
        for report in reports:
            desk.require_owner(report)
        return self._pending.put(desk.viewer.name, _Deletion(desk, tuple(reports)))

    def take_back(self, viewer: str, name: str) -> int:
        """Takes one of the viewer's deletions back; how many reports are there again."""
        found = self._pending.take_back(viewer, name)
        return len(found.reports) if found is not None else 0

    def _due(self, name: str) -> None:
        found = self._pending.get(name)
        if found is None:
            return
        for report in found.reports:
            try:
                with contextlib.suppress(NotVisibleError):
                    found.desk.remove(report)
            except NO_FAULT:
                raise
            except BaseException:  # whatever it is, the other reports are still to be deleted
                LOGGER.exception("a report could not be deleted")
        self._pending.pop(name)


@dataclass(frozen=True)
class _ToForget:
    work: Callable[[], None]
    back: Callable[[], None]


class Forgetting:
    """What is about to be forgotten for good. At the end of the process what is still waiting is forgotten at once."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self.seconds = seconds
        self._waiting = _Line[_ToForget](seconds, self._due)
        atexit.register(self._all_due)

    def begin(self, viewer: str, work: Callable[[], None], back: Callable[[], None]) -> str:
        """Does the work later, unless the viewer takes it back, which is what `back` does; its name."""
        return self._waiting.put(viewer, _ToForget(work, back))

    def take_back(self, viewer: str, name: str) -> bool:
        """Takes one of the viewer's back; False where it is too late."""
        found = self._waiting.take_back(viewer, name)
        if found is not None:
            found.back()
        return found is not None

    def _due(self, name: str) -> None:
        found = self._waiting.pop(name)
        if found is None:
            return
        try:
            found.work()
        except NO_FAULT:
            raise
        except BaseException:  # the others are still to be forgotten
            LOGGER.exception("something could not be forgotten")

    def _all_due(self) -> None:
        for name in self._waiting.names():
            self._due(name)
