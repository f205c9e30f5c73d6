"""What a model thinks of a report, apart from the findings: not decided on, and not part of the letter."""

from __future__ import annotations

from collections.abc import Sequence

from review.finding import Finding
from web.escape import safe
from web.views.finding_rows import place_attributes, place_of


def opinions_html(findings: Sequence[Finding]) -> str:
    """The opinions, each with the words of the report that it rests on."""
    if not findings:
        return '<p class="empty">模型没有提出能以原文逐字佐证的看法。</p>'
    return "".join(
        f'<article class="opinion"><h3>{place_of(f)}·{safe(f.title)}</h3><p>{safe(f.message)}</p>'
        f"<blockquote>{safe(f.quote)}</blockquote><p>{safe(f.suggestion)}</p>"
        f'<button type="button" class="locate" data-report="" '
        f"{place_attributes(f.location.paragraph, f.quote, f.cells)}>在报告中查看</button></article>"
        for f in findings
    )
