"""The local rule sheet: what a reviewing office can set, read from one TOML file; docs/review.example.toml shows it whole."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, WithJsonSchema

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


def _code(value: str) -> str:
    """The code of a rule that there is."""
    from review.rules import all_rules

    if value not in {r.code for r in all_rules()}:
        raise ValueError(f"没有编号为“{value}”的规则")
    return value


# What a form asks for is read off the JSON schema: a day and a rule have a format of their own there.
Day = Annotated[
    tuple[int, int],
    BeforeValidator(_day),
    PlainSerializer(lambda day: f"{day[0]:02}-{day[1]:02}", return_type=str, when_used="json"),
    WithJsonSchema({"type": "string", "format": "month-day"}),
]
Code = Annotated[str, AfterValidator(_code), WithJsonSchema({"type": "string", "format": "rule"})]
Codes = Annotated[frozenset[Code], PlainSerializer(sorted, return_type=list[str], when_used="json")]
Length = Annotated[int, Field(ge=1)]
Points = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Words = Annotated[tuple[Annotated[str, Field(min_length=1)], ...], Field(min_length=1)]
Levels = Annotated[tuple[Level, ...], Field(min_length=1)]
Part = Literal["一", "二", "三", "四", "五", "六"]


class RequiredCount(Data):
    """A number that 总体情况 has to give: its name, and words of which one stands beside the number."""

    name: str = Field(min_length=1)
    words: Words
    levels: Levels = tuple(Level)


class RequiredItem(Data):
    """What a report has to tell beyond the uniform format: words of which one shows that it does."""

    name: str = Field(min_length=1)
    words: Words
    section: Part | None = None
    levels: Levels = tuple(Level)


class LocalWording(Data):
    """A word or phrase that the office wants written in another way."""

    wrong: str = Field(min_length=1)
    right: str = Field(min_length=1)
    severity: Severity = Severity.NOTICE


class ReviewSettings(Data):
    """Parameters of the rules; the defaults are those of the Regulation and the uniform format."""

    off: Codes = frozenset()
    severity: dict[Code, Severity] = Field(default_factory=dict)
    points: dict[Code, Points] = Field(default_factory=dict)
    overview_length: Length = 1000
    lengths: dict[Level, Length] = Field(default_factory=dict)
    problems_length: Length = 50
    similarity: float = Field(default=0.8, gt=0, le=1)
    local_deadline: Day | None = None
    deadlines: dict[Level, Day] = Field(default_factory=dict)
    required_counts: tuple[RequiredCount, ...] = ()
    required_items: tuple[RequiredItem, ...] = ()
    wordings: tuple[LocalWording, ...] = ()
    expected_agencies: tuple[str, ...] = ()

    def overview_limit(self, level: Level) -> int:
        """How many characters 总体情况 may have at a level."""
        return self.lengths.get(level, self.overview_length)

    def deadline(self, level: Level) -> tuple[int, int] | None:
        """The local day (month, day) by which a report of a level has to be public; None where none is set."""
        return self.deadlines.get(level, self.local_deadline)


def plain_sheet(settings: ReviewSettings) -> dict[str, Any]:
    """A sheet as it is kept and written: what it sets beyond the defaults, in the values of TOML and JSON."""
    return settings.model_dump(mode="json", exclude_defaults=True)


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
