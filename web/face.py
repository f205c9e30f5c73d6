"""What the places of one face of the page share: who is looking, and files made for her."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errors import NotVisibleError
from library.entries import CITIZEN, Viewer
from library.files import SEVERAL
from office.desk import Desk
from office.workspace import Workspace
from web.gates.caller import caller_of

GONE = str(NotVisibleError())


@dataclass(frozen=True)
class Face:
    """A face of the page: the reviewers' or the citizens'."""

    workspace: Workspace
    for_reviewers: bool

    def desk(self, request: Any = None) -> Desk:
        """What the one who sent this request sees; before there is a request, what everyone on this face sees."""
        if not self.for_reviewers:
            return Desk(self.workspace, CITIZEN)
        caller = caller_of(request)
        return Desk(self.workspace, Viewer(caller.name or "", caller.role, caller.agencies))

    def made_file(self, request: Any, name: str, content: bytes, report: str = SEVERAL) -> str:
        """The path of a new file that only the one who sent this request can fetch; it goes when its report goes."""
        caller = caller_of(request)
        if self.for_reviewers:
            self.workspace.trail.exported(caller.name or "", report, name.rpartition(".")[2])
        return self.workspace.files.make(caller.folder, name, content, report)
