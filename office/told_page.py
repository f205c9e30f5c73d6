"""What the page's own worker tells the page: what it has stored, and that something went wrong."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stored:
    """A report was stored, which is to be indexed."""

    identifier: str


@dataclass(frozen=True)
class Faulted:
    """A fault was logged by a logger of this name; what it says stays in the worker's own log."""

    logger: str


Told = Stored | Faulted


class TellingFaults(logging.Handler):
    """Tells the page of each fault that this process logs."""

    def __init__(self, tell: Callable[[Told], None]) -> None:
        super().__init__(logging.ERROR)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tells of one."""
        self._tell(Faulted(record.name))
