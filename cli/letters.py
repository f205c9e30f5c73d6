"""`nianbao draft`, `annotate` and `ledger`: what leaves the house on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.files import AGENCY, FILES, VERIFIED, VERIFY, Batch, read_report
from cli.library import kept_desk, letters_in_force, settings_in_force
from cli.printing import fail, require_suffix, say, write_file
from reports.model import Report

if TYPE_CHECKING:
    from letters.letter import LetterSettings
    from office.file_reviews import FileReview
    from office.one_review import Review


def _reviewed(
    file: Path, earlier: Report | None = None, agency: str | None = None
) -> tuple[FileReview, Review, LetterSettings]:
    """The review of the one report of a file, and what a letter on it says of the office; ends the program where the file
    cannot be used."""
    from office.file_reviews import Circumstances

    batch = Batch([file], agency=agency)
    with kept_desk() as desk:
        every = list(batch.reviews(Circumstances(settings_in_force(desk=desk), earlier), desk))
        form = letters_in_force(desk)
    batch.end()
    if len(every) != 1:
        fail(f"{file}：里面有{len(every)}份报告；请选择一份报告。")
    return *every[0], form


def draft(
    file: Annotated[Path, typer.Argument(metavar="文件", help="报告文件", show_default=False)],
    out: Annotated[
        Path, typer.Option("-o", "--out", help="审核意见的文件名，.docx 或 .md", show_default=False)
    ],
    previous: Annotated[Path | None, typer.Option(help="本单位上一年度的报告")] = None,
    agency: AGENCY = None,
    receipt: Annotated[
        Path | None, typer.Option(help="另存一份供被审单位逐条填写的整改回执，.docx", show_default=False)
    ] = None,
    verified: VERIFIED = False,
) -> None:
    """审查报告并起草审核意见（Word 或 Markdown）和整改回执。"""
    from office.letters import NoLetterError, letter_on

    require_suffix(out, "审核意见", ".docx", ".md")
    if receipt is not None:
        require_suffix(receipt, "整改回执", ".docx")
        if receipt.resolve() == out.resolve():
            fail(f"{receipt}：整改回执和审核意见请写成两个文件。")
    before = read_report(previous) if previous else None
    done, found, form = _reviewed(file, before, agency)
    if verified:
        found = found.verified()
    try:
        letter = letter_on(found, form, done.rounds)
    except NoLetterError as error:
        fail(f"{file}：{error}{VERIFY if found.to_verify else ''}")
    if out.suffix.lower() == ".docx":
        from letters.docx import to_docx
        from letters.lines import lines_of

        content = to_docx(lines_of(letter), letter.title)
    else:
        from letters.lines import to_markdown

        content = to_markdown(letter).encode()
    write_file(out, content)
    say(f"已写入 {out}")
    if receipt is not None:
        from letters.lines import lines_of
        from letters.receipt import items_of, receipt_docx

        write_file(receipt, receipt_docx(items_of(list(lines_of(letter)), letter), letter.title))
        say(f"已写入 {receipt}")


def annotate(
    file: Annotated[Path, typer.Argument(metavar="文件", help="报告文件（.docx）", show_default=False)],
    out: Annotated[Path, typer.Option("-o", "--out", help="批注稿的文件名，.docx", show_default=False)],
    verified: VERIFIED = False,
) -> None:
    """审查报告，把每处问题作为批注写进原 Word 文件的副本。"""
    from letters.annotated import annotate as comment
    from office.letters import NoLetterError, require_letter
    from reports.errors import UnusableFileError

    if out.suffix.lower() != ".docx" or out.resolve() == file.resolve():
        fail(f"{out}：批注稿请写成另一个 .docx 文件。")
    _, found, _ = _reviewed(file)
    if verified:
        found = found.verified()
    try:
        require_letter(found)
        content = comment(file.read_bytes(), found.report, found.kept)
    except NoLetterError as error:
        fail(f"{file}：{error}{VERIFY if found.to_verify else ''}")
    except UnusableFileError as error:
        fail(f"{file}：{error}")
    write_file(out, content)
    say(f"已写入 {out}，{len(found.kept)} 条批注")


def ledger(
    files: FILES,
    out: Annotated[Path, typer.Option("-o", "--out", help="台账的文件名，.xlsx", show_default=False)],
    rules: Annotated[Path | None, typer.Option(help="审查设置（TOML）")] = None,
) -> None:
    """审查多份报告，写成问题台账和通报（Excel）；同一单位同一年度的多份按先后作为各稿。"""
    from office.file_reviews import Circumstances
    from office.ledger import ledger_of_files

    require_suffix(out, "问题台账", ".xlsx")
    batch = Batch(files)
    with kept_desk() as desk:
        settings = settings_in_force(rules, desk)
        made = ledger_of_files(batch.reviews(Circumstances(settings), desk), settings, batch.refused)
    if not made.circulars[0].lines:
        fail("没有读出任何报告，没有写台账；请给出报告文件。")
    write_file(out, made.to_xlsx(date.today()))
    say(f"已写入 {out}，{len(made.rows)} 条")
    batch.end()
