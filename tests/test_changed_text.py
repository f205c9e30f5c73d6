"""What a second submission changed in its text: figures that nobody asked to change, and the changed paragraphs."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from letters.letter import compose
from letters.lines import to_markdown
from office.records import rounds_record
from reports.model import Report
from reports.parse import parse_bytes
from review.changed_text import marked
from review.reviewer import review
from review.rounds import Rounds, State, change_words, compare_rounds
from web.views.rounds_view import rounds_html

REPORT = Path("benchmarks/outside/i/汾桥区教育和体育局2023年度.txt")
# 8 and 3 are 11 applications, which the report has right; its first submission here has not.
CORRECTED = ("邮寄4件", "邮寄3件")
SILENT = ("78人参加", "87人参加")
TRAINING = "第一部分：‘78人参加’改为‘87人参加’"


@cache
def submission(*edits: tuple[str, str]) -> Report:
    text = (Path(__file__).parent.parent / REPORT).read_text(encoding="utf-8")
    for before, after in (CORRECTED[::-1], *edits):
        assert before in text
        text = text.replace(before, after)
    return parse_bytes(text.encode(), REPORT.name)


def rounds(*edits: tuple[str, str]) -> Rounds:
    old, new = submission(), submission(*edits)
    return compare_rounds(old, new, review(old), review(new))


def told(*edits: tuple[str, str]) -> list[str]:
    return [change_words(c, submission(*edits)) for c in rounds(*edits).unasked]


def letter(*edits: tuple[str, str]) -> str:
    new = submission(*edits)
    return to_markdown(compose(new, review(new), rounds=rounds(*edits)))


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("78人参加", "87人参加", TRAINING),
        ("共聘用92人", "共招录29人", "第一部分：‘共聘用92人’改为‘共招录29人’"),
        ("11.4万次", "14.1万次", "第一部分：‘使用量11.4万次’改为‘使用量14.1万次’"),
        ("78人参加", "78人次参加", "第一部分：‘78人参加’改为‘78人次参加’"),
        ("分6类41项", "分6类14项", "第五部分：‘分6类41项’改为‘分6类14项’"),
        ("7712036", "7712063", "题名和引言部分：‘0386-7712036’改为‘0386-7712063’"),
        ("〔2021〕30号", "〔2021〕13号", "题名和引言部分：‘和国办公开办函〔2021〕30号文件的要求编制’改为‘和国办公开办函〔2021〕13号文件的要求编制’"),
    ],
)  # fmt: skip
def test_a_figure_of_the_text_that_was_changed_unasked_is_told(before: str, after: str, said: str) -> None:
    assert told((before, after)) == [said]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("11.4万次", "114000次"),
        ("召开2次恳谈会", "召开两次恳谈会"),
        ("教育公开监督员。", "教育公开监督员，开展巡查3次。"),
        ("——体育惠民。公布31所学校体育场馆向社会开放的时间和收费标准。\n", ""),
        ("1.主动公开\n", "1.主要做法\n\n加强领导。\n\n2.主动公开\n"),
    ],
    ids=["another writing", "in words", "words put in", "a paragraph taken out", "items numbered anew"],
)
def test_the_same_value_and_new_or_missing_words_are_no_changed_figure(before: str, after: str) -> None:
    assert told((before, after)) == []


def test_what_a_finding_asked_for_is_no_change_unasked() -> None:
    assert told(CORRECTED) == []
    assert [o.state for o in rounds(CORRECTED).outcomes] == [State.FIXED]


def test_a_figure_elsewhere_in_the_corrected_paragraph_is_told() -> None:
    said = "第一部分：‘有1件因涉及民办学校财务数据’改为‘有2件因涉及民办学校财务数据’"
    assert told(CORRECTED, ("有1件因涉及", "有2件因涉及")) == [said]


def test_words_moved_to_another_place_do_not_change_their_figures() -> None:
    assert (
        told(
            ("局办公室2人专兼职负责。10月24日举办", "10月24日举办"),
            ("监督员。", "监督员。局办公室2人专兼职负责。"),
        )
        == []
    )


def test_the_letter_asks_to_confirm_what_was_changed_unasked_and_does_not_praise_it() -> None:
    text = letter(CORRECTED, SILENT)
    assert "请确认是否属实并说明原因：第一部分：“78人参加”改为“87人参加”。" in text
    assert "感谢" not in text
    assert "感谢" in letter(CORRECTED)


def test_what_became_of_the_problems_is_told_without_zeros() -> None:
    assert "本次为复审：上次提出的1处问题，已改1处。" in letter(CORRECTED)
    assert "本次为复审：上次提出的1处问题，仍需修改1处。" in letter(SILENT)
    assert "0处" not in letter(CORRECTED) + letter(SILENT)


def test_the_record_has_changes_of_the_text_in_the_list_of_the_tables() -> None:
    assert rounds_record(rounds(SILENT))["unasked"] == [
        {"section": "一", "before": "78人参加", "after": "87人参加"}
    ]


def test_both_versions_of_a_changed_paragraph_mark_what_differs() -> None:
    (changed,) = rounds(("培训班，78人参加", "培训班，三百二十人参加")).paragraphs
    before, after = marked(changed.before, changed.after)
    assert ([s.text for s in before if s.differs], [s.text for s in after if s.differs]) == (
        ["78人"],
        ["三百二十人"],
    )
    assert "".join(s.text for s in before) == changed.before


def test_a_paragraph_to_which_much_was_added_is_the_same_paragraph() -> None:
    added = "全年另行组织学校食堂、招生入学、教师招聘等重点领域的公开情况自查，逐校通报结果，并将整改情况在区政府网站集中公布。"
    (changed,) = rounds(("在校内公示。", f"在校内公示。{added}{added}")).paragraphs
    assert changed.before.startswith("——学校食堂") and changed.after.startswith("——学校食堂")


def test_the_comparison_shows_changed_paragraphs_escaped_and_leaves_out_the_others() -> None:
    html = rounds_html(rounds(("78人参加", "87人<b>参加")), submission())
    assert "<del>78人</del>参加" in html and "<ins>87人&lt;b&gt;</ins>参加" in html
    assert "招生入学" not in html and "（其余未改）" in html


def test_a_text_without_a_change_is_said_to_have_none() -> None:
    assert "（正文未改）" in rounds_html(rounds(), submission())
