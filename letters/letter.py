"""The letter as a structure: heads, remarks and points, ready to be written in any form.

Form: 关于《××单位××年政府信息公开工作年度报告》的审核意见; must-fix, to-verify, to-improve; no rule codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from letters.template import letter_template
from regulation import TITLE
from regulation.articles import article_name
from reports.editions import edition_for, load_edition
from reports.model import Report
from reports.sections import NUMBERS
from review.doubtful import UNREAD_RULE
from review.finding import Finding, Severity
from review.own import OWN_RULE, is_of_whole
from review.rounds import Rounds, State, change_words

_LONGEST_QUOTE = 60
_BORDERS = "，。；：！？"


@dataclass(frozen=True)
class LetterSettings:
    """What the office fills in; empty values leave the template's placeholders."""

    office: str = ""
    deadline: str = ""
    contact: str = ""
    day: date | None = None


@dataclass(frozen=True)
class Point:
    """One problem: where, what, on which basis, what to do; `findings` are the ids that it tells of."""

    place: str
    problem: str
    basis: str
    suggestion: str
    findings: tuple[str, ...]

    @property
    def text(self) -> str:
        """The point as one paragraph."""
        basis = f"依据：{self.basis}。" if self.basis else ""
        return f"{self.place}：{self.problem}{basis}{self.suggestion}"


@dataclass(frozen=True)
class Group:
    """The points of one severity under their heading."""

    heading: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Letter:
    """A finished letter."""

    title: str
    salutation: str
    opening: tuple[str, ...]
    groups: tuple[Group, ...]
    closing: str
    office: str
    day: str


# Where the name could not be read: a gap that nobody overlooks.
_UNREAD_NAME = "××"


def report_name(report: Report) -> str:
    """The report's name as the letter's title gives it."""
    flat = re.sub(r"\s+", "", report.title)
    if flat and report.agency and report.agency in flat:
        return flat
    year = f"{report.year}年" if report.year else ""
    return f"{report.agency or _UNREAD_NAME}{year}政府信息公开工作年度报告"


def place_of(report: Report, finding: Finding) -> str:
    """The part of the report in which a finding stands, as the letter names it."""
    number = finding.location.section
    if number is None:
        return "报告全文" if is_of_whole(finding) else "题名和引言部分"
    section = report.section(number)
    edition = edition_for(report.year) or load_edition(report.edition)
    known = next((s.title for s in edition.sections if s.number == number), "")
    return f"第{number}部分“{section.title if section else known}”"


def _whole_clauses(text: str, quote: str) -> str:
    """The clauses of a paragraph that a quotation touches, so that it begins and ends where a reader would."""
    at = text.find(quote)
    if at < 0:
        return quote
    start = max((text.rfind(mark, 0, at) for mark in _BORDERS), default=-1) + 1
    after = at + len(quote) - (quote[-1] in _BORDERS)
    return text[
        start : min((i for mark in _BORDERS if (i := text.find(mark, after)) >= 0), default=len(text))
    ]


def _shortened(quote: str) -> str:
    """A quotation of no more than so many characters, cut where a clause ends."""
    if len(quote) <= _LONGEST_QUOTE:
        return quote
    border = max(quote.rfind(mark, 0, _LONGEST_QUOTE) for mark in _BORDERS)
    return quote[: border if border > 0 else _LONGEST_QUOTE] + "……"


def _quotation(report: Report, finding: Finding) -> str:
    quote = re.sub(r"\s+", "", finding.quote)
    if not quote or quote in re.sub(r"\s+", "", finding.message) or finding.location.table:
        return ""
    # A heading is what a rule shows where something is missing: there are no words to quote.
    if any(quote == re.sub(r"\s+", "", s.heading.text) for s in report.sections):
        return ""
    within = next((p.text for p in report.paragraphs() if p.index == finding.location.paragraph), "")
    cut = _shortened(_whole_clauses(re.sub(r"\s+", "", within), quote))
    inner = cut.replace("“", "‘").replace("”", "’")
    return f"原文为“{inner}”。"


def basis_names(findings: Iterable[Finding]) -> str:
    """The provisions that findings rest on, each named once."""
    names: dict[str, None] = {}
    for finding in findings:
        for basis in finding.basis:
            document = "《条例》" if basis.document == TITLE else basis.document
            article = article_name(basis.article) if isinstance(basis.article, int) else ""
            names[document + article] = None
    return "、".join(names)


def _causes(findings: list[Finding]) -> list[list[Finding]]:
    """Findings of one rule in one part, told once; located cells and sums stay by themselves."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for finding in findings:
        alone = finding.rule.startswith(("SUM", "TXT", "CON", "STR", OWN_RULE))
        key = (finding.rule, finding.location.section or "", finding.suggestion, finding.id if alone else "")
        groups.setdefault(key, []).append(finding)
    return list(groups.values())


def _point(report: Report, findings: list[Finding]) -> Point:
    problems = "".join(f.message + (_quotation(report, f) if len(findings) == 1 else "") for f in findings)
    return Point(
        place=place_of(report, findings[0]),
        problem=problems,
        basis=basis_names(findings),
        suggestion=findings[0].suggestion,
        findings=tuple(f.id for f in findings),
    )


def _became(rounds: Rounds) -> str:
    """The remark on what became of the problems of the last round; what there is none of is not told."""
    template = letter_template()
    own, new = rounds.count(State.COMPARE), rounds.count(State.NEW)
    asked = sum(1 for o in rounds.outcomes if o.before) - own
    by_hand: str = template.again_by_hand.format(own=own) if own else ""
    if not asked:
        if own:
            return (
                template.again_only_by_hand
                + (template.again_new_only.format(new=new) if new else "")
                + by_hand
            )
        return template.again_of_none.format(new=new) if new else template.again_of_nothing
    fixed = rounds.count(State.FIXED)
    became = ((template.again_done, fixed), (template.again_left, asked - fixed))
    said = "，".join(words.format(count=count) for words, count in became if count)
    said += template.again_new.format(count=new) if new else ""
    return template.again_asked.format(before=asked, became=said) + by_hand


def _unasked(rounds: Rounds, report: Report) -> str:
    """The remark on the figures that were changed unasked, all of them; empty where there are none."""
    if not rounds.unasked:
        return ""
    changes = "；".join(change_words(c, report).replace("‘", "“").replace("’", "”") for c in rounds.unasked)
    return letter_template().unasked.format(count=len(rounds.unasked), changes=changes)


def compose(
    report: Report,
    findings: Iterable[Finding],
    settings: LetterSettings | None = None,
    rounds: Rounds | None = None,
) -> Letter:
    """The letter on a report from its accepted findings, ordered as the report reads within each group.

    With `rounds` it is the letter on a revised report: it says what became of the problems of the last round.
    """
    settings = settings or LetterSettings()
    # What we could not read is between us and the file: it is no matter of the letter.
    text, accepted = letter_template(), [f for f in findings if f.rule != UNREAD_RULE]
    name = report_name(report)
    edition = edition_for(report.year) or load_edition(report.edition)
    groups = []
    for severity in Severity:
        members = [f for f in accepted if f.severity is severity]
        if members:
            points = tuple(_point(report, g) for g in _causes(members))
            groups.append(Group(getattr(text.headings, severity.value), points))
    errors, warnings = (
        sum(1 for f in accepted if f.severity is s) for s in (Severity.ERROR, Severity.WARNING)
    )
    again = _became(rounds) if rounds is not None else ""
    unasked = _unasked(rounds, report) if rounds is not None else ""
    if not accepted:
        clean = text.clean_but_changed if unasked else text.clean
        opening = [clean.format(report=name, again=again), unasked]
    else:
        remark = text.some_errors if errors else text.no_errors if warnings else text.only_minor
        opening = [
            text.opening.format(report=name, format=f"{edition.document}（{edition.number}）"),
            remark.format(errors=errors, warnings=warnings),
            again + unasked,
        ]
    contact = settings.contact or text.contact
    closing = text.closing if errors or warnings else text.closing_minor if accepted else ""
    return Letter(
        title=text.title.format(report=name),
        salutation=text.salutation.format(agency=report.agency or _UNREAD_NAME),
        opening=tuple(filter(None, opening)),
        groups=tuple(groups),
        closing=closing.format(deadline=settings.deadline or text.deadline, contact=contact),
        office=settings.office or text.office,
        day=f"{settings.day.year}年{settings.day.month}月{settings.day.day}日"
        if settings.day
        else "〔日期〕",
    )


def group_number(position: int) -> str:
    """The number of a group's heading: 一、 二、 三、."""
    return f"{NUMBERS[position]}、"
