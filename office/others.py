"""Other agencies in what is shown to an account that is limited to some: a finding may name whose report is alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from office.one_review import Review
from review.finding import Finding

_ANOTHER = "另一单位"
_ITS_TITLE = re.compile("（对照《.*》）")


def without_others(review: Review, is_within: Callable[[str], bool]) -> Review:
    """The same findings with the same ids; an agency outside the limits is 另一单位 in them and in their wordings."""
    hidden = {f.id: f.peer for f in review.findings if f.peer and not is_within(f.peer)}
    if not hidden:
        return review
    findings = tuple(_unnamed(f, hidden[f.id]) if f.id in hidden else f for f in review.findings)
    decisions = {
        identifier: replace(
            d, wording=_said(d.wording, hidden[identifier]), note=_said(d.note, hidden[identifier])
        )
        if identifier in hidden
        else d
        for identifier, d in review.decisions.items()
    }
    return replace(review, findings=findings, decisions=decisions)


def _unnamed(finding: Finding, agency: str | None) -> Finding:
    message, suggestion = (_said(text, agency) for text in (finding.message, finding.suggestion))
    return replace(finding, message=message, suggestion=suggestion, peer=None)


def _said(text: str, agency: str | None) -> str:
    text = _ITS_TITLE.sub("", text)
    return text.replace(f"“{agency}”", _ANOTHER).replace(agency, _ANOTHER) if agency else text
