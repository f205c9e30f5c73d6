"""Every door shows the same review: under the office's settings, without what the reviewer dismissed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from typer.testing import CliRunner

from agent_tools import make_server
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from cli import app
from library.decisions import DISMISSED
from library.entries import CITIZEN, Viewer
from office.desk import Desk
from office.ledger import ledger_file
from office.letters import annotated_copy, composed_text
from office.office_settings import LetterForm
from office.one_review import rules_in_force
from office.overview import overview
from office.questions import assistant_of, scope_of
from office.verbs import draft_verb, review_verb
from office.workspace import Workspace
from reports.parse import parse_file
from review.doubtful import UNREAD_RULE
from review.finding import Finding
from review.reviewer import review as apply_rules
from review.settings import ReviewSettings
from settings import Settings
from tests.conftest import SAMPLE
from tests.event_loop import awaited

QUESTION = "这份报告有什么问题？"


@dataclass
class Office:
    """A library with one report, three of whose rules are off and one of whose findings is dismissed."""

    desk: Desk
    identifier: str
    file: Path
    off: set[str]
    dismissed: Finding
    kept: list[str]

    def run(self, *arguments: object) -> str:
        done = CliRunner().invoke(app, [str(a) for a in arguments])
        assert done.exit_code in (0, 1), done.output
        return done.output


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """The sample as a Word file, so that it can be annotated too; as nobody is to verify how it was read, that rule is
    off as well."""
    document = Document()
    for line in SAMPLE.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    file = tmp_path / "report.docx"
    document.save(str(file))
    codes = list(dict.fromkeys(f.rule for f in apply_rules(parse_file(file))))
    off = {UNREAD_RULE, *codes[:3]}
    sheet = tmp_path / "sheet.toml"
    sheet.write_text(f"off = {json.dumps(sorted(off))}\n", encoding="utf-8")
    monkeypatch.setenv("NIANBAO_REVIEW_SETTINGS", str(sheet))
    workspace = Workspace(Settings())
    entry = workspace.add(file.read_bytes(), file.name, published=True)
    desk = Desk(workspace, Viewer())
    first, *others = desk.review(entry.id).findings
    desk.decide(entry.id, first.id, state=DISMISSED)
    yield Office(desk, entry.id, file, off, first, [f.message for f in others])
    workspace.close()


def _chat(office: Office, desk: Desk) -> str:
    return assistant_of(desk).ask(QUESTION, scope_of(desk, QUESTION, [office.identifier])).text


def _letter_file(office: Office) -> str:
    out = office.file.with_name("letter.md")
    office.run("draft", office.file, "-o", out)
    return out.read_text(encoding="utf-8")


def _comments(content: bytes) -> str:
    return "\n".join(str(c.text) for c in Document(io.BytesIO(content)).comments)


def _annotated_file(office: Office) -> str:
    out = office.file.with_name("annotated.docx")
    office.run("annotate", office.file, "-o", out)
    return _comments(out.read_bytes())


def _tool(office: Office, name: str, **arguments: str) -> str:
    return str(awaited(make_server(office.desk).call_tool(name, arguments)))


LETTERS: dict[str, Callable[[Office], str]] = {
    "the letter of the page": lambda o: composed_text(o.desk, o.identifier),
    "the letter of the command line": _letter_file,
    "the letter of the endpoints": lambda o: draft_verb(o.file, o.desk)["letter"],
    "the letter of the tools for agents": lambda o: _tool(o, "draft_letter", path=str(o.file)),
    "the annotated copy of the page": lambda o: _comments(annotated_copy(o.desk, o.identifier)[1]),
    "the annotated copy of the command line": _annotated_file,
    "the conversation with a reviewer": lambda o: _chat(o, o.desk),
    "the conversation with a citizen": lambda o: _chat(o, Desk(o.desk.workspace, CITIZEN)),
    "the conversation of the command line": lambda o: o.run("ask", QUESTION, "--report", o.file),
    "the review of the command line as a letter": lambda o: o.run("review", o.file, "--format", "md"),
}


@pytest.mark.parametrize("door", LETTERS)
def test_what_leaves_the_house_is_what_was_kept(office: Office, door: str) -> None:
    said = LETTERS[door](office)
    assert office.dismissed.message not in said
    assert [m for m in office.kept if m[:12] not in said] == []


def _rows(content: bytes) -> list[tuple[str, str]]:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [(str(row[5]), str(row[8])) for row in list(sheet.values)[1:]]


def _ledger_file(office: Office) -> list[tuple[str, str]]:
    out = office.file.with_name("ledger.xlsx")
    office.run("ledger", office.file, "-o", out)
    return _rows(out.read_bytes())


def _of_record(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["message"], "不采纳" if f["decision"] == DISMISSED else "待处理") for f in record["findings"]]


LISTS: dict[str, Callable[[Office], list[tuple[str, str]]]] = {
    "the ledger of the page": lambda o: _rows(ledger_file(o.desk, [o.desk.entry(o.identifier)])),
    "the ledger of the command line": _ledger_file,
    "the endpoints": lambda o: _of_record(review_verb(o.file, o.desk)),
    "the command line": lambda o: _of_record(json.loads(o.run("review", o.file, "--format", "json"))),
}


@pytest.mark.parametrize("door", LISTS)
def test_lists_hold_every_finding_with_its_decision(office: Office, door: str) -> None:
    # A ledger counts against nobody what rests on a doubtful reading.
    held = "读取待核" if "ledger" in door else "待处理"
    kept = [(m, held if "读取待核" in m else "待处理") for m in office.kept]
    assert LISTS[door](office) == [(office.dismissed.message, "不采纳"), *kept]


def test_what_was_set_on_the_page_holds_for_the_command_line_too(office: Office) -> None:
    """Not what the environment says: it has a sheet by which three rules are off, and no name for the letters."""
    office.desk.use_rules({"off": [UNREAD_RULE, office.dismissed.rule]})
    office.desk.keep_letter_form(LetterForm(office="云溪县政务公开办公室", contact="", deadline_days=None))
    found = [f.message for f in office.desk.review(office.identifier).findings]
    assert len(found) > len(office.kept)
    assert [message for message, _ in LISTS["the command line"](office)] == found
    assert [message for message, _ in _ledger_file(office)] == found
    for written in (_letter_file(office), office.run("review", office.file, "--format", "md")):
        assert "云溪县政务公开办公室" in written


def test_counts_are_those_of_the_settings_in_force(office: Office) -> None:
    reviews, library = office.desk.workspace.reviews, office.desk.workspace.library
    (row,) = overview(office.desk)
    assert row.counts == reviews.of(office.identifier).counts
    reviews.use(ReviewSettings())
    assert library.kept_counts.of([office.identifier], rules_in_force(reviews.settings)) == {}
    (row,) = overview(office.desk)
    assert row.counts == reviews.of(office.identifier).counts
    assert {f.rule for f in reviews.of(office.identifier).findings} > office.off


def test_a_neighbour_drops_the_counts_that_it_may_change(office: Office) -> None:
    reviews = office.desk.workspace.reviews
    reviews.count(office.identifier)
    assert reviews.uncounted() == []
    office.desk.workspace.add(SAMPLE.read_bytes(), SAMPLE.name)
    assert office.identifier in reviews.uncounted()


def _copied(tmp_path: Path) -> list[Path]:
    """Two agencies' reports on one year with the same narrative, and the first one's report on the year before."""
    contents = [make_content(seed, level="department", year=2022) for seed in (3, 4)]
    contents[1].sections = contents[0].sections
    before = make_content(5, level="department", year=2021)
    before.agency = contents[0].agency
    before.title = contents[0].title.replace("2022", "2021")
    paths = []
    for name, content in zip("abc", [*contents, before], strict=True):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(to_docx(content, Layout()))
        paths.append(path)
    return paths


def test_the_files_of_one_call_see_each_other(tmp_path: Path) -> None:
    paths = _copied(tmp_path)
    done = CliRunner().invoke(app, ["review", *map(str, paths), "--format", "json"])
    together = [json.loads(line)["findings"] for line in done.output.splitlines()]
    assert "CON05" in {f["rule"] for f in together[1]}
    alone = CliRunner().invoke(app, ["review", str(paths[1]), "--format", "json"])
    assert "CON05" not in {f["rule"] for f in json.loads(alone.output)["findings"]}
