"""Whoever names another's draft, deletion, batch, export or conversation is shown nothing and changes nothing.

Every call and endpoint that a page registers stands in the table; one that is added without an entry fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from library.entries import Viewer
from library.letters import SavedLetter
from library.roles import Role
from library.schema import Base
from library.stages import Stage
from office.desk import Desk
from office.pending import Removals
from office.workspace import Workspace
from reports.reading.opened import Opened
from settings import Settings
from tests.conftest import SAMPLE
from tests.page_helpers import SAMPLE_AGENCY
from web import page
from web.gates.caller import Caller, remember

CONVERSATION, CANARY = "c" * 32, "金丝雀"
# What only the drafts and li's work on them would say.
SECRET = (SAMPLE_AGENCY, "相山区财政局", SAMPLE.stem, CANARY)
EVENTS = ("ask", "polish", "opinions")


class Request:
    """A request whose sender the gates have found out."""

    def __init__(self, name: str, role: Role) -> None:
        self.scope: dict[str, Any] = {}
        remember(self.scope, Caller(name, f"{name or 'visitor'}-folder", role))


LI, WANG, CITIZEN = (
    Request("li", Role.REVIEWER),
    Request("wang", Role.ADMINISTRATOR),
    Request("", Role.CITIZEN),
)


@dataclass
class Office:
    """Li's drafts with her decision, letter, step, conversation, export and batch; one is about to be deleted."""

    workspace: Workspace
    calls: dict[str, dict[str, Any]]
    draft: str
    finding: str
    ticket: str
    deletion: str

    def state(self) -> str:
        """Everything that is kept, and what li's page shows."""
        with self.workspace.database.session() as session:
            kept = {
                name: sorted(map(repr, session.execute(select(table)).all()))
                for name, table in Base.metadata.tables.items()
            }
        hers = self.calls["reviewer"]["rows"]({}, LI)
        return json.dumps([kept, hers["table"], hers["failed"], hers["busy"]], ensure_ascii=False)

    def asked(self, name: str) -> list[Any]:
        """What another sends to a call or an endpoint."""
        of, on = {"report": self.draft}, {"report": self.draft, "finding": self.finding}
        talk = {"conversation": CONVERSATION, "report": ""}
        sheet = {**of, "lines": [{"kind": "body", "text": "改"}]}
        letter = {**sheet, "version": ""}
        file = {"path": "/nowhere.docx", "meta": {"_type": "gradio.FileData"}}
        phrase = {"rule": "TXT01", "old": CANARY, "new": "其他"}
        table: dict[str, list[Any]] = {
            "conversation": [talk], "working": [{}], "judge": [{**talk, "number": 1, "vote": -1, "comment": "改"}],
            "forget_conversation": [talk], "conversation_file": [{**talk, "form": "txt"}],
            "open_report": [of], "decide": [{**on, "state": "accepted"}],
            "add_finding": [{**of, "severity": "error", "message": "改", "suggestion": "改", "section": "", "quote": "", "paragraph": None}],
            "decide_kind": [{**on, "state": "accepted"}], "reword": [{**on, "wording": "改", "note": "改"}],
            "verify_reading": [{**of, "right": True}], "name_agency": [{**of, "name": "云溪县民政局"}], "undo": [{**of, "times": 9}],
            "assign": [{"reports": [self.draft], "to": "li"}], "pulse": [of], "compared": [of],
            "mark_stage": [{**of, "stage": "filed", "day": "2021-02-01"}],
            "unmark_stage": [{**of, "stage": "submitted"}], "returned_receipt": [{**of, "file": file}],
            "receipt": [of], "original": [of], "original_page": [{**of, "page": 1}], "original_file": [of],
            "letter": [of], "keep_letter": [letter], "renew_letter": [letter], "restart_letter": [{**of, "version": ""}],
            "letter_file": [{**letter, "form": "txt"}], "annotated": [of], "settle_phrases": [of],
            "take_back_letters": [{"reports": [self.draft]}],
            "make": [{"reports": [self.draft], "form": form} for form in ("letters", "ledger", "annotated")],
            "made": [{"ticket": self.ticket}], "being_made": [{}], "stop_making": [{"ticket": self.ticket}], "make_again": [{"ticket": self.ticket}], "settings": [{}], "drop_phrase": [phrase],
            "rows": [{}, {"typed": "残疾"}, {"problem": "x", "among": [self.draft]}],
            "again": [{}], "halt": [{}], "drop": [{"name": f"{CANARY}.docx"}],
            "publish": [{"reports": [self.draft], "published": True}], "remove": [{"reports": [self.draft]}],
            "take_back": [{"name": self.deletion}], "problems": [{}],
            "agencies": [{"typed": ""}, {"typed": "残疾"}], "agency": [{"agency": SAMPLE_AGENCY}],
            "report": [of], "ask": [{**talk, **of, "question": "收到多少件申请"}], "polish": [sheet],
            "opinions": [of], "accounts": [{}], "remember_conversation": [{"name": self.deletion}],
            "together": [{**of, "name": "相山区民政局"}], "apart": [{"reports": [self.draft]}], "leave": [of], "limit_account": [{"name": "nobody", "agencies": []}], "/reports": [[]], "/ask": [["收到多少件申请", self.draft]],
            "/search": [["收到多少件申请", self.draft, 5], ["残疾人联合会", "", 5]],
        }  # fmt: skip
        return table[name]


# These name nothing of anybody's: what the whole office has, and files, whose owner is looked at where a body is read
# (tests/security/test_files.py).
OF_NOBODY = {
    "keep_settings", "index_again", "rule_sheet", "keep_rule_sheet", "rule_sheet_file", "read_rule_sheet", "undo_rule_sheet",
    "reset_rule_sheet", "take", "keep_phrase", "/parse", "/review", "/draft",
}  # fmt: skip
# These tell the administrator whose agency's report somebody works on, or give it to another: that is what they are for.
# No text of a report is in them.
OF_EVERYBODY = {"trail", "trail_file", "drafts", "give_drafts"}


def registered(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, for_reviewers: bool) -> dict[str, Any]:
    """Every call, event and endpoint of a face by its name, as its page registers them."""
    found: dict[str, Any] = {}
    place = page._place

    def noted(name: str, calls: list[Any]) -> Any:
        found.update((c.__name__, c) for c in calls)
        return place(name, calls)

    monkeypatch.setattr(page, "_place", noted)
    blocks = page.build(workspace, for_reviewers)
    for block in blocks.fns.values():
        event = block.targets[0][1]
        if event in EVENTS:
            found[event] = block.fn
        elif event == "click" and block.api_name:
            found[f"/{block.api_name}"] = block.fn
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with pytest.MonkeyPatch.context() as patched:
        # Her deletion waits for longer than the tests take, however busy the machine is.
        patched.setattr(page, "Removals", partial(Removals, seconds=3600.0))
        workspace = Workspace(Settings(data_dir=tmp_path_factory.mktemp("others")))
        calls = {
            "reviewer": registered(workspace, patched, True), "citizen": registered(workspace, patched, False)
        }  # fmt: skip
    workspace.open_index()
    desk = Desk(workspace, Viewer("li"))
    content = SAMPLE.read_bytes()
    other = content.replace(SAMPLE_AGENCY.encode(), "相山区财政局".encode())
    drafts = [desk.add(Opened(SAMPLE.name, c)).entry for c in (content, other)]
    first, second = (entry.id for entry in drafts if entry is not None)
    finding = desk.findings(first)[0].id
    desk.decide(first, finding, state="dismissed", reason=CANARY)
    desk.save_letter(first, SavedLetter(f"# {CANARY}\n\n{CANARY}", ""))
    desk.mark_stage(first, Stage.SUBMITTED, desk.entry(first).added.date())
    workspace.conversations.keep(CONVERSATION, CANARY, f'{{"question": "{CANARY}", "text": ""}}', "li", first)
    hers = calls["reviewer"]
    hers["take"]({"files": [{"path": f"/{CANARY}.docx", "meta": {"_type": "gradio.FileData"}}]}, LI)
    while hers["rows"]({}, LI)["busy"]:
        pass
    ticket = hers["make"]({"reports": [first], "form": "ledger"}, LI)["ticket"]
    while not (hers["made"]({"ticket": ticket}, LI)).get("file"):
        pass
    deletion = hers["remove"]({"reports": [second]}, LI)["pending"]
    yield Office(workspace, calls, first, finding, ticket, deletion)
    hers["take_back"]({"name": deletion}, LI)
    workspace.close()


def answered(function: Any, name: str, asked: Any, request: Request) -> str:
    """Everything that comes back."""
    if name.startswith("/"):
        found = function(*asked, request)
    elif name in EVENTS:
        found = list(function(request, SimpleNamespace(_data=asked)))
    else:
        found = function(asked, request)
    return json.dumps(found, ensure_ascii=False)


def test_what_is_tried_is_there_and_li_is_shown_it(office: Office) -> None:
    hers = office.calls["reviewer"]
    assert SAMPLE_AGENCY in hers["rows"]({}, LI)["table"] and CANARY in hers["rows"]({}, LI)["failed"]
    for name in ("open_report", "letter", "conversation", "made", "/reports"):
        assert "error" not in json.loads(answered(hers[name], name, office.asked(name)[0], LI))


@pytest.mark.parametrize(
    ("face", "who"), [("reviewer", WANG), ("citizen", CITIZEN)], ids=["account", "citizen"]
)
def test_another_is_shown_nothing_and_changes_nothing(office: Office, face: str, who: Request) -> None:
    before = office.state()
    for name, function in office.calls[face].items():
        if name in OF_NOBODY | OF_EVERYBODY:
            continue
        for asked in office.asked(name):
            said = answered(function, name, asked, who)
            assert not [s for s in SECRET if s in said], f"{name} tells of another's work: {said[:300]}"
            assert office.state() == before, f"{name} changed another's work"
