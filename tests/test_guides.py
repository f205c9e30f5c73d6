"""What a citizen wants to get done leads to its guide: the direct answer first, then every paragraph that it rests on."""

from __future__ import annotations

import pytest

from answering.guided import answer_from_guide, guide_for
from regulation import load_regulation
from regulation.fees import fee_standard
from regulation.guides import Guide, guides
from retrieval.searches import Searches


@pytest.fixture(scope="module")
def searches() -> Searches:
    return Searches()


@pytest.mark.parametrize("guide", guides().values(), ids=lambda g: g.name)
def test_a_guide_is_found_by_wordings_that_are_not_in_its_index(guide: Guide, searches: Searches) -> None:
    assert not set(guide.reads) & set(guide.questions)
    led = {q: found.name if (found := guide_for(searches.guided.find(q, 6))) else "" for q in guide.reads}
    assert led == dict.fromkeys(guide.reads, guide.name)


@pytest.mark.parametrize("guide", guides().values(), ids=lambda g: g.name)
def test_what_asks_for_something_else_does_not_lead_to_it(guide: Guide, searches: Searches) -> None:
    led = {q: guide_for(searches.guided.find(q, 6)) for q in guide.refused}
    assert guide not in led.values()


@pytest.mark.parametrize("guide", guides().values(), ids=lambda g: g.name)
def test_the_direct_answer_comes_first_and_every_quotation_is_verbatim(guide: Guide) -> None:
    answer = answer_from_guide("问", guide)
    assert answer.text.startswith(guide.direct)
    texts = [load_regulation().article(c.number).text for c in guide.articles]
    texts += [fee_standard().section(name).text for name in guide.fees]
    assert len(answer.citations) == len(texts)
    assert all(any(c.quote in text for text in texts) for c in answer.citations)


@pytest.mark.parametrize("guide", guides().values(), ids=lambda g: g.name)
def test_the_paragraph_that_is_quoted_has_the_words_it_is_named_by(guide: Guide) -> None:
    for cited in guide.articles:
        assert cited.sign in load_regulation().article(cited.number).excerpt(cited.sign)
