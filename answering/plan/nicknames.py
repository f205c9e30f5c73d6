"""The everyday short name of an agency: 交通局 for 交通运输局, 城管 for 城市管理局, 区里 for the district's government."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from reports.names import shortens

_BRACKETS = re.compile("[（(][^（()）]*[)）]")
_AGENCY = re.compile(
    "^(?P<place>(?:.{2,8}?(?:省|自治区|市|州|县|区|旗))*)(?P<core>[一-龥]{2,}?)(?P<organ>委员会|办公室|管理局|总局|局|厅|委|办)$"
)
_ENDINGS = {"委员会": "委(?:员会)?", "办公室": "办(?:公室)?"}
_LONGEST = 8
# 我们区交通局, 问市财政局: these characters are no part of a place's name.
_NO_PLACE = "我们咱你您他她本该此这那个问跟和与比是在给找请为对向到让被把从由看说想去、，,"
_PLACE_BEFORE = re.compile("([一-龥、，,]{0,2})([省市县区旗州])$")
_OF_PLACE = re.compile("^(?P<place>.*?[省市县区旗州乡镇])(?:人民)?政府$")


@dataclass(frozen=True)
class _Parts:
    """The place, the business (交通运输) and the ending of an agency's name."""

    place: str
    core: str
    ending: re.Pattern[str]


@lru_cache(maxsize=50_000)
def _parts(agency: str) -> _Parts | None:
    match = _AGENCY.match(_BRACKETS.sub("", agency))
    if match is None:
        return None
    organ = match["organ"]
    core = f"{match['core']}管理" if organ == "管理局" else match["core"]
    ending = _ENDINGS.get(organ) or organ[-1]
    return _Parts(match["place"], core, re.compile(ending))


def _is_short_for(said: str, core: str) -> bool:
    """Whether the characters of a short name stand in a name in order, its first one first."""
    return len(said) > 1 and said[0] == core[0] and shortens(said, core)


def _stands_at_its_place(place: str, before: str) -> bool:
    """Whether what is said before a short name is the agency's place or its rank (区交通局), or no place at all."""
    match = _PLACE_BEFORE.search(before)
    if match is None or not place or place.endswith(match[0]):
        return True
    bare = not match[1] or match[1][-1] in _NO_PLACE
    return bare and match[2] == place[-1:]


def called(agency: str, question: str) -> tuple[int, int] | None:
    """Where a question says an agency's short name; None where it does not."""
    parts = _parts(agency)
    if parts is None:
        return _called_by_rank(agency, question)
    found = []
    for end in parts.ending.finditer(question):
        stretches = (end.start() - n for n in range(min(_LONGEST, end.start()), 1, -1))
        start = next((s for s in stretches if _is_short_for(question[s : end.start()], parts.core)), None)
        if start is not None and _stands_at_its_place(parts.place, question[:start]):
            found.append((start, end.end()))
    return max(found, key=lambda s: s[1] - s[0], default=None) or _called_without_ending(parts, question)


def _called_without_ending(parts: _Parts, question: str) -> tuple[int, int] | None:
    """城管, 卫健: characters that do not stand beside each other in the name; 财政 only right before a year."""
    for start in range(len(question) - 1):
        said = question[start : start + 2]
        if not _is_short_for(said, parts.core):
            continue
        own = said not in parts.core or re.match(r"(?:20)?\d\d年", question[start + 2 :])
        if own and _stands_at_its_place(parts.place, question[:start]):
            return start, start + 2
    return None


def characters_of(question: str) -> frozenset[str]:
    """The characters of a question, alone and each with the next."""
    return frozenset((*question, *(question[i : i + 2] for i in range(len(question) - 1))))


def first_of(agency: str) -> str:
    """The one character without which a question says no short name of an agency; "" where it has none."""
    parts = _parts(agency)
    if parts is not None:
        return parts.core[0]
    match = _OF_PLACE.match(agency)
    return match["place"][-1] if match is not None else ""


def is_by_rank(agency: str, said: str) -> bool:
    """Whether what was said names an agency by the rank of its place alone."""
    return _called_by_rank(agency, said) == (0, len(said))


def _called_by_rank(agency: str, question: str) -> tuple[int, int] | None:
    """区里, 县政府: the government of the one place of that rank."""
    match = _OF_PLACE.match(agency)
    if match is None:
        return None
    rank = match["place"][-1]
    said = re.search(f"(?:(?<![一-龥])|(?<=[{_NO_PLACE}])){rank}(?:里|(?:人民)?政府)", question)
    return (said.start(), said.end()) if said else None
