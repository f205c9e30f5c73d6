"""发布: reports are shown to everyone or taken back; which findings came or went with it, and why."""

from __future__ import annotations

from typing import Any

from office.desk import Desk
from office.doubts import doubts_on_publishing
from office.resting import changes, found
from web.calls import Asked, Identifiers

_MOST_TOLD = 5
# Reviewing takes its time, and this is waited for.
_MOST_REVIEWED = 60


class Publishing(Asked):
    """The chosen reports, and whether they are to be shown to everyone; `sure` where she was asked about that."""

    reports: Identifiers
    published: bool
    sure: bool = False


def publish(desk: Desk, asked: Publishing, request: Any) -> dict[str, Any]:
    """Publishes the chosen reports or takes that back; `changed` are those that were not so before; what
    should be known first is asked."""
    changed = [i for i in asked.reports if desk.entry(i).published is not asked.published]
    question = doubts_on_publishing(desk, changed) if asked.published and not asked.sure else ""
    if question:
        return {"ask": question}
    before = {i: found(desk, i) for i in _around(desk, changed)}
    for identifier in changed:
        desk.publish(identifier, asked.published)
    told = changes(desk, before, asked.published)
    more = [f"另有{len(told) - _MOST_TOLD}份的问题也有变化。"] if len(told) > _MOST_TOLD else []
    return {"changed": changed, "changes": [*told[:_MOST_TOLD], *more]}


def _around(desk: Desk, identifiers: list[str]) -> list[str]:
    """The reports and those of the same agencies: what is found on one may depend on the others."""
    agencies = {desk.entry(i).agency for i in identifiers}
    beside = (e.id for e in desk.entries() if e.agency in agencies)
    return list(dict.fromkeys([*identifiers, *beside]))[:_MOST_REVIEWED]
