"""`nianbao parse` and `nianbao review`: what a report says, and what is wrong with it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import FILES, Batch, read_report
from cli.printing import complain, fail, print_json, say
from office.records import report_record, review_record, rounds_record
from reports.model import Level, Report

if TYPE_CHECKING:
    from review.finding import Finding
    from review.rounds import Rounds


class Form(StrEnum):
    """How a review is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


class Duty(StrEnum):
    """The two kinds of agencies that article 49 gives dates to."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"


def parse(
    files: FILES, as_json: Annotated[bool, typer.Option("--json", help="每份报告一行 JSON")] = False
) -> None:
    """读取报告，输出单位、年度、六个部分和三张表。"""
    batch = Batch(files, as_json)
    for name, report in batch:
        if as_json:
            print_json(report_record(name, report))
            continue
        say(
            f"{name}\n  {report.agency}　{report.year or '年度不明'}　{report.edition}年版　"
            f"读取方式：{report.provenance.reader}"
        )
        for section in report.sections:
            say(f"  {section.heading.text}（{len(section.text)}字）")
        for kind, table in report.tables.items():
            numbers = sum(c.value is not None for r in table.cells.values() for c in r.values())
            say(f"  {kind}：{len(table.cells)}行，{numbers}个数")
    batch.end()


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        fail(f"日期“{text}”无法识别；请写成 2021-01-31 的形式。")


def review(
    files: FILES,
    published: Annotated[str | None, typer.Option(help="发布日期，如 2021-01-31")] = None,
    previous: Annotated[Path | None, typer.Option(help="本单位上一年度的报告")] = None,
    level: Annotated[Duty | None, typer.Option(help="按部门或政府审查，不从名称判断")] = None,
    form: Annotated[Form, typer.Option("--format", help="输出形式")] = Form.TEXT,
    rules: Annotated[Path | None, typer.Option(help="审查设置（TOML）")] = None,
    with_opinions: Annotated[
        bool, typer.Option("--opinions", help="另请已配置的模型提意见（逐字引文，不作为错误）")
    ] = False,
) -> None:
    """审查报告，列出每处偏差及其依据和修改建议；有必须修改的问题时退出码为 1。"""
    from review.finding import Severity
    from review.reviewer import review as find
    from review.settings import ReviewSettingsError, load_review_settings
    from settings import Settings

    day = _date(published)
    try:
        settings = load_review_settings(rules or Settings().review_settings)
    except ReviewSettingsError as error:
        fail(str(error))
    before = read_report(previous) if previous is not None else None
    errors = False
    batch = Batch(files, form is Form.JSON)
    for name, report in batch:
        chosen = Level(level.value) if level else None
        found = find(report, settings=settings, previous=before, published=day, level=chosen)
        rounds = compared(report, before, found) if before else None
        if with_opinions:
            found += _opinions(report)
        errors = errors or any(f.severity is Severity.ERROR for f in found)
        _print_review(name, report, found, form, rounds)
    batch.end(errors)


def _opinions(report: Report) -> tuple[Finding, ...]:
    """The configured model's opinions; without a model, or where it fails, none and a sentence about why."""
    from answering.model import ModelError
    from office.endpoints import make_model
    from review.opinions import opinions
    from settings import Settings

    model = make_model(Settings())
    if model is None:
        complain("没有配置模型（OPENAI_API_KEY 或 OPENAI_BASE_URL），未请模型提意见。")
        return ()
    try:
        return tuple(opinions(report, model.complete))
    except ModelError as error:
        complain(f"{error}，未请模型提意见。")
        return ()


def compared(report: Report, before: Report, found: tuple[Finding, ...]) -> Rounds | None:
    """The comparison with an earlier submission of the same report; None where the other report is another one."""
    from review.reviewer import review as find
    from review.rounds import compare_rounds, is_revision

    if is_revision(report, before):
        return compare_rounds(before, report, find(before), found)
    if before.agency != report.agency or before.year != (report.year or 0) - 1:
        complain(
            f"对照件是“{before.agency}”{before.year or ''}年的报告，与“{report.agency}”{report.year or ''}年的报告"
            "不是同一单位的同年或上一年度报告；请确认是否选对。"
        )
    return None


def _print_review(
    name: str, report: Report, found: tuple[Finding, ...], form: Form, rounds: Rounds | None
) -> None:
    if form is Form.JSON:
        record = review_record(name, report, found)
        print_json(record | ({"rounds": rounds_record(rounds)} if rounds else {}))
        return
    if form is Form.MARKDOWN:
        from letters.letter import compose
        from letters.lines import to_markdown

        say(to_markdown(compose(report, found, rounds=rounds)))
        return
    say(f"{name}：{report.agency}{report.year or ''}，{len(found)}处")
    for f in found:
        place = f"第{f.location.section}部分" if f.location.section else "题名引言"
        say(f"  [{f.severity.chinese}] {f.rule} {place}　{f.message}\n      建议：{f.suggestion}")
    if rounds is not None:
        _print_rounds(rounds)


def _print_rounds(rounds: Rounds) -> None:
    for outcome in rounds.outcomes:
        finding = outcome.after or outcome.before
        if finding is not None:
            say(f"  〔{outcome.state.chinese}〕 {finding.message}")
    for change in rounds.unasked:
        say(
            f"  〔未要求的改动〕 {change.table} {change.row} {change.column}：{change.before} → {change.after}"
        )
