"""`nianbao users`: who may use the page."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli.help import Verbs
from cli.printing import fail, say

if TYPE_CHECKING:
    from library.accounts import Accounts
    from library.database import Database

users = Verbs(help="网页的账户：监听本机以外的地址时必须有账户。", no_args_is_help=True)
_ROLES = "administrator（管理员）、reviewer（审查人员）或 reader（查阅人员）"
RoleOption = typer.Option("--role", help=_ROLES, show_default=False)
Name = Annotated[str, typer.Argument(metavar="用户名", help="用户名", show_default=False)]


@contextlib.contextmanager
def _database(begin: bool = False) -> Iterator[Database]:
    """The library's database; what cannot be done ends the command with its sentence.

    Only where something is begun, a library that is not there yet is made.
    """
    from library.database import Database, LibraryError
    from settings import Settings

    settings = Settings()
    if not begin and not settings.library_exists:
        fail(f"{settings.data_dir}：没有资料库；请检查 NIANBAO_DATA_DIR。")
    try:
        database = Database(settings.database)
        try:
            yield database
        finally:
            database.close()
    except LibraryError as error:
        fail(str(error))


@contextlib.contextmanager
def _accounts(begin: bool = False) -> Iterator[Accounts]:
    """The accounts of the library, which `begin` makes where it is not there."""
    from library.accounts import Accounts

    with _database(begin) as database:
        yield Accounts(database)


@users.command("add")
def users_add(name: Name, role: Annotated[str | None, RoleOption] = None) -> None:
    """建立账户；密码从终端或标准输入读取。不指定角色的新账户是审查人员。"""
    with _accounts(begin=True) as accounts:
        accounts.add(name, _password(), role)
    say(f"已建立账户 {name}")


@users.command("password")
def users_password(name: Name) -> None:
    """修改账户的密码，从终端或标准输入读取；已登录的须重新登录。"""
    with _accounts() as accounts:
        accounts.set_password(name, _password())
    say(f"已修改账户 {name} 的密码")


def _password() -> str:
    import getpass

    return getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")


@users.command("list")
def users_list() -> None:
    """列出账户。"""
    with _accounts() as accounts:
        every = accounts.all()
        if not every:
            say("还没有账户。")
        for account in every:
            state = "已停用" if account.disabled else "可用"
            limits = f"　限定：{'、'.join(account.agencies)}" if account.agencies else ""
            say(f"{account.name}　{account.role.shown}　{state}　建立于 {account.added:%Y-%m-%d}{limits}")


@users.command("role")
def users_role(
    name: Name, role: Annotated[str, typer.Argument(metavar="角色", help=_ROLES, show_default=False)]
) -> None:
    """改变账户的角色；已登录的立即生效。"""
    from library.roles import Role

    with _accounts() as accounts:
        accounts.set_role(name, role)
    say(f"账户 {name} 现在是{Role(role).shown}")


@users.command("limit")
def users_limit(
    name: Name,
    agencies: Annotated[
        list[str] | None,
        typer.Argument(metavar="单位", help="单位全称，与报告上的完全相同", show_default=False),
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="取消限定")] = False,
) -> None:
    """限定账户的单位：只看得到、只能提交这些单位的报告（几个单位一起写，替换原来的）；已登录的立即退出。"""
    from library.limits import UNLIMITED, Limits

    if bool(agencies) is none:
        fail("请写出单位的全称，或写 --none 取消限定。")
    with _database() as database:
        kept = Limits(database).put(name, agencies or ())
        unknown = Limits(database).unknown(kept)
    say(f"账户 {name} 现在{'限定在' if kept else ''}{'、'.join(kept) or UNLIMITED}")
    for agency in unknown:
        say(f"资料库里还没有“{agency}”的报告；名称要与报告上的完全相同，请核对。")


@users.command("disable")
def users_disable(name: Name) -> None:
    """停用账户；已登录的立即退出。"""
    with _accounts() as accounts:
        accounts.set_disabled(name, True)
    say(f"已停用账户 {name}")


@users.command("enable")
def users_enable(name: Name) -> None:
    """重新启用账户。"""
    with _accounts() as accounts:
        accounts.set_disabled(name, False)
    say(f"已启用账户 {name}")


@users.command("remove")
def users_remove(name: Name) -> None:
    """删除账户；已登录的立即退出，其报告保留。"""
    with _accounts() as accounts:
        accounts.remove(name)
    say(f"已删除账户 {name}")
