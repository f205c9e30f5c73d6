"""整改回执: made with the letter item by item, filled in by the agency, read back beside the second submission."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from benchmarks.planted import read
from letters.letter import Letter, compose, group_number
from letters.lines import Kind, Line, lines_of
from letters.receipt import HEAD, Answer, Claim, Item, NoReceiptError, items_of, read_receipt, receipt_docx
from office.receipts import Answered, OtherReceiptError, answered
from reports.model import Report
from review.reviewer import review
from review.rounds import Rounds, compare_rounds
from tests.conftest import SAMPLE

Run = Callable[..., "subprocess.CompletedProcess[str]"]
WRONG, RIGHT = "其它工作有序开展。", "其他工作有序开展。"
PLAN = "2022年，我单位将进一步加强信息发布。"


def content(word: str) -> object:
    made = make_content(1, level="department", year=2022)
    made.sections["一"].append(word)
    made.sections["五"].append(PLAN)
    return made


def first() -> tuple[Report, Letter]:
    report = read(content(WRONG))
    return report, compose(report, review(report))


def form_of(letter: Letter) -> bytes:
    return receipt_docx(items_of(list(lines_of(letter)), letter), letter.title)


def compared() -> tuple[Report, Rounds]:
    old, new = read(content(WRONG)), read(content(RIGHT))
    return old, compare_rounds(old, new, review(old), review(new))


def filled(form: bytes, written: str, explanation: str = "") -> bytes:
    """The form as an agency sends it back, every item filled in alike."""
    document = Document(io.BytesIO(form))
    for row in document.tables[0].rows[1:]:
        row.cells[3].text, row.cells[4].text = written, explanation
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def verdicts(written: str) -> dict[str, str]:
    old, rounds = compared()
    items = answered(read_receipt(filled(form_of(first()[1]), written)), rounds, old)
    return {o.before.rule: i.verdict for i in items for o in i.outcomes if o.before}


def test_the_form_has_the_items_of_the_letter_under_its_numbers() -> None:
    _, letter = first()
    points = [
        (f"{group_number(g)}{n}", p.place, p.problem)
        for g, group in enumerate(letter.groups)
        for n, p in enumerate(group.points, start=1)
    ]
    rows = [[c.text for c in r.cells] for r in Document(io.BytesIO(form_of(letter))).tables[0].rows]
    assert tuple(rows[0]) == HEAD
    assert rows[1:] == [[*point, "", ""] for point in points]


def test_of_a_letter_that_somebody_wrote_into_the_form_has_the_items_that_she_left() -> None:
    _, letter = first()
    lines = list(lines_of(letter))
    point = next(n for n, line in enumerate(lines) if line.kind is Kind.POINT)
    lines[point] = Line(Kind.POINT, "1. 第一部分：请写明培训的次数。")
    rest = [line for line in lines[point + 1 :] if line.kind is not Kind.POINT]
    (item,) = items_of([*lines[: point + 1], *rest], letter)
    assert item == Item("一、1", "第一部分", "请写明培训的次数。")


@pytest.mark.parametrize(
    ("written", "claim"),
    [
        ("是", Claim.YES), ("已整改", Claim.YES), ("√", Claim.YES), ("已按要求修改", Claim.YES), ("部分", Claim.PARTLY),
        ("已部分整改", Claim.PARTLY), ("否", Claim.NO), ("未整改", Claim.NO), ("不采纳", Claim.NO), ("", Claim.BLANK),
        ("见附件", Claim.UNCLEAR),
    ],
)  # fmt: skip
def test_what_the_agency_wrote_is_understood(written: str, claim: Claim) -> None:
    assert Answer("1", "", "", written, "").claim is claim


def test_the_form_comes_back_with_the_explanations() -> None:
    answers = read_receipt(filled(form_of(first()[1]), "是", "已核实"))
    assert {(a.written, a.explanation) for a in answers} == {("是", "已核实")}


def test_what_the_agency_says_it_mended_stands_beside_what_was_found() -> None:
    said = verdicts("是")
    assert said["QLT08"] == "一致：对照为“已改”"
    assert said["TIM02"] == "不一致：回执为“已整改”，对照为“未改”"


def test_an_item_left_blank_is_no_answer() -> None:
    assert verdicts("")["TIM02"] == "回执未填写，对照为“未改”"


def test_an_item_that_no_problem_stands_behind_is_left_to_a_person() -> None:
    assert "请人工核对" in Answered(Answer("1", "第一部分", "另一个问题", "是", ""), ()).verdict


def test_a_file_that_is_no_form_is_refused_in_one_sentence() -> None:
    with pytest.raises(NoReceiptError, match="不是随审核意见生成的整改回执"):
        read_receipt(to_docx(content(RIGHT), Layout()))


def test_the_form_of_another_letter_is_refused() -> None:
    old, rounds = compared()
    with pytest.raises(OtherReceiptError):
        answered([Answer("1", "第六部分", "另一份报告的问题。", "是", "")], rounds, old)


def test_the_command_line_makes_the_form_and_reads_it_back(nianbao: Run, tmp_path: Path) -> None:
    letter, form, revised = (tmp_path / name for name in ("意见.docx", "回执.docx", "修改稿.txt"))
    assert nianbao("draft", SAMPLE, "-o", letter, "--receipt", form).returncode == 0
    form.write_bytes(filled(form.read_bytes(), "是"))
    text = SAMPLE.read_text(encoding="utf-8").replace("其它需要报告", "其他需要报告")
    revised.write_text(text, encoding="utf-8")
    done = nianbao("review", revised, "--previous", SAMPLE, "--receipt", form, "--format", "json")
    items = json.loads(done.stdout)["receipt"]
    assert {i["state"] for i in items} >= {"fixed", "unchanged"} and all(i["state"] for i in items)


def test_a_form_without_the_earlier_submission_is_asked_for_it(nianbao: Run, tmp_path: Path) -> None:
    done = nianbao("review", SAMPLE, "--receipt", tmp_path / "回执.docx")
    assert done.returncode == 2 and "--previous" in done.stderr
