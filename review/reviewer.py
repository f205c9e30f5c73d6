"""Runs the rules on a report and puts their findings in the order in which the report reads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from reports.model import Level, Report
from reports.names import other_standard
from reports.sections import NUMBERS
from review.agencies import compatible
from review.basis import regulation
from review.doubtful import within_certainty
from review.finding import Finding, Location, Severity, finding_id
from review.rule import Context, Rule
from review.rules import all_rules
from review.settings import ReviewSettings

FIRST_FORMAT_YEAR = 2019
_SEVERITIES = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


_NOT_REVIEWED = "STR00"


def stands_elsewhere(finding: Finding) -> bool:
    """Whether a finding says that its report stands under another standard: there is nothing to ask of the agency."""
    return finding.rule == _NOT_REVIEWED and finding.severity is Severity.NOTICE


def _not_reviewed(report: Report, title: str, severity: Severity, message: str, suggestion: str) -> Finding:
    """A finding on a file that cannot be judged rule by rule, or not all of it."""
    return Finding(
        id=finding_id(_NOT_REVIEWED, Location(), title, 0),
        rule=_NOT_REVIEWED,
        title=title,
        severity=severity,
        message=message,
        quote=report.title if report.title_paragraph else "",
        location=Location(paragraph=report.title_paragraph),
        basis=(regulation(50, "统一格式"),),
        expected=None,
        actual=str(report.year or ""),
        suggestion=suggestion,
    )


def _old_format(report: Report) -> Finding:
    """For 2008 to 2018: those reports were made to another standard."""
    return _not_reviewed(
        report,
        "旧格式报告",
        Severity.NOTICE,
        f"报告年度为{report.year}年，早于2019年修订的《政府信息公开条例》和统一格式的施行，"
        "不适用现行格式，未逐项审查。",
        "请按当年适用的规定审查；如年度有误，请更正题名中的年度后重新提交。",
    )


_SCHOOL_YEAR = re.compile(r"学年")


def _another_standard(report: Report) -> Finding | None:
    """For universities, schools and hospitals (article 55): their disclosure follows rules of its own."""
    standard = other_standard(report.agency_words)
    if standard is None and not _SCHOOL_YEAR.search(report.title):
        return None
    kind, followed = (standard.kind, standard.rule) if standard else ("学校", "教育部门的规定")
    return _not_reviewed(
        report,
        "适用另外的规定",
        Severity.NOTICE,
        f"{report.shown_agency}属于{kind}，依照条例第五十五条，其信息公开适用{followed}等规定，"
        "不适用政府信息公开工作年度报告的统一格式，未逐项审查。",
        "请按该规定和主管部门的要求审查。",
    )


def _two_reports(report: Report) -> Finding:
    return _not_reviewed(
        report,
        "一个文件里有两份报告",
        Severity.ERROR,
        f"文件里有两份报告：“{report.title}”之后还有“{report.provenance.second}”，只审查了第一份。",
        "请将两份报告拆成两个文件后分别报送。",
    )


def _order(finding: Finding) -> tuple[int, int, str]:
    place = finding.location
    section = NUMBERS.find(place.section) + 1 if place.section else 0
    return section, place.paragraph or 0, finding.rule


def _findings(rule: Rule, context: Context, settings: ReviewSettings) -> Iterable[Finding]:
    seen: dict[str, int] = {}
    for problem in rule.check(context):
        key = finding_id(rule.code, problem.location, problem.quote, 0)
        seen[key] = seen.get(key, 0) + 1
        severity = settings.severity.get(rule.code) or problem.severity or rule.severity
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
            sums=problem.sums,
            peer=problem.peer,
            measured=problem.measured,
        )


def _is_year_before(report: Report, other: Report) -> bool:
    """Whether another report is the same agency's on the year before: nothing follows from any other."""
    same = not report.agency or not other.agency or compatible(report.agency, other.agency)
    return same and report.year is not None and other.year == report.year - 1


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
    year before (any other report is left aside), `peers` are other agencies' reports on the same year.
    """
    settings = settings or ReviewSettings()
    if report.year is not None and report.year < FIRST_FORMAT_YEAR:
        return (_old_format(report),)
    standard = _another_standard(report)
    if standard is not None:
        return (standard,)
    context = Context(
        report=report,
        settings=settings,
        previous=previous if previous is not None and _is_year_before(report, previous) else None,
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
    found = [kept for finding in found if (kept := within_certainty(finding, report)) is not None]
    found += [_two_reports(report)] if report.provenance.second else []
    return tuple(sorted(found, key=_order))
