"""Figures as one picture with values: bars drawn as SVG, which prints, scales and is read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from answering.trends import Datum
from reports.numerals import spoken
from web.escape import safe

_WIDTH, _HEIGHT, _FOOT, _HEAD = 560, 200, 28, 24
_MOST_LINES = 3
# Beside each other agencies stand in rows, each name above its bar, so that a telephone shows it whole and large enough.
_NARROW, _ROW, _BARS = 360, 38, 290
_LONGEST_NAME = 26
_MOST_ROWS = 12


def picture(title: str, data: Sequence[Datum]) -> str:
    """One agency's figures by year, several agencies' beside each other; nothing where there is nothing to draw."""
    if not any(d.value > 0 for d in data):
        return ""
    agencies = {d.agency for d in data}
    return by_year(title, data) if len(agencies) == 1 else _by_agency(title, data)


def _figure(title: str, legend: str, size: tuple[int, int], shapes: Sequence[str], kind: str = "bars") -> str:
    return (
        f'<figure class="{kind}"><figcaption>{safe(title)}　{legend}</figcaption>'
        f'<svg viewBox="0 0 {size[0]} {size[1]}" role="img" aria-label="{safe(title)}">{"".join(shapes)}</svg></figure>'
    )


def _by_agency(title: str, data: Sequence[Datum]) -> str:
    """A bar for each report, its name above it and its value behind it; of many the largest, which is said."""
    largest = sorted(data, key=lambda d: -d.value)[:_MOST_ROWS] if len(data) > _MOST_ROWS else list(data)
    legend = f"只画出最多的{_MOST_ROWS}个，共{len(data)}个" if len(data) > _MOST_ROWS else ""
    most = max(d.value for d in largest)
    several_years = len({d.year for d in data}) > 1
    shapes = []
    for n, datum in enumerate(largest):
        name = datum.agency if len(datum.agency) <= _LONGEST_NAME else f"{datum.agency[: _LONGEST_NAME - 1]}…"
        name += f" {datum.year}" if several_years and datum.year else ""
        top, length = n * _ROW, float(datum.value) / float(most) * _BARS
        shapes.append(
            f'<text class="name" x="0" y="{top + 14}">{safe(name)}</text>'
            f'<rect class="bar0" x="0" y="{top + 19}" width="{max(length, 1):.1f}" height="13"/>'
            f'<text class="value" x="{length + 6:.1f}" y="{top + 30}">{spoken(datum.value)}</text>'
        )
    return _figure(title, legend, (_NARROW, len(largest) * _ROW), shapes, "bars rows")


def by_year(title: str, data: Sequence[Datum]) -> str:
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
    legend = "".join(
        f'<span><i class="bar{k}"></i>{safe(line)}</span>' for k, line in enumerate(lines) if line
    )
    return _figure(title, legend, (_WIDTH, _HEIGHT), shapes)
