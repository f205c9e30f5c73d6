"""The agencies that an account is limited to: what it sees and does is of their reports alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import delete
from sqlalchemy.orm import Session

from library.database import Database, LibraryError
from library.roles import Role
from library.schema import ExchangeRow, SessionRow, UserRow
from library.trail import Deed, note

_MOST, _LONGEST = 200, 200
# How the trail calls an account that may see every agency's.
UNLIMITED = "不限单位"


class LimitError(LibraryError):
    """An account cannot be limited so; the message is one clear Chinese sentence."""


def as_names(typed: Iterable[str]) -> tuple[str, ...]:
    """The agencies as they were typed, each once; raises a LimitError where they cannot be kept."""
    names = tuple(dict.fromkeys(name.strip() for name in typed if name.strip()))
    if len(names) > _MOST or any(len(n) > _LONGEST or not n.isprintable() for n in names):
        raise LimitError(f"一个账户至多限定{_MOST}个单位，名称不超过{_LONGEST}个字；请改短或减少后再试。")
    return names


def agencies_of(row: UserRow | None) -> tuple[str, ...]:
    """The agencies that the account of a row is limited to; none where it is not."""
    return tuple(json.loads(row.agencies)) if row is not None and row.agencies else ()


def limits_of(session: Session, name: str) -> tuple[str, ...]:
    """The agencies that the account of this name is limited to; none where it is not, or where there is no such account."""
    return agencies_of(session.get(UserRow, name))


class Limits:
    """The limits of the accounts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, name: str) -> tuple[str, ...]:
        """The agencies that an account is limited to; none where it is not."""
        with self._database.session() as session:
            return limits_of(session, name)

    def put(self, name: str, agencies: Iterable[str], who: str = "") -> tuple[str, ...]:
        """Limits an account to some agencies, or to none any more; what is kept.

        Its sessions end, with the files that they made, and its conversations go: they may tell of other agencies.
        Raises a LimitError where there is no such account or it is an administrator's.
        """
        names = as_names(agencies)
        with self._database.session() as session:
            row = session.get(UserRow, name.strip())
            if row is None:
                raise LimitError(f"没有账户 {name.strip()}；请用 nianbao users list 查看已有的账户。")
            if names and row.role == Role.ADMINISTRATOR.value:
                raise LimitError("管理员管理全部单位，不能限定；请先改变账户的角色。")
            before = agencies_of(row)
            if names == before:
                return names
            row.agencies = json.dumps(names, ensure_ascii=False) if names else ""
            shown = ("、".join(some) or UNLIMITED for some in (before, names))
            note(session, who, Deed.CHANGED_ACCOUNT, row.name, "", *shown)
            session.execute(delete(SessionRow).where(SessionRow.name == row.name))
            session.execute(delete(ExchangeRow).where(ExchangeRow.owner == row.name))
        return names
