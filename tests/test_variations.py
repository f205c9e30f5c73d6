"""Harmless look-alikes put into real prose stay quiet: one report's worth of them, each for itself."""

from __future__ import annotations

import pytest

from benchmarks.variations import Edited, Variation, edited_report, findings_of, load

# Of every report the first trap, so that many kinds of prose are met in little time.
TRAPS = tuple({v.report: v for v in reversed(tuple(load())) if not v.case.severity}.values())


@pytest.mark.parametrize("trap", TRAPS, ids=[f"{t.report}-{t.case.kind}" for t in TRAPS])
def test_a_harmless_sentence_is_told_by_no_rule(trap: Variation) -> None:
    assert [f.message for f in findings_of(trap)] == []


# Edits of one kind each, errors and look-alikes, written beside the rules that read them: each has its verdict.
SECOND_ROUND = tuple(load("second_round.tsv"))


@pytest.mark.parametrize("edit", SECOND_ROUND, ids=lambda e: f"{e.case.id}-{e.case.kind}")
def test_an_edit_of_the_second_round_has_its_verdict(edit: Variation) -> None:
    said = findings_of(edit)
    assert edit.case.told_by(said), [f.message for f in said]


def test_every_variation_stands_in_its_report() -> None:
    """Changes are told by words of the report: a report that is reworded must not leave them without a place."""
    for variation in load():
        plain = Edited(variation.report).printed()
        edited = edited_report(variation)
        assert edited.printed() != plain or edited.before is not None, variation
