"""`nianbao draft`, `annotate` and `ledger`: what leaves the house on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cli.files import FILES, Batch, read_report
from cli.printing import fail, require_suffix, say, write_file
from cli.reports import compared


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

    require_suffix(out, "审核意见", ".docx", ".md")
    report = read_report(file)
    before = read_report(previous) if previous else None
    found = find(report, previous=before)
    letter = compose(report, found, rounds=compared(report, before, found) if before else None)
    if out.suffix.lower() == ".docx":
        from letters.docx import to_docx
        from letters.lines import lines_of

        content = to_docx(lines_of(letter), letter.title)
    else:
        from letters.lines import to_markdown

        content = to_markdown(letter).encode()
    write_file(out, content)
    say(f"已写入 {out}")


def annotate(
    file: Annotated[Path, typer.Argument(help="报告文件（.docx）", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="批注稿的文件名，.docx", show_default=False)],
) -> None:
    """审查报告，把每处问题作为批注写进原 Word 文件的副本。"""
    from letters.annotated import annotate as comment
    from reports.errors import UnusableFileError
    from review.reviewer import review as find

    if out.suffix.lower() != ".docx" or out.resolve() == file.resolve():
        fail(f"{out}：批注稿请写成另一个 .docx 文件。")
    report = read_report(file)
    found = find(report)
    try:
        content = comment(file.read_bytes(), report, found)
    except UnusableFileError as error:
        fail(f"{file}：{error}")
    write_file(out, content)
    say(f"已写入 {out}，{len(found)} 条批注")


def ledger(
    files: FILES,
    out: Annotated[Path, typer.Option("-o", "--out", help="台账的文件名，.xlsx", show_default=False)],
) -> None:
    """审查多份报告，把全部问题写成问题台账（Excel）。"""
    from letters.ledger import LedgerEntry, to_xlsx
    from review.reviewer import review as find

    require_suffix(out, "问题台账", ".xlsx")
    batch = Batch(files, as_json=False)
    entries = [LedgerEntry(report, f) for _, report in batch for f in find(report)]
    write_file(out, to_xlsx(entries, date.today()))
    say(f"已写入 {out}，{len(entries)} 条")
    batch.end()
