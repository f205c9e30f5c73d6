"""`nianbao trail`: who did what, when."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.printing import fail, require_suffix, say, write_file


def trail(
    since: Annotated[str | None, typer.Option(help="从哪一天起，如 2026-01-01", show_default=False)] = None,
    who: Annotated[str | None, typer.Option(help="只看一个账户", show_default=False)] = None,
    out: Annotated[Path | None, typer.Option("--csv", help="写成 CSV 文件", show_default=False)] = None,
) -> None:
    """操作记录：谁在什么时候登录、上传、决定、修改、发布、导出、删除了什么；只能追加，不能改动。"""
    from letters.sheets import to_csv
    from library.database import Database, LibraryError
    from library.trail import Trail
    from office.trail_rows import HEAD, trail_row
    from settings import Settings

    begin = _day(since)
    if out is not None:
        require_suffix(out, "操作记录", ".csv")
    settings = Settings()
    if not settings.library_exists:
        fail(f"{settings.data_dir}：没有资料库；请检查 NIANBAO_DATA_DIR。")
    try:
        database = Database(settings.database)
        try:
            rows = [trail_row(trace) for trace in Trail(database).since(begin, who)]
        finally:
            database.close()
    except LibraryError as error:
        fail(str(error))
    if out is None:
        if not rows:
            say("没有符合的操作记录。")
        for row in rows:
            say("　".join(cell for cell in row if cell))
        return
    write_file(out, to_csv(HEAD, rows))
    say(f"已写出{len(rows)}条操作记录到 {out}")


def _day(since: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(since).astimezone() if since else None
    except (ValueError, OverflowError):
        fail(f"“{since}”不是日期；请写成 2026-01-01 这样。")
