"""读取待核: while nobody compared a doubtful reading with the original, no door gives out a letter."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from library.decisions import Decision
from library.entries import Viewer
from library.worklist import State, Wanted
from office.desk import Desk
from office.letters import ToVerifyError, composed_text, letter_file
from office.one_review import as_decided
from office.verbs import draft_verb
from office.workbench import work_page
from office.workspace import Workspace
from review.doubtful import UNREAD_RULE
from review.finding import Finding, Location, Severity
from settings import Settings
from tests.page_helpers import badly_read_file

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Workspace(Settings(data_dir=tmp_path / "data")), Viewer())


@pytest.fixture
def doubted(desk: Desk, tmp_path: Path) -> str:
    (taken,) = desk.add_file(badly_read_file(tmp_path))
    assert taken.entry is not None
    return taken.entry.id


def finding(rule: str, severity: Severity, held: Severity | None = None) -> Finding:
    return Finding(rule, rule, "", severity, "", "", Location(), (), None, None, "", held=held)


def test_no_letter_is_given_out_before_the_reading_was_verified(
    desk: Desk, doubted: str, tmp_path: Path
) -> None:
    for door in (composed_text, letter_file):
        with pytest.raises(ToVerifyError, match=r"读取待核，暂不出意见：.*主动公开情况表未能读出"):
            door(desk, doubted)
    with pytest.raises(ToVerifyError):
        draft_verb(tmp_path / "badly-read.txt", desk)
    (row,) = work_page(desk, Wanted()).rows
    assert row.state is State.DOUBTFUL


@pytest.mark.parametrize("right", [True, False])
def test_once_it_was_verified_there_is_a_letter_until_that_is_taken_back(
    desk: Desk, doubted: str, right: bool
) -> None:
    desk.verify_reading(doubted, right)
    assert "读取待核" not in composed_text(desk, doubted)
    (row,) = work_page(desk, Wanted()).rows
    assert row.state is State.REVIEWING
    desk.undo(doubted)
    assert desk.review(doubted).to_verify


def test_the_command_line_says_so_too(nianbao: Run, tmp_path: Path) -> None:
    file, out = badly_read_file(tmp_path), tmp_path / "letter.md"
    refused = nianbao("draft", file, "-o", out)
    assert refused.returncode == 2
    assert "读取待核，暂不出意见" in refused.stderr
    assert not out.exists()
    assert nianbao("draft", file, "-o", out, "--verified").returncode == 0
    assert "读取待核" not in out.read_text()


def test_what_was_held_back_is_an_error_again_where_the_reading_was_right() -> None:
    found = (finding(UNREAD_RULE, Severity.WARNING), finding("SUM01", Severity.WARNING, held=Severity.ERROR))
    (_, undecided) = as_decided(found, {})
    (_, wrong) = as_decided(found, {UNREAD_RULE: Decision("accepted")})
    (_, right) = as_decided(found, {UNREAD_RULE: Decision("dismissed")})
    assert (undecided.severity, wrong.severity) == (Severity.WARNING, Severity.WARNING)
    assert (right.severity, right.held) == (Severity.ERROR, None)
