"""The letter that leaves is the letter on what was decided: what nobody wrote into follows, what somebody did is told."""

from __future__ import annotations

import io
from datetime import date, timedelta
from pathlib import Path

import pytest
from docx import Document

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.entries import Viewer
from library.roles import Role
from library.schema import now
from library.worklist import Behind, State, Wanted, WorkLine
from office import letters
from office.desk import Desk
from office.doubts import doubts_on, doubts_on_all, doubts_on_publishing
from office.ledger import ledger_of_library
from office.letters import (
    Began,
    OtherStandardError,
    composed_text,
    given_out,
    letter_file,
    renewed_text,
    restarted_text,
    save_text,
    standing,
    text_of,
    version_of,
)
from office.office_settings import LetterForm
from office.workbench import work_page
from office.workspace import Workspace
from review.finding import Finding
from settings import Settings
from tests.conftest import SAMPLE
from web.calls import OfReport
from web.places.letter import letter

# All that the office sets for its letters.
WHOLE = LetterForm(office="某市政务公开办", contact="王某 0561-1234567", deadline_days=10)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(Workspace(Settings(data_dir=tmp_path / "data")), Viewer())


@pytest.fixture
def report(desk: Desk) -> str:
    (taken,) = desk.add_file(SAMPLE)
    assert taken.entry is not None
    return taken.entry.id


def words_of(content: bytes) -> str:
    return "\n".join(p.text for p in Document(io.BytesIO(content)).paragraphs)


def summed(desk: Desk, report: str) -> Finding:
    return next(f for f in desk.findings(report) if "158条" in f.message)


def row(desk: Desk) -> WorkLine:
    (only,) = work_page(desk, Wanted()).rows
    return only


def line(desk: Desk) -> tuple[State, Behind]:
    return row(desk).state, row(desk).behind


def test_a_dismissed_finding_is_not_in_the_letter_that_is_given_out_again(desk: Desk, report: str) -> None:
    _, first = letter_file(desk, report)
    assert "158条" in words_of(first)
    desk.decide(report, summed(desk, report).id, state="dismissed")
    assert line(desk) == (State.ISSUED, Behind.ISSUED)
    _, second = letter_file(desk, report)
    assert "158条" not in words_of(second)
    assert line(desk) == (State.ISSUED, Behind.NOT)


def test_what_the_office_sets_later_is_in_a_letter_that_was_given_out_before(desk: Desk, report: str) -> None:
    letter_file(desk, report)
    desk.keep_letter_form(WHOLE)
    _, content = letter_file(desk, report)
    assert "某市政务公开办" in words_of(content) and "〔报送时限〕" not in words_of(content)


def test_a_letter_that_somebody_wrote_into_keeps_her_words_and_says_that_it_is_behind(
    desk: Desk, report: str
) -> None:
    hers = composed_text(desk, report) + "\n另请补充附件。\n"
    save_text(desk, report, hers, version_of(desk, report))
    assert not standing(desk, report).behind
    desk.decide(report, summed(desk, report).id, state="dismissed")
    assert text_of(desk, report) == hers and standing(desk, report).behind
    assert line(desk) == (State.REVIEWING, Behind.EDITED)
    assert "1份意见手工改过" in doubts_on_all(desk, [report]).question
    assert "1份意见手工改过" in doubts_on(desk, report).question
    renewed = renewed_text(desk, report, None, version_of(desk, report))
    assert renewed is not None and "另请补充附件。" in renewed.text and "158条" not in renewed.text
    assert doubts_on_all(desk, [report]).behind == () and line(desk)[1] is Behind.NOT


def test_a_day_that_passes_is_no_change_of_a_letter(
    desk: Desk, report: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter_file(desk, report)
    given_out = text_of(desk, report)

    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date.today() + timedelta(days=1)

    monkeypatch.setattr(letters, "date", Tomorrow)
    assert text_of(desk, report) == given_out and standing(desk, report).issued
    desk.decide(report, summed(desk, report).id, state="dismissed")
    tomorrow = Tomorrow.today()
    assert f"{tomorrow.year}年{tomorrow.month}月{tomorrow.day}日" in text_of(desk, report)


def test_a_letter_that_is_written_on_is_not_yet_given_out(desk: Desk, report: str) -> None:
    save_text(desk, report, "# 意见\n", version_of(desk, report))
    assert line(desk)[0] is State.WAITING
    letter_file(desk, report)
    assert line(desk)[0] is State.ISSUED


def test_that_a_letter_was_given_out_is_taken_back_and_what_was_written_stays(
    desk: Desk, report: str
) -> None:
    letter_file(desk, report)
    desk.take_back_letters([report])
    assert line(desk)[0] is State.WAITING and desk.saved_letter(report) is None
    save_text(desk, report, "# 意见\n", version_of(desk, report), given_out=True)
    desk.take_back_letters([report])
    assert line(desk)[0] is State.WAITING and text_of(desk, report) == "# 意见\n"


def test_the_template_again_is_still_a_letter_that_was_given_out(desk: Desk, report: str) -> None:
    save_text(desk, report, "# 意见\n", version_of(desk, report), given_out=True)
    restarted_text(desk, report, version_of(desk, report))
    assert "158条" in text_of(desk, report) and line(desk)[0] is State.ISSUED


def test_what_is_undecided_is_asked_about_until_the_letter_is_given_out(desk: Desk, report: str) -> None:
    desk.keep_letter_form(WHOLE)
    asked = f"还有{len(desk.findings(report))}处问题未处理（按采纳写入）；仍要出意见？"
    assert doubts_on(desk, report).question == doubts_on_all(desk, [report]).question == asked
    for finding in desk.findings(report):
        desk.decide(report, finding.id, state="accepted")
    assert doubts_on(desk, report).question == doubts_on_all(desk, [report]).question == ""


def test_what_the_office_has_not_set_is_asked_about_before_letters_leave(desk: Desk, report: str) -> None:
    desk.keep_letter_form(LetterForm(office="某市政务公开办"))
    for finding in desk.findings(report):
        desk.decide(report, finding.id, state="accepted")
    asked = "1份意见里联系人和电话、退改期限还空着；仍要出意见？"
    assert doubts_on(desk, report).question == doubts_on_all(desk, [report]).question == asked
    by_hand = text_of(desk, report).replace("〔报送时限〕", "3月1日").replace("〔联系人及电话〕", "王某")
    save_text(desk, report, by_hand, version_of(desk, report))
    assert doubts_on(desk, report).question == ""


def test_what_was_written_in_a_window_from_before_a_decision_is_behind(desk: Desk, report: str) -> None:
    shown = Began(composed_text(desk, report), now())
    desk.decide(report, summed(desk, report).id, state="dismissed")
    hers = shown.composed.replace("收悉", "已收悉")
    save_text(desk, report, hers, version_of(desk, report), began=shown)
    assert standing(desk, report).behind and line(desk)[1] is Behind.EDITED
    assert "1份意见手工改过" in doubts_on(desk, report).question
    renewed = renewed_text(desk, report, None, version_of(desk, report))
    assert renewed is not None and "已收悉" in renewed.text and "158条" not in renewed.text


def test_a_window_from_before_a_decision_in_which_nobody_wrote_keeps_nothing(desk: Desk, report: str) -> None:
    shown = Began(composed_text(desk, report), now())
    desk.decide(report, summed(desk, report).id, state="dismissed")
    assert not save_text(desk, report, shown.composed, version_of(desk, report), began=shown)
    assert "158条" not in text_of(desk, report)


def test_reports_with_errors_are_asked_about_before_everyone_sees_them(desk: Desk, report: str) -> None:
    assert doubts_on_publishing(desk, [report]) == "所选1份中，1份还有“必须修改”的问题；仍要发布？"
    for finding in desk.findings(report):
        desk.decide(report, finding.id, state="dismissed")
    assert doubts_on_publishing(desk, [report]) == ""


def test_a_letter_given_out_as_it_stands_is_not_asked_about_again(desk: Desk, report: str) -> None:
    letter_file(desk, report)
    assert doubts_on(desk, report).question == doubts_on_all(desk, [report]).question == ""


@pytest.mark.parametrize(
    ("year", "agency", "why"),
    [
        ("2018", "云溪县林业局", "不出审核意见：报告年度为2018年，早于2019年修订的"),
        ("2022", "云溪县人民医院", "不出审核意见：云溪县人民医院属于"),
    ],
)
def test_on_a_report_under_another_standard_there_is_no_letter_and_it_is_said_why(
    desk: Desk, year: str, agency: str, why: str
) -> None:
    content = make_content(3, level="department", year=2022)
    text = to_txt(content, Layout()).decode("utf-8-sig").replace(content.agency, agency).replace("2022", year)
    entry = desk.workspace.library.add(text.encode(), "report.txt")
    for door in (composed_text, letter_file, letters.receipt_file, letters.annotated_copy):
        with pytest.raises(OtherStandardError, match=why):
            door(desk, entry.id)
    assert line(desk)[0] is State.WAITING


def test_who_rewrites_a_finding_accepts_it(desk: Desk, report: str) -> None:
    finding = summed(desk, report)
    desk.reword(report, finding.id, "请核对总数。\n建议：改正。")
    assert desk.decisions(report)[finding.id].state == "accepted"
    desk.undo(report)
    assert finding.id not in desk.decisions(report)


def test_the_ledger_tells_what_was_given_out_and_what_was_corrected_since(desk: Desk) -> None:
    content = make_content(5, level="department", year=2022)
    right = to_txt(content, Layout())
    content.sections["一"].append("其它工作有序开展。")
    first = desk.workspace.library.add(to_txt(content, Layout()), "first.txt")
    letter_file(desk, first.id)
    assert {row.state for row in ledger_of_library(desk, [desk.entry(first.id)]).rows} == {"已出意见"}
    second = desk.workspace.library.add(right, "second.txt")
    desk.workspace.reviews.forget()
    (latest,) = [e for e in desk.versions(desk.entry(second.id)) if e.id == second.id]
    rows = ledger_of_library(desk, [latest]).rows
    assert [(r.state, r.round) for r in rows if "其它" in r.finding.message] == [("已整改", 1)]


def test_a_letter_tells_of_an_earlier_round_only_where_a_letter_was_given_out(
    desk: Desk, report: str, tmp_path: Path
) -> None:
    revised = tmp_path / SAMPLE.name
    revised.write_text(SAMPLE.read_text(encoding="utf-8").replace("158条", "139条"), encoding="utf-8")
    (taken,) = desk.add_file(revised)
    assert taken.entry is not None
    assert "复审" not in composed_text(desk, taken.entry.id)
    letter_file(desk, report)
    assert "本次为复审：上次提出的" in composed_text(desk, taken.entry.id)


def test_until_when_a_report_is_to_be_mended_is_what_its_letter_says(desk: Desk, report: str) -> None:
    letter_file(desk, report)
    desk.keep_letter_form(WHOLE)
    assert row(desk).due is None
    letter_file(desk, report)
    assert row(desk).due == date.today() + timedelta(days=10)
    by_hand = text_of(desk, report).replace(
        text_of(desk, report).split("请于")[1].split("前")[0], "2031年3月1日"
    )
    save_text(desk, report, by_hand, version_of(desk, report))
    assert row(desk).due == date.today() + timedelta(days=10)
    letter_file(desk, report)
    assert row(desk).due == date(2031, 3, 1)
    desk.take_back_letters([report])
    assert row(desk).due is None


def test_what_is_written_after_a_letter_left_the_house_is_no_part_of_what_left(
    desk: Desk, report: str
) -> None:
    assert given_out(desk, report) == ""
    letter_file(desk, report)
    left = text_of(desk, report)
    desk.keep_letter_form(WHOLE)
    save_text(desk, report, text_of(desk, report) + "\n附件另送。\n", version_of(desk, report))
    assert given_out(desk, report) == left and "附件另送" in text_of(desk, report)


def test_readers_see_the_letter_that_left_the_house_and_are_told_so(desk: Desk, report: str) -> None:
    letter_file(desk, report)
    desk.keep_letter_form(WHOLE)
    desk.publish(report, True)
    asked, today = OfReport(report=report), date.today()
    reader = Desk(desk.workspace, Viewer("du", Role.READER))
    seen = letter(reader, asked, None)
    assert "〔报送时限〕" in seen["html"] and "某市政务公开办" not in seen["html"]
    assert seen["since"] == f"意见{today.month}月{today.day}日已出，下面是出具的文字。" and not seen["behind"]
    assert "某市政务公开办" in letter(desk, asked, None)["html"]
    desk.take_back_letters([report])
    assert letter(reader, asked, None)["since"] == "意见还没有出具，下面是现在的草稿。"
