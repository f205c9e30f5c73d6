"""The local rule sheet: what a reviewing office can set, read from one TOML file; docs/review.example.toml shows it whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, field_validator

from data_files import Data, DataFileError, load_data
from errors import NianbaoError
from reports.model import Level
from review.finding import Severity


class ReviewSettingsError(NianbaoError):
    """The rule sheet cannot be used; the message is one clear Chinese sentence."""


def _day(value: object) -> object:
    """Month and day of 月-日, the form in which a sheet writes a deadline."""
    if not isinstance(value, str):
        return value
    try:
        month, day = (int(part) for part in value.split("-"))
        date(2023, month, day)
    except ValueError:
        raise ValueError("应写成“月-日”，如“01-26”") from None
    return month, day


Day = Annotated[tuple[int, int], BeforeValidator(_day)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]


class RequiredCount(Data):
    """A number that 总体情况 has to give: its name, and words of which one stands beside the number."""

    name: str = Field(min_length=1)
    words: Words
    levels: tuple[Level, ...] = tuple(Level)


class RequiredItem(Data):
    """What a report has to tell beyond the uniform format: words of which one shows that it does."""

    name: str = Field(min_length=1)
    words: Words
    section: str | None = Field(default=None, pattern="^[一二三四五六]$")
    levels: tuple[Level, ...] = tuple(Level)


class LocalWording(Data):
    """A word or phrase that the office wants written in another way."""

    wrong: str = Field(min_length=1)
    right: str = Field(min_length=1)
    severity: Severity = Severity.NOTICE


class ReviewSettings(Data):
    """Parameters of the rules; the defaults are those of the Regulation and the uniform format."""

    off: frozenset[str] = frozenset()
    severity: dict[str, Severity] = Field(default_factory=dict)
    points: dict[str, float] = Field(default_factory=dict)
    overview_length: int = Field(default=1000, ge=1)
    lengths: dict[Level, Annotated[int, Field(ge=1)]] = Field(default_factory=dict)
    problems_length: int = Field(default=50, ge=1)
    similarity: float = Field(default=0.8, gt=0, le=1)
    local_deadline: Day | None = None
    deadlines: dict[Level, Day] = Field(default_factory=dict)
    required_counts: tuple[RequiredCount, ...] = ()
    required_items: tuple[RequiredItem, ...] = ()
    wordings: tuple[LocalWording, ...] = ()
    expected_agencies: tuple[str, ...] = ()

    @field_validator("off", "severity", "points")
    @classmethod
    def _codes_exist(cls, value: Any) -> Any:
        from review.rules import all_rules

        unknown = sorted(set(value) - {r.code for r in all_rules()})
        if unknown:
            raise ValueError(f"没有编号为“{'”“'.join(unknown)}”的规则")
        return value

    def overview_limit(self, level: Level) -> int:
        """How many characters 总体情况 may have at a level."""
        return self.lengths.get(level, self.overview_length)

    def deadline(self, level: Level) -> tuple[int, int] | None:
        """The local day (month, day) by which a report of a level has to be public; None where none is set."""
        return self.deadlines.get(level, self.local_deadline)


def load_review_settings(path: Path | None) -> ReviewSettings:
    """The settings in a TOML file, the defaults without one; raises ReviewSettingsError."""
    if path is None:
        return ReviewSettings()
    try:
        return load_data(path, ReviewSettings)
    except DataFileError as error:
        raise ReviewSettingsError(
            f"审查设置文件 {path.name} 无法使用：{error.reason}；请对照 docs/review.example.toml 更正。"
        ) from error
