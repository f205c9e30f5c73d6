"""A reviewer adds a finding of her own to a report."""

from __future__ import annotations

from dataclasses import replace

from errors import NianbaoError
from library.decisions import ACCEPTED
from library.own_findings import OwnFinding
from office.desk import Desk
from office.permissions import Act
from reports.model import Report
from review.finding import Severity
from review.own import quoted


class OwnFindingError(NianbaoError):
    """What she wrote cannot be kept so; the message says why."""


def add_own(desk: Desk, identifier: str, own: OwnFinding) -> str:
    """Keeps a finding as accepted; its id. Raises NotVisibleError, NotAllowedError or OwnFindingError."""
    desk.permit(Act.DECIDE, identifier)
    report = desk.report(identifier)
    own = replace(own, message=_sentence(own.message), suggestion=_sentence(own.suggestion))
    if not own.message or not own.suggestion:
        raise OwnFindingError("问题和建议都要写；请补全后再保存。")
    _require_section(report, own.section)
    if own.quote and quoted(report, own.quote, own.paragraph) is None:
        raise OwnFindingError("所选文字不在报告正文的一个段落里；请在正文的一段之内重新选择，或不引用原文。")
    workspace = desk.workspace
    added = workspace.own_findings.add(identifier, own, desk.viewer.name)
    workspace.decisions.change(identifier, added, desk.viewer.name, state=ACCEPTED)
    workspace.reviews.recount(identifier)
    return added


def change_own(desk: Desk, identifier: str, finding: str, severity: Severity, section: str) -> None:
    """Gives a finding of a reviewer's another severity and part; ids of no such finding are passed over. Raises
    NotVisibleError, NotAllowedError or OwnFindingError."""
    desk.permit(Act.DECIDE, identifier)
    _require_section(desk.report(identifier), section)
    desk.workspace.own_findings.change(identifier, finding, severity, section, desk.viewer.name)
    desk.workspace.reviews.recount(identifier)


def _require_section(report: Report, section: str) -> None:
    if section and report.section(section) is None:
        raise OwnFindingError("报告里没有所选的部分；请重新选择。")


def _sentence(text: str) -> str:
    """What somebody typed as one line of a letter that ends as a sentence does."""
    line = "".join(text.split("\n")).strip()
    return line if not line or line[-1] in "。！？；…”" else f"{line}。"
