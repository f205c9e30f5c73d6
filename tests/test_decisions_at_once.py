"""Several reviewers decide on one finding at the same moment, at as many connections: every one of them is heard."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from library.database import Database
from library.decisions import Decisions
from library.store import Library
from tests.conftest import SAMPLE

_STATES = ("accepted", "dismissed", "")


def test_nobody_s_decision_fails_by_another_s(address: str, database: Database) -> None:
    report = Library(database).add(SAMPLE.read_bytes(), SAMPLE.name).id

    def reviewer(number: int) -> None:
        own = Database(address)
        for step in range(12):
            Decisions(own).change(report, "f1", f"r{number}", state=_STATES[(step + number) % 3])
            if step % 4 == 3:
                Decisions(own).undo(report, f"r{number}")
        own.close()

    with ThreadPoolExecutor(6) as reviewers:
        list(reviewers.map(reviewer, range(6)))
    left = Decisions(database).of(report).get("f1")
    assert left is None or left.state in _STATES
