"""The agencies that an account is limited to: what it sees and does is of their reports alone."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from library.database import Database, LibraryError
from library.job_kinds import forget_exports
from library.roles import Role
from library.schema import ExchangeRow, ReportRow, SessionRow, UserRow
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


def limits_of(session: Session, row: UserRow | None) -> tuple[str, ...]:
    """The agencies of an account's limits under each of their names; none where it is not limited, or not there."""
    return _under_every_name(session, agencies_of(row))


def _under_every_name(session: Session, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and those that a person said are the same agencies': the name that was read in a report, and the one that
    it was listed under. What only looks like another name is not taken for one: limits keep people out."""
    if not names:
        return ()
    # Not unequal but greater, so that the index is gone through and not every report.
    listed = (
        select(ReportRow.typed_agency, ReportRow.read_agency).where(ReportRow.typed_agency > "").distinct()
    )
    pairs = [{typed, read} for typed, read in session.execute(listed) if read and read != typed]
    known, more = set[str](), set(names)
    while more:
        known |= more
        more = {name for pair in pairs if pair & known for name in pair} - known
    return (*names, *sorted(known - set(names)))


class Limits:
    """The limits of the accounts of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, name: str) -> tuple[str, ...]:
        """The agencies that an account is limited to, under each of their names; none where it is not."""
        with self._database.session() as session:
            return limits_of(session, session.get(UserRow, name))

    def unknown(self, names: Iterable[str]) -> list[str]:
        """Those of some agencies of which the library has no report under any of their names."""
        with self._database.session() as session:
            every = {name: _under_every_name(session, (name,)) for name in names}
            sought = {n for known in every.values() for n in known}
            query = select(ReportRow.agency).where(ReportRow.agency.in_(sought)).distinct()
            there = set(session.scalars(query))
        return [name for name, known in every.items() if not there & set(known)]

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
            forget_exports(session, row.name)
        return names
