"""Start here: settings → workspace → page. `python app.py` and `nianbao serve` do the same.

The page is served before the index and the model's libraries are loaded: they follow in the background.
"""

from __future__ import annotations

import contextlib
import gc
import ipaddress
import logging
import socket
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from errors import NianbaoError
from settings import Settings

if TYPE_CHECKING:
    from office.workspace import Workspace

LOGGER = logging.getLogger("nianbao")


class ServeError(NianbaoError):
    """The page cannot be served; the message is one clear Chinese sentence."""


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


def require_accounts(settings: Settings, workspace: Workspace) -> bool:
    """Whether there is a login: not on loopback; elsewhere there is, or a ServeError where there are no accounts.

    A loopback address behind a proxy, or with names by which others reach it, is not this machine alone.
    """
    from library.accounts import Accounts

    alone = not settings.trusted_proxies and not settings.allowed_hosts
    if is_loopback(settings.host) and alone:
        return False
    if not any(not account.disabled for account in Accounts(workspace.database).all()):
        raise ServeError(
            f"监听地址 {settings.host} 可从其他机器访问（或设了对外的域名、代理），但还没有可用的账户；请先用 nianbao users add 用户名 建立账户。"
        )
    if not settings.allowed_hosts:
        LOGGER.warning(
            "没有设置 NIANBAO_ALLOWED_HOSTS：其他机器只能用监听地址访问；请把对外的域名或地址写进这个设置。"
        )
    return True


def _serve(application: Any, settings: Settings, behind: Callable[[], None]) -> Any:
    """The web server, not yet running; it says where the page is once it answers, and begins what goes on behind it.

    What goes on behind would keep the page waiting if it began sooner: two threads import no faster than one.
    """
    import uvicorn

    from web.patience import Patient

    class Announcing(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            address = f"http://{settings.host}:{settings.port}"
            LOGGER.info("年报审阅已启动：审查 %s/review　公众查询 %s/　（按 Ctrl+C 结束）", address, address)
            behind()

    config = uvicorn.Config(
        application, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=3,
        server_header=False, proxy_headers=False, http=Patient,
        log_config=None,
    )  # fmt: skip
    return Announcing(config)


def _counted(application: Any, workspace: Workspace, address: str) -> Any:
    """The application with its requests counted, and the numbers given at an address of their own."""
    from office.metrics import Metrics
    from web.gates.counted import Counted

    metrics = Metrics(workspace.jobs)
    workspace.faulted_elsewhere = metrics.count_fault
    metrics.serve(address)
    if workspace.model is not None:
        workspace.model.called = metrics.model_calls.inc
    return Counted(application, metrics)


def run(settings: Settings) -> None:
    """Serves the page until it is stopped; raises a NianbaoError where it cannot start."""
    from office.helper import Helper
    from office.logs import speak_on_terminal, write_logs
    from office.opening import follow, open_workspace, prepare, quiet_environment, sweep

    speak_on_terminal()
    write_logs(settings.data_dir)
    quiet_environment()
    _require_port(settings.host, settings.port)
    workspace = open_workspace(settings)
    try:
        with_login = require_accounts(settings, workspace)
    except ServeError:
        workspace.close()
        raise
    LOGGER.info("正在启动……")
    # Nothing that is imported or built until the page answers is garbage: looking for it takes a tenth of the start.
    gc.disable()
    from web.server import make_application

    def behind() -> None:
        # What was made until now stays: looking through it for garbage takes longer than a long list takes to make.
        gc.collect()
        gc.freeze()
        gc.enable()
        workspace.helper = Helper(workspace)
        workspace.helper.start()
        for work in (prepare, sweep, follow):
            threading.Thread(target=work, args=(workspace,), daemon=True, name=work.__name__).start()

    try:
        application = make_application(workspace, with_login)
        if settings.metrics:
            application = _counted(application, workspace, settings.metrics)
        server = _serve(application, settings, behind)
        with contextlib.suppress(KeyboardInterrupt):
            server.run()
    finally:
        gc.enable()
        workspace.close()


if __name__ == "__main__":
    try:
        run(Settings())
    except NianbaoError as error:
        raise SystemExit(str(error)) from None
