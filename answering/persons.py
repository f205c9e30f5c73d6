"""Who holds an office: a person whom a sentence puts into one that the source does not put them into."""

from __future__ import annotations

import re
from functools import cache

from answering.plan.lexicon import lexicon

_OFFICE = "副?(?:局长|主任|书记|主席|理事长|镇长|乡长|区长|县长|市长|省长|厅长|会长|科长|处长|股长|组长|院长|校长|所长|工程师)"
_ENDS = "(?=[，,。；;、（）()]|同志|分管|负责|任|主持|牵头|批准|$)"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    surname = f"[{lexicon()['surnames'][0]}]"
    return (
        re.compile(f"(?P<office>{_OFFICE})(?:是|为|叫|：)?(?P<name>{surname}[一-龥]{{1,2}}?){_ENDS}"),
        re.compile(
            f"(?P<name>{surname}[一-龥]{{1,2}}?)(?:同志)?(?:是|为|担任|任)(?:[一-龥、]{{0,10}}?)(?P<office>{_OFFICE})"
        ),
    )


def offices(text: str) -> dict[str, set[str]]:
    """The offices that a text puts each person into, by name."""
    found: dict[str, set[str]] = {}
    for pattern in _patterns():
        for match in pattern.finditer(text):
            found.setdefault(match["name"], set()).add(match["office"])
    return found


def foreign_office(sentence: str, source: str) -> str | None:
    """A person of the sentence whom its source does not name, or names in another office only, in words."""
    theirs = offices(source)
    for name, held in offices(sentence).items():
        if name not in source:
            return f"“{name}”不在所标材料中"
        other = theirs.get(name)
        if other and not held & other:
            return f"材料中{name}是{other.pop()}，不是{held.pop()}"
    return None
