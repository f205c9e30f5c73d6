"""The log: every fault with its traceback in a rotating file of the data folder, never a question's text or a key.

What an exception says may hold what was asked or where it was sent: of other people's exceptions only kind and place
are written, our own are fixed sentences.
"""

from __future__ import annotations

import copy
import io
import logging
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from errors import NianbaoError

LOG_FILE = Path("logs") / "nianbao.log"
# Processes that wrote one file would lose each other's lines when it is begun anew.
WORKER_LOG_FILE = Path("logs") / "nianbao-worker.log"
_BYTES = 1_000_000
_FILES = 5
# What these have to say is about traffic or about how a file was made, not about faults.
_NOISY = {
    "alembic": logging.WARNING, "bm25s": logging.WARNING, "chromadb": logging.WARNING, "httpcore": logging.WARNING,
    "httpx": logging.WARNING, "pdfminer": logging.ERROR, "py.warnings": logging.ERROR,
}  # fmt: skip
# Ours are the loggers that speak: "nianbao", and each module's own by the package it is in.
_OURS = frozenset(
    {"answering", "cli", "letters", "library", "nianbao", "office", "regulation", "reports", "retrieval", "review", "web"}
)  # fmt: skip
_Fault = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Formatter(logging.Formatter):
    """Tracebacks without the messages of exceptions that are not ours."""

    def format(self, record: logging.LogRecord) -> str:
        """The record; what another handler made of its exception is not taken over."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: _Fault) -> str:  # noqa: N802
        """Kind and place of an exception and of those that it came from."""
        out = io.StringIO()
        error = ei[1]
        while error is not None:
            out.writelines(traceback.format_tb(error.__traceback__))
            said = f"：{error}" if isinstance(error, NianbaoError) else ""
            out.write(f"{type(error).__module__}.{type(error).__qualname__}{said}\n")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
            if error is not None:
                out.write("起因：\n")
        return out.getvalue().rstrip()


class _LogFile(RotatingFileHandler):
    """The file is made when there is something to write: asking leaves no trace."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=_BYTES, backupCount=_FILES, encoding="utf-8", delay=True)

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record; a folder that cannot be written is no reason to fail."""
        try:
            Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True)
            super().emit(record)
        except OSError:
            return

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A log that cannot be written is silent: nothing of it may reach the terminal."""


def write_logs(folder: Path, file: Path = LOG_FILE) -> None:
    """Sends warnings and faults of the whole process to a log of a data folder; a second call moves the log."""
    root = logging.getLogger()
    for old in [h for h in root.handlers if isinstance(h, _LogFile)]:
        root.removeHandler(old)
        old.close()
    handler = _LogFile(folder / file)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root.addHandler(handler)
    for name, level in _NOISY.items():
        logging.getLogger(name).setLevel(level)
    # Without this what a library warns of by `warnings` is written past every handler, to the terminal.
    logging.captureWarnings(True)
    threading.excepthook = _log_fault_of_thread


class _Spoken(logging.Formatter):
    """The sentence alone: tracebacks are for the file."""

    def format(self, record: logging.LogRecord) -> str:
        """What was said."""
        return record.getMessage()


def _is_ours(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] in _OURS


def speak_on_terminal() -> None:
    """What the server has to say is said on the terminal too, in sentences; what libraries say is for the file."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Spoken())
    handler.addFilter(_is_ours)
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)


def _log_fault_of_thread(fault: threading.ExceptHookArgs) -> None:
    name = fault.thread.name if fault.thread else ""
    logging.getLogger("nianbao").error("a thread (%s) ended by a fault", name, exc_info=fault.exc_value)
