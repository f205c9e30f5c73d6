"""What a reviewer wrote into a letter is carried over when the letter is composed anew."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_NUMBER = re.compile(r"^\d+[.．、]\s*")
_HEADING = re.compile(r"^#{1,2}\s")


def _lines(text: str) -> list[str]:
    """The lines that say something, points without their numbers."""
    return [_NUMBER.sub("• ", line.strip()) for line in text.splitlines() if line.strip()]


def _edits(base: list[str], hers: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """What became of each line of the base (also what she wrote after it), and what she wrote before the first."""
    became: dict[str, list[str]] = {}
    first: list[str] = []
    for kind, i, j, k, m in SequenceMatcher(None, base, hers, autojunk=False).get_opcodes():
        if kind == "equal":
            became.update({line: [line] for line in base[i:j]})
        elif kind == "insert":
            (became[base[i - 1]] if i else first).extend(hers[k:m])
        else:
            became.update({line: [] for line in base[i:j]})
            # Line by line where as many stand for as many, so that one of them can go without the others.
            for offset, line in enumerate(hers[k:m]):
                became[base[min(i + offset, j - 1)]].append(line)
    return became, first


def _numbered(lines: list[str]) -> list[str]:
    out, number = [], 0
    for line in lines:
        if _HEADING.match(line):
            number = 0
        if line.startswith("• "):
            number += 1
            line = f"{number}. {line[2:]}"
        out.append(line)
    return out


def carry_over(base: str, hers: str, new: str) -> str:
    """`new` with the edits that lead from `base` to `hers`: three Markdown letters, line by line.

    An edited line whose original is no longer in the new letter goes with it; new lines come as they are; points
    are numbered again.
    """
    became, first = _edits(_lines(base), _lines(hers))
    lines = list(first)
    for line in _lines(new):
        lines += became.get(line, [line])
    return "\n\n".join(_numbered(lines)) + "\n"
