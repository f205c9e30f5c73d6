"""Sentences of published reports stay quiet in clean ones, and single edits are told in whole sentences of the office."""

from __future__ import annotations

import re
from functools import cache

import pytest

from benchmarks.real_sentences import RealSentence, findings_of, load
from benchmarks.variations import Variation
from benchmarks.variations import findings_of as findings_of_edit
from benchmarks.variations import load as load_edits
from review.finding import Finding
from tests.conftest import ROOT

# Told rightly although the sentence was printed so: 其它 for 其他, and seven items that leave out 75 of 313.
_RIGHTLY = {"QLT08", "TXT08"}
_GOLDEN = ROOT / "benchmarks" / "golden"


@pytest.mark.parametrize("sentence", load(), ids=lambda s: f"{s.kind}-{s.text[:12]}")
def test_a_published_sentence_gives_no_finding(sentence: RealSentence) -> None:
    known = _RIGHTLY if sentence.kind in ("问题", "工作动态") else set()
    assert [f.message for f in findings_of(sentence) if f.rule not in known] == []


@cache
def edits() -> tuple[tuple[Variation, list[Finding]], ...]:
    return tuple((v, findings_of_edit(v)) for v in load_edits("planted_edits.tsv"))


def test_look_alikes_of_the_edits_are_told_by_no_rule() -> None:
    assert [f.message for v, found in edits() for f in found if not v.case.severity] == []


def test_nine_of_ten_single_edits_are_told_with_their_weight_at_their_place() -> None:
    planted = [(v, found) for v, found in edits() if v.case.severity]
    told = sum(v.case.told_by(found) for v, found in planted)
    assert told >= len(planted) * 0.88


def _golden_messages() -> list[str]:
    """What is said on every benchmark report and every defect planted in them."""
    rows = (_GOLDEN / f"{name}.tsv" for name in ("findings", "defects"))
    lines = (line for path in rows for line in path.read_text(encoding="utf-8").splitlines())
    return [said for line in lines if (said := line.split("\t")[-1]).endswith("。")]


@pytest.mark.parametrize(
    "words",
    [r"None|nan\b|\{|\}", r"\.(?:html|docx?|txt|pdf|toml|wps)", r"等[一二三四五六七八九十](?=[”，。])"],
)
def test_no_finding_speaks_of_files_values_or_broken_lists(words: str) -> None:
    said = [*_golden_messages(), *(f.message for _, found in edits() for f in found)]
    assert [m for m in said if re.search(words, m)] == []


@pytest.mark.parametrize("pair", ["“”", "《》", "（）"])
def test_marks_in_a_finding_s_sentence_come_in_pairs(pair: str) -> None:
    # What is quoted may itself lack one: such a finding is about that.
    said = [m for m in _golden_messages() if "不成对" not in m]
    assert [m for m in said if m.count(pair[0]) != m.count(pair[1])] == []


def test_a_finding_s_sentence_begins_with_who_or_what_it_is_about() -> None:
    said = [*_golden_messages(), *(f.message for _, found in edits() for f in found)]
    assert [m for m in said if re.match(r"[，。；、：）”》]|[为是与和不应把被等]", m) or len(m) < 6] == []
