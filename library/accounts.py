"""Who may use the page when it is served to other machines: names with argon2 hashes, in the library's database."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from library.database import Database, LibraryError
from library.limits import agencies_of
from library.roles import ACCOUNT_ROLES, Role
from library.schema import SessionRow, UserRow, now
from library.trail import Deed, note

_SHORTEST, _LONGEST = 10, 1000
_LONGEST_NAME = 60


class AccountError(LibraryError):
    """The account cannot be made or changed; the message is one clear Chinese sentence."""


@dataclass(frozen=True)
class Account:
    """An account, without its password."""

    name: str
    added: datetime
    disabled: bool
    role: Role = Role.REVIEWER
    agencies: tuple[str, ...] = ()


@cache
def _unknown() -> str:
    """A hash that no password has, so that an unknown name costs as much as a known one."""
    import secrets

    from argon2 import PasswordHasher

    return PasswordHasher().hash(secrets.token_hex(32))


class Accounts:
    """The accounts of one database. What changes one ends the sessions that it had."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def prepare(self) -> None:
        """Makes the hash that unknown names are checked against, before the first of them is."""
        _unknown()

    def add(self, name: str, password: str, role: str | None = None) -> None:
        """Makes an account, a reviewer's where no role is given; raises AccountError, also where the name is taken."""
        name = name.strip()
        if not name or len(name) > _LONGEST_NAME or not name.isprintable():
            raise AccountError(
                f"用户名不能为空，不能超过{_LONGEST_NAME}个字，也不能有控制字符；请换一个用户名。"
            )
        kept = _hashed(password)
        with self._database.session() as session:
            if session.get(UserRow, name) is not None:
                raise AccountError(
                    f"账户 {name} 已存在，没有改动；要改它的密码请用 nianbao users password {name}。"
                )
            row = UserRow(name=name, password=kept, added=now(), disabled=False)
            session.add(row)
            session.flush()
            note(session, "", Deed.CHANGED_ACCOUNT, name, after="已建立")
            if role is not None:
                _give_role(session, row, role)

    def set_password(self, name: str, password: str) -> None:
        """Gives an account another password; raises AccountError."""
        kept = _hashed(password)
        with self._database.session() as session:
            row = _row(session, name)
            row.password = kept
            _end_sessions(session, name)
            note(session, "", Deed.CHANGED_ACCOUNT, row.name, after="改了密码")

    def all(self) -> list[Account]:
        """The accounts there are, by name."""
        with self._database.session() as session:
            rows = session.scalars(select(UserRow).order_by(UserRow.name))
            return [Account(r.name, r.added, r.disabled, Role(r.role), agencies_of(r)) for r in rows]

    def set_disabled(self, name: str, disabled: bool) -> None:
        """Closes an account or opens it again; raises AccountError where there is none, or it is the last administrator's."""
        with self._database.session() as session:
            row = _row(session, name)
            if disabled:
                _require_another_administrator(session, row)
            states = ("已停用" if closed else "可用" for closed in (row.disabled, disabled))
            note(session, "", Deed.CHANGED_ACCOUNT, row.name, "", *states)
            row.disabled = disabled
            _end_sessions(session, name)

    def set_role(self, name: str, role: str) -> None:
        """Gives an account another role; who is logged in has it at once. Raises AccountError."""
        with self._database.session() as session:
            _give_role(session, _row(session, name), role)

    def remove(self, name: str) -> None:
        """Takes an account out; what it handed in stays. Raises AccountError where there is none, or it is the last
        administrator's."""
        with self._database.session() as session:
            row = _row(session, name)
            _require_another_administrator(session, row)
            note(session, "", Deed.CHANGED_ACCOUNT, row.name, after="已删除")
            session.delete(row)
            _end_sessions(session, name)

    def verify(self, name: str, password: str) -> bool:
        """Whether the password is that of an account that is open; takes as long for a name that is none."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        kept = self._hash_of(name)
        try:
            right = PasswordHasher().verify(kept or _unknown(), password[:_LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
        return right and kept is not None

    def device_mark(self, name: str, device: str) -> str:
        """What proves that an account was entered from a device before, until its password is changed."""
        return hmac.new(
            (self._hash_of(name) or _unknown()).encode(), device.encode(), hashlib.sha256
        ).hexdigest()

    def _hash_of(self, name: str) -> str | None:
        with self._database.session() as session:
            row = session.get(UserRow, name)
            return row.password if row is not None and not row.disabled else None


def _row(session: Session, name: str) -> UserRow:
    row = session.get(UserRow, name.strip())
    if row is None:
        raise AccountError(f"没有账户 {name.strip()}；请用 nianbao users list 查看已有的账户。")
    return row


def _hashed(password: str) -> str:
    """A password as it is kept; raises AccountError where it is too short or too long."""
    from argon2 import PasswordHasher

    if not _SHORTEST <= len(password) <= _LONGEST:
        raise AccountError(f"密码至少{_SHORTEST}个字符，至多{_LONGEST}个字符；请换一个密码。")
    return PasswordHasher().hash(password)


def _require_another_administrator(session: Session, row: UserRow) -> None:
    """Raises an AccountError where an account is the only one that can be entered and administers."""
    if row.role != Role.ADMINISTRATOR or row.disabled:
        return
    others = select(UserRow.name).where(
        UserRow.role == Role.ADMINISTRATOR, UserRow.disabled.is_(False), UserRow.name != row.name
    )
    if session.scalar(others.limit(1)) is None:
        raise AccountError(
            f"{row.name} 是最后一个管理员，没有改动；请先用 nianbao users role 用户名 administrator 指定另一个管理员。"
        )


def _end_sessions(session: Session, name: str) -> None:
    session.execute(delete(SessionRow).where(SessionRow.name == name.strip()))


def _give_role(session: Session, row: UserRow, role: str) -> None:
    if role not in ACCOUNT_ROLES:
        raise AccountError("账户的角色只能是 administrator、reviewer 或 reader；请换一个角色。")
    if role == Role.ADMINISTRATOR and row.agencies:
        raise AccountError("这个账户限定了单位，不能做管理员；请先用 nianbao users limit 取消限定。")
    if role != Role.ADMINISTRATOR:
        _require_another_administrator(session, row)
    note(session, "", Deed.CHANGED_ACCOUNT, row.name, "", Role(row.role).shown, Role(role).shown)
    row.role = Role(role)
