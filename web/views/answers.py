"""Questions and answers as HTML: the answer first and short, its sources folded below, each to be opened at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.answer import Answer, Citation
from regulation import load_regulation
from web.escape import safe
from web.views.cited_figures import located
from web.views.finding_rows import place_attributes

_SOURCES = {"report": "报告", "regulation": "条例", "review": "审查"}
_MARK = re.compile(r"\[(\d{1,2})\]")
_MOST_NAMED = 3
# The heading of the column of a table that has the numbers; without it the last one has them.
_NUMBER = "数"
_OF_ITSELF = frozenset({"怎样使用本工具", "要办的事不在范围"})
# More sources than these are folded away together.
_MOST_OPEN_CARDS = 4


@dataclass(frozen=True)
class Exchange:
    """A question and its answer; `number` is its own in the library, `busy` while it is written.

    `picture` and `figures` are the numbers that it cites, drawn and as a table.
    """

    question: str
    answer: Answer
    busy: bool = False
    number: int = 0
    vote: int = 0
    where: str = ""
    picture: str = ""
    figures: str = ""


def whereabouts(reports: Sequence[tuple[str, int | None]], beside: bool) -> str:
    """Where an answer was looked for, in words."""
    if not reports:
        return "在《条例》和资料库里找的。"
    named = "、".join(f"{agency}{year or ''}" for agency, year in reports[:_MOST_NAMED])
    more = f"等{len(reports)}份" if len(reports) > _MOST_NAMED else ""
    return f"在{named}{more}的报告和《条例》里找的。" if not beside or len(reports) > 1 else ""


def _source_text(citation: Citation) -> str:
    """The words around a quotation: the whole article for the Regulation, else the quotation itself."""
    if citation.article is not None and citation.source == "regulation":
        text = load_regulation().article(citation.article).text
        escaped, quote = safe(text), safe(citation.quote)
        lit = escaped.replace(quote, f"<mark>{quote}</mark>", 1)
        lines = lit.split("\n") if "\n" not in quote else [lit.replace("\n", "<br>")]
        return "".join(f"<p>{line}</p>" for line in lines)
    return f"<p><mark>{safe(citation.quote)}</mark></p>"


def _card(citation: Citation, place: str, chosen: str, named: bool) -> str:
    """A source; where an answer rests on several reports, `named` by its own."""
    section = ""
    if citation.section:
        section = (
            f"　第{citation.section}部分" if citation.source != "regulation" else f"　{citation.section}"
        )
    of = f"{citation.title}　" if named and citation.place and citation.source == "report" else ""
    opener = ""
    if citation.source != "regulation" and citation.anchor:
        where = place_attributes(citation.anchor, citation.quote, citation.cells)
        report = citation.report if citation.report not in (None, chosen) else ""
        words = "打开这份报告" if report else "在报告中查看"
        opener = f'<button type="button" class="locate" data-report="{safe(report)}" {where}>{words}</button>'
    return (
        f'<details class="cite" id="cite-{place}-{citation.n}"><summary>[{citation.n}] '
        f"{_SOURCES[citation.source]}　{safe(of)}{safe(citation.place or citation.title)}{safe(section)}</summary>"
        f"{_source_text(citation)}{opener}</details>"
    )


def _marked(text: str, place: str, citations: Sequence[Citation]) -> str:
    known = {c.n for c in citations}

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in known:
            return match[0]
        return f'<button type="button" class="mark" data-cite="cite-{place}-{n}" aria-label="打开出处{n}">{n}</button>'

    return _MARK.sub(link, safe(text)).replace("\n", "<br>")


def _told_once(answer: Answer) -> str:
    """The words of an answer without the lines that only repeat a card: an article said in plain words before.

    Where nothing was said in plain words before, the article's own words are the answer and stay.
    """
    quoted = {f"[{c.n}]": "".join(c.quote.split()) for c in answer.citations if c.source == "regulation"}
    kept: list[str] = []
    for line in answer.text.split("\n"):
        words, mark = "".join(_MARK.sub("", line).split()), "".join(m[0] for m in _MARK.finditer(line))
        again = mark in quoted and any(mark in told for told in kept)
        if not (again and words.endswith(quoted[mark])):
            kept.append(line)
    return "\n".join(kept)


def _table(answer: Answer, chosen: str) -> str:
    """The answer's own table; the number of a row leads to the cell that is cited for it."""
    if not answer.table:
        return ""
    head, *rows = answer.table
    cells = [c for c in answer.citations if c.source == "report" and c.cells]
    at = head.index(_NUMBER) if _NUMBER in head else len(head) - 1
    # A row tells of the report that it begins with; else the sources stand in the order of the rows.
    in_order = len(cells) == len(rows)

    def line(number: int, row: Sequence[str]) -> str:
        of = [c for c in cells if row[0] and c.title.startswith(row[0])]
        source = of[0] if len(of) == 1 else cells[number] if in_order and not of else None
        shown = [safe(word) for word in row]
        if source is not None:
            shown[at] = located(source.cells[0], source, chosen, row[at])
        return "".join(f"<td>{word}</td>" for word in shown)

    names = "".join(f'<th scope="col">{safe(c)}</th>' for c in head)
    body = "".join(f"<tr>{line(number, row)}</tr>" for number, row in enumerate(rows))
    return f'<table class="figures"><tr>{names}</tr>{body}</table>'


def _is_of_itself(answer: Answer) -> bool:
    """Whether an answer tells of this program, so that nothing was looked up."""
    return not answer.citations and not _OF_ITSELF.isdisjoint(decision for decision, _ in answer.trace)


def _why(answer: Answer) -> str:
    """The decisions that led to the answer, folded away."""
    if not answer.trace or _is_of_itself(answer):
        return ""
    # The program's own names of what was read are no words of the reader's.
    told = ("：".join(word for word in step if not word.isascii()) for step in answer.trace)
    steps = "".join(f"<li>{safe(words)}</li>" for words in told if words)
    return f'<details class="cite trace"><summary>为什么这样答</summary><ol>{steps}</ol></details>'


def _judgement(exchange: Exchange) -> str:
    """The buttons by which the asker says whether an answer was good, with a note where it was not."""
    if exchange.busy or not exchange.number:
        return ""
    n = exchange.number
    up = str(exchange.vote == 1).lower()
    thanks = "谢谢，已记下。" if exchange.vote else ""
    return (
        f'<div class="judge"><button type="button" data-vote="1" data-number="{n}" aria-pressed="{up}">有用</button>'
        f'<details><summary>没有用</summary><label>哪里不对？<input name="comment" maxlength="500"></label>'
        f'<button type="button" data-vote="-1" data-number="{n}">提交</button></details>'
        f'<span role="status">{thanks}</span></div>'
    )


def suggestions_html(questions: Sequence[str], whom: bool = False) -> str:
    """Questions to be asked by a click, and where wanted the way to an agency's address and telephone."""
    find = '<button type="button" data-find>下一步：选单位，看受理地址和电话</button>' if whom else ""
    return find + "".join(f'<button type="button" data-ask="{safe(q)}">{safe(q)}</button>' for q in questions)


def exchange_html(exchange: Exchange, chosen: str, place: str) -> str:
    """One question with its answer; `chosen` is the report shown, `place` its name on the page."""
    answer = exchange.answer
    text = _marked(_told_once(answer), place, answer.citations) if answer.text else "正在查找……"
    notice = f'<p class="notice" role="note">{safe(answer.notice)}</p>' if answer.notice else ""
    looked = exchange.where if not _is_of_itself(answer) else ""
    where = f'<p class="where">{safe(looked)}</p>' if looked else ""
    several = len({c.report for c in answer.citations if c.source == "report"}) > 1
    cards = "".join(_card(c, place, chosen, several) for c in answer.citations)
    if len(answer.citations) > _MOST_OPEN_CARDS:
        cards = f'<details class="cite sources"><summary>出处 {len(answer.citations)} 处</summary>{cards}</details>'
    state = " busy" if exchange.busy else ""
    figures = exchange.figures or _table(answer, chosen)
    return (
        f'<div class="exchange" id="x-{place}"><div class="question">{safe(exchange.question)}</div>'
        f'<div class="answer{state}"><div class="words">{text}</div>{figures}{exchange.picture}{notice}{where}'
        f'<div class="cites">{cards}{_why(answer)}</div>{_judgement(exchange)}</div></div>'
    )
