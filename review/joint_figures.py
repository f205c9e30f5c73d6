"""Figures told together: 予以公开和部分公开8件 is neither of the two, and 同意公开8件（含部分公开2件） may be both."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from review.metrics import Metric

# One of these stands in every joint.
_JOINT = re.compile("[和及与或、并/]")
_JOINS = re.compile(r"(?:的|申请|信息|情形|类|答复|决定)*(?:和|及|与|或者|或|以及|、|并|/)(?:[被作出]{0,2})")
# 公开或部分公开101件, 全部或者部分公开37件: the first is 予以公开.
_BARE = re.compile(
    r"(?<!予以)(?<!部分)(?<!不予)(?<!主动)(?:公开|全部(?:公开)?)(?=的?(?:或者?|和|及|与|以及|、)部分公开)"
)
_INCLUDES = re.compile(
    r"^\s*(?:件|份|起)?[（(，,]?\s*(?:内?含|包含|包括|其中(?:含|包括)?)(?P<what>[^（()）。；]{2,24})"
)


@dataclass(frozen=True)
class Joint:
    """The sum of several figures as one, with the words that name them."""

    metric: Metric
    start: int
    end: int


def _named(words: str, paragraph: str, metrics: Sequence[Metric]) -> list[tuple[int, int, Metric]]:
    """Where each figure is named by itself, none overlapping another; the longest wording first."""
    found = [
        (match.start(), match.end(), metric)
        for metric in metrics if len(metric.requires) == 1
        for match in metric.requires[0].finditer(words) if metric.named_in(match[0], paragraph)
    ]  # fmt: skip
    found += [(m.start(), m.end(), g) for g in metrics if g.key == "granted" for m in _BARE.finditer(words)]
    apart: list[tuple[int, int, Metric]] = []
    for start, end, metric in sorted(found, key=lambda f: f[0] - f[1]):
        if all(end <= s or start >= e for s, e, _ in apart):
            apart.append((start, end, metric))
    return sorted(apart, key=lambda f: f[0])


def joint_figure(words: str, paragraph: str, metrics: Sequence[Metric]) -> Joint | None:
    """The figures of one table that a clause joins before a single number; None where it joins none."""
    if not _JOINT.search(words):
        return None
    group: list[tuple[int, int, Metric]] = []
    for hit in _named(words, paragraph, metrics):
        if group and not _JOINS.fullmatch(words[group[-1][1] : hit[0]]):
            if len(group) > 1:
                break
            group = []
        group.append(hit)
    cells = tuple(dict.fromkeys(c for _, _, m in group for c in m.cells))
    if (
        len(group) < 2
        or len({c[0] for c in cells}) != 1
        or len(cells) < sum(len(m.cells) for _, _, m in group)
    ):
        return None
    name = "和".join(m.name for _, _, m in group)
    return Joint(replace(group[0][2], name=name, cells=cells, alternatives=()), group[0][0], group[-1][1])


def with_what_it_includes(metric: Metric, after: str, paragraph: str, metrics: Sequence[Metric]) -> Metric:
    """The figure with its sum with another one as a further reading, where the words after its number include that one."""
    match = _INCLUDES.match(after)
    if match is None:
        return metric
    cells = [
        m.cells for _, _, m in _named(match["what"], paragraph, metrics)
        if m.cells[0][0] == metric.cells[0][0] and not set(m.cells) & set(metric.cells)
    ]  # fmt: skip
    sums = tuple(metric.cells + tuple(c for cs in cells[:n] for c in cs) for n in range(1, len(cells) + 1))
    return replace(metric, alternatives=(*metric.alternatives, *sums)) if sums else metric
