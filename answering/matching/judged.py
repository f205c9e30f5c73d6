"""Whether an answer found by words is the answer: surely, probably, or not at all, each in words of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answering.answer import Answer, Citation, Evidence
from answering.coverage import tells_measures, unaccounted
from answering.evidence.held import Held
from answering.evidence.statements import ended, shown
from answering.hostile import without_instructions
from answering.joined import joined
from answering.matching.match import Match, likelihood, matches
from answering.matching.scoring import calibration
from answering.matching.wanted import NUMBER, kind_wanted, offers
from answering.matching.weighed import better_than_cells
from answering.plan.kinds import answers_the_kind
from answering.plan.operations import Plan
from answering.source import cite_paragraph

# By so much another sentence must be more probable to take the place of what was found.
_BETTER = 0.2
# What says less of a question, or answers it less probably, has nothing to do with it.
_RELATED, _NEAR = 0.3, 0.15
# A sentence that answers so nearly as probably as the nearest one is shown beside it.
_AS_NEAR, _MOST_NEAR = 0.6, 2


def judged(plan: Plan, asked: str, answer: Answer, helds: Sequence[Held]) -> Answer | None:
    """The answer as it is to be given; None where it is the answer as it is, or rests on no report.

    A sentence that explains more takes the place of cells, and a better one of another; what answers neither by its
    words nor by its probability is not claimed.
    """
    cited = [c for c in answer.citations if c.source == "report"]
    if helds and any(c.cells for c in cited):
        more = better_than_cells(plan, asked, answer, helds)
        return _written(asked, answer.question, {helds[0].source.id: more}, helds) if more else None
    if not helds or (answer.citations and not cited):
        return None
    own = _own(asked, cited, helds) if cited and not answer.abstained else 0.0
    best = {h.source.id: m[0] for h in helds if (m := matches(asked, h.told))}
    top = max(best.values(), key=lambda m: m.probability, default=None)
    if cited and not answer.abstained:
        other = top is not None and not any(_same(top, c) for c in cited)
        better = top is not None and other and top.is_sure and top.probability >= own + _BETTER
        stands = tells_measures(asked, cited) or (
            _offered(asked, cited)
            and (
                not unaccounted(replace(plan, read_as=asked), answer, helds)
                or (not better and own >= calibration().probably)
            )
        )
        if stands:
            return _with_others(asked, answer, best, helds)
    if top is not None and top.is_probable:
        return _told(asked, answer.question, best, helds)
    return absent(asked, answer.question, helds)


def _offered(asked: str, cited: Sequence[Citation]) -> bool:
    """Whether what is cited has the kind of thing that is wanted; that all words of a question are said is no answer."""
    kind = kind_wanted(asked)
    if kind == NUMBER:
        return any(offers(asked, kind, c.quote) for c in cited)
    return any(answers_the_kind(asked, c.quote) or offers(asked, kind, c.quote) for c in cited)


def _with_others(asked: str, answer: Answer, best: dict[str, Match], helds: Sequence[Held]) -> Answer:
    """An answer from some of several reports with what the others say, or that they do not."""
    cited = {c.report for c in answer.citations}
    others = [h for h in helds if h.source.id not in cited]
    if not others or len(others) == len(helds):
        return answer
    more = _told(asked, answer.question, best, others)
    if not more.abstained:
        return joined(answer.question, [answer, more])
    names = "、".join(h.source.name for h in others)
    return replace(answer, text=f"{answer.text}\n{names}的报告没有写明。")


def told_of_year(asked: str, question: str, year: str, helds: Sequence[Held]) -> Answer | None:
    """What the reports at hand tell of another year, in a sentence that names it; None where none surely answers."""
    best: dict[str, Match] = {}
    for held in helds:
        named = [m for m in matches(asked, held.told) if year in m.sentence.text and m.is_probable]
        best |= {held.source.id: named[0]} if named else {}
    own = [h for h in helds if h.source.id in best]
    return _told(asked, question, best, own) if own else None


def _own(asked: str, cited: Sequence[Citation], helds: Sequence[Held]) -> float:
    """How probable it is that what is cited answers, in the report where it does so most."""
    quotes = {h.source.id: [c.quote for c in cited if c.report == h.source.id] for h in helds}
    return max((likelihood(asked, h.told, q) for h in helds if (q := quotes[h.source.id])), default=0.0)


def _same(match: Match, citation: Citation) -> bool:
    text = match.sentence.text
    return text in citation.quote or citation.quote in text


def _told(asked: str, question: str, best: dict[str, Match], helds: Sequence[Held]) -> Answer:
    """The best sentence of each report, where it is probable; of one that has none that it does not say."""
    return _written(asked, question, {r: m for r, m in best.items() if m.is_probable}, helds)


def _written(asked: str, question: str, best: dict[str, Match], helds: Sequence[Held]) -> Answer:
    """The given sentence of each report; of one that has none that it does not say."""
    evidence, said, silent = Evidence(), [], []
    for held in helds:
        match = best.get(held.source.id)
        words = _words(asked, match) if match is not None else ""
        if match is None or not words:
            silent.append(held.source.name)
            continue
        mark = cite_paragraph(evidence, held.source, match.sentence.paragraph, words)
        lead = "写道" if match.is_sure else "中最相关的写法是"
        said.append(f"{held.source.name}的报告{lead}：{ended(words)}{mark}")
    said += [f"{'、'.join(silent)}的报告没有写明。"] if silent and said else []
    if not said:
        return absent(asked, question, helds)
    return Answer(question, "\n".join(said), tuple(evidence.citations))


def _words(asked: str, match: Match) -> str:
    words = without_instructions(shown(asked, match.sentence)).rstrip("；;，")
    return words if words in match.sentence.paragraph.text else ""


def absent(asked: str, question: str, helds: Sequence[Held]) -> Answer:
    """That the reports do not say it, with where it was looked for and what comes nearest to it."""
    names = "、".join(dict.fromkeys(h.source.name for h in helds))
    evidence = Evidence()
    near = [n for h in helds for n in _nearest(asked, h, evidence, len(helds) > 1)][: _MOST_NEAR * len(helds)]
    if not near:
        said = f"报告未载明：已查找{names}报告的正文和表格，没有找到直接写明的内容。"
        return Answer(question, said, abstained=True)
    said = f"没有在{names}报告的正文和表格中找到直接写明的内容，与此最接近的写法是：\n"
    return Answer(question, said + "\n".join(near), tuple(evidence.citations), abstained=True)


def _nearest(asked: str, held: Held, evidence: Evidence, named: bool) -> list[str]:
    """The sentences of a report that come nearest to a question, each with its mark; those that have nothing to do with it left out."""
    found = matches(asked, held.told)
    near = [m for m in found if m.said >= _RELATED or m.probability >= _NEAR][:_MOST_NEAR]
    near = [m for m in near if m.probability >= _AS_NEAR * near[0].probability]
    shown_words = [(m, words) for m in near if (words := _words(asked, m))]
    lead = f"{held.source.name}：" if named else ""
    return [
        f"{lead}{ended(words)}{cite_paragraph(evidence, held.source, m.sentence.paragraph, words)}"
        for m, words in shown_words
    ]
