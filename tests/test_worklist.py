"""The work list is read from the database page by page: which reports, in which order, how many in which state."""

from __future__ import annotations

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from library.counts import Counts
from library.database import Database
from library.decisions import Decisions
from library.entries import CITIZEN, Viewer
from library.letters import SavedLetter, SavedLetters
from library.store import Library
from library.told import Told
from library.worklist import Column, State, Wanted, Worklist

RULES = "rules"
MINE = Viewer("li")


@pytest.fixture
def library(database: Database) -> Library:
    return Library(database)


@pytest.fixture
def worklist(database: Database) -> Worklist:
    return Worklist(database)


def put(library: Library, seed: int, year: int = 2022, owner: str = "li", text: str = "") -> str:
    content = make_content(seed, level="department", year=year)
    content.sections["五"].append(text or "继续改进。")
    return library.add(to_docx(content, Layout()), f"{seed}.docx", owner=owner).id


def shown(worklist: Worklist, **wanted: object) -> list[str]:
    return [line.entry.id for line in worklist.page(MINE, RULES, Wanted(**wanted)).rows]  # type: ignore[arg-type]


def test_only_the_last_submission_is_listed_and_says_which_it_is(
    library: Library, worklist: Worklist
) -> None:
    put(library, 1)
    second = put(library, 1, text="补充了改进情况。")
    (line,) = worklist.page(MINE, RULES, Wanted()).rows
    assert (line.entry.id, line.entry.version, line.entry.versions) == (second, 2, 2)
    assert line.state is State.RESUBMITTED and line.level == "department"


def test_the_state_of_a_report_follows_from_the_work_on_it(
    library: Library, worklist: Worklist, database: Database
) -> None:
    waiting, decided, written, doubtful = (put(library, seed) for seed in range(1, 5))
    for identifier in (decided, written):
        Decisions(database).change(identifier, "f", state="accepted")
    SavedLetters(database).save(decided, SavedLetter("改过的意见", "意见"))
    SavedLetters(database).save(written, SavedLetter("意见", "意见"), issued=True)
    library.kept_counts.keep(doubtful, Counts(0, 0, 0), RULES, doubtful=True)
    states = {line.entry.id: line.state for line in worklist.page(MINE, RULES, Wanted()).rows}
    assert states == {
        waiting: State.WAITING, decided: State.REVIEWING, written: State.ISSUED, doubtful: State.DOUBTFUL
    }  # fmt: skip
    assert shown(worklist, state=State.ISSUED) == [written]


def test_a_decision_on_a_finding_that_is_no_more_is_no_work_on_the_report(
    library: Library, worklist: Worklist, database: Database
) -> None:
    identifier = put(library, 1)
    for finding in ("stays", "goes"):
        Decisions(database).change(identifier, finding, state="accepted")

    def handled(*findings: str) -> int:
        library.kept_counts.keep(identifier, Counts(len(findings), 0, 0), RULES, findings=findings)
        return worklist.page(MINE, RULES, Wanted()).rows[0].handled

    assert handled("stays", "goes") == 2
    assert handled("stays", "new") == 1
    assert handled("stays", "goes") == 2


def test_counters_are_of_all_that_the_viewer_sees_but_the_hidden(
    library: Library, worklist: Worklist
) -> None:
    first, second = put(library, 1), put(library, 2)
    put(library, 3, owner="wang")
    library.kept_counts.keep(first, Counts(1, 0, 0), RULES)
    found = worklist.counters(MINE, RULES)
    assert (found.total, found.unreviewed, found.states[State.WAITING]) == (2, 1, 2)
    assert worklist.counters(MINE, RULES, hidden=[second]).total == 1
    assert worklist.counters(CITIZEN, RULES).total == 0


def test_the_worst_come_first_and_those_not_reviewed_last(library: Library, worklist: Worklist) -> None:
    few, unknown, many = (put(library, seed) for seed in range(1, 4))
    library.kept_counts.keep(few, Counts(1, 9, 9), RULES)
    library.kept_counts.keep(many, Counts(3, 0, 0), RULES)
    assert shown(worklist) == [many, few, unknown]


def test_counts_of_other_rules_are_not_shown(library: Library, worklist: Worklist) -> None:
    identifier = put(library, 1)
    library.kept_counts.keep(identifier, Counts(1, 2, 3), "other rules")
    assert [line.counts for line in worklist.page(MINE, RULES, Wanted()).rows] == [None]


@pytest.mark.parametrize("column", list(Column))
def test_a_list_sorted_by_any_column_goes_backwards_when_descending(
    column: Column, library: Library, worklist: Worklist
) -> None:
    first, second = put(library, 1, year=2021), put(library, 2, year=2022, text="其它事项见附件。")
    library.kept_counts.keep(first, Counts(1, 1, 1), RULES)
    library.kept_counts.keep(second, Counts(2, 2, 2), RULES)
    assert set(shown(worklist, sort=column)) == {first, second}
    if column in (Column.YEAR, Column.ERRORS, Column.WARNINGS, Column.NOTICES, Column.HANDLED):
        assert shown(worklist, sort=column) == [first, second]
        assert shown(worklist, sort=column, descending=True) == [second, first]


def test_pages_follow_one_another_and_together_are_the_list(library: Library, worklist: Worklist) -> None:
    for seed in range(5):
        put(library, seed)
    pages = [worklist.page(MINE, RULES, Wanted(offset=start, limit=2)) for start in (0, 2, 4)]
    assert [len(p.rows) for p in pages] == [2, 2, 1] and {p.fitting for p in pages} == {5}
    assert [line.entry.id for p in pages for line in p.rows] == shown(worklist)


def test_what_is_typed_stands_in_agency_year_or_file_or_the_report_is_named(
    library: Library, worklist: Worklist
) -> None:
    first, second = put(library, 1, year=2021), put(library, 2, year=2022)
    assert shown(worklist, typed="2021") == [first]
    assert shown(worklist, typed="2.DOCX") == [second]
    assert shown(worklist, typed="100%") == []
    assert set(shown(worklist, typed="2021", also=[second])) == {first, second}
    assert shown(worklist, ids=[second]) == [second]


def test_neighbours_are_those_beside_it_in_the_order_of_the_library(
    library: Library, worklist: Worklist
) -> None:
    for seed in range(3):
        put(library, seed)
    order = [entry.id for entry in library.entries(MINE)]
    assert worklist.neighbours(MINE, order[1]) == (order[0], order[2])
    assert worklist.neighbours(MINE, order[0])[0] is None
    assert worklist.neighbours(Viewer("wang"), order[1]) == (None, None)


def test_a_report_from_before_the_columns_is_listed_fully_once_it_was_looked_at(
    library: Library, worklist: Worklist, database: Database
) -> None:
    from sqlalchemy import update

    from library.schema import ReportRow

    identifier = put(library, 1)
    with database.session() as session:
        session.execute(update(ReportRow).values(level=None, told=""))
    assert Told(library).missing(10) == [identifier]
    Told(library).tell(identifier)
    assert Told(library).missing(10) == []
    assert [line.level for line in worklist.page(MINE, RULES, Wanted()).rows] == ["department"]
