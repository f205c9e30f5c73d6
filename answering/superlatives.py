"""Which item of a listing in the prose is the largest or the smallest: 哪一类信息公开得最多."""

from __future__ import annotations

import re

from answering.answer import Answer, Evidence
from answering.hostile import poses_as_instruction
from answering.plan.words import content_words
from answering.source import Source, cite_paragraph
from reports.prose.listings import Listing, listings
from reports.prose.quantities import quantities
from reports.prose.quantity import Quantity
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

_ASKS = re.compile(
    r"哪(?:一|个|几)?(?:类|种|样|方面|项|块|些|渠道|平台|途径|方式).{0,10}最(?P<way>[多少大小])|最(?P<how>[多少])的是(?:哪|什么)|"
    r"哪(?:一|个)?(?:类|种|样|方面|块|渠道|平台|途径|方式|边).{0,8}(?P<more>[多少])[？?]?$"
)
_BOTH = re.compile("最多.*最少|最少.*最多")
_DISCLOSED = re.compile("信息|公开|公示|发布")
_APPLIED_FOR = "申请"
_FEWEST_ITEMS = 3
_FEWEST_OF_TWO = 2
_SUBJECT = 6


def answer_from_listings(question: str, sources: list[Source]) -> Answer | None:
    """The extreme items of each report's longest listing; None where the question asks for none or none is there."""
    match = _ASKS.search(question)
    if match is None:
        return None
    least = (match["way"] or match["how"] or match["more"]) in ("少", "小")
    evidence, said = Evidence(), []
    for source in sources:
        found = [
            li for li in listings(source.report.paragraphs())
            if len(li.parts) >= (_FEWEST_OF_TWO if match["more"] else _FEWEST_ITEMS) and _divides(li, question)
        ]  # fmt: skip
        found = found or _enumerated(source, question)
        if not found:
            continue
        longest = max(found, key=lambda li: len(li.parts))
        # What is lumped together is no kind of its own.
        parts = [p for p in longest.parts if not p[0].startswith(("其他", "其它"))]
        if not parts or poses_as_instruction(longest.quote):
            continue
        ways = [True, False] if _BOTH.search(question) else [least]
        for least in ways:
            value = (min if least else max)(q.value for _, q in parts)
            items = [
                text for label, q in parts if q.value == value and (text := _as_written(longest, label, q))
            ]
            if not items:
                continue
            marks = "".join(cite_paragraph(evidence, source, longest.paragraph, i) for i in items)
            said.append(
                f"{source.name}的报告列出的{len(parts)}项中，最{'少' if least else '多'}的是"
                f"{'、'.join(items)}。{marks}"
            )
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


def _enumerated(source: Source, question: str) -> list[Listing]:
    """Sentences that only enumerate (内容包括A2件、B3件、C3件), without saying what they make together."""
    out = []
    for sentence in whole_sentences(source.report.paragraphs()):
        found = quantities(sentence.text)
        items = [q for q in found if q.unit == found[0].unit]
        if len(items) < _FEWEST_ITEMS or len(items) != len(found):
            continue
        ends = [0, *(q.end for q in items)]
        labels = [_LABEL.sub("", sentence.text[e : q.start]) for e, q in zip(ends, items, strict=False)]
        words = [w for w in content_words(question) if not w.is_light and len(w.text) > 1]
        if all(labels) and any(w.said_in(fold_text(sentence.text)) for w in words):
            parts = tuple(zip(labels, items, strict=True))
            out.append(Listing(items[0], parts, sentence.text, sentence.paragraph))
    return out


_LABEL = re.compile("^.*?(?:包括|其中|分别(?:是|为)?|[：:])|^[、，,；]")


def _divides(listing: Listing, question: str) -> bool:
    """Whether what a listing divides is what is asked about; what is counted in 条 is information."""
    subject = fold_text(listing.quote[max(0, listing.total.start - _SUBJECT) : listing.total.start])
    if _APPLIED_FOR in subject and _APPLIED_FOR not in question:
        return False
    named = any(w.said_in(subject) for w in content_words(question) if not w.is_light)
    return named or (bool(_DISCLOSED.search(question)) and listing.total.unit == "条")


def _as_written(listing: Listing, label: str, quantity: Quantity) -> str:
    """An item as it stands in the paragraph; empty where its label and number do not stand together."""
    pattern = re.escape(label) + r".{0,4}?" + re.escape(quantity.raw)
    match = re.search(pattern, listing.paragraph.text) if label else None
    return match[0] if match else ""
