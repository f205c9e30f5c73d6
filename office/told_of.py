"""Where no report is chosen and none is named: the reports of the one agency that tell of what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from answering.domain import answered_by_rules, is_elsewhere
from answering.matching.match import Match, matches
from answering.plan.figures import names_count
from answering.plan.scope import Named, at_place
from answering.plan.spelling import read_as
from answering.source import Source

if TYPE_CHECKING:
    from office.workspace import Workspace

_HITS, _MOST_OPENED = 12, 8
# A sentence must say so much of the question, and so much more than those of other agencies.
_SAID, _AHEAD = 0.6, 0.25
# So much of the question may be said nowhere in the report.
_UNKNOWN = 0.1
# Of the agencies of a place that the question names one tells of it with less.
_SAID_THERE, _AHEAD_THERE = 0.28, 0.1
_OF_THE_FORM = re.compile("本?报告(?:如|有)|疑问|统计期|联系[：:（(地电]|浏览次数|特向社会公布|《条例》")


def told_of(
    workspace: Workspace, question: str, entries: Sequence[Named], opened: Callable[[str], Source]
) -> list[Named]:
    """The reports that tell of what a question asks, newest first; none where it is of the rules, of no report, or
    where reports of several agencies tell of it as well."""
    assistant = workspace.assistant
    placed = at_place(question, entries)
    if placed:
        return _at_the_place(workspace, question, placed, opened)
    if is_elsewhere(question):
        return []
    of_rules = assistant.searches.guided.find(question, 1)
    if answered_by_rules(question, of_rules[0] if of_rules else None):
        return []
    known = {e.id: e for e in entries}
    counts = names_count(question)
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
    if counts and not best[first].is_probable:
        return []
    own = [known[i] for i in fitting if known[i].agency == agency]
    return sorted(own, key=lambda n: -(n.year or 0))


def _at_the_place(
    workspace: Workspace, question: str, placed: Sequence[Named], opened: Callable[[str], Source]
) -> list[Named]:
    """The reports of the one agency of a place that tells of a question clearly more than the others there."""
    asked = read_as(question)
    said: dict[str, float] = {}
    for report in placed[:_MOST_OPENED]:
        held = workspace.assistant.held([opened(report.id)])[0]
        told = [m for m in matches(asked, held.told) if not _OF_THE_FORM.search(m.sentence.text)]
        best = max((m.said - m.unknown / 2 for m in told), default=0.0)
        said[report.agency] = max(said.get(report.agency, 0.0), best)
    first, *others = sorted(said, key=lambda a: -said[a])
    ahead = said[first] - (said[others[0]] if others else 0.0)
    if said[first] < _SAID_THERE or ahead < _AHEAD_THERE:
        return []
    return sorted((r for r in placed if r.agency == first), key=lambda n: -(n.year or 0))
