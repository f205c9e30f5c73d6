"""A reviewer's own finding: in the letter and everything made with it, taken back like a decision, never corrected by itself."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document

from cli.files import read_files
from errors import NotAllowedError
from letters.receipt import Answer
from library.entries import Viewer
from library.own_findings import OwnFinding
from library.roles import Role
from library.trail import Deed, Trail
from office.desk import Desk
from office.file_reviews import Circumstances, review_files
from office.ledger import ledger_of_files, ledger_of_library
from office.letters import annotated_copy, composed_text, letter_file, receipt_file
from office.one_review import rules_in_force
from office.own_findings import OwnFindingError, add_own, change_own
from office.questions import scope_of
from office.receipts import Answered
from office.verbs import draft_verb, review_verb
from office.workspace import Workspace
from review.finding import Severity
from review.own import OWN_RULE
from review.rounds import Outcome, State
from settings import Settings
from tests.conftest import SAMPLE

QUOTE = "对市长热线定期发布政务舆情月度统计"
OWN = OwnFinding(Severity.WARNING, "没有写培训的次数", "请补充培训次数", quote=QUOTE)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def desk(workspace: Workspace) -> Desk:
    return Desk(workspace, Viewer("zhao", Role.REVIEWER))


@pytest.fixture
def report(desk: Desk) -> str:
    (taken,) = desk.add_file(SAMPLE)
    assert taken.entry is not None
    return taken.entry.id


def own_ones(desk: Desk, report: str) -> list[str]:
    return [f.id for f in desk.review(report).kept if f.rule == OWN_RULE]


def test_it_stands_at_its_words_and_is_accepted_and_counted(desk: Desk, report: str) -> None:
    before = desk.review(report).counts.total
    added = add_own(desk, report, OWN)
    review = desk.review(report)
    (finding,) = (f for f in review.findings if f.id == added)
    assert (finding.title, finding.quote, finding.location.section) == ("审查人员提出", QUOTE, "一")
    assert review.decision_on(finding).state == "accepted" and review.counts.total == before + 1
    rules = rules_in_force(desk.workspace.reviews.settings)
    assert desk.workspace.library.kept_counts.of([report], rules)[report].total == before + 1


def test_letter_receipt_annotation_and_ledger_have_it(desk: Desk, report: str) -> None:
    add_own(desk, report, OWN)
    assert "没有写培训的次数。原文为“" in composed_text(desk, report)
    form = receipt_file(desk, report)
    assert form is not None
    cells = [c.text for row in Document(io.BytesIO(form)).tables[0].rows for c in row.cells]
    assert any("没有写培训的次数。" in c for c in cells)
    assert "没有写培训的次数。" in annotated_copy(desk, report)[1].decode()
    rows = ledger_of_library(desk, desk.entries()).rows
    assert any(row.finding is not None and row.finding.rule == OWN_RULE for row in rows)


def test_it_is_reworded_deleted_and_brought_back(desk: Desk, report: str) -> None:
    added = add_own(desk, report, OWN)
    desk.reword(report, added, "没有写培训的人数。\n建议：请补充人数。")
    assert "没有写培训的人数。" in composed_text(desk, report)
    assert desk.phrases_offered() == []
    desk.decide(report, added, state="dismissed")
    assert own_ones(desk, report) == [] and desk.workspace.decisions.handled() == {}
    desk.undo(report)
    assert own_ones(desk, report) == [added]
    desk.undo(report)
    desk.undo(report)
    assert own_ones(desk, report) == []


def test_the_trail_tells_that_it_was_added_and_nothing_that_it_says(desk: Desk, report: str) -> None:
    add_own(desk, report, OWN)
    traces = list(desk.workspace.trail.since())
    assert [(t.who, t.after) for t in traces if t.deed is Deed.ADDED] == [("zhao", "需要核实")]
    assert "培训" not in f"{traces}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (OwnFinding(Severity.ERROR, " ", "请补充。"), "都要写"),
        (OwnFinding(Severity.ERROR, "缺少内容。", "请补充。", quote="报告里没有的一句话"), "所选文字"),
        (OwnFinding(Severity.ERROR, "缺少内容。", "请补充。", section="九"), "所选的部分"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    desk: Desk, report: str, wrong: OwnFinding, said: str
) -> None:
    with pytest.raises(OwnFindingError, match=said):
        add_own(desk, report, wrong)
    assert desk.workspace.own_findings.of(report) == {}


def test_at_the_next_submission_it_is_to_be_compared_and_not_counted_as_corrected(
    desk: Desk, report: str, tmp_path: Path
) -> None:
    added = add_own(desk, report, OWN)
    letter_file(desk, report)
    revised = tmp_path / f"revised{SAMPLE.suffix}"
    revised.write_text(
        SAMPLE.read_text(encoding="utf-8").replace(QUOTE, "全年发布政务舆情"), encoding="utf-8"
    )
    (taken,) = desk.add_file(revised)
    assert taken.entry is not None
    rounds = desk.rounds(taken.entry.id)
    assert rounds is not None
    (outcome,) = (o for o in rounds.outcomes if o.before and o.before.id == added)
    assert outcome.state is State.COMPARE
    assert outcome.state.chinese == "上次审查人员提出，请对照修改稿核对"
    assert added not in {o.before.id for o in rounds.outcomes if o.before and o.state is State.FIXED}
    assert "上次由审查人员提出的1处问题，由我办对照修改稿另行核对。" in composed_text(desk, taken.entry.id)
    rows = ledger_of_library(desk, desk.entries()).rows
    assert ("对照修改稿核对", 1) in [(r.state, r.round) for r in rows if r.finding.rule == OWN_RULE]


def test_command_line_interface_and_circular_tell_it_of_the_same_file(desk: Desk, report: str) -> None:
    added = add_own(desk, report, OWN)
    (told,) = (f for f in review_verb(SAMPLE, desk)["findings"] if f["id"] == added)
    assert (told["message"], told["decision"]) == ("没有写培训的次数。", "accepted")
    assert "没有写培训的次数。" in draft_verb(SAMPLE, desk)["letter"]
    reviewed = [
        (done, done.review) for done in review_files(read_files(SAMPLE), Circumstances(), desk) if done.review
    ]
    (made,) = ledger_of_files(reviewed, desk.workspace.reviews.settings).circulars
    assert "审查人员提出" in {k.title for k in made.kinds}


def test_a_receipt_that_says_corrected_leaves_it_to_be_compared(desk: Desk, report: str) -> None:
    added = add_own(desk, report, OWN)
    finding = next(f for f in desk.findings(report) if f.id == added)
    answer = Answer("1", "第一部分", finding.message, "是", "已补充")
    item = Answered(answer, (Outcome(State.COMPARE, finding, None),))
    assert item.verdict == "回执为“已整改”；上次审查人员提出，请对照修改稿核对"


@pytest.mark.parametrize("role", [Role.READER, Role.CITIZEN])
def test_who_may_not_decide_may_not_add(workspace: Workspace, role: Role) -> None:
    published = workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True).id
    with pytest.raises(NotAllowedError):
        add_own(Desk(workspace, Viewer("li", role)), published, OWN)
    assert workspace.own_findings.of(published) == {}


def test_a_citizen_is_told_nothing_of_it(workspace: Workspace) -> None:
    published = workspace.library.add(SAMPLE.read_bytes(), SAMPLE.name, published=True).id
    add_own(Desk(workspace, Viewer("zhao", Role.REVIEWER)), published, OWN)
    rules = {
        role: {
            f.rule
            for f in scope_of(Desk(workspace, Viewer("li", role)), "有什么问题", [published])[0].findings()
        }
        for role in (Role.CITIZEN, Role.READER)
    }
    assert OWN_RULE not in rules[Role.CITIZEN] and OWN_RULE in rules[Role.READER]


def test_its_severity_and_part_can_be_changed_and_are_counted_anew(desk: Desk, report: str) -> None:
    added = add_own(desk, report, OwnFinding(Severity.WARNING, "没有写培训的次数", "请补充"))
    before = desk.review(report).counts
    change_own(desk, report, added, Severity.ERROR, "五")
    (finding,) = (f for f in desk.review(report).findings if f.id == added)
    assert (finding.severity, finding.location.section) == (Severity.ERROR, "五")
    counts = desk.workspace.library.kept_counts.of([report], rules_in_force(desk.workspace.reviews.settings))
    assert counts[report].errors == before.errors + 1
    traces = [t for t in Trail(desk.workspace.database).since() if t.deed is Deed.ADDED]
    assert (traces[-1].before, traces[-1].after) == ("需要核实", "必须修改 五")


def test_a_part_that_the_report_has_not_is_refused(desk: Desk, report: str) -> None:
    added = add_own(desk, report, OWN)
    desk.workspace.reviews.of(report)
    with pytest.raises(OwnFindingError, match="没有所选的部分"):
        change_own(desk, report, added, Severity.ERROR, "九")
