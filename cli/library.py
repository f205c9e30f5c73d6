"""`nianbao index`: what is kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.printing import UNUSABLE, complain, fail, say

if TYPE_CHECKING:
    from letters.letter import LetterSettings
    from office.desk import Desk
    from office.workspace import Workspace
    from review.settings import ReviewSettings
    from settings import Settings


@contextlib.contextmanager
def opened_desk(settings: Settings) -> Iterator[Desk]:
    """The library as whoever sits at the machine sees it; without a usable store its full text is not searched.

    Raises LibraryError.
    """
    from library.entries import Viewer
    from office.desk import Desk
    from office.workspace import Workspace
    from retrieval.store import StoreError

    workspace = Workspace(settings)
    try:
        workspace.open_index()
    except StoreError as error:
        complain(f"{error}本次不检索资料库全文。")
    try:
        yield Desk(workspace, Viewer())
    finally:
        workspace.close()


@contextlib.contextmanager
def kept_desk() -> Iterator[Desk | None]:
    """The library beside the files of a call, without its index; None where there is none or it cannot be used."""
    from library.database import LibraryError
    from library.entries import Viewer
    from office.desk import Desk
    from office.workspace import Workspace
    from settings import Settings

    settings = Settings()
    if not settings.library_exists:
        yield None
        return
    try:
        workspace = Workspace(settings)
    except LibraryError as error:
        complain(f"{error}本次不参照资料库。")
        yield None
        return
    try:
        yield Desk(workspace, Viewer())
    finally:
        workspace.close()


def settings_in_force(sheet: Path | None = None, desk: Desk | None = None) -> ReviewSettings:
    """The review settings of a sheet; without one those of the library, and where there is none those of the environment.

    Ends the program where they cannot be used.
    """
    from review.settings import ReviewSettingsError, load_review_settings
    from settings import Settings

    if sheet is None and desk is not None:
        return desk.workspace.reviews.settings
    try:
        return load_review_settings(sheet or Settings().review_settings)
    except ReviewSettingsError as error:
        fail(str(error))


def letters_in_force(desk: Desk | None) -> LetterSettings:
    """What letters of today say of the office: as it is kept in the library, without one as the environment has it."""
    from office.office_settings import letters_of
    from settings import Settings

    return (desk.workspace.office.letters() if desk else letters_of(Settings())).on(date.today())


def index(
    paths: Annotated[
        list[Path], typer.Argument(metavar="文件或文件夹", help="要收录的文件或文件夹", show_default=False)
    ],
) -> None:
    """把报告收录到资料库（公众可查）并建立索引。"""
    from library.database import LibraryError
    from office.intake import take_file
    from office.workspace import Workspace
    from retrieval.store import StoreError
    from settings import Settings

    failed, files = False, list(_files(paths))
    if not files:
        fail(f"{'、'.join(map(str, paths))}：文件夹里没有文件，没有收录；请检查路径。")
    try:
        workspace = Workspace(Settings())
        workspace.open_index()
    except (LibraryError, StoreError) as error:
        fail(str(error))
    try:
        for path in files:
            for taken in take_file(workspace, path, published=True):
                if taken.entry is not None:
                    say(f"已收录 {taken.entry.label}（{taken.name}）")
                    if taken.note:
                        complain(f"{taken.name}：{taken.note}")
                    continue
                failed = True
                name = path if taken.name == path.name else f"{path}/{taken.name}"
                complain(f"{name}：{taken.error}")
        _make_vectors(workspace)
    finally:
        workspace.close()
    if failed:
        raise typer.Exit(UNUSABLE)


def _make_vectors(workspace: Workspace) -> None:
    """Makes the reports findable by meaning before the command ends; by their words they are found already."""
    from retrieval.embeddings import EmbeddingUnreachableError

    try:
        workspace.make_vectors(behind=False)
    except EmbeddingUnreachableError as error:
        complain(f"{error}报告已收录，眼下只按字词检索。")


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))
            )
        else:
            yield path
