"""A report of the library as a list shows it, and who may see it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_

from library.roles import Role
from library.schema import ReportRow

# What an entry shows; the content of the file is left in the database.
COLUMNS = (
    ReportRow.id, ReportRow.file_name, ReportRow.agency, ReportRow.year, ReportRow.added, ReportRow.owner,
    ReportRow.published,
)  # fmt: skip


@dataclass(frozen=True)
class Viewer:
    """Who looks: an account by name ("" is whoever sits at the machine itself, its administrator), or a citizen; of which
    `agencies` alone, where she is limited to some."""

    name: str = ""
    role: Role = Role.ADMINISTRATOR
    agencies: tuple[str, ...] = ()

    def is_within(self, agency: str) -> bool:
        """Whether the viewer may have to do with an agency's reports; nobody is limited to one that was not read."""
        return not self.agencies or agency in self.agencies


CITIZEN = Viewer(role=Role.CITIZEN)


@dataclass(frozen=True)
class Entry:
    """A report in the library, without its content; `version` counts the submissions of one agency and year."""

    id: str
    file_name: str
    agency: str
    year: int | None
    added: datetime
    owner: str
    published: bool
    version: int = 1
    versions: int = 1

    @property
    def label(self) -> str:
        """What a chooser shows."""
        version = f"　第{self.version}稿" if self.versions > 1 else ""
        return f"{self.agency or self.file_name}　{self.year or '年度不明'}{version}"


def report_id(content: bytes, owner: str = "") -> str:
    """The identity of a report: the same file from the same owner is the same report."""
    digest = hashlib.sha256(content)
    if owner:
        digest.update(f"\x1f{owner}".encode())
    return digest.hexdigest()[:16]


def visible_to(viewer: Viewer, row: Any = ReportRow) -> Any:
    """The condition of the reports that a viewer may see; `row` is another reading of their table."""
    if viewer.role is Role.CITIZEN:
        return row.published
    seen = or_(row.published, row.owner.in_(("", viewer.name)))
    if viewer.name:
        # Whom a report was handed over to sees it; "" is nobody there.
        seen = or_(seen, row.assignee == viewer.name)
    if not viewer.agencies:
        return seen
    # What she handed in herself and could not be read for its agency is still hers to name.
    unread = and_(row.agency == "", row.owner == viewer.name)
    return and_(seen, or_(row.agency.in_(viewer.agencies), unread))


def of_agency(agency: str) -> Any:
    """The condition of the reports of an agency; those whose agency could not be read are no one's."""
    return and_(ReportRow.agency == agency, ReportRow.agency != "")
