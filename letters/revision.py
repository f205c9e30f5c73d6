"""What a reviewer wrote into a letter is carried over when the letter is composed anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_NUMBER = re.compile(r"^\d+[.．、]\s*")
_HEADING = re.compile(r"^#{1,2}\s")
_POINT = "• "
# From so much on a line of the new letter tells what another line of the old one told. One problem is told nearly as
# another of its kind is; of other paragraphs there are few, and their words change with the numbers of problems.
_ALIKE_POINTS, _ALIKE = 0.8, 0.3


@dataclass(frozen=True)
class Renewed:
    """A letter composed anew with her words in it: how many of her paragraphs stand beside the new ones, since both had
    changed the same words, and those that have no place in it any more."""

    text: str
    both: int = 0
    gone: tuple[str, ...] = ()


@dataclass
class _Became:
    """What she made of a line: the lines in its place, and those that she wrote after it."""

    line: str
    place: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def hers(self) -> list[str]:
        """The words of hers in its place."""
        return [line for line in self.place if line != self.line]


def _lines(text: str) -> list[str]:
    """The lines that say something, points without their numbers."""
    return [_NUMBER.sub(_POINT, line.strip()) for line in text.splitlines() if line.strip()]


def _opcodes(one: Sequence[str], other: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, one, other, autojunk=False).get_opcodes()


def _edits(base: list[str], hers: list[str]) -> tuple[list[_Became], list[str]]:
    """What became of each line of the base, and what she wrote before the first."""
    became, first = [_Became(line) for line in base], list[str]()
    for kind, i, j, k, m in _opcodes(base, hers):
        if kind == "equal":
            for one in became[i:j]:
                one.place.append(one.line)
        elif kind == "insert":
            (became[i - 1].after if i else first).extend(hers[k:m])
        else:
            # Line by line where as many stand for as many, so that one of them can go without the others.
            for offset, line in enumerate(hers[k:m]):
                became[min(i + offset, j - 1)].place.append(line)
    return became, first


def _origins(base: list[str], new: list[str]) -> dict[int, int]:
    """The lines of the base that lines of the new letter stand for: the same ones, then those that tell much the same."""
    origin = {
        k + n: i + n for kind, i, j, k, _ in _opcodes(base, new) if kind == "equal" for n in range(j - i)
    }
    left = [i for i in range(len(base)) if i not in origin.values()]
    alike = [(_alike(base[i], line), i, k) for k, line in enumerate(new) if k not in origin for i in left]
    for score, i, k in sorted(alike, reverse=True):
        if score and k not in origin and i not in origin.values():
            origin[k] = i
    return origin


def _alike(one: str, other: str) -> float:
    """How much of one line the other tells; 0 where they are no two wordings of one thing."""
    points, headings = ([bool(m(x)) for x in (one, other)] for m in (_is_point, _HEADING.match))
    if points[0] != points[1] or headings[0] != headings[1]:
        return 0.0
    score = SequenceMatcher(None, one, other, autojunk=False).ratio()
    return score if score >= (_ALIKE_POINTS if points[0] else _ALIKE) else 0.0


def _is_point(line: str) -> bool:
    return line.startswith(_POINT)


def _changes(base: str, text: str) -> list[tuple[int, int, str]]:
    return [(i, j, text[k:m]) for kind, i, j, k, m in _opcodes(base, text) if kind != "equal"]


def _merged(base: str, hers: str, new: str) -> str | None:
    """A line with her changes and those of the new letter; None where both changed the same words."""
    mine = _changes(base, hers)
    theirs = [change for change in _changes(base, new) if change not in mine]
    if any((i < n and m < j) or (i, j) == (m, n) for i, j, _ in mine for m, n, _ in theirs):
        return None
    said, at = "", 0
    for i, j, words in sorted([*mine, *theirs]):
        said, at = said + base[at:i] + words, j
    return said + base[at:]


def _numbered(lines: list[str]) -> list[str]:
    out, number = [], 0
    for line in lines:
        if _HEADING.match(line):
            number = 0
        if _is_point(line):
            number += 1
            line = f"{number}. {line[len(_POINT) :]}"
        out.append(line)
    return out


def _told(was: _Became, line: str) -> Iterator[str]:
    """What stands in the place of a line of the new letter: her words, with the new ones where they are others."""
    if was.line == line:
        yield from was.place
        return
    merged = _merged(was.line, was.place[0], line) if len(was.place) == 1 else None
    if merged is not None:
        yield merged
        return
    yield line
    yield from was.hers


def carry_over(base: str, hers: str, new: str) -> Renewed:
    """`new` with the edits that lead from `base` to `hers`: three Markdown letters, line by line.

    A line that both changed has both changes; where they changed the same words both lines stand there. Her words on a
    line that is told no more go with it, and are told; what she wrote between the lines stays.
    """
    old, fresh = _lines(base), _lines(new)
    became, lines = _edits(old, _lines(hers))
    origins = _origins(old, fresh)
    for at, was in reversed(list(enumerate(became))):
        if at not in origins.values():  # what she wrote after it follows the line before
            (became[at - 1].after if at else lines).extend(was.after)
    both = 0
    for at, line in enumerate(fresh):
        if at not in origins:
            lines.append(line)
            continue
        was = became[origins[at]]
        told = list(_told(was, line))
        both += len(told) > 1 and was.line != line
        lines += [*told, *was.after]
    gone = tuple(w for at, was in enumerate(became) if at not in origins.values() for w in was.hers)
    return Renewed("\n\n".join(_numbered(lines)) + "\n", both, gone)
