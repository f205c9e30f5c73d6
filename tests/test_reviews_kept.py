"""A review is made anew where something that it depends on has changed, in whichever process, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import office.reviews
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from benchmarks.generate.text_exports import to_markdown
from library.entries import Viewer
from office.desk import Desk
from office.one_review import Review
from office.workspace import Workspace
from tests.conftest import SAMPLE

Two = tuple[Workspace, Workspace]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The agencies of the reports that were reviewed, in that order."""
    agencies, review = list[str](), office.reviews.review

    def noted(report: object, **beside: object) -> Review:
        agencies.append(report.agency_words)  # type: ignore[attr-defined]
        return review(report, **beside)  # type: ignore[arg-type]

    monkeypatch.setattr(office.reviews, "review", noted)
    return agencies


def add(
    workspace: Workspace, seed: int, year: int = 2022, copied: int | None = None, agency: str = ""
) -> str:
    """A report with the narrative of its own or of another seed, under its own agency or another."""
    content = make_content(seed, level="department", year=year)
    if copied is not None:
        content.sections = make_content(copied, level="department", year=year).sections
    if agency:
        content.agency, content.title = agency, content.title.replace(content.agency, agency)
    return workspace.add(to_docx(content, Layout()), f"{seed}-{year}.docx", published=True).id


def test_a_review_stands_until_something_changes(workspace: Workspace, made: list[str]) -> None:
    report = add(workspace, 3)
    first = workspace.reviews.of(report)
    assert workspace.reviews.of(report).report is first.report and len(made) == 1


def test_a_report_of_another_year_changes_nothing(workspace: Workspace, made: list[str]) -> None:
    report = add(workspace, 3)
    workspace.reviews.of(report)
    add(workspace, 4, year=2020)
    workspace.reviews.of(report)
    assert len(made) == 1


def copied(one: Workspace, other: Workspace, report: str) -> None:
    add(other, 4, copied=3)


def renamed(one: Workspace, other: Workspace, report: str) -> None:
    """Another agency's copy is listed under this one's name: it is another agency's no longer."""
    twin = add(one, 4, copied=3)
    assert "CON05" in rules(one, report)
    mine = one.library.entry(report)
    assert mine is not None
    other.list_under(twin, mine.agency)


def taken_out(one: Workspace, other: Workspace, report: str) -> None:
    twin = add(one, 4, copied=3)
    assert "CON05" in rules(one, report)
    other.remove(twin)


def rules(workspace: Workspace, report: str) -> set[str]:
    return {f.rule for f in workspace.reviews.of(report).findings}


@pytest.mark.parametrize(
    ("change", "copy"),
    [(copied, True), (renamed, False), (taken_out, False)],
    ids=lambda v: getattr(v, "__name__", ""),
)
def test_what_another_process_changes_is_seen_at_once(
    two_processes: Two, change: Callable[[Workspace, Workspace, str], None], copy: bool
) -> None:
    one, other = two_processes
    report = add(one, 3)
    assert "CON05" not in rules(one, report)
    change(one, other, report)
    assert ("CON05" in rules(one, report)) is copy


def test_a_name_that_another_process_was_given_is_seen(two_processes: Two) -> None:
    one, other = two_processes
    content = make_content(2, level="department")
    text = to_markdown(content, Layout()).decode().replace(content.agency + "办公室", "我办")
    report = one.add(text.replace(content.agency, "").encode(), "a.md", published=True).id
    one.reviews.of(report)
    Desk(other, Viewer()).name_agency(report, "云溪县民政局")
    assert one.reviews.of(report).report.agency == "云溪县民政局"


def test_counts_made_beside_other_neighbours_are_not_kept(workspace: Workspace) -> None:
    report = add(workspace, 3)
    reviews, counts = workspace.reviews, workspace.library.kept_counts
    reviews.count(report)
    late = counts.turn(report)
    add(workspace, 4, copied=3)
    counts.keep(report, reviews.of(report).counts, "rules", turn=late)
    assert report in counts.missing("rules")


def test_settings_are_those_in_force(workspace: Workspace, made: list[str]) -> None:
    report = workspace.add(SAMPLE.read_bytes(), SAMPLE.name).id
    rule = next(iter(rules(workspace, report)))
    workspace.use_rules({"off": [rule]})
    assert rule not in rules(workspace, report)
    workspace.take_back_rules()
    assert rule in rules(workspace, report)
    assert len(made) == 2
