"""汇总核对: a government's tables beside the sums of its departments' reports."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from benchmarks.generate import make_content
from benchmarks.planted import read
from office.circular import Submission, circular
from office.ledger import Ledger
from office.one_review import review
from office.roll_up import RollUp, roll_up
from reports.model import Level
from review.settings import ReviewSettings

SETTINGS = ReviewSettings()
RECEIVED = "一、本年新收政府信息公开申请数量"


def submission(agency: str, seed: int, level: Level) -> Submission:
    made = review(read(make_content(seed, level="department", year=2022)), settings=SETTINGS)
    return Submission(agency, replace(made, report=replace(made.report, agency=agency, level=level)))


GOVERNMENT = submission("云溪县人民政府", 1, Level.GOVERNMENT)
PARTS = [submission(f"云溪县{n}局", seed, Level.DEPARTMENT) for seed, n in ((2, "民政"), (3, "教育"))]


def rolled(*submissions: Submission) -> RollUp | None:
    return roll_up(circular(submissions, SETTINGS))


def received(submission: Submission) -> Decimal:
    value = submission.review.report.tables["applications"].value("new_received", "total")
    assert value is not None
    return value


def test_each_cell_is_the_sum_of_the_departments() -> None:
    made = rolled(GOVERNMENT, *PARTS)
    assert made is not None and made.agencies == ("云溪县民政局", "云溪县教育局")
    cell = next(c for c in made.cells if c.row == RECEIVED and c.column == "总计")
    assert (cell.total, cell.stated) == (sum(map(received, PARTS)), received(GOVERNMENT))


def test_a_number_that_was_not_read_is_named_and_not_counted_as_nought() -> None:
    report = PARTS[1].review.report
    bare = replace(PARTS[1], review=replace(PARTS[1].review, report=replace(report, tables={})))
    made = rolled(GOVERNMENT, PARTS[0], bare)
    assert made is not None and all(c.unread == ("云溪县教育局",) for c in made.cells)


def test_departments_of_another_place_are_not_summed() -> None:
    assert rolled(GOVERNMENT, submission("东山县民政局", 2, Level.DEPARTMENT)) is None


def test_without_one_government_there_is_nothing_to_compare() -> None:
    other = submission("东山县人民政府", 4, Level.GOVERNMENT)
    assert rolled(*PARTS) is None and rolled(GOVERNMENT, other, *PARTS) is None


def test_the_workbook_has_the_sheet_with_every_cell() -> None:
    summary = circular([GOVERNMENT, *PARTS], SETTINGS)
    book = load_workbook(io.BytesIO(Ledger((), (summary,)).to_xlsx(date(2023, 2, 1))))
    rows = [tuple(r) for r in book["汇总核对"].iter_rows(min_row=2, values_only=True)]
    total = sum(map(received, PARTS))
    assert any(r[1] == RECEIVED and r[2] == "总计" and r[3] == total for r in rows)
