"""The one way to pdfium, which serves one thread at a time: two in it at once end the whole process.

pdfium's own documentation says that it is not thread-safe, and Python lets other threads run while it works. So an
open file takes the guard for each page, and closes what it opened within it: nothing is left to the garbage collector,
which would close it at some moment in some thread.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Self

_GUARD = threading.RLock()


class Pdf:
    """A PDF opened by pdfium; raises a PdfiumError (a RuntimeError) where it cannot be opened. Close it, or use `with`."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        with _GUARD:
            self._pdf: Any = pypdfium2.PdfDocument(data)
            self._count = len(self._pdf)

    def __len__(self) -> int:
        return self._count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def page(self, number: int) -> Iterator[Any]:
        """A page (from 1) to work with; nothing of it may be kept. Nobody else is in pdfium meanwhile."""
        with _GUARD:
            page = self._pdf[number - 1]
            try:
                yield page
            finally:
                page.close()

    def close(self) -> None:
        """Closes the file."""
        with _GUARD:
            self._pdf.close()
