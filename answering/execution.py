"""A plan is carried out: evidence is gathered for each operation, drafted and rendered; None where nothing was found."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer
from answering.draft.across import across_draft, reports_draft
from answering.draft.application import application_draft
from answering.draft.checked import checked_draft
from answering.draft.checks import (
    affirmed_draft,
    agreement_draft,
    derived_draft,
    findings_draft,
    tables_draft,
)
from answering.draft.complete import complete_draft
from answering.draft.fees import fee_draft
from answering.draft.figures import divided_draft
from answering.draft.grouped import worked_out
from answering.draft.places import cells_draft, where_draft, words_draft
from answering.draft.premises import premise_checked
from answering.draft.render import Renderer
from answering.draft.sentence import Draft, Kind, Sentence, Span
from answering.draft.taken_for_granted import all_draft, no_case_draft, rank_draft
from answering.draft.which import which_draft
from answering.draft.written import aspect_draft, remedy_draft, written_draft
from answering.evidence.across import across_reports
from answering.evidence.affirmed import affirmed
from answering.evidence.checks import (
    agreement_of,
    check_table,
)
from answering.evidence.complete import demand_of
from answering.evidence.derived import derived
from answering.evidence.divided import parts_of_figure
from answering.evidence.fact import Facts, FindingFact, PassageFact
from answering.evidence.fees import fee_of
from answering.evidence.held import Held
from answering.evidence.in_both import in_both
from answering.evidence.other_years import change_draft, other_year_draft
from answering.evidence.over_years import over_years
from answering.evidence.places import cells_at, passage, place_of_words, words_at
from answering.evidence.shares import rate_of_something_else
from answering.evidence.taken_for_granted import all_checked, no_such_case, rank_told
from answering.evidence.values import of_cells
from answering.evidence.which import met_by
from answering.evidence.written import aspect_items, how_written, remedy_of
from answering.figures_told import combined_told, listed_told, values_told, verified_told
from answering.overview.body import topics_in
from answering.overview.composed import composed
from answering.overview.material import Material
from answering.overview.views import view_draft
from answering.plan.naming import years_named
from answering.plan.of_prose import is_of_prose, with_named
from answering.plan.operations import (
    Across,
    Agreement,
    AllOf,
    Application,
    Checked,
    Combined,
    Complete,
    Derived,
    Divided,
    Fee,
    Find,
    FindingsAsked,
    Happened,
    HowTo,
    Listed,
    Locate,
    Operation,
    OutOfScope,
    Overview,
    OverYears,
    Plan,
    Premise,
    RankClaimed,
    Remedy,
    Reports,
    Shape,
    Values,
    Verified,
    Where,
    Which,
    Written,
)
from answering.plan.wordings import asks
from retrieval.terms import fold_text

_TOPIC = 0.62
_PAIR = 2
_OF_TWO_YEARS = ("change", "worse", "better", "kept", "continued")
_MOST_FINDINGS = 12
_NOT_OF_GROUPS = (Overview, Premise, AllOf, Happened, RankClaimed, Complete, Locate, Where)


class Execution:
    """Carries out the operations of one plan over some reports."""

    def __init__(self, helds: Sequence[Held]) -> None:
        self.helds = list(helds)
        self.facts = Facts()

    def answer(self, plan: Plan, operation: Operation) -> Answer | None:
        """The answer to an operation; None where it is to be found by words."""
        draft = self._draft(plan, operation)
        if draft is None or not draft.sentences:
            return None
        return self._renderer().answer(plan.question, draft)

    def grouped(self, plan: Plan, operation: Operation, surely: bool = True) -> Answer | None:
        """What follows from quantities that the prose tells side by side; None where no group is surely the one asked of."""
        if len(self.helds) != 1 or isinstance(operation, _NOT_OF_GROUPS):
            return None
        rated = isinstance(operation, Combined) and bool(operation.rate)
        another = rated and rate_of_something_else(plan.read_as, self.helds[0].narrative)
        if surely and not is_of_prose(operation) and not another:
            return None
        draft = worked_out(with_named(operation, plan.read_as), self.helds[0], self.facts, surely)
        return self._renderer().answer(plan.question, draft) if draft is not None else None

    def _renderer(self) -> Renderer:
        return Renderer(self.facts, {h.source.id: h.source for h in self.helds})

    def _draft(self, plan: Plan, operation: Operation) -> Draft | None:
        if isinstance(operation, OutOfScope):
            return Draft((Sentence((operation.reason,), Kind.NOTE),), abstained=True)
        if isinstance(operation, HowTo):
            return Draft((Sentence((operation.text,), Kind.NOTE),))
        if isinstance(operation, Fee):
            return fee_draft(*fee_of(operation, self.facts))
        if isinstance(operation, Application):
            return application_draft(operation, self.facts)
        if isinstance(operation, Reports):
            return reports_draft(operation, self.helds)
        if isinstance(operation, Overview) and operation.focus in _OF_TWO_YEARS:
            return self._overview(operation, max(self.helds, key=lambda h: h.report.year or 0))
        if isinstance(operation, OverYears):
            before, now = sorted(self.helds, key=lambda h: h.report.year or 0)
            changed = over_years(operation.words, before, now, self.facts)
            changed = changed or in_both(plan.read_as, self.helds, self.facts)
            return changed or (self._draft(plan, operation.otherwise) if operation.otherwise else None)
        if isinstance(operation, Find | Listed | Derived) and len(self.helds) == _PAIR:
            return in_both(plan.read_as, self.helds, self.facts)
        if isinstance(operation, Premise) and len({h.report.agency for h in self.helds}) == 1:
            return self._of_one(plan, operation, self._meant(plan))
        another = isinstance(operation, Across) and any(
            rate_of_something_else(plan.read_as, h.narrative) for h in self.helds
        )
        if another and (changed := in_both(plan.read_as, self.helds, self.facts)) is not None:
            return changed
        if isinstance(operation, Which):
            return which_draft(operation, met_by(operation, self.helds, self.facts))
        if isinstance(operation, Across):
            return across_draft(operation, across_reports(operation, self.helds, self.facts))
        drafts = [d for h in self.helds if (d := self._of_one(plan, operation, h)) is not None]
        if not drafts:
            return None
        table = next((d.table for d in drafts if d.table), ())
        one = len(drafts) == 1 and drafts[0].paragraph
        return Draft(
            tuple(s for d in drafts for s in d.sentences), table, all(d.abstained for d in drafts), one
        )

    def _of_one(self, plan: Plan, operation: Operation, held: Held) -> Draft | None:
        """The draft of an operation on one report."""
        facts = self.facts
        if isinstance(operation, Where):
            return where_draft(operation, held, place_of_words(operation.words, held, facts))
        if isinstance(operation, Locate):
            if operation.table:
                return cells_draft(operation, held, cells_at(operation, held, facts))
            found = words_at(operation, held, facts)
            if not found and operation.part in ("二", "三", "四"):  # which have their say in a table
                return self._overview(Overview(Shape.SUMMARY, operation.part), held)
            return words_draft(operation, held, found)
        if isinstance(operation, Overview):
            return self._overview(operation, held)
        if isinstance(operation, Verified):
            return verified_told(operation, held, facts)
        if isinstance(operation, Agreement):
            named = (operation.operand, *operation.others)
            each = [agreement_draft(held, agreement_of(o, held, facts)) for o in named]
            every = tuple(dict.fromkeys(s for d in each for s in d.sentences))
            return Draft(every, (), all(d.abstained for d in each))
        if isinstance(operation, Listed):
            return listed_told(operation, held, facts)
        if isinstance(operation, Derived):
            made = derived(operation.words, held, facts)
            return derived_draft(held, *made) if made is not None else None
        if isinstance(operation, Remedy):
            pair = remedy_of(operation.words, held, facts)
            return remedy_draft(held, *pair) if pair is not None else None
        if isinstance(operation, Written):
            seen = how_written(operation, held, facts)
            return written_draft(held, seen) if seen is not None else None
        if isinstance(operation, AllOf):
            claim = all_checked(operation, held, facts)
            return all_draft(operation, held, claim) if claim is not None else None
        if isinstance(operation, Happened):
            none = no_such_case(operation, held, facts)
            return no_case_draft(held, *none) if none is not None else None
        if isinstance(operation, RankClaimed):
            rank = rank_told(operation, held, facts)
            return rank_draft(operation, held, *rank) if rank is not None else None
        if isinstance(operation, Complete):
            return complete_draft(
                held, [demand_of(d, operation.doubt, held, facts) for d in operation.demands]
            )
        if isinstance(operation, Checked):
            return checked_draft(operation, held, self.facts)
        if isinstance(operation, FindingsAsked):
            return self._findings(operation, held)
        if isinstance(operation, Premise):
            return premise_checked(operation, plan.read_as, held, facts)
        if isinstance(operation, Divided):
            parts = parts_of_figure(operation, held, facts)
            return divided_draft(operation, held, parts, of_cells(operation.figure, held, facts))
        if isinstance(operation, Combined):
            return combined_told(plan.read_as, operation, held, facts)
        if isinstance(operation, Values):
            figure = operation.operands[0].figure
            alone = len(self.helds) == len(operation.operands) == 1
            near = {held.report.year, (held.report.year or 0) - 1}
            alone = alone and near.issuperset(years_named(plan.read_as))
            if figure is not None and alone and asks("change", plan.read_as):
                told = change_draft(figure, held, facts)
                if told is not None:
                    return told
            for year in years_named(plan.read_as):
                if figure is not None and (told := other_year_draft(year, figure, held, facts)) is not None:
                    return told
            return values_told(operation, held, facts)
        return None

    def _meant(self, plan: Plan) -> Held:
        """The report of the year that a question names, else the latest."""
        years = set(years_named(plan.read_as))
        named = [h for h in self.helds if h.report.year in years]
        return max(named or self.helds, key=lambda h: h.report.year or 0)

    def _findings(self, operation: FindingsAsked, held: Held) -> Draft:
        """What the review found of what is doubted; where it found nothing, what shows that it is in order."""
        every = [FindingFact("", held.source.id, f) for f in held.findings]
        own = [f for f in every if not operation.families or f.finding.rule.startswith(operation.families)]
        found = [self.facts.add(f) for f in own[:_MOST_FINDINGS]]
        order = affirmed(operation.about, held, self.facts) if not found else []
        if order and any(a.wrong for a in order):
            return Draft(tuple(affirmed_draft(held, [a for a in order if a.wrong])))
        draft = findings_draft(held, found, "这方面" if operation.families or order else "")
        more: list[Sentence] = [*affirmed_draft(held, order)]
        tables = not operation.families or any(f in ("SUM", "TAB") for f in operation.families)
        if tables and not order:
            checks = [
                c for k in ("applications", "disputes") if (c := check_table(k, held, self.facts)) is not None
            ]
            more += list(tables_draft(held, checks).sentences) if not any(c.wrong for c in checks) else []
        evidence = self._topic(operation.about, held) if not order else []
        more += [Sentence(("报告写道：", Span(p.id))) for p in evidence]
        return Draft((*draft.sentences, *more))

    def _overview(self, operation: Overview, held: Held) -> Draft | None:
        """The overview of a report; `before` is the other chosen one where both are to be set against each other."""
        if operation.aspect and (items := aspect_items(operation.aspect, held, self.facts)):
            return aspect_draft(operation, held, items)
        named = tuple(f for o in operation.named if o.figure and (f := of_cells(o.figure, held, self.facts)))
        earlier = [h for h in self.helds if (h.report.year or 0) < (held.report.year or 0)]
        material = Material(
            held,
            self.facts,
            earlier[-1] if earlier else None,
            named,
            topics_in(operation.topic, held),
            operation.topic,
        )
        if operation.shape is Shape.VIEW:
            return view_draft(operation, material)
        return composed(operation, material, self._renderer().length)

    def _topic(self, words: str, held: Held) -> list[PassageFact]:
        """The sentences on the narrower thing that an overview or a doubt is about; none where it names nothing."""
        every = held.narrative.words(words)
        telling = [w for w in every if w.is_telling and not w.is_year and not w.is_light]
        if not telling:
            return []
        found = [
            r for r in held.narrative.statements(words, telling)[:2]
            if r.coverage >= _TOPIC and any(w.said_in(fold_text(r.sentence.text)) for w in telling)
        ]  # fmt: skip
        return [
            passage(
                held,
                r.sentence.paragraph,
                r.sentence.start,
                r.sentence.start + len(r.sentence.text),
                self.facts,
            )
            for r in found
        ]
