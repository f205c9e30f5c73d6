"""Whether two names can be of one agency."""

from __future__ import annotations

import re

from reports.numerals import fold


def compatible(one: str, other: str) -> bool:
    """Whether two names can be of the same agency: one holds the other's characters in their order."""
    short, long = sorted((fold(one), fold(other)), key=len)
    rest = iter(long)
    return short in long or all(c in rest for c in re.sub("人民政府|委员会|办公室", "", short))
