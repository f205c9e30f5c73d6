"""Who is logged in, in the library's database, so that all processes of the page know, and a restart forgets nobody."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import ColumnElement, delete, or_

from library.database import Database
from library.entries import Viewer
from library.job_kinds import forget_made
from library.limits import limits_of
from library.roles import Role
from library.schema import SessionRow, UserRow, now
from library.trail import Deed, note

# How long a session lasts unused, and how long at most.
IDLE, LONGEST = timedelta(hours=12), timedelta(days=7)
# A session is not written anew on every request.
_SEEN_EVERY = timedelta(minutes=5)


class Sessions:
    """The sessions of one database. Only digests are kept: who reads the database cannot enter with what is in it."""

    def __init__(self, database: Database, idle: timedelta = IDLE, longest: timedelta = LONGEST) -> None:
        self._database = database
        self._idle, self._longest = idle, longest

    def begin(self, name: str) -> str:
        """Begins a session of an account; what the browser has to show from now on."""
        token = secrets.token_urlsafe(32)
        begun = now()
        with self._database.session() as session:
            session.execute(delete(SessionRow).where(self._over()))
            session.add(SessionRow(digest=_digest(token), name=name, begun=begun, seen=begun))
            note(session, name, Deed.LOGGED_IN)
        return token

    def viewer_of(self, token: str) -> Viewer | None:
        """Whose session this is, in the role that she has now; None where it has ended or its account is closed."""
        moment = now()
        with self._database.session() as session:
            row = session.get(SessionRow, _digest(token))
            if row is None or moment - row.seen > self._idle or moment - row.begun > self._longest:
                return None
            user = session.get(UserRow, row.name)
            if user is None or user.disabled:
                return None
            if moment - row.seen > _SEEN_EVERY:
                row.seen = moment
            return Viewer(row.name, Role(user.role), limits_of(session, user))

    def end(self, token: str) -> None:
        """Ends this session, and no other; the files made for the account go."""
        with self._database.session() as session:
            row = session.get(SessionRow, _digest(token))
            if row is not None:
                note(session, row.name, Deed.LOGGED_OUT)
                forget_made(session, row.name)
                session.delete(row)

    def _over(self) -> ColumnElement[bool]:
        moment = now()
        return or_(SessionRow.seen < moment - self._idle, SessionRow.begun < moment - self._longest)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogatepass")).hexdigest()
