"""The upload button: the report is read while the page tells how far it is, and the reading can be stopped."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from office.desk import Desk
from office.workspace import Taken
from reports.reading.progress import Progress, watched
from web.chooser import updated
from web.face import Face, status

_SECONDS = 0.4
LOGGER = logging.getLogger(__name__)


class Upload:
    """The reading of one uploaded file in a thread of its own."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.taken: list[Taken] = []
        self.progress = Progress()
        self.error: Exception | None = None
        self._desk, self._path = desk, path
        self._thread = threading.Thread(target=self._work, daemon=True, name="upload")
        self._thread.start()

    def finished(self, seconds: float) -> bool:
        """Waits so long at most; whether the reading has ended."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _work(self) -> None:
        try:
            with watched(self.progress):
                for taken in self._desk.add_file(self._path):
                    self.taken.append(taken)
                    if self.progress.stopped:
                        return
        except Exception as error:  # raised again where the reviewer waits
            LOGGER.exception("an upload ended by a fault")
            self.error = error
        finally:
            self._desk.workspace.files.discard(self._path)


def taken_text(taken: list[Taken]) -> str:
    """What became of the files of an upload, in lines."""
    done = [t.entry for t in taken if t.entry is not None]
    failed = [status(f"{t.name}：{t.error or t.note}", bad=True) for t in taken if t.error or t.note]
    head = ""
    if len(done) == 1:
        head = status(f"已读取并审查 {done[0].label}。")
    elif done:
        head = status(f"已收录 {len(done)} 份报告。")
    return head + "".join(failed)


def progress_text(read: Progress, name: str) -> str:
    """Which page is being read, once that is known."""
    if read.pages <= 1:
        return status(f"正在读取 {name}……")
    said = status(f"正在读取 {name}：第 {read.page}/{read.pages} 页……")
    return f'{said}<progress max="{read.pages}" value="{read.page - 1}" aria-label="进度"></progress>'


def connect(face: Face, button: Any, stopping: Any, note: Any) -> None:
    """Connects the buttons: the new report is chosen, what could not be read is told."""

    def take(path: str, request: gr.Request) -> Iterator[tuple[Any, str, Any]]:
        desk = face.desk(request)
        upload = Upload(desk, Path(path))
        try:
            while not upload.finished(_SECONDS):
                yield gr.skip(), progress_text(upload.progress, Path(path).name), gr.update(visible=True)
        finally:
            upload.progress.stopped = True  # the reviewer stopped it or left the page
        if upload.error is not None:
            raise upload.error
        first = next((t.entry for t in upload.taken if t.entry is not None), None)
        chosen = gr.skip() if first is None else updated(desk, first.id)
        yield chosen, taken_text(upload.taken), gr.update(visible=False)

    def stopped() -> tuple[str, Any]:
        return status("已停止；没有读完的文件未收录。"), gr.update(visible=False)

    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    running = button.upload(take, button, [face.chooser, note, stopping], **private)
    stopping.click(stopped, None, [note, stopping], cancels=[running], **private)
