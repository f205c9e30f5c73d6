"""Running heads and feet of printed pages: lines at the edge of a page that stand on the others too.

They belong to no part. Left in the text they cut sentences in two and part the rows of tables that go on over a page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from reports.reading.known_labels import is_row_of_labels

# The part of a page's height at its upper and lower edge where they stand.
EDGE = 0.095
# Heads of left and right pages may differ.
_FEWEST_PAGES, _LEAST_SHARE = 2, 0.4
_FEWEST_LETTERS = 2


def likeness(line: str) -> str:
    """A line as it is compared from page to page: without blanks, numbers of pages and days all alike."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", line))


def _may_be_one(line: str) -> bool:
    """Whether a line has words, and is no row of a table that happens to stand at the edge."""
    letters = sum(1 for c in line if c.isalpha())
    numbers = re.findall(r"\d+", line)
    return letters >= _FEWEST_LETTERS and len(numbers) <= 2 * letters and not is_row_of_labels(line)


def running_heads(edges: Iterable[Sequence[str]]) -> frozenset[str]:
    """The likeness of each line that is a running head, by the lines at the edges of every page of a file."""
    pages = [{likeness(line) for line in lines if _may_be_one(line)} for lines in edges]
    count = Counter(line for lines in pages for line in lines)
    least = max(_FEWEST_PAGES, _LEAST_SHARE * len(pages))
    return frozenset(line for line, times in count.items() if times >= least)
