"""Examples of the rules: for each one text that it reports and one that it does not; loads corpus/rules.

An example is a sound report, changed in one place. They stand in docs/rules.md and are run by tests/test_rule_examples.py.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field

from data_files import Data, load_data, read_text
from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Finding
from review.reviewer import review
from review.settings import ReviewSettings

FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "rules"
# The end of 总体情况 in the sound reports: sentences are written after it.
_LAST_WORDS = "未发生责任追究情形。"
Changes = tuple[tuple[str, str], ...]


class Text(Data):
    """A text as it differs from a sound report.

    `form` is the edition of that report, `writes` a sentence more in 总体情况, `change` pairs of words and what stands in
    their place. `previous` and `peer` are the agency's report on the year before and another agency's on the same year,
    as they differ from the sound one; `settings` are those of the review.
    """

    form: str = Field(default="2021", pattern="^(2019|2021)$")
    writes: str = ""
    change: Changes = ()
    published: date | None = None
    previous: Changes | None = None
    peer: Changes | None = None
    settings: dict[str, Any] = Field(default_factory=dict)

    def findings(self) -> tuple[Finding, ...]:
        """What the review says of it; raises ValueError where a change names words that the sound report has not."""
        sound = sound_report(self.form)
        own = _changed(sound, self.change)
        if self.writes:
            own = _changed(own, ((_LAST_WORDS, _LAST_WORDS + self.writes),))
        return review(
            _parsed(own),
            settings=ReviewSettings.model_validate(self.settings),
            previous=None if self.previous is None else _parsed(_changed(_year_before(sound), self.previous)),
            peers=() if self.peer is None else (_parsed(_changed(_of_another(sound), self.peer)),),
            published=self.published,
        )


class Examples(Data):
    """What a rule reports, and what it does not although it is close."""

    fires: Text
    silent: Text


class _File(Data):
    rules: dict[str, Examples]


@cache
def sound_report(form: str) -> str:
    """A report in Markdown in which the review finds nothing."""
    return read_text(FOLDER / f"report-{form}.md")


@cache
def rule_examples(family: str) -> dict[str, Examples]:
    """The examples of the rules of a family (STR, IDN, …) by their codes."""
    return load_data(FOLDER / f"{family}.toml", _File).rules


def _changed(text: str, changes: Changes) -> str:
    for old, new in changes:
        if old not in text:
            raise ValueError(f"not in the sound report: {old}")
        text = text.replace(old, new)
    return text


def _year_before(text: str) -> str:
    return text.replace("2023", "2022").replace("2024", "2023")


def _of_another(text: str) -> str:
    return text.replace("石桥市", "青山市")


def _parsed(text: str) -> Report:
    return parse_bytes(text.encode(), "report.md")
