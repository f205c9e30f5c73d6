"""The reports of the library, in SQLite or PostgreSQL: the truth that everything else can be rebuilt from.

A report is kept as the file that was handed in. What was read from it is kept beside it, under the fingerprint of
the reader, so that a better reader improves old reports too.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import String, cast, delete, func, or_, select, update

from errors import NianbaoError, NotVisibleError
from library.beside import Beside
from library.counts import KeptCounts
from library.database import Database
from library.entries import COLUMNS, Entry, Viewer, of_agency, report_id, visible_to
from library.figures import keep_figures
from library.fingerprint import reader_fingerprint
from library.schema import STALE, RemovalRow, ReportRow, now
from library.trail import Deed, note_on_report
from reports.model import Report
from reports.naming import named, names_itself
from reports.parse import parse_bytes
from review.similarity import sketch

# How the trail calls a report that is seen by its owner, or by everyone.
DRAFT, PUBLISHED = "草稿", "已发布"


class OutsideLimitsError(NianbaoError):
    """A report is handed in by an account that is limited to other agencies."""

    def __init__(self, agency: str) -> None:
        super().__init__(
            f"这是“{agency}”的报告，您的账户限定在别的单位，没有收录；请由负责的人提交，或请管理员增加单位。"
        )


def _require_within(agency: str, within: tuple[str, ...]) -> None:
    """A report of which the agency was not read is taken in, so that its owner can name it."""
    if agency and within and agency not in within:
        raise OutsideLimitsError(agency)


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
        "level": report.level,
        "doubtful": report.reading.to_verify,
        "told": reader_fingerprint(),
    }


def _is_same_text(parsed: bytes | None, report: Report) -> bool:
    """Whether the same was read in another file, whatever that is called."""
    if parsed is None:
        return False
    other = replace(_adapter().validate_json(parsed), provenance=report.provenance)
    return bool(_adapter().dump_json(other) == _adapter().dump_json(report))


class Library:
    """The reports behind one database."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.kept_counts = KeptCounts(database)
        self.beside = Beside(database)
        self._parsed = lru_cache(maxsize=512)(self._load)

    def add(
        self,
        content: bytes,
        file_name: str,
        owner: str = "",
        published: bool = False,
        within: tuple[str, ...] = (),
    ) -> Entry:
        """Keeps a file; the same content twice is one report, and so is the same text in files of other bytes. Raises an
        UnusableFileError, or an OutsideLimitsError where its agency is none of those `within` which its owner works,
        before anything is kept."""
        identifier = report_id(content, owner)
        known = self.entry(identifier)
        if known is not None:
            _require_within(known.agency, within)
        if known is None:
            report = parse_bytes(content, file_name)
            _require_within(report.agency_words[:200], within)
            identifier = self._keep(identifier, report, content, file_name, owner, published)
        if published:
            self.publish(identifier, who=owner)
        found = self.entry(identifier)
        assert found is not None
        return found

    def _keep(
        self, identifier: str, report: Report, content: bytes, file_name: str, owner: str, published: bool
    ) -> str:
        """The id under which a report is kept that was read from a file: that of the owner's report with the same text,
        where she handed it in before in a file of other bytes."""
        derived, agency = _derived(report), report.agency_words[:200]
        others = select(ReportRow.id, ReportRow.parsed).where(
            ReportRow.owner == owner, ReportRow.read_agency == agency, ReportRow.year.is_not_distinct_from(report.year)
        )  # fmt: skip
        with self.database.session() as session:
            self.database.one_at_a_time(session, f"a report of {agency} {report.year}")
            # Whoever hands it in again does not want it removed.
            session.execute(delete(RemovalRow).where(RemovalRow.report_id == identifier))
            there = [other for other, parsed in session.execute(others) if _is_same_text(parsed, report)]
            if there:
                return str(there[0])
            session.add(
                ReportRow(
                    id=identifier, file_name=file_name[:500], content=content, agency=agency, read_agency=agency,
                    year=report.year, added=now(), owner=owner, published=published, **derived,
                )
            )  # fmt: skip
            session.flush()
            keep_figures(session, identifier, report)
            note_on_report(session, owner, Deed.UPLOADED, identifier, after=PUBLISHED if published else DRAFT)
        return identifier

    def publish(self, identifier: str, published: bool = True, who: str = "") -> None:
        """Shows a report to every reviewer and to citizens, or takes that back."""
        with self.database.session() as session:
            this = ReportRow.id == identifier
            if session.scalar(select(ReportRow.published).where(this)) is published:
                return
            states = (DRAFT, PUBLISHED) if published else (PUBLISHED, DRAFT)
            note_on_report(session, who, Deed.PUBLISHED, identifier, *states)
            session.execute(update(ReportRow).where(this).values({ReportRow.published: published, **STALE}))

    def entries(self, viewer: Viewer | None = None) -> list[Entry]:
        """The reports that a viewer may see (None: every one), newest year first, then by agency and version."""
        return self._entries(select(*COLUMNS), viewer)

    def matching(self, typed: str, viewer: Viewer, most: int) -> list[Entry]:
        """Some of the reports that a viewer may see, by what stands in agency, year or file name, newest year first."""
        year = func.coalesce(cast(ReportRow.year, String), "")
        said = ReportRow.agency + "　" + year + ReportRow.file_name
        fitting = (
            select(ReportRow.agency)
            .where(said.contains(typed.strip(), autoescape=True), visible_to(viewer))
            .order_by(ReportRow.year.desc(), ReportRow.agency)
            .limit(most)
        )
        with self.database.session() as session:
            agencies = set(session.scalars(fitting))
        return self._entries(select(*COLUMNS).where(ReportRow.agency.in_(agencies)), viewer)[: 3 * most]

    def versions(self, entry: Entry, viewer: Viewer) -> list[Entry]:
        """The submissions of the same agency and year that a viewer may see, the latest first."""
        same = select(*COLUMNS).where(
            or_(of_agency(entry.agency), ReportRow.id == entry.id), ReportRow.year == entry.year
        )
        return self._entries(same, viewer)

    def _entries(self, query: Any, viewer: Viewer | None) -> list[Entry]:
        if viewer is not None:
            query = query.where(visible_to(viewer))
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
            .where(visible_to(viewer))
            .order_by(year.desc(), ReportRow.agency, ReportRow.added.desc())
        )
        with self.database.session() as session:
            return [(identifier, agency, year) for identifier, agency, year in session.execute(query)]

    def entry(self, identifier: str) -> Entry | None:
        """The report with this id, or None; its version is not counted here."""
        with self.database.session() as session:
            row = session.execute(select(*COLUMNS).where(ReportRow.id == identifier)).first()
        return None if row is None else Entry(*row)

    def visible(self, identifier: str, viewer: Viewer) -> bool:
        """Whether a viewer may see a report."""
        query = select(ReportRow.id).where(ReportRow.id == identifier, visible_to(viewer))
        with self.database.session() as session:
            return session.execute(query).first() is not None

    def content(self, identifier: str) -> bytes:
        """The file as it was handed in; NotVisibleError where there is none."""
        with self.database.session() as session:
            row = session.get(ReportRow, identifier)
            if row is None:
                raise NotVisibleError
            return row.content

    def report(self, identifier: str, agency: str | None = None) -> Report:
        """The parsed report, as it is listed under this agency where that is given, which another process may have
        changed; NotVisibleError where there is none."""
        report = self._parsed(identifier)
        if agency is not None and not names_itself(report) and report.agency_words[:200] != agency:
            self.forget()
            report = self._parsed(identifier)
        return report

    def _load(self, identifier: str) -> Report:
        with self.database.session() as session:
            row = session.get(ReportRow, identifier)
            if row is None:
                raise NotVisibleError
            content, name, parsed, reader = row.content, row.file_name, row.parsed, row.reader
            typed = row.typed_agency
        if parsed is not None and reader == reader_fingerprint():
            report: Report = _adapter().validate_json(parsed)
            return report
        read = parse_bytes(content, name)
        report = named(read, typed)
        with self.database.session() as session:
            session.execute(
                update(ReportRow)
                .where(ReportRow.id == identifier)
                .values(
                    agency=(typed or report.agency_words)[:200],
                    read_agency=read.agency_words[:200],
                    year=report.year,
                    **_derived(report),
                    **{column.key: value for column, value in STALE.items()},
                )
            )
            keep_figures(session, identifier, report)
        return report

    def name_agency(self, identifier: str, name: str, who: str = "") -> None:
        """Keeps the name that a person gave for the agency of a report, "" for the one that was read: a report whose agency
        could not be read has it, every other one is listed under it. Everything that depends on the name is made anew.
        Raises a NotVisibleError."""
        before = self.report(identifier).agency_words
        with self.database.session() as session:
            # What was read is kept under no fingerprint, so that it is made anew with the name.
            this = update(ReportRow).where(ReportRow.id == identifier)
            session.execute(this.values(typed_agency=name, reader="", told=""))
            note_on_report(session, who, Deed.NAMED, identifier, before, name)
        self.forget()
        self.report(identifier)

    def forget(self) -> None:
        """Keeps nothing in memory of reports, since one was removed."""
        self._parsed.cache_clear()

    def ids(self) -> set[str]:
        """The ids of all reports."""
        with self.database.session() as session:
            return set(session.scalars(select(ReportRow.id)))

    def size(self, viewer: Viewer | None = None) -> int:
        """How many reports a viewer may see; without one, how many there are."""
        query = select(func.count()).select_from(ReportRow)
        if viewer is not None:
            query = query.where(visible_to(viewer))
        with self.database.session() as session:
            return session.scalar(query) or 0
