"""What the office set for its letters."""

from __future__ import annotations

from datetime import date, timedelta

from letters.letter import LetterSettings
from settings import Settings


def letter_settings(settings: Settings, day: date) -> LetterSettings:
    """The office's name, whom to ask, and the deadline counted from a day."""
    days = settings.letter_deadline_days
    until = day + timedelta(days=days) if days else None
    return LetterSettings(
        office=settings.letter_office,
        contact=settings.letter_contact,
        deadline=f"{until.year}年{until.month}月{until.day}日" if until else "",
        day=day,
    )
