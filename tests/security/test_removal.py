"""What is deleted is gone: no text of a removed report is left in any file, also where the removal was cut off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.files import Files, files_folder
from library.letters import SavedLetter
from library.own_findings import OwnFinding
from office.workspace import Workspace
from review.finding import Severity
from settings import Settings
from tests.conftest import ROOT, SAMPLE

CANARY = "金丝雀鸣于幽谷"


def with_canary() -> bytes:
    """A report that tells of something no other one tells of."""
    text = to_txt(make_content(3), Layout()).decode()
    return text.replace("二、", f"本单位{CANARY}，全年接待群众来访三百人次。\n二、", 1).encode()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path / "data"))
    opened.open_index()
    opened.add(SAMPLE.read_bytes(), SAMPLE.name)
    yield opened
    opened.close()


def worked_on(workspace: Workspace) -> str:
    """A report with the canary that was reviewed, decided on, written and asked about; its id."""
    identifier = workspace.add(with_canary(), f"{CANARY}.txt").id
    workspace.decisions.change(identifier, "f", state="dismissed", wording=f"已删去{CANARY}", note=CANARY)
    workspace.decisions.change(identifier, "f", wording=f"{CANARY}改过")
    own = OwnFinding(Severity.ERROR, CANARY, CANARY)
    workspace.own_findings.add(identifier, own)
    workspace.letters.save(identifier, SavedLetter(f"意见：{CANARY}", "模板"))
    quoted = f'{{"citations": [{{"report": "{identifier}", "quote": "{CANARY}"}}]}}'
    workspace.conversations.keep("a" * 32, "问过什么", quoted, report_id=None)
    workspace.conversations.keep("a" * 32, f"{CANARY}是什么", "{}", report_id=identifier)
    for of in (identifier, "several"):
        workspace.files.make("li", "意见.md", CANARY.encode(), of)
    return identifier


def left(*folders: Path) -> list[Path]:
    """The files that hold the canary, in their names or in what they hold."""
    every = [p for folder in folders for p in folder.rglob("*") if p.is_file()]
    return [p for p in every if CANARY in str(p) or CANARY.encode() in p.read_bytes()]


def test_nothing_of_a_removed_report_is_left(workspace: Workspace, tmp_path: Path) -> None:
    folders = (tmp_path, workspace.files.folder)
    identifier = worked_on(workspace)
    assert len(left(*folders)) >= 4
    workspace.remove(identifier)
    assert left(*folders) == []
    assert workspace.removals.unfinished() == []


def test_the_store_goes_on_after_a_removal(workspace: Workspace) -> None:
    identifier = worked_on(workspace)
    workspace.remove(identifier)
    (entry,) = workspace.library.entries()
    assert workspace.search("收到多少件申请", 3, {entry.id})
    again = workspace.add(with_canary(), "again.txt")
    assert any(CANARY in h.passage.text for h in workspace.search(CANARY, 5, {again.id}))


def test_a_report_that_is_handed_in_again_is_not_removed_afterwards(workspace: Workspace) -> None:
    identifier = worked_on(workspace)
    workspace.removals.begin(identifier)
    assert workspace.add(with_canary(), "again.txt").id == identifier
    workspace.finish_removals()
    assert workspace.search(CANARY, 5, {identifier})


# What a process had done of a removal when it was killed.
_MOMENTS = {
    "noted": "workspace.removals.begin(identifier)",
    "files gone": "workspace.removals.begin(identifier); workspace.files.forget_report(identifier)",
    "index cleared": "workspace.removals.begin(identifier); workspace._index.remove(identifier)",
    "before the note goes": "workspace.removals.finish = lambda _: die(); workspace.remove(identifier)",
}
_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from review.finding import Severity
from settings import Settings
from tests.conftest import SAMPLE
from tests.security.test_removal import worked_on
from office.workspace import Workspace

def die():
    os.kill(os.getpid(), signal.SIGKILL)

workspace = Workspace(Settings(data_dir=Path({data!r})))
workspace.open_index()
workspace.add(SAMPLE.read_bytes(), SAMPLE.name)
identifier = worked_on(workspace)
{removal}
die()
"""


@pytest.mark.parametrize("moment", list(_MOMENTS))
def test_a_removal_that_was_cut_off_is_finished_at_the_next_start(tmp_path: Path, moment: str) -> None:
    data = tmp_path / "data"
    code = _KILLED.format(root=str(ROOT), data=str(data), removal=_MOMENTS[moment])
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    workspace = Workspace(Settings(data_dir=data))
    workspace.files.begin()
    workspace.open_index()
    assert workspace.search("收到多少件申请", 3, {e.id for e in workspace.library.entries()})
    workspace.close()
    assert left(data, files_folder(data)) == []


def test_what_a_server_before_left_goes_at_a_start_and_not_while_it_runs(tmp_path: Path) -> None:
    first = Files(tmp_path / "files")
    first.begin()
    made = Path(first.make("li", "a.md", b"x"))
    Files(tmp_path / "files").begin()
    assert made.exists()
    first.end()
    Files(tmp_path / "files").begin()
    assert not made.exists()
