"""What a model thinks of a report, apart from the findings: part of the review only once it is adopted by a click."""

from __future__ import annotations

from review.finding import Finding
from review.opinions import Dispute, Opinions
from web.escape import safe
from web.views.finding_rows import place_attributes, place_of

_LOCATE = '<button type="button" class="locate" data-report="" {place}>在报告中查看</button>'


def opinions_html(told: Opinions) -> str:
    """The opinions and the findings that the model disputes, each with the words of the report that it rests on."""
    if not (told.on_text or told.disputes):
        return '<p class="empty">模型没有提出能以原文逐字佐证的看法。</p>'
    return "".join([*map(_opinion, told.on_text), *map(_dispute, told.disputes)])


def _opinion(finding: Finding) -> str:
    place = place_attributes(finding.location.paragraph, finding.quote, finding.cells)
    return (
        f'<article class="opinion"><h3>{place_of(finding)}·{safe(finding.title)}</h3><p>{safe(finding.message)}</p>'
        f"<blockquote>{safe(finding.quote)}</blockquote><p>{safe(finding.suggestion)}</p>{_LOCATE.format(place=place)}"
        f'<button type="button" data-adopt="{safe(finding.id)}">采纳为审查发现</button></article>'
    )


def _dispute(dispute: Dispute) -> str:
    place = place_attributes(dispute.location.paragraph, dispute.quote, ())
    return (
        f'<article class="opinion"><h3>对审查发现有异议·{safe(dispute.finding.title)}</h3>'
        f"<p>发现：{safe(dispute.finding.message)}</p><p>模型认为报告的这句话与它不符，请核对；发现本身不变：</p>"
        f"<blockquote>{safe(dispute.quote)}</blockquote>{_LOCATE.format(place=place)}</article>"
    )
