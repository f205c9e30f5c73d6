"""`nianbao ask` and `nianbao search`: one question, or with - as many as there are lines on standard input."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import read_report
from cli.library import kept_desk, opened_desk, settings_in_force
from cli.printing import UNUSABLE, complain, fail, print_json, say
from office.records import answer_record, hit_record

if TYPE_CHECKING:
    from answering.assistant import Assistant
    from answering.source import Source
    from office.desk import Desk


def _questions(question: str) -> Iterator[str]:
    """The question, or for - one a line of standard input; empty lines are passed over."""
    if question != "-":
        if not question.strip("\0 \t\r\n"):
            fail("没有写出要问什么；请在命令后面写上问题。")
        # What the shell could not decode, and what no text may hold, is no part of a question.
        yield question.encode(errors="replace").decode().replace("\0", "")
        return
    lines = sys.stdin.buffer.read().decode("utf-8", errors="replace").splitlines()
    asked = [line.replace("\0", "").strip() for line in lines if line.strip("\0 \t")]
    if not asked:
        fail("标准输入里没有问题；请一行写一个。")
    yield from asked


def _sources(path: Path | None, desk: Desk | None) -> list[Source]:
    """The report that a question is about; where the library has it too, with what was decided on its findings."""
    from answering.source import Source
    from office.one_review import review

    if path is None:
        return []
    report = read_report(path)
    if desk is not None:
        from office.questions import file_source

        return [file_source(desk, path.read_bytes(), report)]
    return [Source("file", report, lambda: review(report, settings=settings_in_force()).kept)]


def _named(desk: Desk | None, question: str) -> list[Source]:
    """The reports of the library that a question names."""
    from office.questions import scope_of

    return scope_of(desk, question) if desk else []


@contextlib.contextmanager
def _assistant(with_library: bool) -> Iterator[tuple[Assistant, Desk | None]]:
    """An assistant and the workspace behind it; without a usable library only the Regulation is searched,
    and the program ends as it does where a file cannot be used."""
    from answering.assistant import Assistant
    from library.database import LibraryError
    from office.endpoints import make_model
    from settings import Settings

    settings = Settings()
    if not with_library or not settings.library_exists:
        yield Assistant(make_model(settings)), None
        return
    with contextlib.ExitStack() as stack:
        try:
            desk = stack.enter_context(opened_desk(settings))
        except LibraryError as error:
            complain(f"{error}本次只检索《条例》。")
            yield Assistant(make_model(settings)), None
            # What was asked for was the library, and not all of it was searched.
            raise typer.Exit(UNUSABLE) from error
        from office.questions import assistant_of

        yield assistant_of(desk), desk
        for fault in desk.workspace.searches.named.faults:
            complain(fault)


def ask(
    question: Annotated[
        str, typer.Argument(metavar="问题", help="问题；- 表示从标准输入逐行读取", show_default=False)
    ],
    report: Annotated[Path | None, typer.Option(help="要问的报告文件；不给出则问《条例》和资料库")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="每个回答一行 JSON")] = False,
    why: Annotated[bool, typer.Option("--why", help="说明为什么这样答：提问怎样读、由哪一条决定")] = False,
) -> None:
    """回答关于报告或《条例》的提问，逐条注明出处。"""
    with (
        kept_desk() if report else contextlib.nullcontext() as beside,
        _assistant(report is None) as (assistant, desk),
    ):
        sources = _sources(report, beside)
        for asked in _questions(question):
            answer = assistant.ask(asked, sources or _named(desk, asked))
            if as_json:
                print_json(answer_record(answer))
                continue
            say(answer.text)
            if answer.notice:
                say(f"（{answer.notice}）")
            for c in answer.citations:
                section = f" 第{c.section}部分" if c.section and c.source != "regulation" else ""
                say(f"  [{c.n}] {c.title}{section}　{c.place or c.quote[:80]}")
            for decision, read in answer.trace if why else ():
                say(f"  〔{decision}〕 {read}")


def search(
    query: Annotated[
        str, typer.Argument(metavar="内容", help="要找的内容；- 表示从标准输入逐行读取", show_default=False)
    ],
    report: Annotated[Path | None, typer.Option(help="要找的报告文件；不给出则找《条例》和资料库")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="最多给出几段")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="每个检索一行 JSON")] = False,
) -> None:
    """检索报告或《条例》中最相关的段落。"""
    sources = _sources(report, None)
    with _assistant(with_library=report is None) as (assistant, _):
        for asked in _questions(query):
            hits = assistant.search(asked, sources, k)
            if as_json:
                print_json({"query": asked, "hits": [hit_record(h) for h in hits]})
                continue
            for hit in hits:
                say(f"{hit.score:.3f}　{hit.passage.title}\n    {hit.passage.text[:120]}")
