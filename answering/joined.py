"""Answers put under each other: their citations numbered anew, what two of them say alike said once."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Evidence


def joined(question: str, answers: Sequence[Answer]) -> Answer:
    """One answer of several, their citations numbered anew; what two of them say alike is said once."""
    evidence, texts = Evidence(), []
    for answer in answers:
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
