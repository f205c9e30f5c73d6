"""`nianbao serve` and `nianbao mcp`: the page, and the verbs as tools for agents."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.library import opened_desk
from cli.printing import fail


def mcp() -> None:
    """以 MCP 工具的形式供智能体使用（标准输入输出）。"""
    import importlib.util

    from office.opening import quiet_environment
    from settings import Settings

    if importlib.util.find_spec("mcp") is None:
        fail("没有安装 MCP；请安装 nianbao[mcp]。")
    from agent_tools import make_server
    from library.database import LibraryError

    quiet_environment()
    try:
        with opened_desk(Settings()) as desk:
            make_server(desk).run("stdio")
    except LibraryError as error:
        fail(str(error))


def serve(
    host: Annotated[str | None, typer.Option(help="监听地址，默认只在本机")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="端口")] = None,
) -> None:
    """启动网页（默认 http://127.0.0.1:7860）。"""
    from app import run
    from errors import NianbaoError
    from settings import Settings

    settings = Settings()
    changes = {k: v for k, v in {"host": host, "port": port}.items() if v is not None}
    try:
        run(settings.model_copy(update=changes))
    except NianbaoError as error:
        fail(str(error))
