"""What the office set on the page, by name, as JSON; the environment gives what is not set here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from library.database import Database
from library.schema import KeptSettingRow, now
from library.trail import Deed, note


class KeptSettings:
    """The settings that are kept in one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, name: str) -> Any:
        """What is kept under a name; None where nothing is."""
        with self._database.session() as session:
            row = session.get(KeptSettingRow, name)
            return json.loads(row.value) if row is not None else None

    def put(self, name: str, value: Any, who: str = "", beside: Mapping[str, Any] | None = None) -> None:
        """Keeps a value; None forgets what was kept. What stands `beside` it is kept or forgotten in the same step."""
        with self._database.session() as session:
            row = session.get(KeptSettingRow, name)
            before, after = row.value if row else "", "" if value is None else _json(value)
            if after != before:
                note(session, who, Deed.CHANGED_SETTING, name, before=before, after=after)
            _write(session, name, after)
            for other, its in (beside or {}).items():
                _write(session, other, "" if its is None else _json(its))


def _write(session: Session, name: str, text: str) -> None:
    row = session.get(KeptSettingRow, name)
    if not text:
        if row is not None:
            session.delete(row)
        return
    if row is None:
        row = KeptSettingRow(name=name)
        session.add(row)
    row.value, row.saved = text, now()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
