"""An agency whose name could not be read is named once by hand, and everything that depends on the name follows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_markdown
from cli.program import app
from library.database import Database
from library.store import Library
from reports.certainty import Subject
from reports.errors import UnusableFileError
from reports.model import Level
from reports.naming import named, typed_name
from reports.parse import parse_bytes


@pytest.fixture
def nameless(tmp_path: Path) -> Path:
    """A report that names its agency nowhere."""
    content = make_content(2, level="department")
    text = to_markdown(content, Layout()).decode().replace(content.agency + "办公室", "我办")
    path = tmp_path / "a.md"
    path.write_text(text.replace(content.agency, ""), encoding="utf-8")
    return path


def test_the_name_and_the_level_are_those_that_were_typed(nameless: Path) -> None:
    report = parse_bytes(nameless.read_bytes(), "a.md")
    assert report.agency is None
    typed = named(report, typed_name("云溪县 河口镇人民政府"))
    assert (typed.agency, typed.level) == ("云溪县河口镇人民政府", Level.TOWNSHIP)
    assert typed.reading.about(Subject.AGENCY) is None


def test_a_name_that_was_read_stays() -> None:
    report = parse_bytes(to_markdown(make_content(2), Layout()), "a.md")
    assert named(report, "云溪县民政局") is report


@pytest.mark.parametrize("text", ["我局", "", "2023年报告", "<b>"])
def test_what_is_no_name_is_refused(text: str) -> None:
    with pytest.raises(UnusableFileError, match="不像单位名称"):
        typed_name(text)


def test_the_command_line_takes_the_name(nameless: Path) -> None:
    done = CliRunner().invoke(app, ["review", str(nameless), "--agency", "云溪县民政局", "--format", "json"])
    assert json.loads(done.stdout.splitlines()[0])["report"]["agency"] == "云溪县民政局"


def test_a_name_typed_once_is_kept_with_the_report(nameless: Path, tmp_path: Path) -> None:
    library = Library(Database(f"sqlite:///{tmp_path / 'library.db'}"))
    kept = library.add(nameless.read_bytes(), "a.md")
    assert library.report(kept.id).agency is None
    library.name_agency(kept.id, "云溪县民政局")
    again = Library(Database(f"sqlite:///{tmp_path / 'library.db'}"))
    entry = again.entry(kept.id)
    assert entry is not None
    assert (entry.agency, again.report(kept.id).agency) == ("云溪县民政局", "云溪县民政局")
