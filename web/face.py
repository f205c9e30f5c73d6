"""What the tabs of one face of the page share: who is looking, and the chosen report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from errors import NotVisibleError
from library.files import SEVERAL
from library.store import CITIZEN, Viewer
from office.desk import Desk
from office.workspace import Workspace
from web.escape import safe
from web.gates.caller import caller_of

GONE = str(NotVisibleError())


@dataclass(frozen=True)
class Face:
    """A face of the page: the reviewers' or the citizens'; `conversation` is the name of the browser's own."""

    workspace: Workspace
    for_reviewers: bool
    page: Any = None
    chooser: Any = None
    tabs: Any = None
    conversation: Any = None

    def desk(self, request: Any = None) -> Desk:
        """What the one who sent this request sees; before there is a request, what everyone on this face sees."""
        if not self.for_reviewers:
            return Desk(self.workspace, CITIZEN)
        caller = caller_of(request)
        return Desk(self.workspace, Viewer(caller.name or "", caller.role))

    def made_file(self, request: Any, name: str, content: bytes, report: str = SEVERAL) -> str:
        """The path of a new file that only the one who sent this request can fetch; it goes when its report goes."""
        return self.workspace.files.make(caller_of(request).folder, name, content, report)


def status(text: str, bad: bool = False) -> str:
    """A line about what just happened; errors are announced to screen readers at once."""
    kind, role = ("status-line bad", "alert") if bad else ("status-line", "status")
    return f'<p class="{kind}" role="{role}">{safe(text)}</p>'
