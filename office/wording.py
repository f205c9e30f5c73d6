"""A finding in the reviewer's words: as she edits it, as she reworded it, and what her rewordings have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from library.phrases import Phrase
from review.finding import Finding

_ADVICE = "建议"
_ADVICE_LINE = re.compile(r"\n+\s*建议[：:]\s*")
_CLAUSE = re.compile(r"[^，。；：、！？]*[，。；：、！？]?")


def wording_of(finding: Finding) -> str:
    """A finding as the reviewer edits it: what is wrong, then what to do."""
    return f"{finding.message}\n{_ADVICE}：{finding.suggestion.removeprefix(_ADVICE)}"


def reworded(finding: Finding, wording: str) -> Finding:
    """The finding in the reviewer's own words; without any, as it was."""
    if not wording:
        return finding
    message, _, suggestion = _ADVICE_LINE.sub("\x1f", wording, count=1).partition("\x1f")
    # What stood after “建议：” alone reads on as the finding's own words do.
    began = finding.suggestion.startswith(_ADVICE) and suggestion.strip()
    said = _ADVICE if began and not suggestion.strip().startswith((_ADVICE, "请")) else ""
    return replace(finding, message=message.strip(), suggestion=said + suggestion.strip())


def phrased(finding: Finding, phrases: Sequence[Phrase]) -> Finding:
    """The finding with the phrases that the reviewer made her default."""
    for phrase in (p for p in phrases if p.rule == finding.rule):
        finding = replace(
            finding,
            message=finding.message.replace(phrase.old, phrase.new),
            suggestion=finding.suggestion.replace(phrase.old, phrase.new),
        )
    return finding


def replaced_clauses(before: str, after: str) -> list[tuple[str, str]]:
    """The clauses that were replaced by others, each with what stands in its place."""
    if not after:
        return []
    old, new = ([c for c in _CLAUSE.findall(t) if c] for t in (before, after))
    return [
        ("".join(old[i:j]), "".join(new[k:m]))
        for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        if kind == "replace"
    ]
