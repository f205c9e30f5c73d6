"""Lines that were cut at the right margin, as text copied from a PDF has them, become paragraphs again.

The margin is told by the lines themselves: where many of them end at nearly the same place and hardly one goes
beyond, they were cut there, by what they measure on the page (a Chinese character is twice as wide as a digit) or
by their number of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence

_STARTS = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|第[一二三四五六七八九十]+[章节条部]|"
    r"　{1,}|\s{3,}|[•·●◆■#>|-]|附[件表]|注[：:])"
)
_CONTINUES = re.compile(r"^\s*[，。；、！？：）)》”’】〕％%]")
_ENDED = re.compile(r"[。！？；：:]\s*[”’）)]?\s*$")
# What a line may be short of the margin: a mark or a number that was not cut in two.
_WIDTH_SLACK, _COUNT_SLACK = 4, 1
_FEWEST_LINES, _SHORTEST, _TABLE = 4, 16, re.compile(r"[\t|]")


def _characters(line: str) -> int:
    return len(line.rstrip())


def _width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line.rstrip())


def _margin(lines: Sequence[str], measure: Callable[[str], int], slack: int) -> tuple[int, int]:
    """How many lines end at the margin, and where it is; nothing where lines were not cut."""
    sizes = Counter(measure(line) for line in lines)
    if not sizes:
        return 0, 0
    near = {size: sum(sizes[size - n] for n in range(slack + 1)) for size in sizes}
    margin = max(near, key=lambda size: (near[size], size))
    beyond = sum(count for size, count in sizes.items() if size > margin + 1)
    enough = near[margin] >= _FEWEST_LINES and margin >= _SHORTEST * (measure(" 国") - 1)
    return (near[margin], margin) if enough and beyond * 10 <= near[margin] else (0, 0)


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not _TABLE.search(line)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines, those that were cut at a margin put together; lines of tables stay as they are."""
    prose = [line for line in lines if _is_prose(line) and _characters(line) >= _SHORTEST]
    by_width, by_count = _margin(prose, _width, _WIDTH_SLACK), _margin(prose, _characters, _COUNT_SLACK)
    if not by_width[0] and not by_count[0]:
        return list(lines)
    if by_width[0] > by_count[0]:
        return _joined(lines, lambda line: _width(line) >= by_width[1] - _WIDTH_SLACK)
    return _joined(lines, lambda line: _characters(line) >= by_count[1] - _COUNT_SLACK)


def _joined(lines: Sequence[str], is_full: Callable[[str], bool]) -> list[str]:
    out: list[str] = []
    full = False
    for line in lines:
        goes_on = (
            full
            and _is_prose(line)
            and (_CONTINUES.match(line) or not (_ENDED.search(out[-1]) or _STARTS.match(line)))
        )
        full = _is_prose(line) and is_full(line)
        if goes_on:
            out[-1] += _glue(out[-1], line.strip())
        else:
            out.append(line)
    return out


def _glue(before: str, after: str) -> str:
    latin = before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha()
    return (" " if latin else "") + after
