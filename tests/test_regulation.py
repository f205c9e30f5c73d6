"""The Regulation in the corpus is the official text, word for word."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from regulation import load_regulation
from regulation.articles import FOLDER, article_name
from tests.conftest import ROOT

CHECKSUMS = [FOLDER / "checksums.json", ROOT.parent / "shared" / "regulation_checksums.json"]


def fingerprint(text: str) -> str:
    bare = re.sub(r"\s", "", text).replace("(", "（").replace(")", "）")
    return hashlib.sha256(bare.encode()).hexdigest()


@pytest.mark.parametrize("path", [p for p in CHECKSUMS if p.exists()], ids=lambda p: p.name)
def test_every_article_is_verbatim(path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))["articles"]
    assert {a.name: fingerprint(a.text) for a in load_regulation().articles} == {
        name: entry["sha256"] for name, entry in expected.items()
    }


def test_there_are_56_articles_in_6_chapters() -> None:
    articles = load_regulation().articles
    assert [a.number for a in articles] == list(range(1, 57))
    assert len(dict.fromkeys(a.chapter for a in articles)) == 6


def test_every_article_has_a_gloss_and_at_least_eight_everyday_questions() -> None:
    assert all(a.gloss and len(set(a.questions)) >= 8 for a in load_regulation().articles)


@pytest.mark.parametrize(
    ("number", "name"),
    [(1, "第一条"), (10, "第十条"), (11, "第十一条"), (20, "第二十条"), (56, "第五十六条")],
)
def test_articles_are_named_in_chinese(number: int, name: str) -> None:
    assert article_name(number) == name


def test_a_number_outside_the_regulation_is_an_error() -> None:
    with pytest.raises(KeyError):
        load_regulation().article(57)
