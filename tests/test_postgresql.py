"""On a real PostgreSQL: the schema and its guards, several processes as one, a database that goes and comes back."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import psycopg
import pytest
from sqlalchemy import inspect, select, text

from errors import NianbaoError
from library.accounts import Accounts
from library.attempts import Attempt, Attempts
from library.backup import BackupError, make_backup
from library.database import Database, LibraryError
from library.decisions import ACCEPTED
from library.entries import CITIZEN, Viewer
from library.letters import SavedLetter
from library.roles import Role
from library.schema import Base, TrailRow
from library.sessions import Sessions
from library.trail import Deed, note
from office.desk import Desk
from office.workspace import Workspace
from settings import Settings
from tests.conftest import ROOT, SAMPLE
from tests.postgresql import PostgreSql, programs

PASSWORD = "correct horse battery"


@pytest.fixture
def address(postgresql: PostgreSql) -> str:
    return postgresql.fresh()


def test_the_migrations_make_the_tables_that_the_program_knows(database: Database) -> None:
    with database.session() as session:
        found = inspect(session.connection())
        for name, table in Base.metadata.tables.items():
            columns = {c["name"] for c in found.get_columns(name)}
            assert columns == {c.name for c in table.columns}, name


@pytest.mark.parametrize("statement", ["UPDATE trail SET who = 'x'", "DELETE FROM trail", "TRUNCATE trail"])
def test_the_trail_is_only_added_to(database: Database, statement: str) -> None:
    with database.session() as session:
        note(session, "li", Deed.LOGGED_IN)
    with pytest.raises(LibraryError), database.session() as session:
        session.execute(text(statement))
    with database.session() as session:
        assert [row.who for row in session.scalars(select(TrailRow))] == ["li"]


_FIRST_START = """
import sys
from office.opening import open_workspace
from settings import Settings
workspace = open_workspace(Settings(database_url=sys.argv[1], data_dir=sys.argv[2]))
print(workspace.library.size())
workspace.close()
"""


def test_processes_that_start_for_the_first_time_at_the_same_moment_share_the_library(
    address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _FIRST_START, address, str(tmp_path_factory.mktemp("data"))],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )
        for _ in range(3)
    ]  # fmt: skip
    said = [process.communicate(timeout=180) for process in started]
    assert [out for out, _ in said] == ["1\n"] * 3, said


def test_the_work_on_a_report_is_that_of_every_process(
    address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    one, other = (
        Workspace(Settings(database_url=address, data_dir=tmp_path_factory.mktemp("data"))) for _ in range(2)
    )
    here, there = Desk(one, Viewer("li", Role.REVIEWER)), Desk(other, Viewer("li", Role.REVIEWER))
    entry = one.add(SAMPLE.read_bytes(), SAMPLE.name, owner="li")
    assert [e.id for e in there.entries()] == [entry.id] and Desk(other, CITIZEN).entries() == []
    finding = there.findings(entry.id)[0]
    here.decide(entry.id, finding.id, state=ACCEPTED)
    assert there.decisions(entry.id)[finding.id].state == ACCEPTED
    here.save_letter(entry.id, SavedLetter("意见", "意见"))
    saved = there.saved_letter(entry.id)
    assert saved is not None and saved.text == "意见"
    here.publish(entry.id, True)
    assert [e.id for e in Desk(other, CITIZEN).entries()] == [entry.id]
    assert there.matching("相山", 5)
    there.remove(entry.id)
    with pytest.raises(NianbaoError):
        here.entry(entry.id)
    assert other.letter_settings(date(2026, 1, 1)) == one.letter_settings(date(2026, 1, 1))
    one.close()
    other.close()


def test_a_session_is_known_to_every_process_and_ends_in_all(address: str) -> None:
    one, other = Database(address), Database(address)
    Accounts(one).add("li", PASSWORD)
    token = Sessions(one).begin("li")
    assert Sessions(other).viewer_of(token) == Viewer("li", Role.REVIEWER)
    Accounts(other).set_disabled("li", True)
    assert Sessions(one).viewer_of(token) is None
    one.close()
    other.close()


def test_tries_of_a_password_are_counted_by_all_processes_together(address: str) -> None:
    one, other = Database(address), Database(address)
    attempt = Attempt("198.51.100.7", "li")
    for number in range(4):
        assert Attempts(one if number % 2 else other).begin(attempt) == 0
    assert Attempts(one).begin(attempt) == 0
    assert Attempts(other).begin(attempt) > 0
    one.close()
    other.close()


def test_a_database_that_went_and_came_back_is_used_again(address: str) -> None:
    database = Database(address)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    database.ping()
    database.close()


def test_a_database_that_does_not_answer_is_one_sentence(postgresql: PostgreSql) -> None:
    with pytest.raises(LibraryError, match="NIANBAO_DATABASE_URL"):
        Database(postgresql.address("nothing_of_this_name"))


def test_a_backup_is_the_work_of_the_servers_own_tools(
    address: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("backup")
    with pytest.raises(BackupError, match="pg_dump"):
        make_backup(address, folder, folder / "x.zip")


def test_what_pg_dump_wrote_is_restored_word_for_word(postgresql: PostgreSql, address: str) -> None:
    found = programs()
    assert found is not None
    database = Database(address)
    Accounts(database).add("li", PASSWORD)
    database.close()
    written = subprocess.run([found / "pg_dump", address], capture_output=True, check=True, text=True).stdout
    other = postgresql.fresh()
    subprocess.run(
        [found / "psql", "-q", "-v", "ON_ERROR_STOP=1", other], input=written, check=True, text=True
    )
    restored = Database(other)
    assert Accounts(restored).verify("li", PASSWORD)
    with pytest.raises(LibraryError), restored.session() as session:
        session.execute(text("DELETE FROM trail"))
    restored.close()
