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
    """Who looks: an account by name ("" is whoever sits at the machine itself, its administrator), or a citizen."""

    name: str = ""
    role: Role = Role.ADMINISTRATOR


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
    open_to_all = or_(row.published, row.owner.in_(("", viewer.name)))
    # Whom a report was handed over to sees it; "" is nobody there.
    return or_(open_to_all, row.assignee == viewer.name) if viewer.name else open_to_all


def of_agency(agency: str) -> Any:
    """The condition of the reports of an agency; those whose agency could not be read are no one's."""
    return and_(ReportRow.agency == agency, ReportRow.agency != "")
