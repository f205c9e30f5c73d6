"""The command line: the same verbs as the page, each a thin function over the library (`nianbao --help`).

Exit codes: 0 done, 1 the review found errors, 2 input that cannot be used. JSON is one object a line.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from records import answer_record, finding_record, hit_record, report_record, rounds_record
from reports.errors import UnusableFileError
from reports.model import Level, Report
from reports.parse import parse_file

if TYPE_CHECKING:
    from answering.assistant import Assistant
    from answering.source import Source
    from review.finding import Finding
    from review.rounds import Rounds
    from settings import Settings
    from web.desk import Desk

app = typer.Typer(
    name="nianbao", help="年报审阅：审查政府信息公开工作年度报告，回答提问，起草审核意见。",
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
)  # fmt: skip
UNUSABLE = 2
FILES = Annotated[
    list[Path],
    typer.Argument(help="报告文件（docx、doc、pdf、html、txt，或多份报告的 zip）", show_default=False),
]


class Form(StrEnum):
    """How a review is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


class Duty(StrEnum):
    """The two kinds of agencies that article 49 gives dates to."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"


def _say(text: str) -> None:
    typer.echo(text)


def _complain(text: str) -> None:
    typer.echo(text, err=True)


def _fail(text: str) -> NoReturn:
    _complain(text)
    raise typer.Exit(UNUSABLE)


def _print_json(record: object) -> None:
    _say(json.dumps(record, ensure_ascii=False))


def _opened(path: Path) -> Iterator[tuple[str, Report | UnusableFileError]]:
    """The reports in a file: one, or those of an archive; an error stands in the place of what cannot be used."""
    from reports.parse import parse_bytes
    from reports.reading.opened import open_file

    for opened in open_file(path):
        name = str(path) if opened.name == path.name else f"{path}/{opened.name}"
        try:
            yield name, opened.error or parse_bytes(opened.content, opened.name)
        except UnusableFileError as error:
            yield name, error


class _Batch:
    """The reports of a call; `failed` once one of the files could not be used."""

    def __init__(self, files: list[Path], as_json: bool) -> None:
        self._files, self._as_json = files, as_json
        self.failed = False

    def __iter__(self) -> Iterator[tuple[str, Report]]:
        """The usable reports; the others are told of on stderr, and as JSON where that is printed."""
        for path in self._files:
            for name, report in _opened(path):
                if isinstance(report, Report):
                    yield name, report
                    continue
                self.failed = True
                _complain(f"{name}：{report}")
                if self._as_json:
                    _print_json({"file": name, "error": str(report)})


@app.command()
def parse(
    files: FILES, as_json: Annotated[bool, typer.Option("--json", help="每份报告一行 JSON")] = False
) -> None:
    """读取报告，输出单位、年度、六个部分和三张表。"""
    batch = _Batch(files, as_json)
    for name, report in batch:
        if as_json:
            _print_json(report_record(name, report))
            continue
        _say(
            f"{name}\n  {report.agency}　{report.year or '年度不明'}　{report.edition}年版　读取方式：{report.provenance.reader}"
        )
        for section in report.sections:
            _say(f"  {section.heading.text}（{len(section.text)}字）")
        for kind, table in report.tables.items():
            numbers = sum(c.value is not None for r in table.cells.values() for c in r.values())
            _say(f"  {kind}：{len(table.cells)}行，{numbers}个数")
    if batch.failed:
        raise typer.Exit(UNUSABLE)


def _date(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        _fail(f"日期“{text}”无法识别；请写成 2021-01-31 的形式。")


@app.command()
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
        _fail(str(error))
    before = None
    if previous is not None:
        try:
            before = parse_file(previous)
        except UnusableFileError as error:
            _fail(f"{previous}：{error}")
    errors = False
    batch = _Batch(files, form is Form.JSON)
    for name, report in batch:
        chosen = Level(level.value) if level else None
        found = find(report, settings=settings, previous=before, published=day, level=chosen)
        rounds = _rounds(report, before, found) if before else None
        if with_opinions:
            found += _opinions(report)
        errors = errors or any(f.severity is Severity.ERROR for f in found)
        _print_review(name, report, found, form, rounds)
    if batch.failed or errors:
        raise typer.Exit(UNUSABLE if batch.failed else 1)


def _opinions(report: Report) -> tuple[Finding, ...]:
    """The configured model's opinions; without a model, or where it fails, none and a sentence about why."""
    from answering.model import ModelError
    from review.opinions import opinions
    from settings import Settings
    from web.workspace import make_model

    model = make_model(Settings())
    if model is None:
        _complain("没有配置模型（OPENAI_API_KEY 或 OPENAI_BASE_URL），未请模型提意见。")
        return ()
    try:
        return tuple(opinions(report, model.complete))
    except ModelError as error:
        _complain(f"{error}，未请模型提意见。")
        return ()


def _rounds(report: Report, before: Report, found: tuple[Finding, ...]) -> Rounds | None:
    """The comparison with an earlier submission of the same report; None where the other report is another one."""
    from review.reviewer import review as find
    from review.rounds import compare_rounds, is_revision

    if is_revision(report, before):
        return compare_rounds(before, report, find(before), found)
    if before.agency != report.agency or before.year != (report.year or 0) - 1:
        _complain(
            f"对照件是“{before.agency}”{before.year or ''}年的报告，与“{report.agency}”{report.year or ''}年的报告"
            "不是同一单位的同年或上一年度报告；请确认是否选对。"
        )
    return None


def _print_review(
    name: str, report: Report, found: tuple[Finding, ...], form: Form, rounds: Rounds | None
) -> None:
    if form is Form.JSON:
        facts = {
            "agency": report.agency,
            "year": report.year,
            "edition": report.edition,
            "level": report.level.value,
        }
        record = {"file": name, "report": facts, "findings": [finding_record(f) for f in found]}
        _print_json(record | ({"rounds": rounds_record(rounds)} if rounds else {}))
        return
    if form is Form.MARKDOWN:
        from letters.letter import compose
        from letters.lines import to_markdown

        _say(to_markdown(compose(report, found, rounds=rounds)))
        return
    _say(f"{name}：{report.agency}{report.year or ''}，{len(found)}处")
    for f in found:
        place = f"第{f.location.section}部分" if f.location.section else "题名引言"
        _say(f"  [{f.severity.chinese}] {f.rule} {place}　{f.message}\n      建议：{f.suggestion}")
    if rounds is not None:
        _print_rounds(rounds)


def _print_rounds(rounds: Rounds) -> None:
    for outcome in rounds.outcomes:
        finding = outcome.after or outcome.before
        if finding is not None:
            _say(f"  〔{outcome.state.chinese}〕 {finding.message}")
    for change in rounds.unasked:
        _say(
            f"  〔未要求的改动〕 {change.table} {change.row} {change.column}：{change.before} → {change.after}"
        )


def _questions(question: str) -> Iterator[str]:
    """The question, or for - one a line of standard input; empty lines are passed over."""
    if question != "-":
        yield question
        return
    for line in sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines():
        if line.strip():
            yield line.strip()


def _source(path: Path | None) -> list[Source]:
    """The report that a question is about, read without touching the library."""
    from answering.source import Source

    if path is None:
        return []
    try:
        return [Source("file", parse_file(path))]
    except UnusableFileError as error:
        _fail(f"{path}：{error}")


@contextlib.contextmanager
def _assistant(with_library: bool) -> Iterator[tuple[Assistant, Desk | None]]:
    """An assistant and the workspace behind it; without a usable store only the Regulation is searched."""
    from answering.assistant import Assistant
    from library.database import LibraryError
    from settings import Settings
    from web.workspace import make_model

    settings = Settings()
    if not with_library or (
        not (settings.data_dir / "library.sqlite3").exists() and not settings.database_url
    ):
        yield Assistant(make_model(settings)), None
        return
    with contextlib.ExitStack() as stack:
        try:
            desk = stack.enter_context(_desk(settings))
        except LibraryError as error:
            _complain(f"{error}本次只检索《条例》。")
            yield Assistant(make_model(settings)), None
            return
        yield desk.assistant(), desk


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题；- 表示从标准输入逐行读取", show_default=False)],
    report: Annotated[Path | None, typer.Option(help="要问的报告文件；不给出则问《条例》和资料库")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每个回答一行 JSON")] = False,
) -> None:
    """回答关于报告或《条例》的提问，逐条注明出处。"""
    sources = _source(report)
    with _assistant(with_library=report is None) as (assistant, desk):
        for asked in _questions(question):
            scope = sources or (desk.scope_of(asked) if desk else [])
            answer = assistant.ask(asked, scope)
            if as_json:
                _print_json(answer_record(answer))
                continue
            _say(answer.text)
            if answer.notice:
                _say(f"（{answer.notice}）")
            for c in answer.citations:
                _say(
                    f"  [{c.n}] {c.title}{f' 第{c.section}部分' if c.section and c.source != 'regulation' else ''}：{c.quote[:80]}"
                )


@app.command()
def search(
    query: Annotated[str, typer.Argument(help="要找的内容；- 表示从标准输入逐行读取", show_default=False)],
    report: Annotated[Path | None, typer.Option(help="要找的报告文件；不给出则找《条例》和资料库")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="最多给出几段")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="每个检索一行 JSON")] = False,
) -> None:
    """检索报告或《条例》中最相关的段落。"""
    sources = _source(report)
    with _assistant(with_library=report is None) as (assistant, _):
        for asked in _questions(query):
            hits = assistant.search(asked, sources, k)
            if as_json:
                _print_json({"query": asked, "hits": [hit_record(h) for h in hits]})
                continue
            for hit in hits:
                _say(f"{hit.score:.3f}　{hit.passage.title}\n    {hit.passage.text[:120]}")


@app.command()
def draft(
    file: Annotated[Path, typer.Argument(help="报告文件", show_default=False)],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="审核意见的文件名，.docx 或 .md", show_default=False)
    ],
    previous: Annotated[Path | None, typer.Option(help="本单位上一年度的报告")] = None,
) -> None:
    """审查报告并起草审核意见（Word 或 Markdown）。"""
    from letters.letter import compose
    from review.reviewer import review as find

    if out.suffix.lower() not in (".docx", ".md"):
        _fail(f"{out}：审核意见只能写成 .docx 或 .md 文件；请改用这两种扩展名。")
    try:
        report = parse_file(file)
        before = parse_file(previous) if previous else None
    except UnusableFileError as error:
        _fail(f"{file}：{error}")
    found = find(report, previous=before)
    letter = compose(report, found, rounds=_rounds(report, before, found) if before else None)
    if out.suffix.lower() == ".docx":
        from letters.docx import to_docx
        from letters.lines import lines_of

        content = to_docx(lines_of(letter), letter.title)
    else:
        from letters.lines import to_markdown

        content = to_markdown(letter).encode()
    _write(out, content)
    _say(f"已写入 {out}")


@app.command()
def annotate(
    file: Annotated[Path, typer.Argument(help="报告文件（.docx）", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="批注稿的文件名，.docx", show_default=False)],
) -> None:
    """审查报告，把每处问题作为批注写进原 Word 文件的副本。"""
    from letters.annotated import annotate as comment
    from review.reviewer import review as find

    if out.suffix.lower() != ".docx" or out.resolve() == file.resolve():
        _fail(f"{out}：批注稿请写成另一个 .docx 文件。")
    try:
        report = parse_file(file)
        found = find(report)
        content = comment(file.read_bytes(), report, found)
    except UnusableFileError as error:
        _fail(f"{file}：{error}")
    _write(out, content)
    _say(f"已写入 {out}，{len(found)} 条批注")


@app.command()
def ledger(
    files: FILES,
    out: Annotated[Path, typer.Option("-o", "--out", help="台账的文件名，.xlsx", show_default=False)],
) -> None:
    """审查多份报告，把全部问题写成问题台账（Excel）。"""
    from letters.ledger import LedgerEntry, to_xlsx
    from review.reviewer import review as find

    if out.suffix.lower() != ".xlsx":
        _fail(f"{out}：问题台账只能写成 .xlsx 文件；请改用这种扩展名。")
    batch = _Batch(files, as_json=False)
    entries = [LedgerEntry(report, f) for _, report in batch for f in find(report)]
    _write(out, to_xlsx(entries, date.today()))
    _say(f"已写入 {out}，{len(entries)} 条")
    if batch.failed:
        raise typer.Exit(UNUSABLE)


def _write(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent or Path(), prefix=".nianbao-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content)
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError:
        _fail(f"{path}：无法写入；请检查文件夹是否存在、是否有写权限。")


@app.command()
def index(
    paths: Annotated[list[Path], typer.Argument(help="要收录的文件或文件夹", show_default=False)],
) -> None:
    """把报告收录到资料库（公众可查）并建立索引。"""
    from library.database import LibraryError
    from retrieval.index import StoreError
    from settings import Settings
    from web.workspace import Workspace

    failed = False
    try:
        workspace = Workspace(Settings())
        workspace.open_index()
    except (LibraryError, StoreError) as error:
        _fail(str(error))
    try:
        for path in _files(paths):
            for taken in workspace.add_file(path, published=True):
                if taken.entry is not None:
                    _say(f"已收录 {taken.entry.label}（{taken.name}）")
                    continue
                failed = True
                _complain(
                    f"{path}：{taken.error}"
                    if taken.name == path.name
                    else f"{path}/{taken.name}：{taken.error}"
                )
    finally:
        workspace.close()
    if failed:
        raise typer.Exit(UNUSABLE)


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(
                p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$"))
            )
        else:
            yield path


users = typer.Typer(help="网页的账户：监听本机以外的地址时必须有账户。", no_args_is_help=True)
app.add_typer(users, name="users")


@users.command("add")
def users_add(name: Annotated[str, typer.Argument(help="用户名", show_default=False)]) -> None:
    """建立账户或修改密码；密码从终端或标准输入读取。"""
    import getpass

    from library.accounts import Accounts
    from library.database import Database, LibraryError
    from settings import Settings

    password = getpass.getpass("密码：") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    try:
        database = Database(Settings().database)
        Accounts(database).add(name, password)
        database.close()
    except LibraryError as error:
        _fail(str(error))
    _say(f"已建立账户 {name}")


@app.command()
def mcp() -> None:
    """以 MCP 工具的形式供智能体使用（标准输入输出）。"""
    from app import quiet_environment
    from settings import Settings

    quiet_environment()
    try:
        from agent_tools import make_server
    except ImportError:
        _fail("没有安装 MCP；请安装 nianbao[mcp]。")
    from library.database import LibraryError

    try:
        with _desk(Settings()) as desk:
            make_server(desk).run("stdio")
    except LibraryError as error:
        _fail(str(error))


@contextlib.contextmanager
def _desk(settings: Settings) -> Iterator[Desk]:
    """The library as whoever sits at the machine sees it; without a usable store its full text is not searched.

    Raises LibraryError.
    """
    from library.store import Viewer
    from retrieval.index import StoreError
    from web.desk import Desk
    from web.workspace import Workspace

    workspace = Workspace(settings)
    try:
        workspace.open_index()
    except StoreError as error:
        _complain(f"{error}本次不检索资料库全文。")
    try:
        yield Desk(workspace, Viewer())
    finally:
        workspace.close()


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="监听地址，默认只在本机")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="端口")] = None,
) -> None:
    """启动网页（默认 http://127.0.0.1:7860）。"""
    from app import ServeError, run
    from settings import Settings

    settings = Settings()
    changes = {k: v for k, v in {"host": host, "port": port}.items() if v is not None}
    try:
        run(settings.model_copy(update=changes))
    except ServeError as error:
        _fail(str(error))


def main() -> None:
    """The entry point `nianbao`."""
    from pydantic import ValidationError

    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        app()
    except ValidationError as error:
        names = "、".join(str(e["loc"][0]) for e in error.errors() if e["loc"])
        _complain(f"设置 {names} 的值无法使用；请检查相应的环境变量。")
        sys.exit(UNUSABLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
