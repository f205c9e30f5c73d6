"""A reviewed report comes back: what was changed, what was not, what nobody asked for; and the ledger of many."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.text_exports import to_txt
from benchmarks.letters import measure_rounds
from benchmarks.planted import read
from letters.ledger import LedgerEntry, common_problems, to_xlsx, workbook
from letters.letter import compose
from letters.lines import to_markdown
from library.entries import Viewer
from office.desk import Desk
from office.letters import letter_file
from office.workspace import Workspace
from reports.model import Report
from review.doubtful import UNREAD_RULE
from review.reviewer import review
from review.rounds import State, compare_rounds, is_revision
from web.views.rounds_view import rounds_html


def submissions(change) -> tuple[Report, Report]:
    """A report with two defects and its revision, which `change` makes from the defective content."""
    old, new = (make_content(3, level="department", year=2022) for _ in range(2))
    for content in (old, new):
        content.sections["一"].append("其它工作有序开展。")
        content.sections["五"].append("2022年，我单位将进一步加强信息发布。")
    change(new)
    return read(old), read(new)


def compared(change):
    old, new = submissions(change)
    return compare_rounds(old, new, review(old), review(new))


def states(rounds) -> dict[str, str]:
    return {(o.after or o.before).rule: o.state.value for o in rounds.outcomes}


def test_a_corrected_problem_is_fixed_and_the_other_is_unchanged() -> None:
    def change(content) -> None:
        content.sections["一"][-1] = "其他工作有序开展。"

    assert states(compared(change)) == {"QLT08": "fixed", "TIM02": "unchanged"}


def test_where_only_the_words_around_a_problem_are_others_it_is_unchanged() -> None:
    def change(content) -> None:
        content.sections["一"][-1] = "其它工作有序推进。"

    assert states(compared(change))["QLT08"] == "unchanged"


def test_what_was_dismissed_in_the_earlier_submission_is_not_new_in_the_next() -> None:
    old, new = submissions(lambda content: content.sections["一"].append("全年举办培训2期。"))
    (passed,) = (f for f in review(old) if f.rule == "QLT08")
    asked = [f for f in review(old) if f.id != passed.id]
    assert states(compare_rounds(old, new, asked, review(new), [passed])) == {"TIM02": "unchanged"}
    assert states(compare_rounds(old, new, asked, review(new)))["QLT08"] == "new"


def test_a_problem_that_was_changed_and_is_still_one_is_partly_done() -> None:
    def change(content) -> None:
        content.sections["五"][-1] = "2021年，我单位将进一步加强信息发布。"

    assert states(compared(change))["TIM02"] == "partly"


def overview_of(sentences: int) -> Callable[[Content], None]:
    def change(content: Content) -> None:
        content.sections["一"][:] = ["本单位按季度检查各公开栏目的更新情况并在全系统通报。" * sentences]

    return change


@pytest.mark.parametrize(("sentences", "state"), [(59, "unchanged"), (45, "partly")])
def test_what_is_too_long_by_about_as_much_is_unchanged(sentences: int, state: str) -> None:
    old, new = (make_content(3, level="department", year=2022) for _ in range(2))
    overview_of(60)(old)
    overview_of(sentences)(new)
    rounds = compare_rounds(read(old), read(new), review(read(old)), review(read(new)))
    assert states(rounds)["QLT03"] == state


def test_a_new_problem_comes_from_the_revision() -> None:
    def change(content) -> None:
        content.sections["六"].append("××单位无其他事项。")

    assert states(compared(change))["IDN06"] == "new"


def test_numbers_that_nobody_asked_to_change_are_listed() -> None:
    def change(content) -> None:
        content.tables["active_disclosure"]["行政许可"] = {"本年处理决定数量": Decimal(777)}

    (cell,) = compared(change).unasked
    assert (cell.table, cell.row, cell.after) == ("active_disclosure", "行政许可", "777")


def test_an_unchanged_file_is_unchanged_in_everything() -> None:
    rounds = compared(lambda content: None)
    assert {o.state for o in rounds.outcomes} == {State.UNCHANGED} and rounds.unasked == ()


def test_another_year_is_no_revision() -> None:
    assert not is_revision(read(make_content(1, year=2022)), read(make_content(1, year=2021)))


def test_the_second_letter_says_what_became_of_the_first() -> None:
    old, new = submissions(lambda content: content.sections["一"].pop())
    rounds = compare_rounds(old, new, review(old), review(new))
    text = to_markdown(compose(new, review(new), rounds=rounds))
    assert "上次提出的2处问题，已改1处，仍需修改1处" in text
    assert "其它" not in text


def test_the_ledger_has_a_row_for_each_finding_and_no_formula(sample: Report) -> None:
    found = review(sample)
    entries = [LedgerEntry(sample, f) for f in found]
    book = load_workbook(io.BytesIO(to_xlsx(workbook(entries, date(2021, 2, 1)))))
    sheet = book["问题台账"]
    assert sheet.max_row == len(found) + 1
    assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1")
    assert {c.data_type for row in sheet.iter_rows() for c in row} <= {"s", "n"}
    assert "汇总" in book.sheetnames


@pytest.mark.parametrize("agency", ["=cmd()", "+1", "@x", "-2", "甲\n乙\x07"])
def test_names_that_look_like_formulas_stay_text(sample: Report, agency: str) -> None:
    from dataclasses import replace

    entries = [LedgerEntry(replace(sample, agency=agency), f) for f in review(sample)[:1]]
    cell = load_workbook(io.BytesIO(to_xlsx(workbook(entries, date(2021, 2, 1)))))["问题台账"]["A2"]
    assert cell.data_type == "s"


def test_common_problems_are_said_in_words(sample: Report) -> None:
    assert "共性问题主要有" in common_problems([LedgerEntry(sample, f) for f in review(sample)])
    assert common_problems([]) == "未发现问题。"


def test_each_planted_defect_is_told_to_be_corrected_left_or_new() -> None:
    right, every = measure_rounds(15)
    assert every >= 60
    assert right == every


def test_what_could_not_be_read_was_no_point_that_was_raised() -> None:
    old, new = submissions(lambda content: None)
    doubt = replace(review(old)[0], rule=UNREAD_RULE, id="1" * 12)
    assert compare_rounds(old, new, [doubt], []).outcomes == ()
    assert compare_rounds(old, new, [], [doubt]).outcomes == ()


def test_a_clean_second_submission_is_told_what_was_mended_before_it_may_be_published() -> None:
    old, new = submissions(lambda content: None)
    rounds = compare_rounds(old, new, review(old), [])
    letter = to_markdown(compose(new, [], rounds=rounds))
    assert letter.index("本次为复审：上次提出的") < letter.index("请按期向社会公布")


def test_a_corrected_problem_is_told_in_the_words_in_which_it_was_asked(workspace: Workspace) -> None:
    content = make_content(5, level="department", year=2022)
    right = to_txt(content, Layout())
    content.sections["一"].append("其它工作有序开展。")
    first = workspace.add(to_txt(content, Layout()), "first.txt")
    desk = Desk(workspace, Viewer())
    (finding,) = (f for f in desk.findings(first.id) if "其它" in f.message)
    desk.reword(first.id, finding.id, "“其它”应为“其他”。\n建议：请全文检查同类错字。")
    letter_file(desk, first.id)
    second = workspace.add(right, "second.txt")
    rounds = desk.rounds(second.id)
    assert rounds is not None
    (outcome,) = (o for o in rounds.outcomes if o.before and o.before.id == finding.id)
    assert outcome.state is State.FIXED and outcome.before is not None
    assert outcome.before.suggestion == "请全文检查同类错字。"
    assert "请全文检查同类错字。" in rounds_html(rounds, desk.report(second.id))
