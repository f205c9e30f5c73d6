"""通报: who handed in, in time, how often; who is missing; what was wrong and what it costs."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.planted import read
from library.stages import Stage, StageMark
from office.circular import InTime, Standing, Submission, circular, circulars
from office.circular_sheets import totals
from office.ledger import Ledger, ledger_rows
from office.one_review import review
from office.roster import matched
from reports.parse import parse_bytes
from review.agencies import same_agency
from review.settings import ReviewSettings

SETTINGS = ReviewSettings(
    expected_agencies=("云溪县民政局", "云溪县残联", "云溪县教育局"), points={"QLT08": 1.5, "IDN06": 3}
)


def submission(
    agency: str, *defects: str, day: date | None = None, published: date | None = None
) -> Submission:
    content = make_content(1, level="department", year=2022)
    content.sections["一"].extend(defects)
    made = review(read(content), settings=SETTINGS)
    named = replace(made.report, agency=agency, published=published)
    return Submission(f"{agency}.docx", replace(made, report=named), day)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("县残联", "云溪县残疾人联合会"), ("青石镇", "云溪县青石镇人民政府"), ("云溪县", "云溪县人民政府"),
        ("人社局", "云溪县人力资源和社会保障局"), ("市发改委", "淮北市发展和改革委员会"),
        ("区教育局", "淮北市相山区教育局"), ("县政府办", "云溪县人民政府办公室"), ("城管局", "云溪县城市管理局"),
        ("青石街道", "青石街道办事处"), ("市市场监管局", "淮北市市场监督管理局"),
    ],
)  # fmt: skip
def test_a_shorter_name_is_the_same_agency(short: str, long: str) -> None:
    assert same_agency(short, long) and same_agency(long, short)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云溪县人民政府", "云溪县人民政府办公室"), ("云溪县", "云溪县教育局"), ("淮北市教育局", "淮北市相山区教育局"),
        ("云溪县财政局", "东山县财政局"), ("青石镇", "青石乡"), ("云溪县科学技术局", "云溪县科学技术协会"),
        ("高新区管委会", "经济开发区管委会"), ("", ""),
    ],
)  # fmt: skip
def test_other_agencies_are_not_taken_for_it(one: str, other: str) -> None:
    assert not same_agency(one, other) and not same_agency(other, one)


def test_a_name_that_fits_two_agencies_makes_neither_missing() -> None:
    roster = matched(["淮北市教育局", "相山区教育局", "淮北市民政局"], ["教育局"])
    assert roster.missing == ("淮北市民政局",)
    assert [name for name, _ in roster.to_verify] == ["淮北市教育局", "相山区教育局"]


def test_an_agency_whose_file_was_not_read_is_not_missing() -> None:
    roster = matched(["云溪县民政局", "云溪县教育局"], [], ["报告/云溪县教育局2022年报.doc"])
    assert roster.missing == ("云溪县民政局",)


def test_the_missing_are_named_and_the_rest_is_counted() -> None:
    made = circular([submission("云溪县民政局"), submission("云溪县残疾人联合会")], SETTINGS)
    assert made.missing == ("云溪县教育局",)
    numbers = dict(totals(made))
    assert (numbers["应报"], numbers["已报"], numbers["未交"]) == (3, 2, 1)
    assert "其中不在应报名单" not in numbers


def test_who_was_not_expected_is_counted_apart() -> None:
    numbers = dict(totals(circular([submission("云溪县民政局"), submission("云溪县气象局")], SETTINGS)))
    assert (numbers["已报"], numbers["其中不在应报名单"], numbers["未交"]) == (2, 1, 2)


@pytest.mark.parametrize(
    ("published", "received", "expected"),
    [
        (date(2023, 1, 30), None, InTime.YES),
        (date(2023, 2, 1), None, InTime.NO),
        (None, date(2023, 1, 20), InTime.YES),
        (None, date(2023, 2, 20), InTime.UNKNOWN),  # It may have been out before the library had it.
        (None, None, InTime.UNKNOWN),
    ],
)
def test_a_report_is_late_only_where_it_tells_so(
    published: date | None, received: date | None, expected: InTime
) -> None:
    sent = submission("云溪县民政局", published=published, day=received)
    assert circular([sent], SETTINGS).lines[0].in_time is expected


def test_the_local_deadline_of_the_level_counts() -> None:
    local = SETTINGS.model_copy(update={"local_deadline": (1, 20)})
    sent = submission("云溪县民政局", published=date(2023, 1, 25))
    assert circular([sent], local).lines[0].in_time is InTime.NO


def test_a_report_that_came_back_corrected_was_returned_once_and_is_clean() -> None:
    first, second = submission("云溪县民政局", "××单位工作有序。"), submission("云溪县民政局")
    (line,) = circular([replace(first, issued=True), second], SETTINGS).lines
    assert (line.returned, line.again, line.standing) == (1, 1, Standing.CLEAN)


def test_only_what_went_back_was_returned() -> None:
    wrong, clean = submission("云溪县民政局", "××单位工作有序。"), submission("云溪县民政局")
    noted = (StageMark(Stage.RETURNED, date(2023, 1, 20)),)
    for sent, returned in (
        (wrong, 0),
        (replace(clean, issued=True), 0),
        (replace(wrong, issued=True), 1),
        (replace(clean, stages=noted), 1),
    ):
        assert circular([sent], SETTINGS).lines[0].returned == returned


def test_what_rests_on_a_doubtful_reading_counts_against_nobody() -> None:
    """A value stands in the head of its column's neighbour: the table is in doubt, and whatever follows from it is held."""
    markup = to_html(make_content(1, level="department", year=2022), Layout()).decode()
    broken = re.sub(
        r"(二、上年结转政府信息公开申请数量.*?<p>)\d+", r"\g<1>3.其他", markup, count=1, flags=re.S
    )
    broken = broken.replace("<p><strong>四、", "<p>1 0 2</p><p><strong>四、")
    made = review(parse_bytes(broken.encode(), "a.html"), settings=SETTINGS)
    assert any(f.held is not None for f in made.findings)
    line = circular([Submission("a.html", made)], SETTINGS).lines[0]
    assert line.standing is Standing.UNREAD
    assert not any(f.location.table == "applications" for s in line.submissions for f in s.problems)
    assert {r.state for r in ledger_rows(made) if r.finding.held is not None} == {"读取待核"}


def test_points_are_deducted_for_the_first_submission_with_what_became_of_it() -> None:
    first, second = submission("云溪县民政局", "其它工作有序开展。"), submission("云溪县民政局")
    open_one = circular([first], SETTINGS).deductions
    mended = circular([first, second], SETTINGS).deductions
    assert [(d.points, d.mended) for d in open_one] == [(1.5, "尚未收到修改稿")]
    assert [(d.points, d.mended) for d in mended] == [(1.5, "已改")]


def test_without_points_nothing_is_deducted() -> None:
    settings = SETTINGS.model_copy(update={"points": {}})
    assert circular([submission("云溪县民政局", "其它工作有序开展。")], settings).deductions == ()


def of_year(sent: Submission, year: int | None) -> Submission:
    return replace(sent, review=replace(sent.review, report=replace(sent.review.report, year=year)))


def test_every_year_has_its_circular_that_of_most_reports_first() -> None:
    sent = [of_year(submission("云溪县教育局"), y) for y in (2021, 2022, 2022, 2023, None)]
    made = circulars(sent, SETTINGS)
    assert [(c.year, sum(len(x.submissions) for x in c.lines)) for c in made] == [
        (2022, 3),
        (2023, 1),
        (2021, 1),
    ]


def test_nobody_is_missing_in_a_year_of_which_some_reports_are_looked_up() -> None:
    sent = [submission("云溪县民政局"), submission("云溪县残联"), of_year(submission("云溪县教育局"), 2021)]
    first, earlier = circulars(sent, SETTINGS)
    assert first.missing == ("云溪县教育局",) and (earlier.expected, earlier.missing) == (0, ())


def test_the_workbook_has_a_sheet_for_each_year_and_says_so() -> None:
    book = sheets(*(of_year(submission("云溪县民政局", "其它工作。"), y) for y in (2022, 2022, 2021)))
    assert [name for name in book if name[:2] in ("通报", "扣分")] == [
        "通报",
        "扣分",
        "通报（2021）",
        "扣分（2021）",
    ]
    assert book["通报"][-1][0] == "2021年度的报告各有一张通报。"
    assert book["通报（2021）"][-1][0] == "应报单位只与2022年度的报告核对。"


def sheets(*submissions: Submission, settings: ReviewSettings = SETTINGS) -> dict[str, list[tuple]]:
    rows = tuple(row for s in submissions for row in ledger_rows(s.review))
    content = Ledger(rows, circulars(submissions, settings)).to_xlsx(date(2023, 2, 1))
    return {s.title: list(s.values) for s in load_workbook(io.BytesIO(content)).worksheets}


def test_the_workbook_names_missing_agencies_examples_and_reasons() -> None:
    book = sheets(submission("云溪县民政局", "其它工作有序开展。"))
    assert ("云溪县教育局", "云溪县教育局", 0, "未交") in [row[:4] for row in book["通报"]]
    assert any(row[0] and row[4] and "云溪县民政局：" in row[4] for row in book["通报"])
    assert book["扣分"][0] == ("单位", "失分原因", "扣分", "整改情况")
    assert book["扣分"][-1][:3] == ("云溪县民政局", "合计", 1.5)


def test_no_sheet_of_deductions_where_the_rule_sheet_gives_no_points() -> None:
    assert "扣分" not in sheets(submission("云溪县民政局", "其它工作。"), settings=ReviewSettings())
