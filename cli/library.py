"""`nianbao index` and `nianbao users`: what is kept, and who may use the page."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import UNUSABLE, complain, fail, say

if TYPE_CHECKING:
    from office.desk import Desk
    from settings import Settings

users = typer.Typer(help="网页的账户：监听本机以外的地址时必须有账户。", no_args_is_help=True)


@contextlib.contextmanager
def opened_desk(settings: Settings) -> Iterator[Desk]:
    """The library as whoever sits at the machine sees it; without a usable store its full text is not searched.

    Raises LibraryError.
    """
    from library.store import Viewer
    from office.desk import Desk
    from office.workspace import Workspace
    from retrieval.index import StoreError

    workspace = Workspace(settings)
    try:
        workspace.open_index()
    except StoreError as error:
        complain(f"{error}本次不检索资料库全文。")
    try:
        yield Desk(workspace, Viewer())
    finally:
        workspace.close()


def index(
    paths: Annotated[list[Path], typer.Argument(help="要收录的文件或文件夹", show_default=False)],
) -> None:
    """把报告收录到资料库（公众可查）并建立索引。"""
    from library.database import LibraryError
    from office.workspace import Workspace
    from retrieval.index import StoreError
    from settings import Settings

    failed = False
    try:
        workspace = Workspace(Settings())
        workspace.open_index()
    except (LibraryError, StoreError) as error:
        fail(str(error))
    try:
        for path in _files(paths):
            for taken in workspace.add_file(path, published=True):
                if taken.entry is not None:
                    say(f"已收录 {taken.entry.label}（{taken.name}）")
                    continue
                failed = True
                name = path if taken.name == path.name else f"{path}/{taken.name}"
                complain(f"{name}：{taken.error}")
    finally:
        workspace.close()
    if failed:
        raise typer.Exit(UNUSABLE)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))
            )
        else:
            yield path


@users.command("add")
def users_add(name: Annotated[str, typer.Argument(help="用户名", show_default=False)]) -> None:
    """建立账户或修改密码；密码从终端或标准输入读取。"""
    import getpass

    from library.accounts import Accounts
    from library.database import Database, LibraryError
    from settings import Settings

    password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        database = Database(Settings().database)
        Accounts(database).add(name, password)
        database.close()
    except LibraryError as error:
        fail(str(error))
    say(f"已建立账户 {name}")
