"""No text becomes a formula in a spreadsheet program, whichever export it is in and whoever wrote it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
from openpyxl import load_workbook

from benchmarks.generate import make_content
from benchmarks.planted import read
from letters.ledger import to_xlsx, workbook
from letters.sheets import to_csv
from library.database import Database
from library.decisions import Decision
from library.trail import Trail
from office.circular import Submission, circular
from office.circular_sheets import add_circular
from office.ledger import ledger_rows
from office.one_review import review
from office.roll_up import RollUp, SummedCell, add_roll_up
from review.settings import ReviewSettings

ROOT = Path(__file__).resolve().parent.parent
BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")
SHEETS = {"问题台账", "汇总", "通报", "扣分", "汇总核对"}
SETTINGS = ReviewSettings(points={"QLT08": 1.5})
FORMULA = 'HYPERLINK("http://evil.example","点击")'


def hostile(seed: int, beginning: str) -> Submission:
    """A report as handed in, in which every text that a stranger or a reviewer writes begins like a formula."""
    content = make_content(seed, level="department", year=2022)
    content.sections["一"].append("其它工作有序开展。")
    report = replace(read(content), agency=f"{beginning}云溪县{seed}局")
    made = review(report, settings=SETTINGS)
    hers = Decision(state="accepted", reason=beginning + FORMULA, wording=beginning + FORMULA)
    findings = tuple(
        replace(f, title=beginning + FORMULA, message=beginning + FORMULA, suggestion=beginning + FORMULA)
        for f in made.findings
    )
    assert "QLT08" in {f.rule for f in findings}
    written = replace(made, findings=findings, decisions={f.id: hers for f in findings})
    return Submission(f"{beginning}{seed}.docx", written)


def ledger(beginning: str) -> Any:
    """The ledger with all its sheets, as a reader of .xlsx files sees it."""
    submissions = [hostile(seed, beginning) for seed in (1, 2)]
    settings = SETTINGS.model_copy(update={"expected_agencies": tuple(f"{beginning}{n}局" for n in "甲乙")})
    rows = [row for s in submissions for row in ledger_rows(s.review)]
    book = workbook(rows, date(2023, 2, 1))
    add_circular(book, circular(submissions, settings, [f"{beginning}读不出.docx"]))
    name = beginning + FORMULA
    cell = SummedCell(name, name, name, Decimal(1), Decimal(-2), (name,))
    add_roll_up(book, RollUp(name, 2022, (name,), (cell,)))
    return load_workbook(io.BytesIO(to_xlsx(book)))


def cells(book: Any) -> Iterator[Any]:
    return (c for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value is not None)


@pytest.mark.parametrize("beginning", BEGINNINGS, ids=repr)
def test_no_cell_of_the_ledger_is_a_formula(beginning: str) -> None:
    book = ledger(beginning)
    assert set(book.sheetnames) == SHEETS
    assert {c.data_type for c in cells(book)} <= {"s", "n"}
    for sheet in book.worksheets:
        shown = [c for row in sheet.iter_rows() for c in row if str(c.value).startswith(beginning)]
        assert shown or beginning == "\r", f"nothing hostile came into {sheet.title}"
        assert all(c.quotePrefix for c in shown if c.data_type == "s")


@pytest.mark.parametrize("beginning", [*BEGINNINGS, "\n", "＝", "＋", "－", "＠", "\x00="], ids=repr)
def test_no_cell_of_a_csv_file_is_a_formula(beginning: str) -> None:
    written = to_csv(("账户",), [(beginning + FORMULA,)]).decode("utf-8-sig")
    _, (cell,) = csv.reader(io.StringIO(written, newline=""))
    assert cell.startswith("'") and cell.endswith(FORMULA)


def test_the_trail_is_written_without_formulas(
    nianbao: Callable[..., CompletedProcess[str]], tmp_path: Path
) -> None:
    database = Database(f"sqlite:///{tmp_path / 'data' / 'library.sqlite3'}")
    for beginning in BEGINNINGS:
        Trail(database).exported(beginning + FORMULA, beginning + FORMULA, beginning + FORMULA)
    database.close()
    assert nianbao("trail", "--csv", tmp_path / "trail.csv").returncode == 0
    text = (tmp_path / "trail.csv").read_bytes().decode("utf-8-sig")
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == len(BEGINNINGS)
    assert not [cell for row in rows for cell in row if cell.startswith(BEGINNINGS)]


def test_one_module_alone_fills_cells() -> None:
    """What another module wrote would be text only as long as its author thought of it."""
    filling = re.compile(r"\bcsv\.(?:writer|DictWriter)|\bsheet\.(?:cell|append)\(|\.to_(?:csv|excel)\(")
    packages = ("answering", "cli", "letters", "library", "office", "reports", "retrieval", "review", "web")
    files = [*ROOT.glob("*.py"), *(f for p in packages for f in (ROOT / p).rglob("*.py"))]
    found = {str(f.relative_to(ROOT)) for f in files if filling.search(f.read_text(encoding="utf-8"))}
    assert found == {"letters/sheets.py"}
