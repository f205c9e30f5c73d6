"""The passages of the library's reports with their places and their words: SQLite, searched by FTS5.

Like the vectors this is made from what the library holds and can be made again at any time. A report's passages come
in one transaction: a process that is killed half-way leaves the report out, and the next start takes it in again.
"""

from __future__ import annotations

import heapq
import json
import logging
import math
import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path

from retrieval.locking import StoreDamagedError
from retrieval.passages import Passage
from retrieval.terms import pairs
from retrieval.vectors import digest

LOGGER = logging.getLogger("nianbao")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS passages (
    row INTEGER PRIMARY KEY, report TEXT NOT NULL, number INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS passages_of ON passages (report, number);
CREATE TABLE IF NOT EXISTS texts (
    row INTEGER NOT NULL REFERENCES passages, digest TEXT NOT NULL, PRIMARY KEY (digest, row)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS texts_of ON texts (row);
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (terms, detail = none);
"""
# Rows read for one question, about 1 ms for each 3,000; what stands nearly everywhere is left out first. FTS5's own
# ranking looks every row's length up and costs twenty times as much; those found are scored by BM25 afterwards.
# As many words that were asked for are remembered with how often they stand: what people ask has no end.
_MOST_COUNTED = 20_000
_MOST_READ = 60_000


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.executescript(_SCHEMA)
    return connection


class Catalogue:
    """Which passages there are, where they stand, and which of them have a question's words."""

    def __init__(self, file: Path) -> None:
        self._guard = threading.RLock()
        file.parent.mkdir(parents=True, exist_ok=True)
        # Damage that was met is noted beside the file: looking for it at every start would cost a large library dear.
        self._damage = file.with_name(f"{file.name}.damaged")
        try:
            if self._damage.exists():
                raise sqlite3.DatabaseError("damage was met when it was used last")
            self._connection = _opened(file)
        except sqlite3.DatabaseError:
            LOGGER.warning("the catalogue cannot be opened; it is put aside and built anew", exc_info=True)
            if file.exists():
                file.rename(f"{file}.broken-{time.time_ns()}")
            self._connection = _opened(file)
            self._damage.unlink(missing_ok=True)
        self._frequency: dict[str, int] = {}

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Around work with the file: damage that is met while it is used is noted and becomes a StoreDamagedError.

        What has a class of its own (a full disk, a locked or closed file) is none, but for a broken virtual table.
        """
        try:
            yield
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError and "vtable" not in str(error):
                raise
            with suppress(OSError):
                self._damage.touch()
            raise StoreDamagedError from error

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._guard, self._told(), self._connection:
            yield self._connection

    def _rows(self, query: str, *values: object) -> list[tuple[str, ...]]:
        with self._guard, self._told():
            return self._connection.execute(query, values).fetchall()

    def reports(self) -> dict[str, str]:
        """The reports that are in it, each with the version of the reading that was taken in."""
        return {str(i): str(v) for i, v in self._rows("SELECT id, version FROM reports")}

    def count(self) -> int:
        """How many passages there are."""
        return int(self._rows("SELECT count(*) FROM passages")[0][0])

    def add(self, report: str, version: str, passages: Sequence[Passage]) -> set[str]:
        """Takes a report in; what was there of it is replaced. Returns the digests that nothing needs any more."""
        with self._transaction() as sql:
            gone = self._take_out(sql, report)
            for number, passage in enumerate(passages):
                body = json.dumps(asdict(passage), ensure_ascii=False)
                row = sql.execute(
                    "INSERT INTO passages (report, number, body) VALUES (?, ?, ?)", (report, number, body)
                ).lastrowid
                terms = " ".join(pairs(passage.indexed))
                sql.execute("INSERT INTO words (rowid, terms) VALUES (?, ?)", (row, terms))
                sql.executemany(
                    "INSERT OR IGNORE INTO texts VALUES (?, ?)", [(row, digest(t)) for t in passage.embedded]
                )
            sql.execute("INSERT INTO reports VALUES (?, ?)", (report, version))
            return self._unneeded(sql, gone)

    def remove(self, report: str, drop: Callable[[set[str]], None]) -> set[str]:
        """Takes a report out. Returns the digests of the texts that no other report has.

        `drop` is given them before; where it fails the report stays, so that what was not dropped is known to the next try.
        """
        with self._transaction() as sql:
            unneeded = self._unneeded(sql, self._take_out(sql, report))
            drop(unneeded)
            return unneeded

    def unknown(self, digests: Iterable[str]) -> set[str]:
        """Those of some digests whose text no report has."""
        asked = set(digests)
        known = self._rows(
            "SELECT DISTINCT digest FROM texts WHERE digest IN (SELECT value FROM json_each(?))",
            json.dumps(sorted(asked)),
        )
        return asked - {str(d) for (d,) in known}

    def _take_out(self, sql: sqlite3.Connection, report: str) -> set[str]:
        mine = "SELECT row FROM passages WHERE report = ?"
        gone = {str(d) for (d,) in sql.execute(f"SELECT digest FROM texts WHERE row IN ({mine})", (report,))}
        sql.execute(f"DELETE FROM texts WHERE row IN ({mine})", (report,))
        sql.execute(f"DELETE FROM words WHERE rowid IN ({mine})", (report,))
        sql.execute("DELETE FROM passages WHERE report = ?", (report,))
        sql.execute("DELETE FROM reports WHERE id = ?", (report,))
        self._frequency.clear()
        return gone

    def _unneeded(self, sql: sqlite3.Connection, digests: Iterable[str]) -> set[str]:
        return {
            d for d in digests if not sql.execute("SELECT 1 FROM texts WHERE digest = ?", (d,)).fetchone()
        }

    def passages_of(self, reports: Iterable[str]) -> list[Passage]:
        """The passages of some reports, in their order: the cost does not grow with the library."""
        chosen = json.dumps(sorted(reports))
        return _passages(
            self._rows(
                "SELECT body FROM passages WHERE report IN (SELECT value FROM json_each(?)) ORDER BY report, number",
                chosen,
            )
        )

    def with_texts(self, digests: Iterable[str], visible: Collection[str] | None) -> list[Passage]:
        """The passages that have one of these texts, of the reports that may be seen."""
        rows = self._rows(
            "SELECT body, report FROM passages WHERE row IN "
            "(SELECT row FROM texts WHERE digest IN (SELECT value FROM json_each(?)))",
            json.dumps(sorted(digests)),
        )
        return _passages(r for r in rows if visible is None or r[1] in visible)

    def with_words(self, question: str, visible: Collection[str] | None, most: int) -> list[Passage]:
        """The passages that have the question's words, best first, of the reports that may be seen."""
        scores: dict[int, float] = {}
        for term, weight in self._telling(question):
            for (row,) in self._rows("SELECT rowid FROM words WHERE words MATCH ?", f'"{term}"'):
                scores[int(row)] = scores.get(int(row), 0.0) + weight
        best = heapq.nlargest(most, scores, key=lambda row: (scores[row], -row))
        rows = self._rows(
            "SELECT body, report FROM passages WHERE row IN (SELECT value FROM json_each(?))",
            json.dumps(best),
        )
        return _passages(r for r in rows if visible is None or r[1] in visible)

    def _telling(self, question: str) -> list[tuple[str, float]]:
        """The question's terms that are there, rarest first, with their weights, as many as may be read in time."""
        count = self.count()
        counted = sorted((self._seen(t), t) for t in dict.fromkeys(pairs(question)))
        out: list[tuple[str, float]] = []
        read = 0
        for seen, term in counted:
            if seen and (read + seen <= _MOST_READ or not out):
                out.append((term, math.log(1 + count / (0.5 + seen))))
                read += seen
        return out

    def _seen(self, term: str) -> int:
        """In how many passages a term stands."""
        if term not in self._frequency:
            if len(self._frequency) >= _MOST_COUNTED:
                self._frequency.clear()
            rows = self._rows("SELECT count(*) FROM words WHERE words MATCH ?", f'"{term}"')
            self._frequency[term] = int(rows[0][0])
        return self._frequency[term]

    def texts(self) -> dict[str, str]:
        """Every text that has a vector, by its digest."""
        out: dict[str, str] = {}
        for passage in _passages(
            self._rows("SELECT body FROM passages WHERE row IN (SELECT row FROM texts)")
        ):
            out.update((digest(t), t) for t in passage.embedded)
        return out

    def compact(self) -> None:
        """Writes the file anew without the pages that were given up: they still hold what was deleted."""
        with self._transaction() as sql:
            sql.execute("INSERT INTO words (words) VALUES ('optimize')")
        with self._guard, self._told():
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Closes the file."""
        with self._guard:
            self._connection.close()


def _passages(rows: Iterable[tuple[str, ...]]) -> list[Passage]:
    out: list[Passage] = []
    for row in rows:
        fields = json.loads(row[0])
        out.append(Passage(**{**fields, "hints": tuple(fields["hints"])}))
    return out
