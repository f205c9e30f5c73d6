"""The conversation as HTML: questions, answers with numbered marks, and citation cards that open the source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answering.answer import Answer, Citation
from regulation import load_regulation
from web.escape import safe
from web.findings_view import place_attributes

_SOURCES = {"report": "报告", "regulation": "条例", "review": "审查"}
_MARK = re.compile(r"\[(\d{1,2})\]")


@dataclass(frozen=True)
class Exchange:
    """A question and its answer; `number` is its own in the library, `busy` while it is written."""

    question: str
    answer: Answer
    busy: bool = False
    number: int = 0
    vote: int = 0


def _source_text(citation: Citation) -> str:
    """The words around a quotation: the whole article for the Regulation, else the quotation itself."""
    if citation.article is not None and citation.source == "regulation":
        text = load_regulation().article(citation.article).text
        escaped, quote = safe(text), safe(citation.quote)
        lit = escaped.replace(quote, f"<mark>{quote}</mark>", 1)
        return "".join(
            f"<p>{line}</p>"
            for line in (lit.split("\n") if "\n" not in quote else [lit.replace("\n", "<br>")])
        )
    return f"<p><mark>{safe(citation.quote)}</mark></p>"


def _card(citation: Citation, number: int, chosen: str) -> str:
    section = ""
    if citation.section:
        section = (
            f"　第{citation.section}部分" if citation.source != "regulation" else f"　{citation.section}"
        )
    opener = ""
    if citation.source != "regulation" and citation.anchor:
        if citation.report in (None, chosen):
            place = place_attributes(citation.anchor, citation.quote, citation.cells)
            opener = f'<button type="button" class="locate" {place}>在报告中查看</button>'
        else:
            opener = f'<button type="button" class="open" data-open="{safe(citation.report)}">打开这份报告</button>'
    return (
        f'<details class="cite" id="cite-{number}-{citation.n}"><summary>[{citation.n}] {_SOURCES[citation.source]}　'
        f"{safe(citation.title)}{safe(section)}</summary>{_source_text(citation)}{opener}</details>"
    )


def _marked(text: str, number: int, citations: Sequence[Citation]) -> str:
    known = {c.n for c in citations}

    def link(match: re.Match[str]) -> str:
        n = int(match[1])
        if n not in known:
            return match[0]
        return f'<button type="button" class="mark" data-cite="cite-{number}-{n}" aria-label="打开出处{n}">{n}</button>'

    return _MARK.sub(link, safe(text)).replace("\n", "<br>")


def _table(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    head = "".join(f"<th>{safe(c)}</th>" for c in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{safe(c)}</td>" for c in row) + "</tr>" for row in rows[1:])
    return f'<table class="figures"><tr>{head}</tr>{body}</table>'


def _judgement(exchange: Exchange) -> str:
    """The buttons by which the asker says whether an answer was good, with a note where it was not."""
    if exchange.busy or not exchange.number:
        return ""
    n = exchange.number
    up = str(exchange.vote == 1).lower()
    return (
        f'<div class="judge"><button type="button" data-vote="1" data-number="{n}" aria-pressed="{up}" >有用</button>'
        f'<details><summary>没有用</summary><label>哪里不对？<input name="comment" maxlength="500"></label>'
        f'<button type="button" data-vote="-1" data-number="{n}">提交</button></details>'
        f"{'<span>谢谢，已记下。</span>' if exchange.vote else ''}</div>"
    )


def suggestions_html(questions: Sequence[str]) -> str:
    """Questions to be asked by a click."""
    buttons = " ".join(f'<button type="button" data-ask="{safe(q)}">{safe(q)}</button>' for q in questions)
    return f'<div class="empty suggestions"><p>可以这样问：</p><p>{buttons}</p></div>' if questions else ""


def conversation_html(exchanges: Sequence[Exchange], chosen: str = "", suggested: Sequence[str] = ()) -> str:
    """The conversation; every text of a file, a question or a model is escaped. `chosen` is the report shown."""
    parts = []
    for number, exchange in enumerate(exchanges, start=1):
        answer = exchange.answer
        text = _marked(answer.text, number, answer.citations) if answer.text else "正在查找……"
        notice = f'<p class="notice" role="note">{safe(answer.notice)}</p>' if answer.notice else ""
        cards = "".join(_card(c, number, chosen) for c in answer.citations)
        state = " busy" if exchange.busy else ""
        parts.append(
            f'<div class="question">{safe(exchange.question)}</div>'
            f'<div class="answer{state}"><div class="words">{text}</div>{_table(answer.table)}{notice}'
            f'<div class="cites">{cards}</div>{_judgement(exchange)}</div>'
        )
    tail = "" if any(e.busy for e in exchanges) else suggestions_html(suggested)
    if not parts:
        return tail
    return f'<div class="conversation" role="log" aria-live="polite" aria-label="对话">{"".join(parts)}{tail}</div>'
