"""What the office sets for itself: for its letters, and for its rules; on the page before the environment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from letters.letter import LetterSettings
from library.kept_settings import KeptSettings
from review.settings import ReviewSettings, load_review_settings
from settings import Settings

_LETTERS, _RULES, _INTAKE = "letters", "rules", "intake"


class LetterForm(BaseModel):
    """Who signs the letters, whom to ask, and how many days an agency has to answer."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    office: str = Field(default="", max_length=60)
    contact: str = Field(default="", max_length=60)
    deadline_days: int | None = Field(default=None, ge=1, le=120)

    def on(self, day: date) -> LetterSettings:
        """The settings of a letter that is written on a day: the deadline is counted from it."""
        until = day + timedelta(days=self.deadline_days) if self.deadline_days else None
        said = f"{until.year}年{until.month}月{until.day}日" if until else ""
        return LetterSettings(office=self.office, contact=self.contact, deadline=said, day=day)


class IntakeForm(BaseModel):
    """Until when reports are to be handed in, and by whom."""

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
        """What is in force for the handing in; who hands in stands in the sheet of rules until it is set here."""
        kept = self._kept.get(_INTAKE)
        if kept is None:
            return IntakeForm(expected=self.rules().expected_agencies)
        return IntakeForm.model_validate(kept)

    def keep_intake(self, form: IntakeForm, who: str = "") -> None:
        """Keeps what was set for the handing in."""
        self._kept.put(_INTAKE, form.model_dump(mode="json"), who)

    def rules(self) -> ReviewSettings:
        """What is in force for the rules; raises ReviewSettingsError where the sheet cannot be used."""
        kept = self._kept.get(_RULES)
        if kept is not None:
            return ReviewSettings.model_validate(kept)
        return load_review_settings(self._settings.review_settings)

    def keep_rules(self, sheet: dict[str, Any] | None, who: str = "") -> ReviewSettings:
        """Keeps a sheet of rules and gives it back checked; None goes back to the file of the environment.

        Raises a ValidationError before anything is kept.
        """
        if sheet is not None:
            ReviewSettings.model_validate(sheet)
        self._kept.put(_RULES, sheet, who)
        return self.rules()
