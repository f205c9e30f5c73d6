"""The library keeps what it is given, and accounts let in who knows the password."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app import is_loopback, require_accounts
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from errors import NotVisibleError
from library.accounts import AccountError, Accounts
from library.conversations import Conversations
from library.counts import Counts
from library.database import Database, LibraryError
from library.decisions import Decision, Decisions
from library.entries import CITIZEN, Viewer
from library.letters import UNSAVED, SavedLetter, SavedLetters, SavedSinceError
from library.phrases import Phrase, Phrases
from library.removals import Removals
from library.schema import now
from library.store import Library
from library.trail import Deed, Trail
from reports.errors import UnusableFileError
from reports.parse import parse_file
from settings import Settings
from tests.conftest import ROOT, SAMPLE


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


def test_the_same_file_twice_is_one_report(library: Library) -> None:
    first, second = (library.add(SAMPLE.read_bytes(), SAMPLE.name) for _ in range(2))
    assert first.id == second.id and len(library.entries()) == 1


def test_a_bad_file_leaves_nothing_behind(library: Library) -> None:
    with pytest.raises(UnusableFileError):
        library.add(b"", "empty.docx")
    assert library.entries() == []


def test_decisions_and_letters_outlive_the_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    first = Database(url)
    entry = Library(first).add(SAMPLE.read_bytes(), SAMPLE.name)
    Decisions(first).change(entry.id, "f", state="dismissed", reason="已核实")
    SavedLetters(first).save(entry.id, SavedLetter("审核意见", "模板"))
    first.close()
    second = Database(url)
    assert Decisions(second).of(entry.id) == {"f": Decision("dismissed", "已核实")}
    assert SavedLetters(second).of(entry.id) == SavedLetter("审核意见", "模板")
    assert Library(second).report(entry.id) == Library(second).report(entry.id)
    second.close()


def test_a_letter_saved_from_an_older_version_is_not_kept(library: Library, database: Database) -> None:
    letters, report = SavedLetters(database), library.add(SAMPLE.read_bytes(), SAMPLE.name).id
    first = letters.save(report, SavedLetter("甲的第一稿", "模板"), "甲", UNSAVED)
    second = letters.save(report, SavedLetter("甲的第二稿", "模板"), "甲", first)
    for late in (UNSAVED, first):
        with pytest.raises(SavedSinceError, match="另外保存过"):
            letters.save(report, SavedLetter("乙的稿", "模板"), "乙", late)
        with pytest.raises(SavedSinceError):
            letters.forget(report, "乙", late)
    kept = letters.of(report)
    assert kept is not None and kept == SavedLetter("甲的第二稿", "模板") and kept.version == second
    assert [trace.who for trace in Trail(database).since() if trace.deed is Deed.EDITED_LETTER] == [
        "甲",
        "甲",
    ]


@pytest.mark.parametrize("begun", [False, True])
def test_of_many_who_save_from_the_same_version_one_is_kept(
    library: Library, database: Database, begun: bool
) -> None:
    letters, report = SavedLetters(database), library.add(SAMPLE.read_bytes(), SAMPLE.name).id
    version = letters.save(report, SavedLetter("初稿", "模板")) if begun else UNSAVED
    kept: list[str] = []

    def save(number: int) -> None:
        with contextlib.suppress(SavedSinceError):
            letters.save(report, SavedLetter(f"第{number}人", "模板"), "", version)
            kept.append(f"第{number}人")

    with ThreadPoolExecutor(6) as people:
        list(people.map(save, range(6)))
    stored = letters.of(report)
    assert stored is not None and kept == [stored.text]


def test_a_version_given_up_is_not_the_next_one_saved_in_the_same_moment(
    library: Library, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters, report = SavedLetters(database), library.add(SAMPLE.read_bytes(), SAMPLE.name).id
    moment = now()
    monkeypatch.setattr("library.letters.now", lambda: moment)
    assert len({letters.save(report, SavedLetter(text, "模板")) for text in ("一", "二", "三")}) == 3


def test_each_change_of_a_decision_can_be_undone_in_turn(library: Library, database: Database) -> None:
    entry, decisions = library.add(SAMPLE.read_bytes(), SAMPLE.name), Decisions(database)
    decisions.change(entry.id, "f", state="accepted")
    decisions.change(entry.id, "f", wording="改写")
    decisions.change(entry.id, "g", state="dismissed")
    assert decisions.undo(entry.id) == "g" and set(decisions.of(entry.id)) == {"f"}
    assert decisions.undo(entry.id) == "f" and decisions.of(entry.id)["f"] == Decision("accepted")
    assert decisions.undo(entry.id) == "f" and decisions.of(entry.id) == {}
    assert decisions.undo(entry.id) is None


def test_what_was_read_from_a_file_is_kept_as_it_was_read(library: Library, database: Database) -> None:
    entry = library.add(SAMPLE.read_bytes(), SAMPLE.name)
    assert Library(database).report(entry.id) == parse_file(SAMPLE)


def test_a_draft_is_seen_by_its_owner_only_until_it_is_published(library: Library) -> None:
    entry = library.add(SAMPLE.read_bytes(), SAMPLE.name, owner="li")
    seen = {name: bool(library.entries(Viewer(name))) for name in ("li", "wang")}
    assert seen == {"li": True, "wang": False} and library.entries(CITIZEN) == []
    library.publish(entry.id)
    assert library.visible(entry.id, CITIZEN) and library.visible(entry.id, Viewer("wang"))


def test_the_same_file_from_two_owners_is_two_drafts(library: Library) -> None:
    ids = {library.add(SAMPLE.read_bytes(), SAMPLE.name, owner=o).id for o in ("li", "wang")}
    assert len(ids) == 2


def test_a_second_submission_is_a_second_version_and_the_first_is_kept(library: Library) -> None:
    content = make_content(3, level="department", year=2022)
    first = library.add(to_docx(content, Layout()), "a.docx")
    content.sections["五"].append("补充了改进情况。")
    second = library.add(to_docx(content, Layout()), "b.docx")
    assert [(e.id, e.version) for e in library.entries()] == [(second.id, 2), (first.id, 1)]
    assert (
        library.beside.earlier_version(second.id) == first.id
        and library.beside.earlier_version(first.id) is None
    )


def test_the_short_list_of_reports_is_the_long_one_without_its_details(library: Library) -> None:
    for seed, year, owner in ((1, 2023, "li"), (2, 2022, "li"), (3, 2023, "wang")):
        library.add(to_docx(make_content(seed, year=year), Layout()), f"{seed}.docx", owner=owner)
    for viewer in (Viewer("li"), Viewer("wang"), CITIZEN):
        long = [(e.id, e.agency, e.year) for e in library.entries(viewer)]
        assert library.shelf(viewer) == long


def test_a_report_is_uncounted_until_the_rules_in_force_were_applied(library: Library) -> None:
    first, second = (library.add(to_docx(make_content(n), Layout()), f"{n}.docx") for n in (1, 2))
    library.kept_counts.keep(first.id, Counts(1, 2, 3), "rules")
    assert library.kept_counts.missing("rules") == [second.id]
    assert set(library.kept_counts.missing("other rules")) == {first.id, second.id}


def test_another_owners_draft_is_no_neighbour(library: Library) -> None:
    contents = {y: to_docx(make_content(1, level="department", year=y), Layout()) for y in (2021, 2022)}
    library.add(contents[2021], "2021.docx", owner="wang")
    mine = library.add(contents[2022], "2022.docx", owner="li")
    assert library.beside.year_before(mine.id) is None


def test_reports_are_found_by_what_stands_in_their_label(library: Library) -> None:
    made = [make_content(n, year=2022) for n in (1, 2)]
    for content in made:
        library.add(to_docx(content, Layout()), f"{content.agency}.docx", published=True)
    agency = made[1].agency
    for typed in (agency, agency[-4:], f"{agency}　2022"):
        assert agency in {e.agency for e in library.matching(typed, CITIZEN, 10)}
    assert library.matching("100%", CITIZEN, 10) == []


def test_the_likest_narratives_of_the_year_are_found(library: Library) -> None:
    contents = [make_content(seed, level="department", year=2022) for seed in range(12)]
    copy = make_content(99, level="department", year=2022)
    copy.sections = contents[4].sections
    ids = [library.add(to_docx(c, Layout()), f"{n}.docx").id for n, c in enumerate(contents)]
    twin = library.add(to_docx(copy, Layout()), "copy.docx")
    assert library.beside.most_alike(twin.id)[0] == ids[4]


def test_a_library_from_before_the_migrations_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "library.sqlite3"
    with contextlib.closing(sqlite3.connect(path)) as old:
        old.executescript(
            """CREATE TABLE reports (id VARCHAR(32) PRIMARY KEY, file_name VARCHAR(500) NOT NULL, content BLOB NOT NULL,
            agency VARCHAR(200) NOT NULL, year INTEGER, added DATETIME NOT NULL);
            CREATE TABLE decisions (report_id VARCHAR(32), finding_id VARCHAR(32), state VARCHAR(20) NOT NULL,
            reason TEXT NOT NULL, decided DATETIME NOT NULL, PRIMARY KEY (report_id, finding_id));
            CREATE TABLE letters (report_id VARCHAR(32) PRIMARY KEY, text TEXT NOT NULL, saved DATETIME NOT NULL);
            CREATE TABLE users (name VARCHAR(60) PRIMARY KEY, password VARCHAR(200) NOT NULL, added DATETIME NOT NULL);"""
        )
        old.execute(
            "INSERT INTO reports VALUES ('a', ?, ?, '某局', 2020, '2021-01-05 00:00:00')",
            (SAMPLE.name, SAMPLE.read_bytes()),
        )
        old.execute("INSERT INTO decisions VALUES ('a', 'f', 'accepted', '', '2021-01-05 00:00:00')")
        old.commit()
    database = Database(f"sqlite:///{path}")
    assert Library(database).report("a") == parse_file(SAMPLE)
    assert Decisions(database).of("a") == {"f": Decision("accepted")}
    database.close()


def test_a_conversation_is_kept_and_judged_by_those_who_know_its_name(database: Database) -> None:
    conversations = Conversations(database)
    number = conversations.keep("secret", "收到多少件？", "{}")
    conversations.judge("guess", number, -1, "错")
    assert [(e.vote, e.comment) for e in conversations.of("secret")] == [(0, "")]
    conversations.judge("secret", number, -1, "数不对")
    assert [(e.vote, e.comment) for e in conversations.of("secret")] == [(-1, "数不对")]
    conversations.clear("secret")
    assert conversations.of("secret") == []


def test_a_phrase_is_offered_after_three_findings_and_can_be_adopted_and_dropped(database: Database) -> None:
    phrases, phrase = Phrases(database), Phrase("TXT01", "请核对", "请认真核对")
    for finding in ("a", "b", "b"):
        phrases.note("li", phrase, finding)
    assert phrases.offered("li") == []
    phrases.note("li", phrase, "c")
    assert phrases.offered("li") == [phrase] and phrases.offered("wang") == []
    phrases.adopt("li", phrase)
    assert phrases.adopted("li") == [phrase] and phrases.offered("li") == []
    phrases.forget("li", phrase)
    assert phrases.adopted("li") == []


def test_deleting_a_report_deletes_what_belongs_to_it(library: Library, database: Database) -> None:
    entry = library.add(SAMPLE.read_bytes(), SAMPLE.name)
    Decisions(database).change(entry.id, "f", state="accepted")
    Removals(database).begin(entry.id)
    library.forget()
    assert library.entries() == [] and Decisions(database).of(entry.id) == {}
    with pytest.raises(NotVisibleError):
        library.report(entry.id)


def test_the_year_before_is_found(library: Library) -> None:
    ids = {}
    for year in (2021, 2022):
        content = make_content(1, level="department", year=year)
        ids[year] = library.add(to_docx(content, Layout()), f"{year}.docx").id
    assert library.beside.year_before(ids[2022]) == ids[2021]
    assert library.beside.year_before(ids[2021]) is None


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    with pytest.raises(LibraryError, match="资料库打不开"):
        Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")


def test_only_the_right_password_lets_in(database: Database) -> None:
    accounts = Accounts(database)
    accounts.add("li", "correct horse battery")
    assert accounts.verify("li", "correct horse battery")
    assert not accounts.verify("li", "wrong")
    assert not accounts.verify("nobody", "correct horse battery")


def test_passwords_are_not_kept_in_the_clear(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'library.sqlite3'}")
    Accounts(database).add("li", "correct horse battery")
    database.close()
    stored = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"correct horse" not in stored and b"argon2" in stored


def test_a_short_password_is_refused(database: Database) -> None:
    with pytest.raises(AccountError):
        Accounts(database).add("li", "short")


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False), ("10.0.0.5", False)],
)
def test_loopback_addresses(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_loopback_needs_no_login(tmp_path: Path) -> None:
    from office.workspace import Workspace

    workspace = Workspace(Settings(data_dir=tmp_path))
    assert not require_accounts(Settings(data_dir=tmp_path), workspace)
    workspace.close()


_REVIEWER = """
import sys
sys.path.insert(0, {root!r})
from library.database import Database
from library.decisions import Decisions
from library.letters import SavedLetter, SavedLetters
from library.store import Library

database = Database({url!r})
entry = Library(database).add(open({file!r}, "rb").read(), "r.txt")
decisions, letters = Decisions(database), SavedLetters(database)
for n in range(100_000):
    decisions.change(entry.id, f"finding{{n}}", state="dismissed", reason=str(n))
    letters.save(entry.id, SavedLetter(f"letter {{n}}", "template"))
    print(n, flush=True)
"""


@pytest.mark.parametrize("clicks", [1, 7, 23])
def test_a_kill_loses_at_most_the_last_click(tmp_path: Path, clicks: int) -> None:
    url = f"sqlite:///{tmp_path / 'library.sqlite3'}"
    code = _REVIEWER.format(root=str(ROOT), url=url, file=str(SAMPLE))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    told = [int(process.stdout.readline()) for _ in range(clicks)]
    process.kill()
    told += [int(line) for line in process.stdout if line.endswith("\n")]
    process.wait()
    database = Database(url)
    (entry,) = Library(database).entries()
    assert Library(database).report(entry.id).tables
    decided = Decisions(database).of(entry.id)
    assert len(decided) - len(told) in (0, 1)
    assert all(decided[f"finding{n}"].reason == str(n) for n in told)
    letter = SavedLetters(database).of(entry.id)
    assert letter is not None and letter.text in (f"letter {told[-1]}", f"letter {told[-1] + 1}")
    database.close()


def test_the_same_text_in_another_encoding_is_no_further_submission(library: Library) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    files = {
        "utf-8.txt": text.encode(),
        "gb.txt": text.encode("gb18030"),
        "utf-16.txt": text.encode("utf-16"),
    }
    kept = {library.add(content, name, owner="li").id for name, content in files.items()}
    assert len(kept) == 1 and library.size() == 1
    assert library.add(text.encode("gb18030"), "gb.txt", owner="wang").id not in kept
    assert (
        library.add(text.replace("自然人", "个人", 1).encode("gb18030"), "gb.txt", owner="li").id not in kept
    )
