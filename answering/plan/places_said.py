"""The towns, counties and the like that a question names by their own name, whether a report of theirs is known or not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from answering.plan.lexicon import cut

_RANKS = ("街道", "镇", "乡", "县", "市", "区")
_RANK = re.compile(f"(?:{'|'.join(_RANKS)})$")
_SHORTEST, _LONGEST = 2, 3
# These characters are no part of a place's name.
_NO_NAME = (
    "我们咱你您他她它本该此这那哪谁啥何怎问跟和与比是在给找请为对向到让被把从由当任做看说想去能可还再也都就不"
    "的了所其有没各全某两几一个每"
)


def places_said(question: str) -> list[str]:
    """The places that a question names: 望鹤街道, 岚山县; none that are only pointed at (我们镇, 哪个街道)."""
    found, run = [], ""
    for word, _, part in cut(question):
        if word in _RANKS and len(run) >= _SHORTEST:
            found.append(run[-_LONGEST:] + word)
        elif part == "ns" and len(word) > _SHORTEST and word.endswith(_RANKS):
            found.append(word)
        is_of_name = len(word) == 1 and re.match("[一-龥]", word) is not None and word not in _NO_NAME
        run = run + word if is_of_name else word if part == "ns" else ""
    return found


def unknown_places(question: str, agencies: Iterable[str]) -> list[str]:
    """The places that a question names and no agency's name has; what stands before a name is none of it (问下临渡市)."""
    every = "，".join(agencies)
    return [n for n in places_said(question) if not any(end in every for end in _ends(n))]


def _ends(name: str) -> Iterable[str]:
    bare = _RANK.sub("", name)
    return (name[i:] for i in range(max(1, len(bare) - _SHORTEST + 1)))
