"""How many findings the reports have, kept with the fingerprint of the rules and settings that found them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, true, update

from errors import NotVisibleError
from library.database import Database
from library.schema import STALE, DecisionRow, ReportRow
from review.sketches import likeness

# From this share of common shingles on, a report may be among those that another is compared with.
_ALIKE = 0.1
# A statement of SQLite takes no more values than this for certain.
_MOST_NAMED = 500


@dataclass(frozen=True)
class Counts:
    """How many findings of each severity a report has."""

    errors: int
    warnings: int
    notices: int

    @property
    def total(self) -> int:
        """How many they are in all."""
        return self.errors + self.warnings + self.notices


class KeptCounts:
    """The counts of findings, so that a list need not review every report."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, identifiers: Sequence[str], rules: str) -> dict[str, Counts]:
        """The counts by id, where they are those of the rules and settings with this fingerprint."""
        columns = (ReportRow.id, ReportRow.errors, ReportRow.warnings, ReportRow.notices)
        query = select(*columns).where(ReportRow.reviewer == rules)
        with self._database.session() as session:
            rows = session.execute(query).all()
        wanted = set(identifiers)
        return {r.id: Counts(r.errors, r.warnings, r.notices) for r in rows if r.id in wanted}

    def turn(self, identifier: str) -> int:
        """How often something that the review of a report may depend on has changed; raises a NotVisibleError."""
        with self._database.session() as session:
            turn = session.scalar(select(ReportRow.turn).where(ReportRow.id == identifier))
        if turn is None:
            raise NotVisibleError
        return turn

    def keep(
        self,
        identifier: str,
        counts: Counts,
        rules: str,
        doubtful: bool = False,
        turn: int | None = None,
        findings: Collection[str] | None = None,
    ) -> None:
        """Keeps how many findings the rules and settings with this fingerprint have on a report, and whether its reading
        is in doubt and nobody compared it with the original; nothing where it is its `turn` no longer. With the ids of
        the findings, decisions on others stand no longer."""
        numbers = {"errors": counts.errors, "warnings": counts.warnings, "notices": counts.notices}
        same_turn = ReportRow.turn == turn if turn is not None else true()
        with self._database.session() as session:
            this = update(ReportRow).where(ReportRow.id == identifier, same_turn)
            kept: Any = session.execute(this.values(reviewer=rules, doubtful=doubtful, **numbers))
            if findings is None or not kept.rowcount:
                return
            of_report = select(DecisionRow).where(DecisionRow.report_id == identifier)
            for decided in session.scalars(of_report):
                decided.stands = decided.finding_id in findings

    def missing(self, rules: str) -> list[str]:
        """The ids of the reports that the rules and settings with this fingerprint were not applied to, newest year first."""
        query = select(ReportRow.id).where(ReportRow.reviewer != rules)
        order = func.coalesce(ReportRow.year, 0).desc(), ReportRow.agency
        with self._database.session() as session:
            return list(session.scalars(query.order_by(*order)))

    def are_missing(self, rules: str) -> bool:
        """Whether there is one of them."""
        with self._database.session() as session:
            return (
                session.scalar(select(ReportRow.id).where(ReportRow.reviewer != rules).limit(1)) is not None
            )

    def drop_beside(self, identifier: str) -> None:
        """Drops the counts of the reports whose review a report may change by coming, going or being published: its
        agency's, and those of its year that are much like it."""
        with self._database.session() as session:
            row = session.get(ReportRow, identifier)
            if row is None:
                return
            query = select(ReportRow.id, ReportRow.sketch).where(
                ReportRow.year == row.year, ReportRow.agency != row.agency, ReportRow.sketch.is_not(None)
            )
            others = session.execute(query).all() if row.sketch else []
            scores = likeness(row.sketch or b"", [o.sketch for o in others])
            alike = [o.id for o, score in zip(others, scores, strict=True) if score >= _ALIKE]
            of_agency = ReportRow.agency == row.agency
            session.execute(update(ReportRow).where(of_agency).values(STALE))
            for start in range(0, len(alike), _MOST_NAMED):
                named = ReportRow.id.in_(alike[start : start + _MOST_NAMED])
                session.execute(update(ReportRow).where(named).values(STALE))
