"""How far the reading of a file has come: whoever waits for it can be told, and can stop it between two pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from reports.errors import ReadingStoppedError

Watcher = Callable[[int, int], None]
# Each thread has its own, so that a slow scan read for one reviewer is not told to another.
_WATCHER: ContextVar[Watcher | None] = ContextVar("watcher", default=None)


@dataclass
class Progress:
    """A watcher that remembers which page of how many is read, and ends the reading once `stopped` is set."""

    page: int = 0
    pages: int = 0
    stopped: bool = False

    def __call__(self, page: int, pages: int) -> None:
        """Takes note of the page that is read next; raises ReadingStoppedError where it is not to be read."""
        self.go_on()
        self.page, self.pages = page, pages

    def go_on(self) -> None:
        """Raises ReadingStoppedError where nothing more is to be read."""
        if self.stopped:
            raise ReadingStoppedError("已停止读取，未收录。")


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Within it the watcher is told of each page or picture before it is read: its number from 1, and how many.

    What the watcher raises ends the reading; a ReadingStoppedError is told like any file that cannot be used.
    """
    before = _WATCHER.set(watcher)
    try:
        yield
    finally:
        _WATCHER.reset(before)


def reading(number: int, count: int) -> None:
    """Tells the watcher, if there is one, what is read next."""
    watcher = _WATCHER.get()
    if watcher is not None:
        watcher(number, count)


def looking() -> None:
    """Lets the watcher end the reading at a page that is not told of, since it is only looked at or told of later."""
    watcher = _WATCHER.get()
    if isinstance(watcher, Progress):
        watcher.go_on()
