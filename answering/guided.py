"""What a citizen asks of the law: the direct answer first, then the paragraphs that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer, Citation, Evidence
from regulation import TITLE, load_regulation
from regulation.fees import fee_standard
from regulation.guides import Guide, guides
from retrieval.passages import GUIDE
from retrieval.search import Hit

# A guide leads where it is found first, or nearly as well as an article that it rests on.
_NEARLY = 0.8


def guide_for(hits: Sequence[Hit]) -> Guide | None:
    """The guide that answers what these hits were found for; None where an article by itself does."""
    first = hits[0]
    for hit in hits:
        guide = guides()[hit.passage.title] if hit.passage.source == GUIDE else None
        if guide is not None and (
            hit is first or (hit.score >= _NEARLY * first.score and _rests_on(guide, first))
        ):
            return guide
    return None


def _rests_on(guide: Guide, hit: Hit) -> bool:
    if hit.passage.article is None:
        return hit.passage.section in guide.fees
    return any(c.number == hit.passage.article for c in guide.articles)


def answer_from_guide(question: str, guide: Guide) -> Answer:
    """The direct answer with a mark for every paragraph that it rests on, then these paragraphs."""
    evidence, lines = Evidence(), []
    for cited in guide.articles:
        article = load_regulation().article(cited.number)
        quote = article.excerpt(cited.sign)
        title = f"{TITLE}{article.name}"
        mark = evidence.cite(Citation(0, "regulation", title, quote, article.chapter, article.number))
        lines.append((f"《条例》{article.name}规定：{quote}", mark))
    standard = fee_standard()
    for name in guide.fees:
        text = standard.section(name).text
        lines.append(
            (
                f"{standard.title}规定：{text}",
                evidence.cite(Citation(0, "regulation", standard.title, text, name)),
            )
        )
    marks = "".join(dict.fromkeys(mark for _, mark in lines))
    told = "\n".join(f"{text}{mark}" for text, mark in lines)
    return Answer(question, f"{guide.direct}{marks}\n{told}", tuple(evidence.citations))
