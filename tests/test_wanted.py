"""What kind of thing a question wants, and whether a sentence offers it: each kind by its own examples."""

from __future__ import annotations

import pytest

from answering.matching.wanted import Wanted, kind_wanted, wanted_kinds

EVERY = pytest.mark.parametrize("kind", wanted_kinds(), ids=lambda k: k.name)


@EVERY
def test_a_kind_of_thing_is_asked_for_in_its_examples(kind: Wanted) -> None:
    assert [e for e in kind.reads if not kind.is_asked(e)] == []


@EVERY
def test_a_kind_of_thing_is_not_read_where_another_is_asked_for(kind: Wanted) -> None:
    assert [e for e in kind.refused if kind_wanted(e) == kind.name] == []


@EVERY
def test_a_sentence_that_offers_it_is_known(kind: Wanted) -> None:
    assert [e for e in kind.tells if not kind.is_told(e)] == []
    assert [e for e in kind.silent if kind.is_told(e)] == []
