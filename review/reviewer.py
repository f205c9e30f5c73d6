"""Runs the rules on a report and puts their findings in the order in which the report reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from reports.model import Level, Report
from review.basis import regulation
from review.finding import Finding, Location, Severity, finding_id
from review.rule import Context, Rule
from review.rules import all_rules
from review.settings import ReviewSettings

FIRST_FORMAT_YEAR = 2019
_NUMBERS = "一二三四五六七八九十"
_SEVERITIES = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def _old_format(report: Report) -> Finding:
    """The only finding for 2008 to 2018: those reports were made to another standard."""
    message = (
        f"报告年度为{report.year}年，早于2019年修订的《政府信息公开条例》和统一格式的施行，"
        "不适用现行格式，未逐项审查。"
    )
    return Finding(
        id=finding_id("STR00", Location(), str(report.year), 0),
        rule="STR00",
        title="旧格式报告",
        severity=Severity.NOTICE,
        message=message,
        quote=report.title,
        location=Location(paragraph=report.title_paragraph),
        basis=(regulation(56),),
        expected=None,
        actual=str(report.year),
        suggestion="请按当年适用的规定审查；如年度有误，请更正题名中的年度后重新提交。",
    )


def _order(finding: Finding) -> tuple[int, int, str]:
    place = finding.location
    section = _NUMBERS.find(place.section) + 1 if place.section else 0
    return section, place.paragraph or 0, finding.rule


def _findings(rule: Rule, context: Context, settings: ReviewSettings) -> Iterable[Finding]:
    seen: Counter[str] = Counter()
    for problem in rule.check(context):
        key = finding_id(rule.code, problem.location, problem.quote, 0)
        seen[key] += 1
        severity = settings.severities.get(rule.code) or problem.severity or rule.severity
        yield Finding(
            id=finding_id(rule.code, problem.location, problem.quote, seen[key] - 1),
            rule=rule.code,
            title=rule.title,
            severity=severity,
            message=problem.message,
            quote=problem.quote,
            location=problem.location,
            basis=problem.basis or rule.basis(context),
            expected=problem.expected,
            actual=problem.actual,
            suggestion=problem.suggestion,
            cells=problem.cells,
        )


def review(
    report: Report,
    *,
    settings: ReviewSettings | None = None,
    previous: Report | None = None,
    peers: Iterable[Report] = (),
    published: date | None = None,
    level: Level | None = None,
) -> tuple[Finding, ...]:
    """The findings on a report, in reading order.

    `published` and `level` override what the report says of itself; `previous` is the agency's report on the
    year before, `peers` are other agencies' reports on the same year.
    """
    settings = settings or ReviewSettings()
    if report.year is not None and report.year < FIRST_FORMAT_YEAR:
        return (_old_format(report),)
    context = Context(
        report=report,
        settings=settings,
        previous=previous,
        peers=tuple(peers),
        published=published or report.published,
        level=level or report.level,
    )
    found = [
        finding
        for rule in all_rules()
        if rule.code not in settings.off and rule.applies(context)
        for finding in _findings(rule, context, settings)
    ]
    return tuple(sorted(found, key=_order))
