"""Deletions that can still be taken back: what is deleted is hidden at once and gone a little later."""

from __future__ import annotations

import atexit
import contextlib
import logging
import secrets
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from errors import NO_FAULT, NotVisibleError
from office.desk import Desk

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Pending:
    desk: Desk
    reports: tuple[str, ...]
    timer: threading.Timer


class Removals:
    """The deletions that are waiting. A server that stops before one is due leaves the reports where they are."""

    def __init__(self, seconds: float = 12.0) -> None:
        self.seconds = seconds
        self._pending: dict[str, _Pending] = {}
        self._guard = threading.Lock()

    def hidden(self) -> set[str]:
        """The reports that are about to go."""
        with self._guard:
            return {report for p in self._pending.values() for report in p.reports}

    def begin(self, desk: Desk, reports: Sequence[str]) -> str:
        """Hides the viewer's reports and deletes them later; NotVisibleError or NotAllowedError where one is not hers."""
        for report in reports:
            desk.require_owner(report)
        name = secrets.token_hex(8)
        timer = threading.Timer(self.seconds, self._due, (name,))
        timer.daemon = True
        with self._guard:
            self._pending[name] = _Pending(desk, tuple(reports), timer)
        timer.start()
        return name

    def take_back(self, viewer: str, name: str) -> int:
        """Takes one of the viewer's deletions back; how many reports are there again."""
        with self._guard:
            found = self._pending.get(name)
            if found is None or found.desk.viewer.name != viewer:
                return 0
            del self._pending[name]
        found.timer.cancel()
        return len(found.reports)

    def _due(self, name: str) -> None:
        with self._guard:
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
        with self._guard:
            self._pending.pop(name, None)


class Forgetting:
    """What is about to be forgotten for good. At the end of the process what is still waiting is forgotten at once."""

    def __init__(self, seconds: float = 12.0) -> None:
        self.seconds = seconds
        self._waiting: dict[str, tuple[str, Callable[[], None], Callable[[], None], threading.Timer]] = {}
        self._guard = threading.Lock()
        atexit.register(self._all_due)

    def begin(self, viewer: str, work: Callable[[], None], back: Callable[[], None]) -> str:
        """Does the work later, unless the viewer takes it back, which is what `back` does; its name."""
        name = secrets.token_hex(8)
        timer = threading.Timer(self.seconds, self._due, (name,))
        timer.daemon = True
        with self._guard:
            self._waiting[name] = viewer, work, back, timer
        timer.start()
        return name

    def take_back(self, viewer: str, name: str) -> bool:
        """Takes one of the viewer's back; False where it is too late."""
        with self._guard:
            if name not in self._waiting or self._waiting[name][0] != viewer:
                return False
            _, _, back, timer = self._waiting.pop(name)
        timer.cancel()
        back()
        return True

    def _due(self, name: str) -> None:
        with self._guard:
            found = self._waiting.pop(name, None)
        if found is None:
            return
        try:
            found[1]()
        except NO_FAULT:
            raise
        except BaseException:  # the others are still to be forgotten
            LOGGER.exception("something could not be forgotten")

    def _all_due(self) -> None:
        for name in list(self._waiting):
            self._due(name)
