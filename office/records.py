"""What the command line prints as JSON: one function for each kind of object; every key is always there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from reports.editions import load_edition
from reports.model import Report
from reports.numerals import plain

if TYPE_CHECKING:
    from answering.answer import Answer
    from office.one_review import Review
    from office.receipts import Answered
    from retrieval.search import Hit
    from review.finding import Finding
    from review.rounds import Rounds


def _number(value: object) -> Any:
    return None if value is None else plain(value)  # type: ignore[arg-type]


def report_record(name: str, report: Report) -> dict[str, Any]:
    """A report as the contract's JSON object; every row and column of the edition is there, null where blank."""
    edition = load_edition(report.edition)
    tables: dict[str, Any] = {}
    for kind in ("active_disclosure", "applications", "disputes"):
        table = report.tables.get(kind)
        rows = [r.key for r in edition.rows(kind)] + list(table.cells if table else ())
        tables[kind] = {
            row: {
                c.key: _number(table.value(row, c.key)) if table else None
                for c in (edition.columns(kind, row) or [])
            }
            for row in dict.fromkeys(rows)
        }
    return {
        "file": name,
        "agency": report.agency,
        "year": report.year,
        "edition": report.edition,
        "level": report.level.value,
        "sections": [
            {"number": s.number or s.printed_number, "title": s.title, "text": s.text}
            for s in report.sections
        ],
        "tables": tables,
        "title": report.title,
        "period": [d.isoformat() for d in report.period] if report.period else None,
        "published": report.published.isoformat() if report.published else None,
        "contact": report.contact,
        "reader": report.provenance.reader,
        "warnings": list(report.provenance.warnings),
        "reading": reading_record(report),
    }


def reading_record(report: Report) -> dict[str, Any]:
    """How sure the reading is: what could not be read for certain, and the share of the file that arrived."""
    return {"doubtful": list(report.reading.doubtful), "share": report.reading.share}


def finding_record(finding: Finding) -> dict[str, Any]:
    """A finding as the contract's JSON object."""
    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "quote": finding.quote,
        "location": asdict(finding.location),
        "basis": [asdict(b) for b in finding.basis],
        "expected": finding.expected,
        "actual": finding.actual,
        "suggestion": finding.suggestion,
        "opinion": finding.opinion,
        "peer": finding.peer,
    }


def review_record(
    name: str, review: Review, rounds: Rounds | None = None, receipt: Sequence[Answered] = ()
) -> dict[str, Any]:
    """A review as the contract's JSON object, each finding with what the reviewer decided on it.

    `receipt` are the items of the agency's 整改回执 beside the comparison.
    """
    report = review.report
    record = {
        "file": name,
        "report": {
            "agency": report.agency,
            "year": report.year,
            "edition": report.edition,
            "level": report.level.value,
        },
        "reading": reading_record(report),
        "findings": [
            finding_record(f) | {"decision": review.decision_on(f).state or None} for f in review.findings
        ],
    }
    answers = {"receipt": [receipt_record(item) for item in receipt]} if receipt else {}
    return record | ({"rounds": rounds_record(rounds)} if rounds else {}) | answers


def receipt_record(item: Answered) -> dict[str, Any]:
    """An item of a 整改回执 that came back, as a JSON object."""
    said = item.answer
    return {
        "number": said.number, "place": said.place, "problem": said.problem, "written": said.written,
        "claim": said.claim.name.lower(), "explanation": said.explanation,
        "state": item.state.value if item.state else None, "verdict": item.verdict,
    }  # fmt: skip


def rounds_record(rounds: Rounds) -> dict[str, Any]:
    """What became of the findings of an earlier submission, as a JSON object."""
    return {
        "outcomes": [
            {
                "state": o.state.value,
                "rule": (o.after or o.before).rule,  # type: ignore[union-attr]
                "before": o.before.quote or o.before.message if o.before else None,
                "after": o.after.quote or o.after.message if o.after else None,
            }
            for o in rounds.outcomes
        ],
        "unasked": [asdict(c) for c in rounds.unasked],
    }


def answer_record(answer: Answer) -> dict[str, Any]:
    """An answer as the contract's JSON object."""
    return {
        "question": answer.question,
        "answer": answer.text,
        "citations": [
            {
                "n": c.n,
                "source": c.source,
                "section": c.section,
                "article": c.article,
                "title": c.title,
                "quote": c.quote,
            }
            for c in answer.citations
        ],
        "mode": answer.mode,
        "abstained": answer.abstained,
        "notice": answer.notice,
    }


def hit_record(hit: Hit) -> dict[str, Any]:
    """A search hit as the contract's JSON object."""
    p = hit.passage
    return {
        "source": p.source, "section": p.section, "article": p.article, "title": p.title, "score": hit.score,
        "text": p.text,
    }  # fmt: skip
