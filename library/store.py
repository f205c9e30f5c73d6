"""The reports of the library, in SQLite or PostgreSQL: the truth that everything else can be rebuilt from.

A report is kept as the file that was handed in. What was read from it is kept beside it, under the fingerprint of
the reader, so that a better reader improves old reports too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import String, and_, cast, delete, func, not_, or_, select, update

from errors import NotVisibleError
from library.database import Database
from library.fingerprint import reader_fingerprint
from library.roles import Role
from library.schema import RemovalRow, ReportRow, now
from library.trail import Deed, note_on_report
from reports.model import Report
from reports.parse import parse_bytes
from review.similarity import likeness, sketch

# How the trail calls a report that is seen by its owner, or by everyone.
DRAFT, PUBLISHED = "草稿", "已发布"
# From this share of common shingles on, a report may be among those that another is compared with.
_ALIKE = 0.1
# A statement of SQLite takes no more values than this for certain.
_MOST_NAMED = 500
# What an entry shows; the content of the file is left in the database.
_COLUMNS = (
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


@dataclass(frozen=True)
class Counts:
    """How many findings of each severity a report has."""

    errors: int
    warnings: int
    notices: int


def report_id(content: bytes, owner: str = "") -> str:
    """The identity of a report: the same file from the same owner is the same report."""
    digest = hashlib.sha256(content)
    if owner:
        digest.update(f"\x1f{owner}".encode())
    return digest.hexdigest()[:16]


@cache
def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Report)


def _derived(report: Report) -> dict[str, Any]:
    """What is kept of a report beside its file, so that it need not be made again."""
    return {
        "parsed": _adapter().dump_json(report),
        "sketch": sketch(report),
        "reader": reader_fingerprint(),
    }


def _visible_to(viewer: Viewer) -> Any:
    if viewer.role is Role.CITIZEN:
        return ReportRow.published
    return or_(ReportRow.published, ReportRow.owner.in_(("", viewer.name)))


def _of(agency: str) -> Any:
    """The condition of the reports of an agency; those whose agency could not be read are no one's."""
    return and_(ReportRow.agency == agency, ReportRow.agency != "")


class Library:
    """The reports behind one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._parsed = lru_cache(maxsize=512)(self._load)

    def add(self, content: bytes, file_name: str, owner: str = "", published: bool = False) -> Entry:
        """Keeps a file; the same content twice is one report. Raises an UnusableFileError before anything is kept."""
        identifier = report_id(content, owner)
        if self.entry(identifier) is None:
            report = parse_bytes(content, file_name)
            with self.database.session() as session:
                self.database.one_at_a_time(session, identifier)
                # Whoever hands it in again does not want it removed.
                session.execute(delete(RemovalRow).where(RemovalRow.report_id == identifier))
                if session.get(ReportRow, identifier) is None:
                    session.add(
                        ReportRow(
                            id=identifier, file_name=file_name[:500], content=content, agency=report.agency_words[:200],
                            year=report.year, added=now(), owner=owner, published=published,
                            **_derived(report),
                        )
                    )  # fmt: skip
                    session.flush()
                    state = PUBLISHED if published else DRAFT
                    note_on_report(session, owner, Deed.UPLOADED, identifier, after=state)
        elif published:
            self.publish(identifier, who=owner)
        found = self.entry(identifier)
        assert found is not None
        return found

    def publish(self, identifier: str, published: bool = True, who: str = "") -> None:
        """Shows a report to every reviewer and to citizens, or takes that back."""
        with self.database.session() as session:
            this = ReportRow.id == identifier
            if session.scalar(select(ReportRow.published).where(this)) is not published:
                states = (DRAFT, PUBLISHED) if published else (PUBLISHED, DRAFT)
                note_on_report(session, who, Deed.PUBLISHED, identifier, *states)
            session.execute(update(ReportRow).where(this).values(published=published, reviewer=""))

    def entries(self, viewer: Viewer | None = None) -> list[Entry]:
        """The reports that a viewer may see (None: every one), newest year first, then by agency and version."""
        return self._entries(select(*_COLUMNS), viewer)

    def matching(self, typed: str, viewer: Viewer, most: int) -> list[Entry]:
        """Some of the reports that a viewer may see, by what stands in agency, year or file name, newest year first."""
        year = func.coalesce(cast(ReportRow.year, String), "")
        said = ReportRow.agency + "　" + year + ReportRow.file_name
        fitting = (
            select(ReportRow.agency)
            .where(said.contains(typed.strip(), autoescape=True), _visible_to(viewer))
            .order_by(ReportRow.year.desc(), ReportRow.agency)
            .limit(most)
        )
        with self.database.session() as session:
            agencies = set(session.scalars(fitting))
        return self._entries(select(*_COLUMNS).where(ReportRow.agency.in_(agencies)), viewer)[: 3 * most]

    def versions(self, entry: Entry, viewer: Viewer) -> list[Entry]:
        """The submissions of the same agency and year that a viewer may see, the latest first."""
        same = select(*_COLUMNS).where(
            or_(_of(entry.agency), ReportRow.id == entry.id), ReportRow.year == entry.year
        )
        return self._entries(same, viewer)

    def _entries(self, query: Any, viewer: Viewer | None) -> list[Entry]:
        if viewer is not None:
            query = query.where(_visible_to(viewer))
        with self.database.session() as session:
            rows = session.execute(query.order_by(ReportRow.added)).all()
        # Unpacked, since a row's values by name cost more than all the rest of a long list.
        count: dict[tuple[str, int | None], int] = {}
        numbered = []
        for identifier, name, agency, year, added, owner, published in rows:
            key = (agency or identifier, year)
            count[key] = number = count.get(key, 0) + 1
            numbered.append((key, (identifier, name, agency, year, added, owner, published, number)))
        entries = [Entry(*shown, count[key]) for key, shown in numbered]
        return sorted(entries, key=lambda e: (-(e.year or 0), e.agency, -e.version))

    def shelf(self, viewer: Viewer) -> list[tuple[str, str, int | None]]:
        """Id, agency and year of the reports that a viewer may see, in the order of the entries."""
        year = func.coalesce(ReportRow.year, 0)
        query = (
            select(ReportRow.id, ReportRow.agency, ReportRow.year)
            .where(_visible_to(viewer))
            .order_by(year.desc(), ReportRow.agency, ReportRow.added.desc())
        )
        with self.database.session() as session:
            return [(identifier, agency, year) for identifier, agency, year in session.execute(query)]

    def uncounted(self, rules: str) -> list[str]:
        """The ids of the reports that the rules and settings with this fingerprint were not applied to, newest year first."""
        query = select(ReportRow.id).where(ReportRow.reviewer != rules)
        order = func.coalesce(ReportRow.year, 0).desc(), ReportRow.agency
        with self.database.session() as session:
            return list(session.scalars(query.order_by(*order)))

    def entry(self, identifier: str) -> Entry | None:
        """The report with this id, or None; its version is not counted here."""
        with self.database.session() as session:
            row = session.execute(select(*_COLUMNS).where(ReportRow.id == identifier)).first()
        return None if row is None else Entry(*row)

    def visible(self, identifier: str, viewer: Viewer) -> bool:
        """Whether a viewer may see a report."""
        query = select(ReportRow.id).where(ReportRow.id == identifier, _visible_to(viewer))
        with self.database.session() as session:
            return session.execute(query).first() is not None

    def content(self, identifier: str) -> bytes:
        """The file as it was handed in; NotVisibleError where there is none."""
        with self.database.session() as session:
            row = session.get(ReportRow, identifier)
            if row is None:
                raise NotVisibleError
            return row.content

    def report(self, identifier: str) -> Report:
        """The parsed report; NotVisibleError where there is none."""
        return self._parsed(identifier)

    def _load(self, identifier: str) -> Report:
        with self.database.session() as session:
            row = session.get(ReportRow, identifier)
            if row is None:
                raise NotVisibleError
            content, name, parsed, reader = row.content, row.file_name, row.parsed, row.reader
        if parsed is not None and reader == reader_fingerprint():
            report: Report = _adapter().validate_json(parsed)
            return report
        report = parse_bytes(content, name)
        with self.database.session() as session:
            session.execute(
                update(ReportRow)
                .where(ReportRow.id == identifier)
                .values(agency=report.agency_words[:200], year=report.year, reviewer="", **_derived(report))
            )
        return report

    def forget(self) -> None:
        """Keeps nothing in memory of reports, since one was removed."""
        self._parsed.cache_clear()

    def counts(self, identifiers: Sequence[str], rules: str) -> dict[str, Counts]:
        """The kept counts of findings, where they are those of the rules and settings with this fingerprint."""
        columns = (ReportRow.id, ReportRow.errors, ReportRow.warnings, ReportRow.notices)
        query = select(*columns).where(ReportRow.reviewer == rules)
        with self.database.session() as session:
            rows = session.execute(query).all()
        wanted = set(identifiers)
        return {r.id: Counts(r.errors, r.warnings, r.notices) for r in rows if r.id in wanted}

    def keep_counts(self, identifier: str, counts: Counts, rules: str) -> None:
        """Keeps how many findings the rules and settings with this fingerprint have on a report."""
        with self.database.session() as session:
            session.execute(
                update(ReportRow)
                .where(ReportRow.id == identifier)
                .values(
                    errors=counts.errors, warnings=counts.warnings, notices=counts.notices,
                    reviewer=rules,
                )
            )  # fmt: skip

    def uncount_neighbours(self, identifier: str) -> None:
        """Drops the counts of the reports whose review a report may change by coming, going or being published: its
        agency's, and those of its year that are much like it."""
        with self.database.session() as session:
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
            session.execute(update(ReportRow).where(of_agency).values(reviewer=""))
            for start in range(0, len(alike), _MOST_NAMED):
                named = ReportRow.id.in_(alike[start : start + _MOST_NAMED])
                session.execute(update(ReportRow).where(named).values(reviewer=""))

    def _beside(self, identifier: str) -> Any:
        """The condition of the reports that everyone who sees this one sees too: other published ones, and for a
        draft its owner's own."""
        entry = self.entry(identifier)
        if entry is None:
            raise NotVisibleError
        visible = ReportRow.published if entry.published else _visible_to(Viewer(entry.owner))
        return and_(ReportRow.id != identifier, visible)

    def year_before(self, identifier: str) -> str | None:
        """The id of the same agency's report on the year before, where there is one to be seen with this one."""
        report = self.report(identifier)
        if report.year is None:
            return None
        query = select(ReportRow.id).where(
            self._beside(identifier), _of(report.agency_words), ReportRow.year == report.year - 1
        )
        with self.database.session() as session:
            return session.scalars(query.order_by(ReportRow.added.desc()).limit(1)).first()

    def earlier_version(self, identifier: str) -> str | None:
        """The id of the submission of the same report before this one."""
        entry = self.entry(identifier)
        if entry is None:
            return None
        query = select(ReportRow.id).where(
            self._beside(identifier), _of(entry.agency), ReportRow.year == entry.year,
            ReportRow.added < entry.added,
        )  # fmt: skip
        with self.database.session() as session:
            return session.scalars(query.order_by(ReportRow.added.desc()).limit(1)).first()

    def most_alike(self, identifier: str, most: int = 12) -> list[str]:
        """The ids of other agencies' reports on the same year whose narratives are most alike, likest first."""
        entry = self.entry(identifier)
        if entry is None:
            return []
        query = select(ReportRow.id, ReportRow.sketch).where(
            self._beside(identifier), not_(_of(entry.agency)), ReportRow.year == entry.year,
            ReportRow.sketch.is_not(None),
        )  # fmt: skip
        with self.database.session() as session:
            row = session.get(ReportRow, identifier)
            mine = row.sketch if row else None
            rows = session.execute(query).all()
        if mine is None or not rows:
            return []
        scores = likeness(mine, [r.sketch for r in rows])
        ranked = sorted(zip(scores, (r.id for r in rows), strict=True), reverse=True)
        return [i for score, i in ranked[:most] if score > 0]

    def size(self, viewer: Viewer | None = None) -> int:
        """How many reports a viewer may see; without one, how many there are."""
        query = select(func.count()).select_from(ReportRow)
        if viewer is not None:
            query = query.where(_visible_to(viewer))
        with self.database.session() as session:
            return session.scalar(query) or 0
