"""The documents agree with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from benchmarks.rules_document import TARGET, document
from reports.reading.limits import Limits
from review.settings import ReviewSettings, load_review_settings
from tests.conftest import ROOT, SAMPLE

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_rules_document_is_the_one_that_the_rules_write() -> None:
    assert TARGET.read_text(encoding="utf-8") == document()


def test_the_example_of_settings_shows_every_setting() -> None:
    settings = load_review_settings(ROOT / "docs" / "review.example.toml")
    assert settings.model_fields_set == set(ReviewSettings.model_fields)


def test_every_setting_in_the_readme_exists() -> None:
    from settings import Settings

    fields = set(Settings.model_fields) | {f"max_{name}" for name in Limits.model_fields}
    for name in re.findall(r"`NIANBAO_([A-Z_]+)`", README):
        assert name.lower() in fields


def test_every_setting_is_in_the_readme() -> None:
    from settings import Settings

    documented = set(re.findall(r"`(?:NIANBAO|OPENAI)_([A-Z_]+)`", README))
    fields = {name.removeprefix("openai_") for name in Settings.model_fields}
    fields |= {f"max_{name}" for name in Limits.model_fields}
    assert {name for name in fields if name.upper() not in documented} == set()


def test_every_verb_in_the_readme_is_a_command() -> None:
    from cli import app

    verbs = {command.callback.__name__ for command in app.registered_commands if command.callback}
    verbs |= {str(group.name) for group in app.registered_groups}
    assert set(re.findall(r"nianbao (\w+)", README)) <= verbs


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#h][^)]*)\)", README))
def test_every_link_in_the_readme_leads_somewhere(link: str) -> None:
    assert (ROOT / link).exists()


@pytest.mark.parametrize(
    "page", [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")], ids=lambda page: str(page.name)
)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(
        r"(?<![\w/.])(?:[a-z_]+/)+[\w.-]+\.(?:py|toml|md|jsonl|js|html)\b", page.read_text(encoding="utf-8")
    )
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_key_of_the_json_is_explained() -> None:
    from answering.assistant import Assistant
    from office.one_review import review
    from office.records import answer_record, hit_record, report_record, review_record
    from reports.parse import parse_file

    page = (ROOT / "docs" / "interface.md").read_text(encoding="utf-8")
    report, assistant = parse_file(SAMPLE), Assistant()
    reviewed, answered = (
        review_record("", review(report, settings=ReviewSettings())),
        answer_record(assistant.ask("多久给答复")),
    )
    records = (
        report_record("", report), reviewed, reviewed["findings"][0], reviewed["findings"][0]["basis"][0],
        answered, answered["citations"][0], hit_record(assistant.search("多久给答复", [], 1)[0]),
    )  # fmt: skip
    assert [key for record in records for key in record if f"`{key}`" not in page] == []


def test_no_committed_file_names_an_index() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "http://" not in text and "https://" not in text and "--index-url" not in text


def test_heavy_libraries_are_not_imported_by_the_command_line() -> None:
    import subprocess
    import sys

    code = "import cli, sys; print([m for m in ('gradio', 'chromadb', 'langchain_openai', 'openai') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("module", ["errors.py", "settings.py"])
def test_the_ground_floor_stands_on_nothing_of_ours(module: str) -> None:
    import ast

    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    named = {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    named |= {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    ours = {p.name for p in ROOT.iterdir() if (p / "__init__.py").exists()} | {"app", "agent_tools"}
    assert {n.split(".")[0] for n in named} & ours == set()


def _standing(name: str) -> bool:
    """Whether a dotted name of the documents is a module of ours, or something that one defines."""
    import importlib

    parts = name.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for part in parts[cut:]:
            if not hasattr(found, part):
                return False
            found = getattr(found, part)
        return True
    return False


@pytest.mark.parametrize("document_name", ["glossary.md", "architecture.md"])
def test_what_the_documents_name_in_the_tree_stands_there(document_name: str) -> None:
    ours = {p.stem for p in ROOT.iterdir() if (p / "__init__.py").exists() or p.suffix == ".py"}
    text = (ROOT / "docs" / document_name).read_text(encoding="utf-8")
    named = {n for n in re.findall(r"[a-z_]+(?:\.[A-Za-z_]+)+", text) if n.split(".")[0] in ours}
    named = {n for n in named if not n.endswith((".py", ".toml", ".md", ".js", ".html"))}
    assert len(named) >= 10
    assert sorted(n for n in named if not _standing(n)) == []
