"""While the pages of a scan are recognised, a terminal tells which one it is and about how long the rest takes."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from office.waiting import page_said
from reports.reading.progress import watched

_LINE = "\r\033[K"


class Pages:
    """Tells of the pages of one file on a terminal; the line is taken away at the end."""

    def __init__(self, name: str, out: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._name, self._out, self._clock = name, out, clock
        self._began: float | None = None

    def __call__(self, page: int, pages: int) -> None:
        """Tells which page is read next, and what the pages before it let expect of the rest."""
        now = self._clock()
        self._began = self._began if self._began is not None and page > 1 else now
        done = page - 1
        said = page_said(page, pages, (now - self._began) / done if done else 0.0)
        self._write(f"{_LINE}{self._name}：正在读{said}")

    def end(self) -> None:
        """Takes the line away, where there is one."""
        if self._began is not None:
            self._write(_LINE)

    def _write(self, text: str) -> None:
        self._out.write(text)
        self._out.flush()


@contextmanager
def pages_told(name: str) -> Iterator[None]:
    """Within it the pages of a scan are told of on standard error, where that is a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    pages = Pages(name, sys.stderr)
    try:
        with watched(pages):
            yield
    finally:
        pages.end()
