"""Opens the office: the workspace of the settings, the first report, and the slow part that follows behind the page."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from errors import NO_FAULT, NianbaoError
from library.database import LibraryError, sqlite_file
from office.counting import keep_counted
from office.retention import sweep_once
from office.workspace import Workspace
from settings import ROOT, Settings

SAMPLES = ROOT / "corpus" / "reports"
LOGGER = logging.getLogger("nianbao")
_SWEEP_SECONDS = 600.0
_FOLLOW_SECONDS = 10.0


def quiet_environment() -> None:
    """No analytics, no tracing, no look-ups: nothing leaves the machine unless an endpoint is configured."""
    os.environ.update(
        GRADIO_ANALYTICS_ENABLED="False",
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        ANONYMIZED_TELEMETRY="False",
        LANGSMITH_TRACING="false",
        LANGCHAIN_TRACING_V2="false",
    )


def seed(workspace: Workspace, folder: Path = SAMPLES) -> None:
    """Puts the sample report into an empty library, so that the first visit shows what the page does."""
    if workspace.library.size() == 0:
        for path in sorted(folder.glob("*.txt")):
            workspace.add(path.read_bytes(), path.name, published=True)


def open_workspace(settings: Settings) -> Workspace:
    """The workspace of the settings with at least the sample in it; raises a NianbaoError where it cannot be opened."""
    try:
        workspace = Workspace(settings)
        workspace.database.check()
        workspace.files.begin()
        seed(workspace)
    except OSError as error:
        raise LibraryError(f"文件夹 {settings.data_dir} 无法写入；请检查权限。") from error
    return workspace


def prepare(workspace: Workspace) -> None:
    """The slow part, behind the page: opens the index, repairs it, builds the Regulation's searcher, reviews the rest."""
    from retrieval.store import StoreError

    workspace.assistant.warm()
    workspace.go_on()
    try:
        workspace.open_index()
        failed = len(workspace.outcomes.failures())
        LOGGER.info(
            "资料库索引已就绪%s", f"，其中 {failed} 份报告的正文还查不到，可在“设置”里再试" if failed else ""
        )
        workspace.make_vectors(behind=True)
    except StoreError as error:
        LOGGER.warning("%s问答仍可使用，但不检索其他报告的全文。", error)
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.exception("资料库索引没有建成；问答仍可使用，但不检索其他报告的全文。")
    if workspace.helper is None:
        keep_counted(workspace)


def follow(workspace: Workspace) -> None:
    """Where several processes share the library, makes findable here what another one put in; where the vectors are on a
    server that was away, goes on as soon as it is back."""
    if sqlite_file(workspace.settings.database) is not None and not workspace.settings.chroma_url:
        return
    while not workspace.closing.wait(_FOLLOW_SECONDS):
        try:
            if workspace.index_ready:
                workspace.catch_up()
            else:
                workspace.open_index()
                workspace.make_vectors(behind=True)
        except NianbaoError:
            LOGGER.warning("what other processes put in could not be indexed now", exc_info=True)


def sweep(workspace: Workspace) -> None:
    """Removes what is kept no longer, as long as the page runs."""
    while not workspace.closing.wait(_SWEEP_SECONDS):
        sweep_once(workspace)
