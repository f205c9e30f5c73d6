"""Which of several reports has the most of something that only their prose tells: 哪个街道的公众号粉丝最多."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.answer import Answer, Evidence
from answering.evidence.narrative_index import NarrativeIndex, Ranked
from answering.evidence.numbers_told import best_number
from answering.plan.lexicon import same_measure
from answering.source import Source, cite_paragraph

_ASKS = re.compile(
    r"(?:谁家?|哪(?:个|家|一个|一家)?(?:单位|部门|机关|街道|乡镇|镇|乡|局|区|县|市|地方|委)?家?)的?(?P<what>[^，,？?]{2,20}?)(?:得|是)?最(?P<way>多|少|高|低|大|长)"
)
_LEAST = ("少", "低")
_FEWEST = 2


def answer_from_ranked_numbers(
    question: str, sources: list[Source], indexes: list[NarrativeIndex]
) -> Answer | None:
    """What each report writes of the number, the largest (or smallest) named first where all count in one measure.

    None where the question asks for no extreme of several reports, or fewer than two write of it.
    """
    match = _ASKS.search(question)
    if match is None or len(sources) < _FEWEST:
        return None
    told = [
        (source, best) for source, index in zip(sources, indexes, strict=True)
        if (best := best_number(f"{match['what']}多少", index)) is not None and best.clause is not None
    ]  # fmt: skip
    if len(told) < _FEWEST:
        return None
    told.sort(key=lambda t: _value(t[1]), reverse=match["way"] not in _LEAST)
    evidence, said = Evidence(), []
    for source, best in told:
        words = best.clause.quote([]) if best.clause else ""
        mark = cite_paragraph(evidence, source, best.sentence.paragraph, words)
        said.append(f"{source.name}的报告写明：{words}。{mark}")
    silent = [s.name for s in sources if all(s is not source for source, _ in told)]
    if silent:
        said.append(f"{'、'.join(silent)}的报告没有写明。")
    return Answer(
        question, "\n".join((*_verdict(told, match["what"], match["way"]), *said)), tuple(evidence.citations)
    )


def _value(ranked: Ranked) -> Decimal:
    return ranked.clause.quantity.value if ranked.clause else Decimal(0)


def _verdict(told: list[tuple[Source, Ranked]], what: str, way: str) -> list[str]:
    """Who comes first, in a line; none where the measures differ or the first two are equal."""
    units = [best.clause.quantity.unit for _, best in told if best.clause]
    if any(not same_measure(units[0], unit) for unit in units) or _value(told[0][1]) == _value(told[1][1]):
        return []
    return [f"写明“{what}”的{len(told)}份报告中，最{way}的是{told[0][0].name}。"]
