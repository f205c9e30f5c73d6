"""Wordings that the review points at: loads corpus/review, where each stands with what it must read and must not.

A wording is one kind of problem; all its places in a report are told as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from pydantic import ConfigDict, Field

from data_files import Data, load_data
from reports.model import Paragraph
from reports.numerals import half_width
from reports.prose.sentences import clip, sentences
from review.finding import Problem, Severity
from review.rule import Context

FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "review"
# Addresses are no prose, except where they stand for one that was not filled in (XXXX@XXX.gov.cn).
_UNFILLED = r"(?![!-~]*[Xx]{3})"
_ADDRESS = re.compile(
    rf"{_UNFILLED}(?:https?://[!-~]+|www\.[!-~]+|(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9_.-]+)"
)
_TITLE = re.compile(r"《[^《》]*》")


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with what the pattern finds replaced by spaces, so that every other character keeps its place."""
    return pattern.sub(lambda m: " " * len(m[0]), text)


def _without_addresses(text: str) -> str:
    return _blanked(_ADDRESS, text) if any(sign in text for sign in ("://", "www.", "@")) else text


class Wording(Data):
    """A pattern with what is said of it. `{found}` in a sentence stands for the words that were found.

    `unless` is looked for in the same sentence, `unless_before` right before the words; `since` and `until` are reported years; `in_titles` is
    whether titles of documents count.
    """

    model_config = ConfigDict(ignored_types=(cached_property,))

    pattern: str
    says: str = Field(pattern="。$")
    advice: str = Field(pattern="。$")
    right: str | None = None
    severity: Severity | None = None
    unless: str | None = None
    unless_before: str | None = None
    since: int | None = None
    until: int | None = None
    in_titles: bool = True
    must: tuple[str, ...] = Field(min_length=1)
    must_not: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once; ^ and $ are the ends of a sentence."""
        return re.compile(self.pattern, re.M)

    @cached_property
    def exempting(self) -> re.Pattern[str] | None:
        """What in the same sentence makes the words right."""
        return re.compile(self.unless) if self.unless else None

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """What right before the words makes them right."""
        return re.compile(f"(?:{self.unless_before})$") if self.unless_before else None

    def applies(self, year: int | None) -> bool:
        """Whether reports on this year are meant."""
        return (self.since is None or (year is not None and year >= self.since)) and (
            self.until is None or (year is not None and year <= self.until)
        )

    def places(self, prose: Prose) -> Iterator[Place]:
        """Where the words stand, in reading order."""
        if not self.compiled.search(prose.whole if self.in_titles else prose.whole_without_titles):
            return
        texts = prose.texts if self.in_titles else prose.without_titles
        for sentence, text in zip(prose.sentences, texts, strict=True):
            if self.exempting is not None and self.exempting.search(text):
                continue
            for match in self.compiled.finditer(text):
                if self.not_after is not None and self.not_after.search(text[: match.start()]):
                    continue
                found = sentence.text[match.start() : match.end()]
                quote = clip(sentence.text, match.start(), match.end())
                yield Place(sentence.paragraph, found, quote, sentence.start + match.start())


class Prose:
    """Sentences made ready to be looked through many times: half width, without addresses."""

    def __init__(self, paragraphs: Iterable[Paragraph]) -> None:
        self.sentences = tuple(sentences(paragraphs))
        self.texts = tuple(_without_addresses(half_width(s.text)) for s in self.sentences)

    @cached_property
    def without_titles(self) -> tuple[str, ...]:
        """The sentences with the titles of documents blanked."""
        return tuple(_blanked(_TITLE, t) if "《" in t else t for t in self.texts)

    @cached_property
    def whole(self) -> str:
        """All the sentences, one a line."""
        return "\n".join(self.texts)

    @cached_property
    def whole_without_titles(self) -> str:
        """All the sentences without titles, one a line."""
        return "\n".join(self.without_titles)


@dataclass(frozen=True)
class Place:
    """Words in a paragraph, with those around them."""

    paragraph: Paragraph
    found: str
    quote: str
    start: int


class Wordings(Data):
    """A file of wordings."""

    wordings: tuple[Wording, ...]


@cache
def load_wordings(name: str) -> tuple[Wording, ...]:
    """The wordings of corpus/review/<name>.toml, in the order of the file."""
    return load_data(FOLDER / f"{name}.toml", Wordings).wordings


def wording_files() -> tuple[str, ...]:
    """The names of all the files of wordings."""
    found = (p for p in sorted(FOLDER.glob("*.toml")) if "[[wordings]]" in p.read_text(encoding="utf-8"))
    return tuple(p.stem for p in found)


def every_paragraph(context: Context) -> tuple[Paragraph, ...]:
    """All that is written outside the tables: paragraphs and headings, in reading order."""
    headings = (s.heading for s in context.report.sections)
    return tuple(sorted((*context.report.paragraphs(), *headings), key=lambda p: p.index))


def _narrative(context: Context) -> Prose:
    return Prose(context.report.paragraphs())


def _with_headings(context: Context) -> Prose:
    return Prose(every_paragraph(context))


def prose_of(context: Context, *, headings: bool = True) -> Prose:
    """The report's sentences, made ready once for all the rules."""
    return context.once(f"prose {headings}", _with_headings if headings else _narrative)


_MOST_NAMED = 4


def also_at(found: Sequence[str]) -> str:
    """How a sentence tells that one kind stands in several places, and which words those are."""
    if len(found) < 2:
        return ""
    others = list(dict.fromkeys(found))
    named = "".join(f"“{o}”" for o in others[:_MOST_NAMED]) if len(others) > 1 else ""
    return f"（共{len(found)}处{'：' + named if named else ''}{'等' if len(others) > _MOST_NAMED else ''}）"


def wording_problems(
    context: Context, wordings: Iterable[Wording], *, headings: bool = True
) -> Iterator[Problem]:
    """One problem for each wording that the report holds; a place is told once, by the first that reads it."""
    prose = prose_of(context, headings=headings)
    taken: set[tuple[int, int]] = set()
    for wording in wordings:
        if not wording.applies(context.report.year):
            continue
        places = [p for p in wording.places(prose) if not _overlaps(p, taken)]
        if not places:
            continue
        taken.update((p.paragraph.index, i) for p in places for i in range(p.start, p.start + len(p.found)))
        first = places[0]
        said = wording.says.format(found=first.found, right=wording.right)
        yield Problem(
            said.removesuffix("。") + also_at([p.found for p in places]) + "。",
            wording.advice.format(found=first.found, right=wording.right),
            context.at_paragraph(first.paragraph),
            quote=first.quote,
            expected=wording.right,
            actual=first.found,
            severity=wording.severity,
        )


def _overlaps(place: Place, taken: set[tuple[int, int]]) -> bool:
    return any(
        (place.paragraph.index, i) in taken for i in range(place.start, place.start + len(place.found))
    )
