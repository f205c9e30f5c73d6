"""What the office set on the page, by name, as JSON; the environment gives what is not set here."""

from __future__ import annotations

import json
from typing import Any

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

    def put(self, name: str, value: Any, who: str = "") -> None:
        """Keeps a value; None forgets what was kept."""
        with self._database.session() as session:
            row = session.get(KeptSettingRow, name)
            before, after = row.value if row else "", "" if value is None else _json(value)
            if after != before:
                note(session, who, Deed.CHANGED_SETTING, name, before=before, after=after)
            if value is None:
                if row is not None:
                    session.delete(row)
                return
            if row is None:
                row = KeptSettingRow(name=name)
                session.add(row)
            row.value, row.saved = after, now()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
