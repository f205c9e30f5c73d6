"""Answers put together from the words of the sources: the sentences that answer, each with its citation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Citation, Evidence
from answering.hostile import poses_as_instruction, without_instructions
from regulation import load_regulation
from reports.sentences import SENTENCE
from retrieval.passages import Passage
from retrieval.search import Hit
from retrieval.terms import expand, pairs, question_terms

_ASKS_NUMBER = re.compile(r"多少|几(?:条|件|次|个|场|篇|人|期|项|份|家)|数量|总数")
_NUMBER_OR_NONE = re.compile(r"\d|[一二三四五六七八九十百]+(?:条|件|次|个|场|篇|人|期|项|份)|[未没无]")
_ASKS_NAME = re.compile(
    r"哪位|(?:叫|姓)什么|姓名|名字|一把手|负责人是|(?:长|主任|书记|主席|领导|负责人)(?:是|叫)谁|谁(?:是|当)|(?<!的)是谁[？?]?$"
)
_ASKS_FREQUENCY = re.compile(r"(?:多久|多长时间).{0,10}一次|(?:隔|每)多(?:久|长)|频次")
_FREQUENCY = re.compile(
    r"每(?:[天日周旬月季年半两三]|工作日|个月)|按[日周月季年]|[一二两三四五六\d]+次|定期|不定期|经常"
)
_ASKS_TITLE = re.compile(
    r"(?:号|平台|网站|栏目|专栏|专区|品牌|活动|文件|办法|制度|系统|客户端|小程序)(?:的(?:名字|名称))?(?:是|叫)?(?:什么|啥)(?:名字|名称)?[？?]?$"
)
_TITLE = re.compile('[“《「『"]')
_ASKS_WHO = re.compile(r"谁")
_WHO = re.compile(r"[科室组处办局委会员长人部记任厅院司站所团队心]")
_NAME = re.compile(
    r"[：:为是](?:[一-龥]{2,4})(?:同志|局长|主任|书记|主席|理事长)|(?:局长|主任|书记|主席|理事长|负责人)[：:为是]?[一-龥]{2,4}"
)


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
        if hit.score >= 0.93 * hits[0].score:
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


def answers_the_kind(question: str, words: str) -> bool:
    """Whether words are of the kind that is asked for: a number for 多少, a name for 谁."""
    numbers = re.sub(r"第[一二三四五六七八九十百\d]+[条项款章]", "", words)
    if _ASKS_NUMBER.search(question) and not _NUMBER_OR_NONE.search(numbers):
        return False
    if _ASKS_FREQUENCY.search(question):
        return bool(_FREQUENCY.search(words))
    if _ASKS_TITLE.search(question):
        return bool(_TITLE.search(words))
    if _ASKS_NAME.search(question):
        return bool(_NAME.search(words))
    return not (_ASKS_WHO.search(question) and not _WHO.search(words))


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
