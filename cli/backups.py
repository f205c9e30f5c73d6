"""`nianbao backup` and `nianbao restore`: everything that is kept, in one file and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.printing import fail, say

File = Annotated[Path, typer.Argument(metavar="文件", help="备份文件", show_default=False)]


def backup(file: File) -> None:
    """备份资料库：报告原件、审查决定、审核意见、设置、账户；网页运行时也可以备份。"""
    from library.backup import BackupError, make_backup
    from settings import Settings

    settings = Settings()
    try:
        made = make_backup(settings.database, settings.data_dir, file)
    except BackupError as error:
        fail(str(error))
    say(f"已备份{made.reports}份报告到 {file}\n校验值 {made.digest}")


def restore(file: File) -> None:
    """把备份恢复到空的资料库文件夹，逐表逐文件核对；旧版本的备份自动升级。"""
    from library.backup import BackupError
    from library.restore import restore_backup
    from settings import Settings

    settings = Settings()
    if settings.database_url:
        fail("恢复只写进 NIANBAO_DATA_DIR 的文件夹；请先取消 NIANBAO_DATABASE_URL 再恢复。")
    try:
        restored = restore_backup(file, settings.data_dir)
    except BackupError as error:
        fail(str(error))
    say(f"已恢复{restored.reports}份报告到 {settings.data_dir}，全部核对一致\n校验值 {restored.digest}")
    say("全文索引在下次打开网页时重新建立，登录过的人须重新登录。")
