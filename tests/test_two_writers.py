"""Two people on one letter: the later save is never a silent overwrite."""

from __future__ import annotations

import pytest

from library.entries import Viewer
from library.letters import UNSAVED, SavedLetter, SavedSinceError
from library.roles import Role
from office.desk import Desk
from office.letters import (
    composed_text,
    letter_file,
    renewed_text,
    restarted_text,
    save_text,
    text_of,
    version_of,
)
from office.workspace import Workspace
from settings import Settings
from tests.conftest import SAMPLE


@pytest.fixture
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk, str]:
    """Li's desk, Wang's, and a report that both may write on."""
    workspace = Workspace(Settings(data_dir=tmp_path_factory.mktemp("data")))
    li, wang = (Desk(workspace, Viewer(name, Role.REVIEWER)) for name in ("李审查", "王审查"))
    (taken,) = li.add_file(SAMPLE)
    assert taken.entry is not None
    li.publish(taken.entry.id, True)
    return li, wang, taken.entry.id


def test_what_was_begun_from_an_older_letter_changes_nothing(desks: tuple[Desk, Desk, str]) -> None:
    li, wang, report = desks
    began, hers = version_of(wang, report), composed_text(li, report) + "\n请于5日内反馈。\n"
    assert began == UNSAVED and save_text(li, report, hers, UNSAVED)
    for late in (
        lambda: save_text(wang, report, "# 王的意见\n", began),
        lambda: save_text(wang, report, "# 王的意见\n", began, given_out=True),
        lambda: renewed_text(wang, report, "# 王的意见\n", began),
        lambda: restarted_text(wang, report, began),
    ):
        with pytest.raises(SavedSinceError, match="您这里的文字没有保存，还在框里"):
            late()
    assert text_of(wang, report) == hers


def test_who_saw_the_other_text_may_save_over_it(desks: tuple[Desk, Desk, str]) -> None:
    li, wang, report = desks
    save_text(li, report, "# 李的意见\n", UNSAVED)
    seen = version_of(wang, report)
    assert save_text(wang, report, "# 王的意见\n", seen) and text_of(li, report) == "# 王的意见\n"
    with pytest.raises(SavedSinceError):
        save_text(li, report, "# 李再改\n", seen)


def test_the_same_text_once_more_is_nobodys_quarrel(desks: tuple[Desk, Desk, str]) -> None:
    li, wang, report = desks
    assert save_text(li, report, "# 意见\n", UNSAVED)
    assert not save_text(wang, report, "# 意见\n", UNSAVED)


def test_a_letter_taken_back_to_the_template_is_a_version_too(desks: tuple[Desk, Desk, str]) -> None:
    li, wang, report = desks
    save_text(li, report, "# 意见\n", UNSAVED)
    seen = version_of(wang, report)
    restarted_text(li, report, seen)
    with pytest.raises(SavedSinceError):
        save_text(wang, report, "# 王的意见\n", seen)


def test_a_file_made_while_somebody_saves_is_made_of_what_she_saved(
    desks: tuple[Desk, Desk, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    li, wang, report = desks
    keep = wang.save_letter

    def meanwhile(
        identifier: str, letter: SavedLetter, over: str | None = None, issued: bool = False
    ) -> None:
        monkeypatch.undo()
        save_text(li, report, "# 李的意见\n", version_of(li, report))
        keep(identifier, letter, over, issued)

    monkeypatch.setattr(wang, "save_letter", meanwhile)
    title, _ = letter_file(wang, report)
    assert title == "李的意见" and text_of(wang, report) == "# 李的意见\n"
