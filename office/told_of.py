"""Where no report is chosen and none is named: the reports of the one agency that tell of what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from answering.domain import answered_by_rules, is_elsewhere
from answering.matching.match import Match, matches
from answering.plan.figures import names_count
from answering.plan.scope import Named
from answering.source import Source

if TYPE_CHECKING:
    from office.workspace import Workspace

_HITS, _MOST_OPENED = 12, 8
# A sentence must say so much of the question, and so much more than those of other agencies.
_SAID, _AHEAD = 0.6, 0.25
# So much of the question may be said nowhere in the report.
_UNKNOWN = 0.1


def told_of(
    workspace: Workspace, question: str, entries: Sequence[Named], opened: Callable[[str], Source]
) -> list[Named]:
    """The reports that tell of what a question asks, newest first; none where it is of the rules, of no report, or
    where reports of several agencies tell of it as well."""
    assistant = workspace.assistant
    if names_count(question) or is_elsewhere(question):
        return []
    of_rules = assistant.searches.regulation.find(question, 1)
    if answered_by_rules(question, of_rules[0] if of_rules else None):
        return []
    known = {e.id: e for e in entries}
    hits = workspace.search(question, _HITS, set(known))
    found = list(dict.fromkeys(h.passage.report for h in hits if h.passage.report in known))
    best: dict[str, Match] = {}
    for identifier in found[:_MOST_OPENED]:
        told = matches(question, assistant.held([opened(identifier)])[0].told)
        if told:
            best[identifier] = told[0]
    fitting = [i for i, m in best.items() if m.unknown <= _UNKNOWN and (m.is_probable or m.said >= _SAID)]
    if not fitting:
        return []
    first = max(fitting, key=lambda i: (best[i].said, best[i].probability))
    agency = known[first].agency
    others = max((m.said for i, m in best.items() if known[i].agency != agency), default=0.0)
    if best[first].said < others + _AHEAD:
        return []
    own = [known[i] for i in fitting if known[i].agency == agency]
    return sorted(own, key=lambda n: -(n.year or 0))
