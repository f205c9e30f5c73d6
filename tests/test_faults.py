"""Faults are told in a sentence and logged with their traceback; one bad report stops no other."""

from __future__ import annotations

import ast
import importlib.util
import logging
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from answering.model import Model, ModelError, ModelSettings
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from cli import app
from library.schema import ReportRow
from office.logs import LOG_FILE, write_logs
from office.office_settings import LetterForm
from office.opening import prepare
from office.workspace import Workspace
from review.settings import ReviewSettings
from settings import Settings
from tests.conftest import ROOT, SAMPLE

QUESTION = "某某的身份证号是多少"


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    write_logs(tmp_path)
    yield tmp_path / LOG_FILE
    root = logging.getLogger()
    for handler in [h for h in root.handlers if getattr(h, "baseFilename", "").startswith(str(tmp_path))]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path))
    yield opened
    opened.close()


def _error_classes() -> Iterator[tuple[str, str]]:
    """Every class of the product that is named an error, with its base."""
    for path in ROOT.glob("*/**/*.py"):
        if path.relative_to(ROOT).parts[0] in {"tests", "benchmarks", ".venv", ".tools"}:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and node.name.endswith("Error"):
                yield f"{path.name}:{node.name}", ast.unparse(node.bases[0])


def test_all_our_errors_have_one_root() -> None:
    assert [name for name, base in _error_classes() if base.endswith("Exception")] == []


def test_a_fault_of_the_model_is_logged_without_question_and_key(log: Path) -> None:
    model = Model(ModelSettings("m", "http://127.0.0.1:9/v1", "sk-secret-secret", 60.0))
    with pytest.raises(ModelError):
        model.complete("answer", {"question": QUESTION, "passages": "", "earlier": ""})
    text = log.read_text(encoding="utf-8")
    assert "endpoint failed" in text and "File " in text
    assert "sk-secret" not in text and QUESTION not in text


def test_messages_of_other_peoples_exceptions_stay_out_of_the_log(log: Path) -> None:
    asked = "某某的身份证号是多少"
    try:
        raise ValueError(asked)
    except ValueError:
        logging.getLogger("x").exception("something failed")
    text = log.read_text(encoding="utf-8")
    assert "builtins.ValueError" in text and "test_faults.py" in text and asked not in text


def test_a_thread_that_ends_by_a_fault_is_logged(log: Path) -> None:
    def fail() -> None:
        raise RuntimeError("x")

    thread = threading.Thread(target=fail, name="worker")
    thread.start()
    thread.join()
    assert "worker" in log.read_text(encoding="utf-8")


def _two_reports_one_of_them_rejected(workspace: Workspace) -> tuple[str, str]:
    good = workspace.add(to_docx(make_content(1), Layout()), "good.docx")
    bad = workspace.add(SAMPLE.read_bytes(), SAMPLE.name)
    with workspace.database.session() as session:
        row = session.get(ReportRow, bad.id)
        assert row is not None
        row.content, row.parsed, row.reader = b"not a report any more", None, ""
    workspace.library._parsed.cache_clear()
    return good.id, bad.id


def test_a_report_that_the_reader_now_rejects_stops_neither_indexing_nor_the_thread(
    workspace: Workspace, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, bad = _two_reports_one_of_them_rejected(workspace)
    worked_on: list[bool] = []
    monkeypatch.setattr("office.opening.keep_counted", lambda workspace: worked_on.append(True))
    prepare(workspace)
    assert worked_on == [True] and workspace.index_ready
    failures = workspace.outcomes.failures()
    assert set(failures) == {bad} and "Traceback" not in failures[bad]
    assert [h.passage.report for h in workspace.search("新收政府信息公开申请", 3, {good})][:1] == [good]
    assert bad in log.read_text(encoding="utf-8")


def test_a_report_that_is_indexed_later_is_no_failure_any_more(workspace: Workspace) -> None:
    _, bad = _two_reports_one_of_them_rejected(workspace)
    workspace.open_index()
    with workspace.database.session() as session:
        row = session.get(ReportRow, bad)
        assert row is not None
        row.content = SAMPLE.read_bytes()
    workspace.index_report(bad)
    assert workspace.outcomes.failures() == {}


def test_what_the_office_sets_is_kept_and_checked(workspace: Workspace) -> None:
    workspace.office.keep_letters(LetterForm(office="某市司法局", deadline_days=5))
    assert workspace.office.letters().office == "某市司法局"
    workspace.use_rules({"off": ["TXT01"]})
    assert workspace.office.rules() == workspace.reviews.settings == ReviewSettings(off=frozenset({"TXT01"}))
    with pytest.raises(ValueError):
        workspace.use_rules({"of": ["TXT01"]})
    assert workspace.office.rules().off == {"TXT01"}
    workspace.use_rules(None)
    assert workspace.reviews.settings == ReviewSettings()


def test_tools_for_agents_without_their_extra_are_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    there: Any = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name, *a: None if name == "mcp" else there(name, *a)
    )
    done = CliRunner().invoke(app, ["mcp"])
    assert done.exit_code == 2 and "nianbao[mcp]" in done.output


def test_the_version_is_told() -> None:
    assert CliRunner().invoke(app, ["--version"]).output.startswith("nianbao ")
