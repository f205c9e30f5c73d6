"""A question over all reports is asked of the database, and says what reading every report would have said."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from answering.plan.figures import figure_asked
from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.entries import CITIZEN, Entry, Viewer
from library.figures import Figures
from library.roles import Role
from office.desk import Desk
from office.questions import assistant_of, scope_of
from office.workspace import Workspace
from settings import Settings

COUNT = 48
RECEIVED = "哪个单位收到的申请最多"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def workspace(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Workspace]:
    """A library of more reports than are opened for one answer, one of them with more applications than all others."""
    folder = tmp_path_factory.mktemp("data")
    if request.param == "sqlite":
        yield from filled(Workspace(Settings(data_dir=folder)))
        return
    address = request.getfixturevalue("postgresql").fresh()
    yield from filled(Workspace(Settings(data_dir=folder, database_url=address)))


def filled(workspace: Workspace) -> Iterator[Workspace]:
    for seed in range(COUNT):
        content = make_content(seed, level="department", year=2022)
        workspace.library.add(
            to_txt(content, Layout()), f"{seed}.txt", published=seed != COUNT - 1, owner="li"
        )
    yield workspace
    workspace.close()


def latest(desk: Desk) -> list[Entry]:
    return [e for e in desk.entries() if e.version == e.versions]


def read_one_by_one(desk: Desk, question: str) -> dict[str, Decimal]:
    """The figure in every report, from its tables."""
    found = {}
    for entry in latest(desk):
        report = desk.report(entry.id)
        figure = figure_asked(question, report)
        assert figure is not None
        values = [report.tables[t].value(r, c) for t, r, c in figure.cells(report)]
        known = [v for v in values if v is not None]
        if known:
            found[entry.agency] = sum(known, Decimal(0))
    return found


def asked(desk: Desk, question: str) -> str:
    answer = assistant_of(desk).ask(question, scope_of(desk, question))
    assert answer.citations and ("over_all" in dict(answer.trace))
    return answer.text


@pytest.mark.parametrize("question", [RECEIVED, "哪个单位的申请最少", "哪个单位予以公开的最多"])
def test_the_first_is_the_one_that_reading_all_of_them_finds(workspace: Workspace, question: str) -> None:
    desk = Desk(workspace, CITIZEN)
    values = read_one_by_one(desk, question)
    first = (min if "最少" in question else max)(values.values())
    text = asked(desk, question)
    assert f"{first}件" in text
    assert sum(agency in text for agency, value in values.items() if value == first) >= 1


def test_a_sum_and_an_average_are_of_all_reports(workspace: Workspace) -> None:
    desk = Desk(workspace, CITIZEN)
    values = read_one_by_one(desk, RECEIVED)
    assert f"合计{sum(values.values())}件" in asked(desk, "所有单位一共收到多少件申请")


def test_those_that_meet_a_condition_are_counted_over_all(workspace: Workspace) -> None:
    desk = Desk(workspace, CITIZEN)
    values = read_one_by_one(desk, RECEIVED)
    bound = sorted(values.values())[len(values) // 2]
    met = sum(1 for value in values.values() if value > bound)
    assert f"有{met}个" in asked(desk, f"哪些单位收到的申请超过{bound}件")


def test_a_draft_counts_for_its_owner_alone(workspace: Workspace) -> None:
    for desk in (Desk(workspace, CITIZEN), Desk(workspace, Viewer("li", Role.REVIEWER))):
        assert asked(desk, RECEIVED).startswith(f"{len(read_one_by_one(desk, RECEIVED))}份报告")


def test_a_question_about_a_named_report_is_not_asked_of_all(workspace: Workspace) -> None:
    desk = Desk(workspace, CITIZEN)
    entry = desk.entries()[0]
    answer = assistant_of(desk).ask(
        "收到多少件申请", scope_of(desk, f"{entry.agency}收到多少件申请", [entry.id])
    )
    assert "over_all" not in dict(answer.trace)


def test_figures_go_with_their_report(workspace: Workspace) -> None:
    figures = Figures(workspace.database)
    added = workspace.add(to_txt(make_content(99, level="department", year=2021), Layout()), "99.txt")
    cell = f"{workspace.library.report(added.id).edition}/applications/new_received/total"
    assert added.id in figures.sums([cell])
    workspace.remove(added.id)
    assert added.id not in figures.sums([cell])
