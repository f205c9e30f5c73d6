"""What becomes of the files of a batch: each is stored, refused or failed, and what failed can be tried again."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.database import LibraryError
from library.entries import Viewer
from library.job_kinds import Kind
from office.batch import Batch, Batches
from office.desk import Desk
from office.workspace import Workspace

FULL = "磁盘空间已满，没有保存；请清理磁盘后重试。"


class PanicError(BaseException):
    """What a panic in Chroma's Rust part looks like: no Exception."""


@pytest.fixture(autouse=True)
def at_once(workspace: Workspace) -> None:
    """What failed is tried again without a pause."""
    workspace.jobs.pause = 0


@pytest.fixture
def paths(workspace: Workspace) -> list[Path]:
    """Two reports and a file that is none, as they were uploaded."""
    import io

    contents = [to_txt(make_content(seed), Layout()) for seed in (1, 2)]
    names = ["a.txt", "b.txt", "broken.pdf"]
    return [
        workspace.files.take("li", name, io.BytesIO(content))
        for name, content in zip(names, [*contents, b"%PDF-1.4 broken"], strict=True)
    ]


def ended(batches: Batches, name: str = "") -> Batch:
    """The batch once it has ended."""
    while (batch := batches.of(name)) is None or not batch.finished:
        time.sleep(0.05)
    return batch


def outcomes(batch: Batch) -> dict[str, str]:
    """The outcome of each file in one word."""
    said = {True: "failed", False: "refused"}
    return {t.name: "stored" if t.error is None else said[t.failed] for t in batch.taken}


def failing(error: BaseException) -> Any:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    return fail


def run(workspace: Workspace, paths: list[Path]) -> tuple[Batches, Desk, Batch]:
    batches, desk = Batches(workspace), Desk(workspace, Viewer(""))
    batches.start(desk, paths)
    return batches, desk, ended(batches)


def test_every_file_ends_as_stored_or_refused_with_its_sentence(
    workspace: Workspace, paths: list[Path]
) -> None:
    _, _, batch = run(workspace, paths)
    assert outcomes(batch) == {"a.txt": "stored", "b.txt": "stored", "broken.pdf": "refused"}
    assert batch.kept == 2 and [t.name for t in batch.taken if t.error] == ["broken.pdf"]
    assert batch.again == [] and not any(p.exists() for p in paths)


def test_what_cannot_be_stored_has_failed_and_is_stored_when_it_is_tried_again(
    workspace: Workspace, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(workspace.library, "add", failing(LibraryError(FULL)))
        batches, desk, batch = run(workspace, paths)
    assert set(outcomes(batch).values()) == {"failed"}
    assert batch.kept == 0 and {str(t.error) for t in batch.taken if t.failed} == {FULL}
    assert list(batch.again) == ["a.txt", "b.txt", "broken.pdf"]
    assert batches.retry(desk)
    assert outcomes(ended(batches)) == {"a.txt": "stored", "b.txt": "stored", "broken.pdf": "refused"}
    assert workspace.library.size() == 2
    assert not batches.retry(desk)


@pytest.mark.parametrize("error", [OSError(28, "full"), RuntimeError("bug"), PanicError("panicked")])
def test_no_fault_ends_the_batch_nor_passes_for_success(
    workspace: Workspace, paths: list[Path], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(workspace.library, "add", failing(error))
    _, _, batch = run(workspace, paths)
    assert batch.done == 3 and len(batch.taken) == 3 and batch.kept == 0
    assert all(str(t.error).endswith("。") for t in batch.taken)


@pytest.mark.parametrize("error", [RuntimeError("no answer"), PanicError("panicked")])
def test_a_report_that_cannot_be_indexed_is_stored_and_the_page_says_so(
    workspace: Workspace, paths: list[Path], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    monkeypatch.setattr(workspace, "index_report", failing(error))
    _, _, batch = run(workspace, paths[:2])
    assert set(outcomes(batch).values()) == {"stored"} and workspace.library.size() == 2
    assert all("全文检索暂时没有建立" in t.note for t in batch.taken)


def test_a_report_that_cannot_be_reviewed_is_stored_and_the_page_says_so(
    workspace: Workspace, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "findings", failing(RuntimeError("a rule is wrong")))
    _, _, batch = run(workspace, paths[:1])
    assert outcomes(batch) == {"a.txt": "stored"} and "审查没有完成" in batch.taken[0].note


def test_a_file_that_has_gone_is_told(workspace: Workspace, paths: list[Path]) -> None:
    paths[0].unlink()
    _, _, batch = run(workspace, paths)
    assert batch.taken[0].error is not None and batch.kept == 1


def test_files_handed_in_while_others_are_read_join_them(workspace: Workspace, paths: list[Path]) -> None:
    batches, desk = Batches(workspace), Desk(workspace, Viewer(""))
    batches.start(desk, paths[:1])
    batches.start(desk, paths[1:2])
    assert workspace.library.size() <= 2
    ended(batches)
    assert workspace.library.size() == 2


def test_what_one_process_left_undone_is_done_by_the_next(workspace: Workspace, paths: list[Path]) -> None:
    workspace.jobs.add(Kind.INTAKE, Viewer(""), [(p.name, p.read_bytes()) for p in paths[:2]])
    workspace.close()
    after = Workspace(workspace.settings)
    batches = Batches(after)
    after.go_on()
    assert set(outcomes(ended(batches)).values()) == {"stored"} and after.library.size() == 2
    after.close()


def test_a_file_that_was_not_stored_can_be_taken_off_the_list(
    workspace: Workspace, paths: list[Path]
) -> None:
    batches, _, _ = run(workspace, paths)
    batches.drop("", "broken.pdf")
    left = batches.of("")
    assert left is not None and left.failures == [] and left.kept == 2
