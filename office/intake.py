"""Files taken into the library: what is wrong with one is told of it, and stops no other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from errors import NO_FAULT
from library.store import OutsideLimitsError
from office.taken import Taken, failed
from office.workspace import Workspace
from reports.errors import UnusableFileError
from reports.reading.opened import Opened, open_file


def take_opened(
    workspace: Workspace,
    opened: Opened,
    owner: str = "",
    published: bool = False,
    within: tuple[str, ...] = (),
) -> Taken:
    """Keeps one opened file; what is wrong with it or with the storing is told, not raised. `within` are the agencies
    that its owner is limited to."""
    if opened.error is not None:
        return Taken(opened.name, error=opened.error)
    try:
        entry, note = workspace.keep(opened.content, opened.name, owner, published, within)
        return Taken(opened.name, entry, note=note)
    except (UnusableFileError, OutsideLimitsError) as error:
        return Taken(opened.name, error=error)
    except NO_FAULT:
        raise
    except BaseException as error:
        return failed(opened.name, error)


def take_file(
    workspace: Workspace, path: Path, owner: str = "", published: bool = False, within: tuple[str, ...] = ()
) -> Iterator[Taken]:
    """Keeps the report in a file, or each of those in an archive; a bad one stops no other, nor does a fault."""
    try:
        for opened in open_file(path):
            yield take_opened(workspace, opened, owner, published, within)
    except NO_FAULT:
        raise
    except BaseException as error:
        yield failed(path.name, error)
