"""Who may use the page when it is served to other machines: names with argon2 hashes, in the library's database."""

from __future__ import annotations

import threading
import time

from sqlalchemy import select

from library.database import Database, LibraryError
from library.schema import UserRow, now

_SHORTEST = 10
_TRIES = 5
_PAUSE_SECONDS = 60.0


class AccountError(LibraryError):
    """The account cannot be made; the message is one clear Chinese sentence."""


class Accounts:
    """The accounts of one database; after some wrong passwords a name has to wait."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._failures: dict[str, list[float]] = {}
        self._guard = threading.Lock()

    def add(self, name: str, password: str) -> None:
        """Makes an account or changes its password; raises AccountError."""
        from argon2 import PasswordHasher

        if not name.strip() or len(name) > 60:
            raise AccountError("用户名不能为空，也不能超过60个字；请换一个用户名。")
        if len(password) < _SHORTEST:
            raise AccountError(f"密码至少{_SHORTEST}个字符；请换一个更长的密码。")
        with self._database.session() as session:
            session.merge(UserRow(name=name.strip(), password=PasswordHasher().hash(password), added=now()))

    def names(self) -> list[str]:
        """The accounts there are."""
        with self._database.session() as session:
            return list(session.scalars(select(UserRow.name).order_by(UserRow.name)))

    def verify(self, name: str, password: str) -> bool:
        """Whether the password is right; always wrong while the name has to wait."""
        from argon2 import PasswordHasher
        from argon2.exceptions import Argon2Error, InvalidHashError

        with self._guard:
            recent = [t for t in self._failures.get(name, []) if time.monotonic() - t < _PAUSE_SECONDS]
            self._failures[name] = recent
            if len(recent) >= _TRIES:
                return False
        with self._database.session() as session:
            row = session.get(UserRow, name)
            kept = row.password if row else None
        try:
            # An unknown name costs as much time as a wrong password.
            right = PasswordHasher().verify(kept or PasswordHasher().hash("-"), password) and kept is not None
        except (Argon2Error, InvalidHashError):
            right = False
        if not right:
            with self._guard:
                self._failures.setdefault(name, []).append(time.monotonic())
        return right
