"""`nianbao worker`: another pair of hands for the jobs of a library that several machines share."""

from __future__ import annotations

from cli.printing import fail, say


def worker() -> None:
    """在另一台机器上帮忙读取上传的文件、做导出的文件，直到按 Ctrl+C 结束；资料库须在 PostgreSQL。"""
    from errors import NianbaoError
    from library.database import sqlite_file
    from office.opening import quiet_environment
    from office.worker import work
    from office.workspace import Workspace
    from settings import Settings

    settings = Settings()
    if sqlite_file(settings.database) is not None:
        fail("资料库在本机的文件里，网页自己会做这些；资料库在 PostgreSQL 时才能另开帮手。")
    quiet_environment()
    try:
        workspace = Workspace(settings)
    except NianbaoError as error:
        fail(str(error))

    say("已开始帮忙读取上传的文件、做导出的文件，按 Ctrl+C 结束。")
    try:
        work(workspace)
    finally:
        workspace.close()
