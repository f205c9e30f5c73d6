"""What one viewer may do. Every handler of the page and of the API goes through a Desk: a report that its
viewer may not see is, for her, not there (NotVisibleError)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from errors import NotAllowedError
from library.accounts import Account
from library.assignments import Draft
from library.decisions import ACCEPTED, DISMISSED, Decision
from library.entries import Entry
from library.letters import SavedLetter
from library.phrases import Phrase
from library.roles import Role
from library.stages import Stage, StageMark
from library.trail import Sought, Trace
from office.intake import take_file, take_opened
from office.office_settings import LetterForm
from office.one_review import Review
from office.others import without_others
from office.permissions import MAY, Act, require
from office.sight import Sight
from office.taken import Taken
from office.wording import replaced_clauses, wording_of
from reports.naming import typed_name
from reports.reading.opened import Opened
from review.agencies import same_agency
from review.doubtful import UNREAD_RULE
from review.finding import Finding
from review.opinions import adopted_opinion
from review.own import OWN_RULE
from review.rounds import Rounds


class Desk(Sight):
    """A workspace as one viewer sees it, and what she does there."""

    def add(self, opened: Opened) -> Taken:
        """Keeps a file as the viewer's draft."""
        self.permit(Act.HAND_IN)
        return take_opened(self.workspace, opened, self.viewer.name, within=self.viewer.agencies)

    def add_file(self, path: Path) -> Iterator[Taken]:
        """Keeps the reports in a file as the viewer's drafts."""
        self.permit(Act.HAND_IN)
        yield from take_file(self.workspace, path, self.viewer.name, within=self.viewer.agencies)

    def may_change(self, entry: Entry) -> bool:
        """Whether the viewer may publish or delete a report: her own, and those of the machine itself."""
        return Act.HAND_IN in MAY[self.viewer.role] and entry.owner in ("", self.viewer.name)

    def publish(self, identifier: str, published: bool) -> None:
        """Publishes a report or takes that back; raises NotVisibleError or NotAllowedError."""
        self.require_owner(identifier)
        self.workspace.publish(identifier, published, self.viewer.name)

    def remove(self, identifier: str) -> None:
        """Deletes a report; raises NotVisibleError or NotAllowedError."""
        self.require_owner(identifier)
        self.workspace.remove(identifier, self.viewer.name)

    def require_owner(self, identifier: str) -> None:
        """Raises a NotVisibleError or NotAllowedError where a report is not the viewer's to change."""
        self.permit(Act.HAND_IN, identifier)
        if not self.may_change(self.entry(identifier)):
            raise NotAllowedError("只有上传者可以发布或删除这份报告。")

    # Findings and what the reviewer makes of them

    def review(self, identifier: str) -> Review:
        """The review of a report, in the reviewer's own phrases where she made some her default."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.shown(self.workspace.reviews.of(identifier, self.phrases_adopted()))

    def shown(self, review: Review) -> Review:
        """A review as the viewer sees it: other agencies are not named to whom is limited to some."""
        return without_others(review, self.viewer.is_within)

    def findings(self, identifier: str) -> tuple[Finding, ...]:
        """The findings of the review."""
        return self.review(identifier).findings

    def decisions(self, identifier: str) -> dict[str, Decision]:
        """The decisions on a report's findings."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.workspace.decisions.of(identifier)

    def decide(self, identifier: str, finding_id: str, **fields: str) -> None:
        """Changes a decision; ids of no finding are passed over."""
        self.permit(Act.DECIDE)
        review = self.review(identifier)
        opinion = adopted_opinion(review.report, finding_id)
        finding = opinion or next((f for f in review.findings if f.id == finding_id), None)
        if finding is None:
            return
        if (finding.rule == OWN_RULE or finding.opinion) and fields.get("state") == DISMISSED:
            fields["state"] = (
                ""  # what she added herself or adopted is taken back, not counted as decided against
            )
        self.workspace.decisions.change(identifier, finding_id, self.viewer.name, **fields)
        if finding.rule in (UNREAD_RULE, OWN_RULE) or opinion is not None:
            self.workspace.reviews.recount(identifier)

    def verify_reading(self, identifier: str, right: bool) -> int:
        """Keeps that the reading was compared with the original and found right or wrong; how many doubts that settles."""
        self.permit(Act.DECIDE, identifier)
        doubts, state = self.review(identifier).doubts, DISMISSED if right else ACCEPTED
        for doubt in doubts:
            self.decide(identifier, doubt.id, state=state, reason="")
        return len(doubts)

    def name_agency(self, identifier: str, text: str) -> None:
        """Keeps the name that the viewer typed for a report whose agency could not be read; an UnusableFileError where it
        is no name."""
        self.permit(Act.DECIDE, identifier)
        name = typed_name(text)
        if not self.viewer.is_within(name):
            raise NotAllowedError(
                f"“{name}”不是这个账户负责的单位，没有保存；请核对名称，或请管理员增加单位。"
            )
        self.workspace.list_under(identifier, name, self.viewer.name)
        self.workspace.reviews.count(identifier)

    def reword(self, identifier: str, finding_id: str, wording: str) -> None:
        """Keeps the reviewer's wording of a finding, which she accepts with that, and learns from it; an empty one is taken
        back."""
        self.permit(Act.DECIDE)
        finding = next((f for f in self.findings(identifier) if f.id == finding_id), None)
        if finding is None:
            return
        own = wording.strip() if wording.strip() != wording_of(finding) else ""
        accepted = {"state": ACCEPTED, "reason": ""} if own else {}
        self.workspace.decisions.change(identifier, finding_id, self.viewer.name, wording=own, **accepted)
        for old, new in replaced_clauses(wording_of(finding), own) if finding.rule != OWN_RULE else ():
            self.workspace.phrases.note(self.viewer.name, Phrase(finding.rule, old, new), finding_id)

    def undo(self, identifier: str) -> str | None:
        """Takes back the last decision on a report; the id of its finding."""
        self.permit(Act.DECIDE, identifier)
        undone = self.workspace.decisions.undo(identifier, self.viewer.name)
        if undone is not None:
            self.workspace.reviews.recount(identifier)
        return undone

    def rounds(self, identifier: str) -> Rounds | None:
        """The comparison with the submission before this one; None where it is the first."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.workspace.reviews.rounds(identifier, self.shown)

    def phrases_offered(self) -> list[Phrase]:
        """Wordings that the reviewer used often enough to make them her default."""
        return self.workspace.phrases.offered(self.viewer.name)

    def phrases_adopted(self) -> list[Phrase]:
        """Wordings that are her default."""
        return self.workspace.phrases.adopted(self.viewer.name)

    def settle_phrase(self, phrase: Phrase, adopted: bool) -> None:
        """Makes a wording her default, or drops it."""
        self.permit(Act.DECIDE)
        if adopted:
            self.workspace.phrases.adopt(self.viewer.name, phrase)
        else:
            self.workspace.phrases.forget(self.viewer.name, phrase)

    # Whose work a report is

    def colleagues(self) -> list[str]:
        """The accounts that a report can be handed over to."""
        self.permit(Act.ASSIGN)
        every = self.workspace.accounts.all()
        return [account.name for account in every if not account.disabled and Act.WRITE in MAY[account.role]]

    def assign(self, identifiers: Sequence[str], to: str) -> int:
        """Hands reports over to a colleague, or to nobody ("") again; how many had been another's.

        An owner, whoever has the report, and an administrator may. Raises a NotVisibleError or NotAllowedError, and
        nothing is handed over then.
        """
        self.permit(Act.ASSIGN)
        for identifier in identifiers:
            entry, has_it = self.entry(identifier), self.workspace.assignments.of(identifier)
            hers = self.may_change(entry) or has_it == self.viewer.name
            if not hers and self.viewer.role is not Role.ADMINISTRATOR:
                raise NotAllowedError("所选报告中有别人负责的，没有移交；请由上传人、负责人或管理员来移交。")
        return self._assigned(identifiers, to)

    def _assigned(self, identifiers: Sequence[str], to: str) -> int:
        if to and to not in self.colleagues():
            raise NotAllowedError("只能移交给可用的审查人员或管理员账户；请重新选择。")
        own = self.workspace.limits.of(to) if to else ()
        if own and not self.workspace.assignments.agencies_of(identifiers) <= set(own):
            raise NotAllowedError(
                f"所选报告中有{to}的账户不负责的单位，没有移交；请换一个人，或先请管理员增加单位。"
            )
        return self.workspace.assignments.assign(identifiers, to, self.viewer.name)

    def drafts_of_others(self, typed: str, offset: int, most: int) -> list[Draft]:
        """The drafts of other accounts for the administrator: whose and of which agency, and nothing that stands in them."""
        self.permit(Act.MANAGE)
        return self.workspace.assignments.drafts_of_others(self.viewer.name, typed, offset, most)

    def assign_drafts(self, identifiers: Sequence[str], to: str) -> int:
        """Gives drafts to a colleague that the administrator herself does not see; as `assign`."""
        self.permit(Act.MANAGE)
        return self._assigned(identifiers, to)

    def expected(self) -> tuple[str, ...]:
        """The agencies that are expected to hand in, of those that the viewer may have to do with."""
        names, own = self.workspace.reviews.settings.expected_agencies, self.viewer.agencies
        return tuple(n for n in names if any(same_agency(n, a) for a in own)) if own else names

    # Letters and settings

    def saved_letter(self, identifier: str) -> SavedLetter | None:
        """The letter on a report as somebody wrote on it or gave it out, where that was done."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.workspace.letters.of(identifier)

    def save_letter(
        self, identifier: str, letter: SavedLetter, over: str | None = None, issued: bool = False
    ) -> None:
        """Keeps a text in the place of the version `over` (None: whatever stands), where it is `issued` as given out;
        raises a SavedSinceError."""
        self.permit(Act.WRITE, identifier)
        self.workspace.letters.save(identifier, letter, self.viewer.name, over, issued)

    def take_back_letters(self, identifiers: Sequence[str]) -> None:
        """Letters that were not given out after all."""
        for identifier in identifiers:
            self.permit(Act.WRITE, identifier)
            self.workspace.letters.take_back(identifier, self.viewer.name)

    def forget_letter(self, identifier: str, over: str | None = None) -> None:
        """Drops the reviewer's own text; `over` as in `save_letter`."""
        self.permit(Act.WRITE, identifier)
        self.workspace.letters.forget(identifier, self.viewer.name, over)

    def keep_letter_form(self, form: LetterForm | None) -> None:
        """Keeps what the office set for its letters; None goes back to the environment."""
        self.permit(Act.SET)
        self.workspace.office.keep_letters(form, self.viewer.name)

    def use_rules(self, sheet: dict[str, Any] | None) -> None:
        """Puts a sheet of rules in force; raises a ValidationError or a ReviewSettingsError where it is none."""
        self.permit(Act.SET)
        self.workspace.use_rules(sheet, self.viewer.name)

    def take_back_rules(self) -> None:
        """Puts the sheet of rules in force again that was before the last one."""
        self.permit(Act.SET)
        self.workspace.take_back_rules(self.viewer.name)

    def trail(self, sought: Sought | None = None) -> Iterator[Trace]:
        """Who did what, the earliest first."""
        self.permit(Act.SEE_TRAIL)
        return self.workspace.trail.found(sought or Sought())

    def trail_page(self, sought: Sought, before: int | None, most: int) -> list[Trace]:
        """The last of it, the latest first: what came before the trace of this number."""
        self.permit(Act.SEE_TRAIL)
        return self.workspace.trail.page(sought, before, most)

    # Accounts

    def accounts(self) -> list[Account]:
        """The accounts, by name."""
        self.permit(Act.MANAGE)
        return self.workspace.accounts.all()

    def limit_account(self, name: str, agencies: Sequence[str]) -> list[str]:
        """Limits an account to some agencies, or to none any more; those of which the library has no report. Raises a
        LimitError where it cannot be."""
        self.permit(Act.MANAGE)
        kept = self.workspace.limits.put(name, agencies, self.viewer.name)
        return self.workspace.limits.unknown(kept)

    # The business outside this program

    def stages(self, identifier: str) -> tuple[StageMark, ...]:
        """The steps that a report has taken, in their order."""
        self.permit(Act.SEE_REVIEWS, identifier)
        return self.workspace.stages.of(identifier)

    def stage_marks(self) -> dict[str, tuple[StageMark, ...]]:
        """The steps of every report that the viewer may see, by id."""
        require(self.viewer.role, Act.SEE_REVIEWS)
        noted = self.workspace.stages.every()
        return {entry.id: noted[entry.id] for entry in self.entries() if entry.id in noted}

    def mark_stage(self, identifier: str, stage: Stage, day: date) -> None:
        """Notes that a step was taken on a day; raises a StageError where it cannot have been."""
        self.permit(Act.DECIDE, identifier)
        self.workspace.stages.mark(identifier, stage, day, self.viewer.name)

    def unmark_stage(self, identifier: str, stage: Stage) -> None:
        """Takes the note of a step back."""
        self.permit(Act.DECIDE, identifier)
        self.workspace.stages.unmark(identifier, stage, self.viewer.name)
