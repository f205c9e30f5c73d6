"""The library in SQLite (or PostgreSQL): the truth that everything else can be rebuilt from.

A report is kept as the file that was handed in; what it says is read from that file again, so that a better
reader improves old reports too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from sqlalchemy import ForeignKey, LargeBinary, String, Text, create_engine, event, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from reports.model import Report
from reports.parse import parse_bytes


class LibraryError(Exception):
    """The library cannot be used; the message is one clear Chinese sentence."""


class Base(DeclarativeBase):
    """Every table of the library."""


class _ReportRow(Base):
    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(500))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    agency: Mapped[str] = mapped_column(String(200), index=True)
    year: Mapped[int | None] = mapped_column(index=True)
    added: Mapped[datetime]


class _DecisionRow(Base):
    __tablename__ = "decisions"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    finding_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    decided: Mapped[datetime]


class _LetterRow(Base):
    __tablename__ = "letters"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    saved: Mapped[datetime]


# What an entry shows; the content of the file is left in the database.
_COLUMNS = (_ReportRow.id, _ReportRow.file_name, _ReportRow.agency, _ReportRow.year, _ReportRow.added)


@dataclass(frozen=True)
class Entry:
    """A report in the library, without its content."""

    id: str
    file_name: str
    agency: str
    year: int | None
    added: datetime

    @property
    def label(self) -> str:
        """What a chooser shows."""
        return f"{self.agency or self.file_name}　{self.year or '年度不明'}"


@dataclass(frozen=True)
class Decision:
    """What the reviewer decided on a finding: accepted or dismissed, and why."""

    state: str
    reason: str = ""


def report_id(content: bytes) -> str:
    """The identity of a report: the same file is the same report."""
    return hashlib.sha256(content).hexdigest()[:16]


def now() -> datetime:
    """The time, in UTC without a zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


class Library:
    """The library behind one database address."""

    def __init__(self, url: str) -> None:
        try:
            if url.startswith("sqlite:///"):
                Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
            self._engine = create_engine(url)
            if url.startswith("sqlite"):
                event.listen(self._engine, "connect", _sqlite_safety)
            self.create_tables()
        except (SQLAlchemyError, OSError, ImportError) as error:
            raise LibraryError(
                "资料库打不开，文件可能已损坏或没有写权限；请检查 NIANBAO_DATA_DIR 与 NIANBAO_DATABASE_URL，或换一个文件夹重试。"
            ) from error
        self._parsed = lru_cache(maxsize=256)(self._parse)

    def create_tables(self) -> None:
        """Makes the tables that are not there yet."""
        Base.metadata.create_all(self._engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at its end, or rolled back where an error ends it."""
        with Session(self._engine) as session, session.begin():
            yield session

    def add(self, content: bytes, file_name: str) -> Entry:
        """Keeps a file; the same content twice is one report. Raises an UnusableFileError before anything is kept."""
        identifier = report_id(content)
        report = parse_bytes(content, file_name)
        with self.session() as session:
            row = session.get(_ReportRow, identifier)
            if row is None:
                row = _ReportRow(
                    id=identifier, file_name=file_name, content=content, agency=report.agency, year=report.year,
                    added=now(),
                )  # fmt: skip
                session.add(row)
            return _entry(row)

    def entries(self) -> list[Entry]:
        """Every report, newest year first, then by agency."""
        with self.session() as session:
            rows = session.execute(select(*_COLUMNS)).all()
        entries = [Entry(*row) for row in rows]
        return sorted(entries, key=lambda e: (-(e.year or 0), e.agency, e.added))

    def entry(self, identifier: str) -> Entry | None:
        """The report with this id, or None."""
        with self.session() as session:
            row = session.execute(select(*_COLUMNS).where(_ReportRow.id == identifier)).first()
        return None if row is None else Entry(*row)

    def content(self, identifier: str) -> bytes:
        """The file as it was handed in; KeyError where there is none."""
        with self.session() as session:
            row = session.get(_ReportRow, identifier)
            if row is None:
                raise KeyError(identifier)
            return row.content

    def report(self, identifier: str) -> Report:
        """The parsed report; KeyError where there is none."""
        return self._parsed(identifier)

    def _parse(self, identifier: str) -> Report:
        with self.session() as session:
            row = session.get(_ReportRow, identifier)
            if row is None:
                raise KeyError(identifier)
            content, name = row.content, row.file_name
        return parse_bytes(content, name)

    def remove(self, identifier: str) -> None:
        """Takes a report out, with its decisions and letter."""
        with self.session() as session:
            row = session.get(_ReportRow, identifier)
            if row is not None:
                session.delete(row)
        self._parsed.cache_clear()

    def previous_id(self, report: Report) -> str | None:
        """The id of the same agency's report on the year before, where the library has it."""
        before = None if report.year is None else report.year - 1
        found = [e.id for e in self.entries() if before and e.agency == report.agency and e.year == before]
        return found[-1] if found else None

    def previous(self, report: Report) -> Report | None:
        """The same agency's report on the year before, where the library has it."""
        identifier = self.previous_id(report)
        return self.report(identifier) if identifier else None

    def decide(self, identifier: str, finding_id: str, decision: Decision | None) -> None:
        """Keeps or, with None, takes back the decision on a finding."""
        with self.session() as session:
            row = session.get(_DecisionRow, (identifier, finding_id))
            if decision is None:
                if row is not None:
                    session.delete(row)
                return
            if row is None:
                row = _DecisionRow(report_id=identifier, finding_id=finding_id)
                session.add(row)
            row.state, row.reason, row.decided = decision.state, decision.reason, now()

    def decisions(self, identifier: str) -> dict[str, Decision]:
        """The decisions on a report's findings, by the findings' ids."""
        with self.session() as session:
            rows = session.scalars(select(_DecisionRow).where(_DecisionRow.report_id == identifier)).all()
            return {r.finding_id: Decision(r.state, r.reason) for r in rows}

    def save_letter(self, identifier: str, text: str) -> None:
        """Keeps the reviewer's text of the letter."""
        with self.session() as session:
            row = session.get(_LetterRow, identifier)
            if row is None:
                session.add(_LetterRow(report_id=identifier, text=text, saved=now()))
            else:
                row.text, row.saved = text, now()

    def letter(self, identifier: str) -> str | None:
        """The letter that the reviewer saved, or None."""
        with self.session() as session:
            row = session.get(_LetterRow, identifier)
            return row.text if row else None

    def close(self) -> None:
        """Closes the database's connections."""
        self._engine.dispose()


def _entry(row: _ReportRow) -> Entry:
    return Entry(row.id, row.file_name, row.agency, row.year, row.added)


def _sqlite_safety(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
