"""What an office reads of its own work is in its own words: no key, no JSON, no sentence of zeros."""

from __future__ import annotations

from datetime import datetime

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from letters.letter import compose
from letters.lines import to_markdown
from library.trail import Deed, Trace
from office.trail_rows import trail_row
from reports.model import Report
from review.reviewer import review
from review.rounds import CellChange, Outcome, Rounds, State


@pytest.fixture(scope="module")
def report() -> Report:
    return read(make_content(1, level="department", year=2022))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (0, "本次为复审：上次和本次都没有发现问题。"),
        (1, "本次为复审：上次没有提出问题，本稿有1处新出现的问题。"),
    ],
)
def test_where_nothing_was_asked_before_no_zeros_are_told(report: Report, new: int, said: str) -> None:
    finding = review(read(_wrong()))[0]
    rounds = Rounds(tuple(Outcome(State.NEW, None, finding) for _ in range(new)), ())
    text = to_markdown(compose(report, [], rounds=rounds))
    assert said in text and "0处" not in text


def _wrong() -> object:
    content = make_content(1, level="department", year=2022)
    content.sections["一"].append("其它工作有序开展。")
    return content


def test_a_changed_cell_is_named_as_the_format_names_it(report: Report) -> None:
    place = CellChange("active_disclosure", "行政许可", "本年处理决定数量", "1", "2").place(report)
    assert "行政许可" in place and "active" not in place


def test_the_trail_tells_settings_and_exports_in_words() -> None:
    moment = datetime(2026, 1, 1)
    set_before, set_after = (
        '{"office": "", "contact": "王某"}',
        '{"office": "某市政务公开办", "contact": "王某"}',
    )
    setting = Trace(moment, "li", Deed.CHANGED_SETTING, "letters", "", set_before, set_after)
    assert trail_row(setting)[4:] == ("审核意见的设置", "审核单位：未填", "审核单位：某市政务公开办")
    rules = Trace(moment, "li", Deed.CHANGED_SETTING, "rules", "", "", '{"points": {}}')
    assert trail_row(rules)[4:] == ("审查规则", "", "已改动")
    assert trail_row(Trace(moment, "li", Deed.EXPORTED, "several", "", "", "zip"))[4] == "多份报告"
