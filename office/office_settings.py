"""What the office sets for itself: for its letters, and for its rules; on the page before the environment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from letters.letter import LetterSettings
from letters.template import CONTACT, DEADLINE, OFFICE
from library.kept_settings import KeptSettings
from review.settings import ReviewSettings, load_review_settings, plain_sheet
from settings import Settings

_LETTERS, _RULES, _INTAKE, _RULES_BEFORE = "letters", "rules", "intake", "rules_before"


class LetterForm(BaseModel):
    """Who signs the letters, whom to ask, and how many days an agency has to answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    office: str = Field(default="", max_length=60)
    contact: str = Field(default="", max_length=60)
    deadline_days: int | None = Field(default=None, ge=1, le=120)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not set, so that it stays blank in the letters."""
        named = ((OFFICE, self.office), (CONTACT, self.contact), (DEADLINE, self.deadline_days))
        return tuple(name for name, value in named if not value)

    def on(self, day: date) -> LetterSettings:
        """The settings of a letter that is written on a day: the deadline is counted from it."""
        until = day + timedelta(days=self.deadline_days) if self.deadline_days else None
        said = f"{until.year}年{until.month}月{until.day}日" if until else ""
        return LetterSettings(office=self.office, contact=self.contact, deadline=said, day=day)


class IntakeForm(BaseModel):
    """Until when reports are to be handed in; by whom stands in the sheet of rules.

    `expected` is from before the page had a form for the sheet: it counts until a sheet is kept there.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    due: date | None = None
    expected: tuple[str, ...] = ()

    def days_left(self, today: date) -> str:
        """How long there is until reports are due, in words; "" where no day is set."""
        if self.due is None:
            return ""
        left, day = (self.due - today).days, f"{self.due.month}月{self.due.day}日"
        if left > 0:
            return f"距{day}还有{left}天"
        return f"今天（{day}）截止" if left == 0 else f"{day}已截止"


def letters_of(settings: Settings) -> LetterForm:
    """What the environment says of letters."""
    return LetterForm(
        office=settings.letter_office,
        contact=settings.letter_contact,
        deadline_days=settings.letter_deadline_days,
    )


@dataclass(frozen=True)
class RulesOrigin:
    """Whether the sheet in force was kept on the page, the name of the environment's file ("" without one), and whether
    the last keeping can be taken back."""

    on_page: bool
    file: str
    undoable: bool


class OfficeSettings:
    """The settings of one office: those of the environment until others are kept."""

    def __init__(self, settings: Settings, kept: KeptSettings) -> None:
        self._settings, self._kept = settings, kept

    def letters(self) -> LetterForm:
        """What is in force for letters."""
        kept = self._kept.get(_LETTERS)
        return letters_of(self._settings) if kept is None else LetterForm.model_validate(kept)

    def keep_letters(self, form: LetterForm | None, who: str = "") -> None:
        """Keeps what was set for letters; None goes back to the environment."""
        self._kept.put(_LETTERS, form.model_dump() if form else None, who)

    def intake(self) -> IntakeForm:
        """What is in force for the handing in."""
        return IntakeForm.model_validate(self._kept.get(_INTAKE) or {})

    def keep_due(self, due: date | None, who: str = "") -> None:
        """Keeps the day until which reports are to be handed in."""
        before = self.intake()
        form = before.model_copy(update={"due": due})
        if form == before:
            return
        self._kept.put(_INTAKE, form.model_dump(mode="json"), who)

    def rules(self) -> ReviewSettings:
        """What is in force for the rules; raises ReviewSettingsError where the sheet cannot be used."""
        kept = self._kept.get(_RULES)
        if kept is not None:
            sheet = ReviewSettings.model_validate(kept)
        else:
            sheet = load_review_settings(self._settings.review_settings)
        listed = self.intake().expected
        return sheet.model_copy(update={"expected_agencies": listed}) if listed else sheet

    def rules_origin(self) -> RulesOrigin:
        """Where the sheet in force comes from."""
        file = self._settings.review_settings
        return RulesOrigin(
            on_page=self._kept.get(_RULES) is not None,
            file=file.name if file is not None else "",
            undoable=self._kept.get(_RULES_BEFORE) is not None,
        )

    def keep_rules(self, sheet: dict[str, Any] | None, who: str = "") -> ReviewSettings:
        """Keeps a sheet of rules and gives it back checked; None goes back to the file of the environment.

        What was in force until now can be taken back. Raises a ValidationError before anything is kept.
        """
        if sheet is not None:
            ReviewSettings.model_validate(sheet)
        intake, before = self.intake(), self._kept.get(_RULES)
        if intake.expected:
            before = plain_sheet(self.rules())
        beside: dict[str, Any] = {_RULES_BEFORE: {"sheet": before}}
        if intake.expected:
            beside[_INTAKE] = intake.model_copy(update={"expected": ()}).model_dump(mode="json")
        self._kept.put(_RULES, sheet, who, beside)
        return self.rules()

    def take_back_rules(self, who: str = "") -> ReviewSettings:
        """Puts the sheet in force again that the last one took the place of, once; gives what is in force then."""
        before = self._kept.get(_RULES_BEFORE)
        if before is not None:
            self._kept.put(_RULES, before["sheet"], who, {_RULES_BEFORE: None})
        return self.rules()
