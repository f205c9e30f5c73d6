"""Figures as one picture with values: bars drawn as SVG, which prints, scales and is read aloud."""

from __future__ import annotations

from collections.abc import Sequence

from answering.trends import Datum
from reports.numerals import spoken
from web.escape import safe

_WIDTH, _HEIGHT, _FOOT, _HEAD = 560, 200, 28, 24
_MOST_LINES = 3
# Beside each other agencies stand in rows, since their names are long.
_ROW, _NAMED, _BARS = 30, 210, 280
_LONGEST_NAME = 15
_MOST_ROWS = 12


def picture(title: str, data: Sequence[Datum]) -> str:
    """One agency's figures by year, several agencies' beside each other; nothing where there is nothing to draw."""
    if not any(d.value > 0 for d in data):
        return ""
    agencies = {d.agency for d in data}
    return by_year(title, data) if len(agencies) == 1 else _by_agency(title, data)


def _figure(title: str, legend: str, height: float, shapes: Sequence[str]) -> str:
    return (
        f'<figure class="bars"><figcaption>{safe(title)}　{legend}</figcaption>'
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{safe(title)}">{"".join(shapes)}</svg></figure>'
    )


def _by_agency(title: str, data: Sequence[Datum]) -> str:
    """A bar for each report, its name before it and its value behind it."""
    shown = list(data)[:_MOST_ROWS]
    most = max(d.value for d in shown)
    several_years = len({d.year for d in shown}) > 1
    shapes = []
    for n, datum in enumerate(shown):
        name = datum.agency if len(datum.agency) <= _LONGEST_NAME else f"{datum.agency[: _LONGEST_NAME - 1]}…"
        name += f" {datum.year}" if several_years and datum.year else ""
        middle, length = n * _ROW + _ROW / 2, float(datum.value) / float(most) * _BARS
        shapes.append(
            f'<text class="name" x="{_NAMED - 8}" y="{middle + 5:.1f}">{safe(name)}</text>'
            f'<rect class="bar0" x="{_NAMED}" y="{middle - 9:.1f}" width="{max(length, 1):.1f}" height="18"/>'
            f'<text class="value" x="{_NAMED + length + 6:.1f}" y="{middle + 5:.1f}">{spoken(datum.value)}</text>'
        )
    return _figure(title, "", len(shown) * _ROW, shapes)


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
    return _figure(title, legend, _HEIGHT, shapes)
