"""Blocks become the preamble and the first-level sections; headings are matched loosely to the format.

Equivalent wordings stand in corpus/formats. A heading may carry no number, run on with its paragraph, or be
broken over two lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from reports.editions import Edition, normalise_label
from reports.model import Block, Paragraph, Section

NUMBERS = "一二三四五六七八九十"
_NUMBERED = re.compile(
    r"^\s*(?:第?([一二三四五六七八九十]{1,2})\s*(?:[、.．,，:：]|部分[、:：\s]*|\s(?=\S))|([1-9])\s*[、.．]\s*(?!\d))\s*(.*)$",
    re.S,
)
# 三收到和处理…: the mark after the number is lost on many a scan.
_UNMARKED = re.compile(r"^\s*([一二三四五六])(?=[一-鿿])(.+)$", re.S)
_CLOSE_ENOUGH, _SURELY = 78.0, 97


@dataclass(frozen=True)
class _Candidate:
    """A paragraph that may be a heading: printed number, matched part (None: unknown), text that runs on."""

    paragraph: Paragraph
    printed: str | None
    title: str
    number: str | None
    rest: str = ""
    score: float = 0.0
    lines: int = 1

    @property
    def is_of_first_level(self) -> bool:
        """Whether it is numbered as parts are (一、), and not as what stands within them (（一）, 1.)."""
        return bool(
            re.match(
                r"\s*(?:第?[一二三四五六七八九十]{1,2}\s*(?:[、.．,，:：]|部分|\s))", self.paragraph.text
            )
        )

    @property
    def may_be_within(self) -> bool:
        """Whether its number is of a lower level and not the part's own: （一）主动公开政府信息情况 within part one."""
        lower = re.match(r"\s*[（(]?([一二三四五六七八九十]|\d)[）).．、]", self.paragraph.text)
        if lower is None or self.is_of_first_level:
            return False
        number = NUMBERS[int(lower[1]) - 1] if lower[1].isdigit() and lower[1] != "0" else lower[1]
        return number != self.number


def _match_title(title: str, edition: Edition) -> tuple[str | None, float]:
    """The part whose wordings are closest to a heading, and how close (0 to 100)."""
    name = normalise_label(title)
    if len(name) < 3:
        return None, 0.0
    best: tuple[str | None, float] = (None, 0.0)
    for section in edition.sections:
        for wording in section.wordings():
            score = 100.0 if wording == name else fuzz.ratio(wording, name)
            if len(wording) > 5 and wording in name and len(name) - len(wording) <= 12:
                score = max(score, 90.0)
            if score > best[1]:
                best = (section.number, score)
    return best if best[1] >= _CLOSE_ENOUGH else (None, best[1])


def _unmarked(text: str, edition: Edition) -> re.Match[str] | None:
    """A part's number and its own title without the mark between them."""
    match = _UNMARKED.match(text)
    if match is None:
        return None
    number, score = _match_title(match[2], edition)
    return match if number == match[1] and score >= _SURELY else None


def _run_on(text: str, edition: Edition) -> tuple[str, str, str] | None:
    """Part, title and remaining text where a heading's wording begins a longer paragraph."""
    flat = text.strip()
    for section in edition.sections:
        for wording in sorted((section.title, *section.aliases), key=len, reverse=True):
            if flat.startswith(wording) and len(flat) > len(wording):
                rest = flat[len(wording) :].lstrip("。.：: 　")
                if rest and not rest.startswith(("的", "良好", "如下")):
                    return section.number, wording, rest
    return None


def _candidate(paragraph: Paragraph, following: Block | None, edition: Edition) -> _Candidate | None:
    match = _NUMBERED.match(paragraph.text) or _unmarked(paragraph.text, edition)
    arabic = bool(match and match[1] is None)
    printed = (match[1] or NUMBERS[int(match[2]) - 1]) if match else None
    title = (match[match.re.groups] if match else paragraph.text).strip()
    if len(title) <= 45 and not title.endswith(("。", "；", "，")):
        number, score = _match_title(title, edition)
        joined = title + following.text.strip() if isinstance(following, Paragraph) and printed else ""
        if printed and isinstance(following, Paragraph) and len(joined) <= 45 and following.text:
            together, better = _match_title(joined, edition)
            if better > score + 3 and better >= _SURELY and not _NUMBERED.match(following.text):
                return _Candidate(paragraph, printed, joined, together, score=better, lines=2)
        if number and (printed or score == 100.0) and not (arabic and score < _SURELY):
            return _Candidate(paragraph, printed, title, number, score=score)
    if printed and not arabic:
        found = _run_on(title, edition)
        if found:
            return _Candidate(paragraph, printed, found[1], found[0], rest=found[2], score=95.0)
        if len(title) <= 30 and not re.search(r"[。；！？]", title):
            return _Candidate(paragraph, printed, title, None)
    return None


def _plausible(found: Sequence[_Candidate]) -> list[_Candidate]:
    """The candidates that really are first-level headings.

    A recognised title counts, unless it is numbered as what stands within a part; a second heading of the same
    part only with an own number. An unknown numbered line counts where its number's part is missing and it
    stands between its neighbours, or after the last part.
    """
    known: list[_Candidate] = []
    levelled = any(c.number and c.is_of_first_level for c in found)
    found = [c for c in found if not (levelled and c.may_be_within)]
    for candidate in (c for c in found if c.number):
        twin = next((k for k in known if k.number == candidate.number), None)
        if twin is None:
            known.append(candidate)
        elif twin.printed is None and candidate.printed is not None:
            known[known.index(twin)] = candidate
        elif candidate.printed is not None and candidate.score >= 90:
            known.append(candidate)
    present = {c.number for c in known}
    accepted = {c.paragraph.index for c in known}
    for candidate in (c for c in found if not c.number):
        place = NUMBERS.find(candidate.printed or "?")
        at = candidate.paragraph.index
        before = [c for c in known if c.paragraph.index < at]
        after = [c for c in known if c.paragraph.index > at]
        in_place = all(NUMBERS.find(c.number or "") < place for c in before) and all(
            NUMBERS.find(c.number or "") > place for c in after
        )
        missing = candidate.printed not in present and 0 <= place < 6
        beyond = place >= 6 and not after and bool(before)
        if (missing and in_place and (before or after)) or beyond:
            accepted.add(at)
            if missing:
                present.add(candidate.printed)
    return [
        replace(c, number=c.printed if c.number is None and NUMBERS.find(c.printed or "?") < 6 else c.number)
        for c in found
        if c.paragraph.index in accepted and (c.number is None or c in known)
    ]


def split_sections(
    blocks: Sequence[Block], edition: Edition
) -> tuple[tuple[Block, ...], tuple[Section, ...]]:
    """The blocks before the first heading, and the sections in the order of the file."""
    found: list[_Candidate] = []
    skip = -1
    for position, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or position == skip:
            continue
        candidate = _candidate(block, blocks[position + 1] if position + 1 < len(blocks) else None, edition)
        if candidate:
            found.append(candidate)
            skip = position + 1 if candidate.lines == 2 else -1
    headings = {c.paragraph.index: c for c in _plausible(found)}
    preamble: list[Block] = []
    sections: list[tuple[_Candidate, list[Block]]] = []
    swallowed = False
    for block in blocks:
        if swallowed:
            swallowed = False
            continue
        heading = headings.get(block.index)
        if heading is not None:
            sections.append((heading, list(_rest(heading))))
            swallowed = heading.lines == 2
        elif sections:
            sections[-1][1].append(block)
        else:
            preamble.append(block)
    return tuple(preamble), tuple(
        Section(c.number, c.printed, c.title, replace(c.paragraph, text=_printed(c)), tuple(content))
        for c, content in sections
    )


def _printed(candidate: _Candidate) -> str:
    return f"{candidate.printed}、{candidate.title}" if candidate.printed else candidate.title


def _rest(candidate: _Candidate) -> Iterator[Block]:
    if candidate.rest:
        yield replace(candidate.paragraph, text=candidate.rest)
