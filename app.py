"""Start here: settings → workspace → page. `python app.py` and `nianbao serve` do the same.

The page is served before the index and the model's libraries are loaded: they follow in the background.
"""

from __future__ import annotations

import contextlib
import ipaddress
import logging
import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from settings import ROOT, Settings

if TYPE_CHECKING:
    from web.workspace import Workspace

SAMPLES = ROOT / "corpus" / "reports"
LOGGER = logging.getLogger("nianbao")


class ServeError(Exception):
    """The page cannot be served; the message is one clear Chinese sentence."""


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


def _require_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise ServeError(
                f"端口 {port} 已被占用或地址 {host} 不可用；请结束占用它的程序，或用 --port 换一个端口。"
            ) from error


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def login(settings: Settings, workspace: Workspace) -> Callable[[str, str], bool] | None:
    """None on loopback; elsewhere the check of names and passwords, or a ServeError where there are no accounts."""
    from library.accounts import Accounts

    if is_loopback(settings.host):
        return None
    accounts = Accounts(workspace.database)
    if not accounts.names():
        raise ServeError(
            f"监听地址 {settings.host} 可从其他机器访问，但还没有账户；请先用 nianbao users add 用户名 建立账户。"
        )
    return accounts.verify


def seed(workspace: Workspace, folder: Path = SAMPLES) -> None:
    """Puts the sample report into an empty library, so that the first visit shows what the page does."""
    if workspace.library.size() == 0:
        for path in sorted(folder.glob("*.txt")):
            workspace.add(path.read_bytes(), path.name, published=True)


def _prepare(workspace: Workspace) -> None:
    """The slow part, behind the page: opens the index, repairs it, builds the Regulation's searcher, reviews the rest."""
    from retrieval.index import StoreError

    workspace.assistant.warm()
    try:
        workspace.open_index()
        LOGGER.info("资料库索引已就绪")
    except StoreError as error:
        LOGGER.warning("%s问答仍可使用，但不检索其他报告的全文。", error)
    workspace.keep_counted()


def open_workspace(settings: Settings) -> Workspace:
    """The workspace of the settings; raises ServeError where another process holds it or it cannot be opened."""
    from library.database import LibraryError
    from review.settings import ReviewSettingsError
    from web.workspace import Workspace

    try:
        workspace = Workspace(settings)
        seed(workspace)
    except (LibraryError, ReviewSettingsError, OSError) as error:
        text = (
            str(error)
            if not isinstance(error, OSError)
            else f"文件夹 {settings.data_dir} 无法写入；请检查权限。"
        )
        raise ServeError(text) from error
    return workspace


def _serve(application: Any, settings: Settings) -> Any:
    """The web server, not yet running; it says where the page is once it answers."""
    import uvicorn

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            address = f"http://{settings.host}:{settings.port}"
            LOGGER.info("年报审阅已启动：审查 %s/review　公众查询 %s/　（按 Ctrl+C 结束）", address, address)

    config = uvicorn.Config(
        application, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=3,
        server_header=False,
    )  # fmt: skip
    return Announcing(config)


def run(settings: Settings) -> None:
    """Serves the page until it is stopped; raises ServeError where it cannot start."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for noisy in ("httpx", "chromadb", "httpcore", "bm25s", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    quiet_environment()
    _require_port(settings.host, settings.port)
    workspace = open_workspace(settings)
    try:
        check = login(settings, workspace)
    except ServeError:
        workspace.close()
        raise
    LOGGER.info("正在启动……")
    from web.server import make_application

    server = _serve(make_application(workspace, check), settings)
    threading.Thread(target=_prepare, args=(workspace,), daemon=True, name="prepare").start()
    try:
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    finally:
        workspace.close()


if __name__ == "__main__":
    try:
        run(Settings())
    except ServeError as error:
        raise SystemExit(str(error)) from None
