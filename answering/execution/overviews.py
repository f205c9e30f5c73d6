"""An overview of one report, and what the review found in it."""

from __future__ import annotations

from answering.draft.checks import affirmed_draft, findings_draft, tables_draft
from answering.draft.sentence import Draft, Sentence, Span
from answering.draft.written import aspect_draft
from answering.evidence.affirmed import affirmed
from answering.evidence.checks import check_table
from answering.evidence.fact import FindingFact, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import passage
from answering.evidence.values import of_cells
from answering.evidence.written import aspect_items
from answering.execution.work import Work
from answering.overview.body import topics_in
from answering.overview.composed import composed
from answering.overview.material import Material
from answering.overview.views import view_draft
from answering.plan.operations import FindingsAsked, Overview, Shape
from retrieval.terms import fold_text

_TOPIC = 0.62
_MOST_FINDINGS = 12


def overview_told(operation: Overview, held: Held, work: Work) -> Draft | None:
    """The overview of a report, set against the one before it where that is chosen too."""
    facts = work.facts
    if operation.aspect and (items := aspect_items(operation.aspect, held, facts)):
        return aspect_draft(operation, held, items)
    named = tuple(f for o in operation.named if o.figure and (f := of_cells(o.figure, held, facts)))
    earlier = [h for h in work.helds if (h.report.year or 0) < (held.report.year or 0)]
    before = earlier[-1] if earlier else None
    topics = topics_in(operation.topic, held)
    material = Material(held, facts, before, named, topics, operation.topic)
    if operation.shape is Shape.VIEW:
        return view_draft(operation, material)
    return composed(operation, material, work.length)


def findings_told(operation: FindingsAsked, held: Held, work: Work) -> Draft:
    """What the review found of what is doubted; where it found nothing, what shows that it is in order."""
    facts = work.facts
    every = [FindingFact("", held.source.id, f) for f in held.findings]
    own = [f for f in every if not operation.families or f.finding.rule.startswith(operation.families)]
    found = [facts.add(f) for f in own[:_MOST_FINDINGS]]
    order = affirmed(operation.about, held, facts) if not found else []
    if order and any(a.wrong for a in order):
        return Draft(tuple(affirmed_draft(held, [a for a in order if a.wrong])))
    draft = findings_draft(held, found, "这方面" if operation.families or order else "")
    more: list[Sentence] = [*affirmed_draft(held, order)]
    tables = not operation.families or any(f in ("SUM", "TAB") for f in operation.families)
    if tables and not order:
        checks = [c for k in ("applications", "disputes") if (c := check_table(k, held, facts)) is not None]
        more += list(tables_draft(held, checks).sentences) if not any(c.wrong for c in checks) else []
    evidence = _topic(operation.about, held, work) if not order else []
    more += [Sentence(("报告写道：", Span(p.id))) for p in evidence]
    return Draft((*draft.sentences, *more))


def _topic(words: str, held: Held, work: Work) -> list[PassageFact]:
    """The sentences on the narrower thing that a doubt is about; none where it names nothing."""
    every = held.narrative.words(words)
    telling = [w for w in every if w.is_telling and not w.is_year and not w.is_light]
    if not telling:
        return []
    found = [
        r.sentence for r in held.narrative.statements(words, telling)[:2]
        if r.coverage >= _TOPIC and any(w.said_in(fold_text(r.sentence.text)) for w in telling)
    ]  # fmt: skip
    return [passage(held, s.paragraph, s.start, s.start + len(s.text), work.facts) for s in found]
