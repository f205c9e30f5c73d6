"""The tables of the library's database; how they came to be is told in library/migrations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    """Every table of the library."""


def now() -> datetime:
    """The time, in UTC without a zone, as the database keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _of_report(primary_key: bool = True) -> Mapped[str]:
    return mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=primary_key, index=True)


class ReportRow(Base):
    """A file as it was handed in, what was read from it, and who may see it.

    `parsed` is what the reader with the fingerprint `reader` made of the file, as JSON; the counts of findings are
    those of the rules with the fingerprint `reviewer`. `typed_agency` is the name that a person gave where none was
    read, or to list the report with those under another name of its agency; it is `agency` too, and `read_agency` what was read. Both are made anew where the fingerprint is another. `level` and
    `doubtful` are what a list shows of the reading, as the reader with the fingerprint `told` has it. `turn` goes on with
    everything that the review may depend on (`STALE`).
    """

    __tablename__ = "reports"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    file_name: Mapped[str] = mapped_column(String(500))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    agency: Mapped[str] = mapped_column(String(200), index=True)
    typed_agency: Mapped[str] = mapped_column(String(200), default="", server_default="")
    read_agency: Mapped[str] = mapped_column(String(200), default="", server_default="")
    year: Mapped[int | None] = mapped_column(index=True)
    added: Mapped[datetime]
    owner: Mapped[str] = mapped_column(String(60), default="", server_default="", index=True)
    published: Mapped[bool] = mapped_column(default=False, server_default="0", index=True)
    parsed: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    sketch: Mapped[bytes | None] = mapped_column(LargeBinary, default=None)
    reader: Mapped[str] = mapped_column(String(32), default="", server_default="")
    reviewer: Mapped[str] = mapped_column(String(32), default="", server_default="")
    errors: Mapped[int | None] = mapped_column(default=None)
    warnings: Mapped[int | None] = mapped_column(default=None)
    notices: Mapped[int | None] = mapped_column(default=None)
    level: Mapped[str | None] = mapped_column(String(20), default=None)
    doubtful: Mapped[bool | None] = mapped_column(default=None)
    assignee: Mapped[str] = mapped_column(String(60), default="", server_default="")
    told: Mapped[str] = mapped_column(String(32), default="", server_default="", index=True)
    turn: Mapped[int] = mapped_column(default=0, server_default="0")


# What is kept of a report's review counts no longer: it, its neighbours or how it is read may have changed.
STALE: dict[Any, Any] = {ReportRow.reviewer: "", ReportRow.turn: ReportRow.turn + 1}


class FigureRow(Base):
    """A number of a report's tables; `cell` names edition, table, row and column."""

    __tablename__ = "figures"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    cell: Mapped[str] = mapped_column(String(120), primary_key=True)
    value: Mapped[float]


class DecisionRow(Base):
    """What a reviewer decided on a finding, with her own wording and a note; `stands` as long as the review has the finding."""

    __tablename__ = "decisions"
    report_id: Mapped[str] = _of_report()
    finding_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    state: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(Text, default="")
    wording: Mapped[str] = mapped_column(Text, default="", server_default="")
    note: Mapped[str] = mapped_column(Text, default="", server_default="")
    decided: Mapped[datetime]
    stands: Mapped[bool] = mapped_column(default=True, server_default="1")


class DecisionChangeRow(Base):
    """What a decision was before it was changed, so that the change can be taken back; `before` is JSON."""

    __tablename__ = "decision_changes"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    report_id: Mapped[str] = _of_report(primary_key=False)
    finding_id: Mapped[str] = mapped_column(String(32))
    before: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime]


class LetterRow(Base):
    """The text of a letter that somebody wrote on or that was given out, and the composed text that it started from.

    `based` is when that text was composed, `issued` when the letter was given out last; None where it was not.
    `given_out` is its text as it left the house then ("" where that is not known), `due` the day until which it asked for
    the mended report.
    """

    __tablename__ = "letters"
    report_id: Mapped[str] = _of_report()
    text: Mapped[str] = mapped_column(Text)
    composed: Mapped[str] = mapped_column(Text, default="", server_default="")
    saved: Mapped[datetime]
    issued: Mapped[datetime | None] = mapped_column(default=None)
    based: Mapped[datetime | None] = mapped_column(default=None)
    given_out: Mapped[str] = mapped_column(Text, default="", server_default="")
    due: Mapped[date | None] = mapped_column(default=None)


class OwnFindingRow(Base):
    """A finding that a reviewer added herself; it counts as long as she has accepted it (`decisions`)."""

    __tablename__ = "own_findings"
    report_id: Mapped[str] = _of_report()
    finding_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    severity: Mapped[str] = mapped_column(String(20))
    section: Mapped[str] = mapped_column(String(10))
    paragraph: Mapped[int | None]
    quote: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    suggestion: Mapped[str] = mapped_column(Text)
    added: Mapped[datetime]


class ExchangeRow(Base):
    """A question and its answer (as JSON) in a conversation, with what the asker thought of it."""

    __tablename__ = "exchanges"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation: Mapped[str] = mapped_column(String(40), index=True)
    owner: Mapped[str] = mapped_column(String(60), default="")
    report_id: Mapped[str | None] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"))
    question: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)
    asked: Mapped[datetime] = mapped_column(index=True)
    vote: Mapped[int] = mapped_column(default=0)
    comment: Mapped[str] = mapped_column(Text, default="")


class PhraseRow(Base):
    """A wording that a reviewer put in the place of a rule's own; `adopted` once she made it her default."""

    __tablename__ = "phrases"
    owner: Mapped[str] = mapped_column(String(60), primary_key=True)
    rule: Mapped[str] = mapped_column(String(10), primary_key=True)
    old: Mapped[str] = mapped_column(String(300), primary_key=True)
    new: Mapped[str] = mapped_column(String(300), primary_key=True)
    findings: Mapped[str] = mapped_column(Text, default="")
    adopted: Mapped[bool] = mapped_column(default=False)


class UserRow(Base):
    """An account with the argon2 hash of its password; `agencies` is a JSON list of those that it is limited to, "" where
    it is limited to none."""

    __tablename__ = "users"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    password: Mapped[str] = mapped_column(String(200))
    added: Mapped[datetime]
    disabled: Mapped[bool] = mapped_column(default=False, server_default="0")
    role: Mapped[str] = mapped_column(String(20), default="reviewer", server_default="reviewer")
    agencies: Mapped[str] = mapped_column(Text, default="", server_default="")


class SessionRow(Base):
    """Someone who is logged in: the digest of what her browser holds; goes with the account."""

    __tablename__ = "sessions"
    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(ForeignKey("users.name", ondelete="CASCADE"), index=True)
    begun: Mapped[datetime]
    seen: Mapped[datetime]


class RemovalRow(Base):
    """A report that was removed and of which something may still be left; deleted once nothing is."""

    __tablename__ = "removals"
    report_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[datetime]


class KeptSettingRow(Base):
    """Something that the office set on the page; `value` is JSON."""

    __tablename__ = "kept_settings"
    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    value: Mapped[str] = mapped_column(Text)
    saved: Mapped[datetime]


class IndexOutcomeRow(Base):
    """A report that could not be indexed, why, and how often it was tried; deleted once it is indexed."""

    __tablename__ = "index_outcomes"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    why: Mapped[str] = mapped_column(Text)
    tries: Mapped[int]
    at: Mapped[datetime]


class StageRow(Base):
    """A step of the business outside this program that a report has come to: on which day, and who noted it."""

    __tablename__ = "report_stages"
    report_id: Mapped[str] = _of_report()
    stage: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date]
    who: Mapped[str] = mapped_column(String(60), default="", server_default="")


class PresenceRow(Base):
    """An account that has a report open: when its page said so last."""

    __tablename__ = "presences"
    report_id: Mapped[str] = mapped_column(ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True)
    who: Mapped[str] = mapped_column(String(60), primary_key=True)
    seen: Mapped[datetime] = mapped_column(index=True)


class SharedFileRow(Base):
    """A file that several processes share: whose it is, what it is about, when it was made and its size."""

    __tablename__ = "shared_files"
    key: Mapped[str] = mapped_column(String(400), primary_key=True)
    whose: Mapped[str] = mapped_column(String(64), index=True)
    about: Mapped[str] = mapped_column(String(64), index=True)
    made: Mapped[float]
    size: Mapped[int] = mapped_column(BigInteger)


class TrailRow(Base):
    """Who did what to what; only ever added."""

    __tablename__ = "trail"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(60), index=True)
    deed: Mapped[str] = mapped_column(String(20))
    target: Mapped[str] = mapped_column(String(120))
    label: Mapped[str] = mapped_column(String(80))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)


class LoginTryRow(Base):
    """A try to log in that was wrong, or is not known to be right yet, under a digest of what it is counted by."""

    __tablename__ = "login_tries"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(index=True)


class JobRow(Base):
    """Work to be done by any process; `content` is the file it is done with, `result` what became of it, as JSON.

    `worker` has it as long as its `beat` is no older than the lease; `turn` is its place in the batch of its owner.
    """

    __tablename__ = "jobs"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    owner: Mapped[str] = mapped_column(String(60))
    role: Mapped[str] = mapped_column(String(20))
    batch: Mapped[str] = mapped_column(String(32), index=True)
    turn: Mapped[int]
    label: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[str] = mapped_column(String(20))
    tries: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime]
    worker: Mapped[str] = mapped_column(String(60), default="", server_default="")
    beat: Mapped[datetime | None] = mapped_column(default=None)
    stopping: Mapped[bool] = mapped_column(default=False, server_default="0")
    page: Mapped[int] = mapped_column(default=0, server_default="0")
    pages: Mapped[int] = mapped_column(default=0, server_default="0")
    result: Mapped[str] = mapped_column(Text, default="", server_default="")
    ended: Mapped[datetime | None] = mapped_column(default=None)
