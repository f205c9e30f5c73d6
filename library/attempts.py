"""How often a password may be tried: by address and by name, so that no stranger locks anybody out.

A name that is tried from everywhere leaves each address a single try a minute, which is enough for who knows the
password; a device from which the account was entered before is counted by itself.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from library.database import Database
from library.schema import LoginTryRow, now

_NAME = "login tries"
_SPAN = timedelta(seconds=60)
_OF_ADDRESS, _OF_PAIR, _OF_NAME, _OF_DEVICE = 20, 5, 30, 5


@dataclass(frozen=True)
class Attempt:
    """One try: where it comes from, for which name, and from which known device, if any."""

    address: str
    name: str
    device: str = ""

    @property
    def network(self) -> str:
        """The address, or of an IPv6 address the network, of which one machine has them all."""
        try:
            found = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        if found.version == 6:
            return str(ipaddress.ip_network(f"{found}/64", strict=False))
        return str(found)

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what the try is counted."""
        if self.device:
            return (f"device {self.device}",)
        return f"address {self.network}", f"pair {self.network} {self.name}", f"name {self.name}"


class Attempts:
    """The wrong tries of the last minute, in the library's database: all processes of the page count together."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def begin(self, attempt: Attempt) -> float:
        """Counts a try as wrong until it turns out right; the seconds to wait where it may not be made yet, else 0."""
        moment = self._clock()
        with self._database.session() as session:
            self._database.one_at_a_time(session, _NAME)
            session.execute(delete(LoginTryRow).where(LoginTryRow.at <= moment - _SPAN))
            wait = max(_wait(session, key, most, moment) for key, most in _limits(session, attempt))
            if wait <= 0:
                session.add_all(LoginTryRow(key=_digest(key), at=moment) for key in attempt.keys)
            return wait

    def right(self, attempt: Attempt) -> None:
        """Takes a try back that turned out right."""
        with self._database.session() as session:
            for key in attempt.keys:
                last = select(func.max(LoginTryRow.id)).where(LoginTryRow.key == _digest(key))
                session.execute(delete(LoginTryRow).where(LoginTryRow.id == last.scalar_subquery()))


def _limits(session: Session, attempt: Attempt) -> list[tuple[str, int]]:
    if attempt.device:
        return [(attempt.keys[0], _OF_DEVICE)]
    address, pair, name = attempt.keys
    pressed = len(_times(session, name)) >= _OF_NAME
    return [(address, _OF_ADDRESS), (pair, 1 if pressed else _OF_PAIR)]


def _wait(session: Session, key: str, most: int, moment: datetime) -> float:
    times = _times(session, key)
    return (times[-most] + _SPAN - moment).total_seconds() if len(times) >= most else 0.0


def _times(session: Session, key: str) -> Sequence[datetime]:
    query = select(LoginTryRow.at).where(LoginTryRow.key == _digest(key)).order_by(LoginTryRow.at)
    return session.scalars(query).all()


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="surrogatepass")).hexdigest()
