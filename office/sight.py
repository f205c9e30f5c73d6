"""Which reports of a workspace one viewer sees: for her the others are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from errors import NotVisibleError
from library.entries import Entry, Viewer, report_id
from office.permissions import Act, require
from office.workspace import Workspace
from reports.model import Report

if TYPE_CHECKING:
    from answering.over_all import OverAll


class Sight:
    """The reports that a viewer may see."""

    def __init__(self, workspace: Workspace, viewer: Viewer) -> None:
        self.workspace = workspace
        self.viewer = viewer
        # What the last question about all reports found, for the answer to it.
        self.found_over_all: OverAll | None = None

    def entries(self) -> list[Entry]:
        """The reports that the viewer may see."""
        return self.workspace.library.entries(self.viewer)

    def size(self) -> int:
        """How many they are."""
        return self.workspace.library.size(self.viewer)

    def matching(self, typed: str, most: int) -> list[Entry]:
        """Some of them, by what stands in agency, year or file name."""
        return self.workspace.library.matching(typed, self.viewer, most)

    def versions(self, entry: Entry) -> list[Entry]:
        """The submissions of a report's agency and year among them, the latest first."""
        return self.workspace.library.versions(entry, self.viewer)

    def entry(self, identifier: str) -> Entry:
        """One of them; raises NotVisibleError."""
        self._require(identifier)
        found = self.workspace.library.entry(identifier)
        if found is None:
            raise NotVisibleError
        return found

    def _require(self, identifier: str) -> None:
        if not self.workspace.library.visible(identifier, self.viewer):
            raise NotVisibleError

    def permit(self, act: Act, identifier: str | None = None) -> None:
        """Raises a NotAllowedError where the viewer's role may not do this, a NotVisibleError as elsewhere."""
        require(self.viewer.role, act)
        if identifier is not None:
            self._require(identifier)

    def report(self, identifier: str) -> Report:
        """A report; raises NotVisibleError."""
        self._require(identifier)
        return self.workspace.library.report(identifier)

    def known(self, content: bytes) -> str | None:
        """The id of the report that is this file, where the viewer sees one."""
        for owner in dict.fromkeys((self.viewer.name, "")):
            identifier = report_id(content, owner)
            if self.workspace.library.visible(identifier, self.viewer):
                return identifier
        return None

    def content(self, identifier: str) -> bytes:
        """The file of a report."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.workspace.library.content(identifier)

    def others_at(self, identifier: str) -> list[str]:
        """Notes that the viewer has a report open, and tells which other accounts have; raises NotVisibleError."""
        self.permit(Act.SEE_REVIEWS, identifier)
        name = self.viewer.name
        # Whoever sits at the machine itself is alone there.
        return self.workspace.presences.others(identifier, name) if name else []

    def leave(self, identifier: str) -> None:
        """Notes that the viewer has closed a report."""
        self.permit(Act.SEE_REVIEWS, identifier)
        self.workspace.presences.leave(identifier, self.viewer.name)
