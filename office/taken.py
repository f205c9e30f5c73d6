"""What became of a file that was handed in."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from errors import NianbaoError
from library.entries import Entry
from library.faults import sentence_of

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True)
class Taken:
    """What became of one file: stored as a report, refused since it is none, or failed, which may be tried again.

    `note` says what of a stored report could not be done yet.
    """

    name: str
    entry: Entry | None = None
    error: NianbaoError | None = None
    note: str = ""

    @property
    def failed(self) -> bool:
        """Whether it is no fault of the file, so that trying again may help."""
        return isinstance(self.error, FailedError)


class FailedError(NianbaoError):
    """A file was not dealt with, though nothing is wrong with it; the message says why and what to do."""


def failed(name: str, error: BaseException) -> Taken:
    """What became of a file at which the storing failed; the log has the whole of it."""
    LOGGER.error("%s was not dealt with", name, exc_info=error)
    return Taken(name, error=FailedError(sentence_of(error)))
