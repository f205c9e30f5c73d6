"""Answers put under each other: their citations numbered anew, what two of them say alike said once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Evidence


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several, their citations numbered anew; what two of them say alike is said once."""
    evidence, texts, quoted = Evidence(), list[str](), list[frozenset[str]]()
    for answer in answers:
        prose = frozenset(c.quote for c in answer.citations if not c.cells)
        # 中最相关的写法是 and 写道 may lead the same sentence; what cites cells counts something with them.
        if len(prose) == len(answer.citations) == 1 and not answer.abstained and prose in quoted:
            continue
        quoted += [prose] if not answer.abstained else []
        marks = {c.n: evidence.cite(c) for c in answer.citations}
        text = re.sub(r"\[(\d+)\]", lambda m, known=marks: known.get(int(m[1]), m[0]), answer.text)  # type: ignore[misc]
        if text not in texts:
            texts.append(text)
    table = next((a.table for a in answers if a.table), ())
    return Answer(
        question,
        "\n".join(texts),
        tuple(evidence.citations),
        abstained=all(a.abstained for a in answers),
        table=table,
    )
