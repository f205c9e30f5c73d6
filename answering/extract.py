"""Answers put together from the words of the sources: the sentences that answer, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer, Citation, Evidence
from answering.hostile import poses_as_instruction, without_instructions
from regulation import load_regulation
from reports.prose.sentences import SENTENCE
from retrieval.passages import Passage
from retrieval.search import Hit
from retrieval.terms import expand, pairs, question_terms


def citation_of(passage: Passage, quote: str) -> Citation:
    """The citation of words that stand in a passage."""
    return Citation(
        n=0,
        source=passage.source,
        title=passage.title,
        quote=quote,
        section=passage.section,
        article=passage.article,
        report=passage.report,
        anchor=passage.anchor,
    )


def _overlap(text: str, terms: set[str]) -> float:
    return len(terms & set(pairs(text))) / (len(terms) or 1)


def best_words(text: str, question: str, longest: int = 160) -> str:
    """The part of a text that answers: the best sentence with the ones that belong to it, verbatim."""
    terms = set(question_terms(question)) | set(pairs(expand(question)[len(question) :]))
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if len(paragraphs) > 1 and paragraphs[0].rstrip().endswith(("：", ":")):
        items = sorted(paragraphs[1:], key=lambda p: -_overlap(p, terms))
        own = _overlap(items[0], terms) if items else 0
        return items[0] if own >= 0.34 and own > 1.3 * _overlap(items[1], terms) else text
    paragraph = max(paragraphs, key=lambda p: _overlap(p, terms)) if paragraphs else text
    if len(paragraph) <= longest:
        return paragraph
    pieces = list(SENTENCE.finditer(paragraph))
    best = max(range(len(pieces)), key=lambda i: _overlap(pieces[i][0], terms))
    start, end = pieces[best].start(), pieces[best].end()
    for following in pieces[best + 1 :]:
        if following.end() - start > longest or _overlap(following[0], terms) < 0.15:
            break
        end = following.end()
    return paragraph[start:end].strip()


def _relevant_paragraph(passage: Passage, question: str) -> str:
    """The paragraph of an article that answers; an enumerated article is given whole unless one item answers."""
    return best_words(passage.text, question, longest=400)


def answer_from_regulation(question: str, hits: Sequence[Hit]) -> Answer:
    """The article that answers: its meaning in plain words, then its own words."""
    evidence = Evidence()
    first = hits[0].passage
    lines = _regulation_lines(first, question, evidence)
    for hit in hits[1:2]:
        if hit.score >= 0.96 * hits[0].score:
            lines += _regulation_lines(hit.passage, question, evidence)
    return Answer(question, "\n".join(lines), tuple(evidence.citations))


def _regulation_lines(passage: Passage, question: str, evidence: Evidence) -> list[str]:
    quote = _relevant_paragraph(passage, question)
    mark = evidence.cite(citation_of(passage, quote))
    gloss = passage.hints[0] if passage.hints else ""
    where = f"《条例》{passage.title.split('》')[-1]}" if passage.article else passage.title
    told = f"{where}规定：{quote.replace(chr(10), '')}{mark}"
    return [f"{gloss}{mark}", told] if gloss else [told]


def answer_from_article(question: str, number: int) -> Answer | None:
    """A whole article, for a question that names it; None where there is no such article."""
    try:
        article = load_regulation().article(number)
    except KeyError:
        return None
    evidence = Evidence()
    passage = Passage(f"regulation:{number}", "regulation", article.text, f"《中华人民共和国政府信息公开条例》{article.name}",
                      section=article.chapter, article=number, hints=(article.gloss,))  # fmt: skip
    mark = evidence.cite(citation_of(passage, article.text))
    return Answer(
        question,
        f"《条例》{article.name}（{article.chapter}）：\n{article.text}{mark}",
        tuple(evidence.citations),
    )


def usable(hits: Sequence[Hit]) -> list[Hit]:
    """The hits without those whose words pose as instructions."""
    return [h for h in hits if not poses_as_instruction(h.passage.text)]


def answer_from_passage(question: str, hit: Hit) -> Answer:
    """The words of one passage of the library that answer, with the report they stand in."""
    evidence = Evidence()
    words = without_instructions(best_words(hit.passage.text, question))
    if not words or words not in hit.passage.text:
        words = hit.passage.text
    mark = evidence.cite(citation_of(hit.passage, words))
    return Answer(question, f"《{hit.passage.title}》的报告写道：\n{words}{mark}", tuple(evidence.citations))
