"""`nianbao parse` and `nianbao review`: what a report says, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import AGENCY, FILES, VERIFIED, VERIFY, Batch, read_report
from cli.library import kept_desk, letters_in_force, settings_in_force
from cli.printing import complain, fail, print_json, say
from office.records import report_record, review_record
from reports.model import Level, Report
from reports.tables import TABLE_NAMES
from review.finding import Severity

if TYPE_CHECKING:
    from letters.letter import LetterSettings
    from letters.receipt import Answer
    from office.file_reviews import FileReview
    from office.one_review import Review
    from office.receipts import Answered
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
    files: FILES,
    as_json: Annotated[bool, typer.Option("--json", help="每份报告一行 JSON")] = False,
    agency: AGENCY = None,
) -> None:
    """读取报告，输出单位、年度、六个部分和三张表。"""
    batch = Batch(files, as_json, agency)
    for name, report in batch.reports():
        if as_json:
            print_json(report_record(name, report))
            continue
        say(
            f"{name}\n  {report.shown_agency}　{report.year or '年度不明'}　{report.edition}年版　"
            f"读取方式：{report.provenance.reader}"
        )
        for section in report.sections:
            say(f"  {section.heading.text}（{len(section.text)}字）")
        for kind, table in report.tables.items():
            numbers = sum(c.value is not None for r in table.cells.values() for c in r.values())
            say(f"  {TABLE_NAMES.get(kind, kind)}：{len(table.cells)}行，{numbers}个数")
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
    agency: AGENCY = None,
    form: Annotated[Form, typer.Option("--format", help="输出形式")] = Form.TEXT,
    rules: Annotated[Path | None, typer.Option(help="审查设置（TOML）")] = None,
    receipt: Annotated[
        Path | None, typer.Option(help="被审单位填好的整改回执，与 --previous 原稿一起用", show_default=False)
    ] = None,
    verified: VERIFIED = False,
    with_opinions: Annotated[
        bool, typer.Option("--opinions", help="另请已配置的模型提意见（逐字引文，不作为错误）")
    ] = False,
) -> None:
    """审查报告，列出每处偏差及其依据和修改建议；有必须修改的问题时退出码为 1。"""
    from office.file_reviews import Circumstances

    day = _date(published)
    if receipt is not None and (previous is None or len(files) != 1):
        fail("整改回执要和一份修改稿、一份原稿一起核对；请用 --previous 给出原稿，并只给一份修改稿。")
    answers = _answers(receipt) if receipt is not None else ()
    before = read_report(previous) if previous is not None else None
    errors = False
    batch = Batch(files, form is Form.JSON, agency)
    with kept_desk() as desk:
        settings, letters = settings_in_force(rules, desk), letters_in_force(desk)
        asked = Circumstances(settings, before, day, Level(level.value) if level else None)
        for done, made in batch.reviews(asked, desk):
            found = made.verified() if verified else made
            opinions = _opinions(found) if with_opinions else ()
            errors = errors or any(f.severity is Severity.ERROR for f in found.kept)
            beside = _answered(answers, done, before)
            shown = replace(found, findings=found.findings + opinions)
            _print_review(done, shown, form, letters, beside)
    batch.end(errors)


def _answers(receipt: Path) -> tuple[Answer, ...]:
    """The items of a form that came back; ends the program where it is none of ours."""
    from letters.receipt import read_receipt
    from reports.errors import UnusableFileError
    from reports.reading.limits import usual_limits
    from reports.reading.opened import read_file

    try:
        return read_receipt(read_file(receipt, usual_limits()))
    except UnusableFileError as error:
        fail(f"{receipt}：{error}")


def _answered(answers: Sequence[Answer], done: FileReview, before: Report | None) -> tuple[Answered, ...]:
    """The form's items beside the comparison; ends the program where there is none, or the form is another's."""
    from office.receipts import answered
    from reports.errors import UnusableFileError

    if not answers:
        return ()
    if done.rounds is None or before is None:
        fail(f"{done.file.name}：与原稿不是同一单位同一年度的报告，无法核对整改回执；请确认是否选对。")
    try:
        return answered(answers, done.rounds, before)
    except UnusableFileError as error:
        fail(str(error))


def _opinions(found: Review) -> tuple[Finding, ...]:
    """The configured model's opinions, its disputes on standard error; without a model, or where it fails, why there are none."""
    from answering.model import ModelError
    from office.endpoints import make_model
    from review.opinions import opinions
    from settings import Settings

    model = make_model(Settings())
    if model is None:
        complain("没有配置模型（OPENAI_API_KEY 或 OPENAI_BASE_URL），未请模型提意见。")
        return ()
    try:
        told = opinions(found.report, found.kept, model.complete)
    except ModelError as error:
        complain(f"{error}，未请模型提意见。")
        return ()
    for dispute in told.disputes:
        complain(
            f"模型对一条审查发现有异议（发现不变，请核对）：{dispute.finding.message}报告写有“{dispute.quote}”。"
        )
    return told.on_text


def _print_review(
    done: FileReview, found: Review, form: Form, letters: LetterSettings, beside: Sequence[Answered]
) -> None:
    name, report = done.file.name, found.report
    if form is Form.JSON:
        print_json(review_record(name, found, done.rounds, beside))
        return
    if form is Form.MARKDOWN:
        _print_letter(done, found, letters)
        _print_receipt(beside)
        return
    say(f"{name}：{report.shown_agency}{report.year or ''}，{len(found.findings)}处")
    if found.to_verify:
        say(f"  [读取待核] {''.join(report.reading.doubtful)}")
    for f in found.findings:
        place = f"第{f.location.section}部分" if f.location.section else "题名引言"
        dismissed = "" if found.is_kept(f) else "（不采纳）"
        say(f"  [{f.severity.chinese}] {f.rule} {place}　{f.message}{dismissed}\n      建议：{f.suggestion}")
    if done.rounds is not None:
        _print_rounds(done.rounds, report)
    _print_receipt(beside)


def _print_letter(done: FileReview, found: Review, letters: LetterSettings) -> None:
    """The letter as Markdown; where there is none, why, on standard error."""
    from letters.lines import to_markdown
    from office.letters import NoLetterError, letter_on

    try:
        letter = letter_on(found, letters, done.rounds)
    except NoLetterError as error:
        complain(f"{done.file.name}：{error}{VERIFY if found.to_verify else ''}")
        return
    say(to_markdown(letter))


def _print_receipt(items: Sequence[Answered]) -> None:
    for item in items:
        said = item.answer
        explained = f"　说明：{said.explanation}" if said.explanation else ""
        say(f"  〔回执〕 {said.number} {said.problem}\n      {item.verdict}{explained}")


def _print_rounds(rounds: Rounds, report: Report) -> None:
    from review.rounds import change_words

    for outcome in rounds.outcomes:
        finding = outcome.after or outcome.before
        if finding is not None:
            say(f"  〔{outcome.state.chinese}〕 {finding.message}")
    for change in rounds.unasked:
        say(f"  〔未要求的改动〕 {change_words(change, report)}")
