"""The library keeps what it is given, and accounts let in who knows the password."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import is_loopback, login
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from library.accounts import AccountError, Accounts
from library.store import Decision, Library, LibraryError
from reports.errors import UnusableFileError
from settings import Settings
from tests.conftest import SAMPLE


@pytest.fixture
def library(tmp_path: Path):
    library = Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    yield library
    library.close()


def test_the_same_file_twice_is_one_report(library: Library) -> None:
    first, second = (library.add(SAMPLE.read_bytes(), SAMPLE.name) for _ in range(2))
    assert first.id == second.id and len(library.entries()) == 1


def test_a_bad_file_leaves_nothing_behind(library: Library) -> None:
    with pytest.raises(UnusableFileError):
        library.add(b"", "empty.docx")
    assert library.entries() == []


def test_decisions_and_letters_outlive_the_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    first = Library(url)
    entry = first.add(SAMPLE.read_bytes(), SAMPLE.name)
    first.decide(entry.id, "f", Decision("dismissed", "已核实"))
    first.save_letter(entry.id, "审核意见")
    first.close()
    second = Library(url)
    assert second.decisions(entry.id) == {"f": Decision("dismissed", "已核实")}
    assert second.letter(entry.id) == "审核意见"
    second.decide(entry.id, "f", None)
    assert second.decisions(entry.id) == {}
    second.close()


def test_deleting_a_report_deletes_what_belongs_to_it(library: Library) -> None:
    entry = library.add(SAMPLE.read_bytes(), SAMPLE.name)
    library.decide(entry.id, "f", Decision("accepted"))
    library.remove(entry.id)
    assert library.entries() == [] and library.decisions(entry.id) == {}
    with pytest.raises(KeyError):
        library.report(entry.id)


def test_the_year_before_is_found(library: Library) -> None:
    ids = {}
    for year in (2021, 2022):
        content = make_content(1, level="department", year=year)
        ids[year] = library.add(to_docx(content, Layout()), f"{year}.docx").id
    assert library.previous_id(library.report(ids[2022])) == ids[2021]
    assert library.previous_id(library.report(ids[2021])) is None


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(LibraryError, match="资料库打不开"):
        Library(f"sqlite:///{tmp_path / 'library.sqlite3'}")


def test_only_the_right_password_lets_in(library: Library) -> None:
    accounts = Accounts(library)
    accounts.add("li", "correct horse battery")
    assert accounts.verify("li", "correct horse battery")
    assert not accounts.verify("li", "wrong")
    assert not accounts.verify("nobody", "correct horse battery")


def test_after_five_wrong_passwords_a_name_has_to_wait(library: Library) -> None:
    accounts = Accounts(library)
    accounts.add("li", "correct horse battery")
    for _ in range(5):
        accounts.verify("li", "wrong")
    assert not accounts.verify("li", "correct horse battery")


def test_passwords_are_not_kept_in_the_clear(tmp_path: Path, library: Library) -> None:
    Accounts(library).add("li", "correct horse battery")
    library.close()
    stored = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"correct horse" not in stored and b"argon2" in stored


def test_a_short_password_is_refused(library: Library) -> None:
    with pytest.raises(AccountError):
        Accounts(library).add("li", "short")


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("10.0.0.5", False)],
)
def test_loopback_addresses(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_loopback_needs_no_login(tmp_path: Path) -> None:
    from web.workspace import Workspace

    workspace = Workspace(Settings(data_dir=tmp_path))
    assert login(Settings(data_dir=tmp_path), workspace) is None
    workspace.close()
