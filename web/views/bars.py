"""Figures over the years as one picture with values: bars drawn as SVG, which prints, scales and is read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from answering.trends import Datum, Theme
from reports.numerals import spoken
from web.escape import safe

_WIDTH, _HEIGHT, _FOOT, _HEAD = 560, 200, 28, 24
_MOST_LINES = 3


def bars_svg(theme: Theme, data: Sequence[Datum]) -> str:
    """Bars by year, a colour for each line of the legend, each with its value."""
    years = sorted({d.year or 0 for d in data})
    lines = list(dict.fromkeys(d.line for d in data))[:_MOST_LINES]
    most = max((d.value for d in data), default=0)
    if not years or not most:
        return ""
    values = {(d.year or 0, d.line): d.value for d in data}
    group = _WIDTH / len(years)
    bar = min(46.0, group * 0.8 / len(lines))
    room = _HEIGHT - _FOOT - _HEAD
    shapes = []
    for n, year in enumerate(years):
        left = n * group + (group - bar * len(lines)) / 2
        for k, line in enumerate(lines):
            value = values.get((year, line))
            if value is None:
                continue
            height = float(value) / float(most) * room
            x, y = left + k * bar, _HEAD + room - height
            shapes.append(
                f'<rect class="bar{k}" x="{x:.1f}" y="{y:.1f}" width="{bar - 3:.1f}" height="{max(height, 1):.1f}"/>'
                f'<text x="{x + bar / 2 - 1.5:.1f}" y="{y - 5:.1f}">{spoken(value)}</text>'
            )
        shapes.append(f'<text x="{(n + 0.5) * group:.1f}" y="{_HEIGHT - 8}">{year or "年度不明"}</text>')
    legend = "".join(f'<span><i class="bar{k}"></i>{safe(line)}</span>' for k, line in enumerate(lines))
    title = safe(f"{theme.title}（{theme.unit}）")
    return (
        f'<figure class="bars"><figcaption>{title}　{legend}</figcaption>'
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}">{"".join(shapes)}</svg></figure>'
    )
