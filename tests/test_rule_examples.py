"""Every rule reports the text that it is told to report, and not the one that is close to it."""

from __future__ import annotations

from collections import Counter

import pytest

from reports.parse import parse_bytes
from review.examples import FOLDER, Examples, rule_examples, sound_report
from review.reviewer import review
from review.rules import all_rules

FAMILIES = sorted(path.stem for path in FOLDER.glob("*.toml"))
EXAMPLES = {code: e for family in FAMILIES for code, e in rule_examples(family).items()}


def test_every_rule_has_a_code_of_its_own_and_examples() -> None:
    codes = Counter(rule.code for rule in all_rules())
    assert [code for code, n in codes.items() if n > 1] == []
    assert set(codes) == set(EXAMPLES)


@pytest.mark.parametrize("form", ["2019", "2021"])
def test_the_sound_report_has_no_finding(form: str) -> None:
    assert review(parse_bytes(sound_report(form).encode(), "report.md")) == ()


@pytest.mark.parametrize(("code", "examples"), EXAMPLES.items(), ids=EXAMPLES)
def test_a_rule_reports_its_example_and_not_what_is_close_to_it(code: str, examples: Examples) -> None:
    assert code in {f.rule for f in examples.fires.findings()}
    assert code not in {f.rule for f in examples.silent.findings()}
