"""Questions on how to use the tool, answered from corpus/help; they need no source and no model."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from answering.answer import Answer

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "help" / "help.toml"


@cache
def _entries() -> tuple[tuple[re.Pattern[str], str], ...]:
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))["entries"]
    return tuple((re.compile("|".join(f"(?:{s})" for s in e["said"]), re.I), e["answer"]) for e in data)


def answer_from_help(question: str) -> Answer | None:
    """The answer to a question on using the tool; None where it asks for something else."""
    asked = question.strip()
    return next((Answer(question, text) for said, text in _entries() if said.search(asked)), None)
