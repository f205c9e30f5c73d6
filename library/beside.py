"""The reports that one of the library is compared with: last year's, the submission before, those much like it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import and_, not_, select

from errors import NotVisibleError
from library.database import Database
from library.entries import Viewer, of_agency, visible_to
from library.schema import ReportRow
from review.sketches import likeness


class Beside:
    """Finds them among the reports that everyone who sees the one sees too."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def year_before(self, identifier: str) -> str | None:
        """The id of the same agency's report on the year before, where there is one."""
        this, seen_too = self._this(identifier)
        if this.year is None:
            return None
        return self._latest(seen_too, of_agency(this.agency), ReportRow.year == this.year - 1)

    def earlier_version(self, identifier: str) -> str | None:
        """The id of the submission of the same report before this one."""
        this, seen_too = self._this(identifier)
        same = of_agency(this.agency), ReportRow.year == this.year
        return self._latest(seen_too, *same, ReportRow.added < this.added)

    def most_alike(self, identifier: str, most: int = 12) -> list[str]:
        """The ids of other agencies' reports on the same year whose narratives are most alike, likest first."""
        this, seen_too = self._this(identifier)
        query = select(ReportRow.id, ReportRow.sketch).where(
            seen_too, not_(of_agency(this.agency)), ReportRow.year == this.year, ReportRow.sketch.is_not(None)
        )
        with self._database.session() as session:
            rows = session.execute(query).all()
        if this.sketch is None or not rows:
            return []
        scores = likeness(this.sketch, [r.sketch for r in rows])
        ranked = sorted(zip(scores, (r.id for r in rows), strict=True), reverse=True)
        return [i for score, i in ranked[:most] if score > 0]

    def agencies(self, identifiers: Collection[str]) -> dict[str, str]:
        """The agencies that reports are listed under now, by id."""
        query = select(ReportRow.id, ReportRow.agency).where(ReportRow.id.in_(identifiers))
        with self._database.session() as session:
            return {row.id: row.agency for row in session.execute(query)}

    def _this(self, identifier: str) -> tuple[Any, Any]:
        """A report's row, and the condition of the others that are seen with it: published ones, and for a draft its
        owner's own; raises NotVisibleError."""
        columns = (ReportRow.agency, ReportRow.year, ReportRow.added, ReportRow.owner, ReportRow.published)
        query = select(*columns, ReportRow.sketch).where(ReportRow.id == identifier)
        with self._database.session() as session:
            row = session.execute(query).first()
        if row is None:
            raise NotVisibleError
        visible = ReportRow.published if row.published else visible_to(Viewer(row.owner))
        return row, and_(ReportRow.id != identifier, visible)

    def _latest(self, *conditions: Any) -> str | None:
        query = select(ReportRow.id).where(*conditions).order_by(ReportRow.added.desc()).limit(1)
        with self._database.session() as session:
            return session.scalars(query).first()
