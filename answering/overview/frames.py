"""The frames of genres (corpus/lexicon/genres.toml): sentences with slots that code fills from a report."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from answering.draft.sentence import Kind, Piece
from answering.overview.fitted import Line
from answering.overview.material import Pieces
from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "genres.toml"
_PART = re.compile(r"\{(?P<slot>[^{}]+)\}|\[(?P<optional>[^\[\]]+)\]")
Slots = Mapping[str, Callable[[], Pieces]]
Item = Mapping[str, Pieces]
Lists = Mapping[str, Callable[[], Sequence[Item]]]


class Said(Data):
    """A sentence of a frame."""

    say: str
    short: str = ""
    rank: int = 2
    each: str = ""
    unless: str = ""
    opinion: bool = False
    note: bool = False

    @property
    def kind(self) -> Kind:
        """What the sentence claims."""
        return Kind.OPINION if self.opinion else Kind.NOTE if self.note else Kind.FACT


class Genre(Data):
    """A frame: its sentences in order, whether they make a paragraph, and words that an example of it must have."""

    lines: tuple[Said, ...]
    paragraph: bool = False
    numbered: bool = False
    example: tuple[str, ...] = ()


class Genres(Data):
    """corpus/lexicon/genres.toml."""

    genres: dict[str, Genre]


@cache
def genres() -> dict[str, Genre]:
    """Every frame by its name: a genre, or a genre with what it dwells on."""
    return load_data(_FILE, Genres).genres


def lines_of(genre: Genre, slots: Slots, lists: Lists, first: frozenset[str] = frozenset()) -> list[Line]:
    """The sentences of a frame that can be filled; those with a slot of `first` are kept before all others."""
    out = []
    for said in genre.lines:
        if said.unless and slots[said.unless]():
            continue
        rank = 0 if any(name in said.say for name in first) else 1 if said.note else said.rank
        for own in _each(said, lists):
            filled = {**slots, **{k: _always(v) for k, v in own.items()}}
            pieces = filled_in(said.say, filled)
            short = filled_in(said.short, filled) if said.short else None
            if pieces is not None:
                out.append(Line(pieces, rank, said.kind, short or ()))
            elif short is not None:
                out.append(Line(short, rank, said.kind))
    return out


def _each(said: Said, lists: Lists) -> Iterator[Item]:
    if not said.each:
        yield {}
        return
    for n, item in enumerate(lists[said.each](), start=1):
        yield {**item, "n": (str(n),)}


def _always(pieces: Pieces) -> Callable[[], Pieces]:
    return lambda: pieces


def filled_in(text: str, slots: Slots) -> Pieces | None:
    """A text with its slots filled; None where one outside of brackets is empty."""
    out: list[Piece] = []
    last = 0
    for match in _PART.finditer(text):
        out += [text[last : match.start()]] if match.start() > last else []
        last = match.end()
        if match["optional"]:
            out += filled_in(match["optional"], slots) or ()
            continue
        pieces = next((p for name in match["slot"].split("|") if (p := slots[name]())), ())
        if not pieces:
            return None
        out += pieces
    return (*out, text[last:]) if last < len(text) else tuple(out)
