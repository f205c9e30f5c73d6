"""A library that is already at the present schema is opened without the tool that migrates."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from library.database import Database, _newest_schema, known_schemas

_OPENS = "import sys; from library.database import Database; Database(sys.argv[1]); print('alembic' in sys.modules)"


def _imports_alembic(url: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", _OPENS, url], capture_output=True, text=True, check=True
    ).stdout


def test_only_what_is_to_be_migrated_needs_alembic(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    assert _imports_alembic(url).strip() == "True"
    assert _imports_alembic(url).strip() == "False"
    Database(url).close()


def test_the_newest_schema_is_the_last_that_alembic_knows() -> None:
    assert _newest_schema() == max(known_schemas())
