"""What is deleted or forgotten can be taken back for a while, at any process of the page, and then is gone, whichever
process was asked."""

from __future__ import annotations

import pytest

from library.entries import CITIZEN, Viewer
from library.roles import Role
from office.desk import Desk
from office.pending import Forgetting, Removals
from office.work import putting_away
from office.workspace import Workspace
from tests.conftest import SAMPLE

LI = Viewer("li", Role.REVIEWER)
CONVERSATION = "c" * 32


@pytest.fixture
def two(two_processes: tuple[Workspace, Workspace]) -> tuple[Workspace, Workspace]:
    return two_processes


def do_what_is_due(workspace: Workspace) -> None:
    while workspace.other_hands.do_one(putting_away(workspace)):
        pass


def test_a_deletion_asked_for_at_one_process_is_taken_back_at_the_other(
    two: tuple[Workspace, Workspace],
) -> None:
    one, other = two
    report = one.add(SAMPLE.read_bytes(), SAMPLE.name, "li").id
    name = Removals(one, seconds=60).begin(Desk(one, LI), [report])
    assert Removals(other).hidden() == {report}
    do_what_is_due(other)
    assert Removals(other).take_back("wang", name) == 0
    assert Removals(other).take_back("li", name) == 1
    assert Removals(one).hidden() == set() and one.library.ids() == {report}
    assert Removals(one).take_back("li", name) == 0


def test_a_deletion_is_done_by_the_other_where_the_first_has_ended(two: tuple[Workspace, Workspace]) -> None:
    one, other = two
    report = one.add(SAMPLE.read_bytes(), SAMPLE.name, "li").id
    name = Removals(one, seconds=0).begin(Desk(one, LI), [report])
    one.close()
    do_what_is_due(other)
    assert other.library.ids() == set()
    assert Removals(other).take_back("li", name) == 0 and Removals(other).hidden() == set()


@pytest.mark.parametrize("viewer", [LI, CITIZEN], ids=["account", "citizen"])
def test_a_conversation_is_taken_back_at_the_other_or_forgotten_by_it(
    two: tuple[Workspace, Workspace], viewer: Viewer
) -> None:
    one, other = two
    one.conversations.keep(CONVERSATION, "问", '{"question": "问", "text": "答"}', viewer.name)
    assert Forgetting(one).begin(Desk(one, viewer), "d" * 32) == "", "there is nothing to forget"
    name = Forgetting(one, seconds=60).begin(Desk(one, viewer), CONVERSATION)
    assert other.conversations.of(CONVERSATION, viewer.name, 9) == []
    assert not Forgetting(other).take_back("wang", name)
    assert Forgetting(other).take_back(viewer.name, name)
    assert len(one.conversations.of(CONVERSATION, viewer.name, 9)) == 1
    name = Forgetting(one, seconds=0).begin(Desk(one, viewer), CONVERSATION)
    do_what_is_due(other)
    assert not Forgetting(one).take_back(viewer.name, name)
    assert one.conversations.of(CONVERSATION, viewer.name, 9) == []
