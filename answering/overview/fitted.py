"""Lines of an overview chosen to fit a form: what matters least is left out first, and no sentence is cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from answering.draft.sentence import Draft, Kind, Piece, Sentence

Measure = Callable[[Sequence[Piece]], int]
_SLACK = 1.1


@dataclass(frozen=True)
class Line:
    """A sentence with its rank (1 is kept first); `short` says the same in fewer words."""

    pieces: tuple[Piece, ...]
    rank: int = 2
    kind: Kind = Kind.FACT
    short: tuple[Piece, ...] = ()
    cites: tuple[str, ...] = ()

    def sentence(self, short: bool = False) -> Sentence:
        """The line as a sentence."""
        return Sentence(self.short if short and self.short else self.pieces, self.kind, self.cites)


def fitted(
    lines: Sequence[Line], measure: Measure, characters: int | None, sentences: int | None
) -> list[Sentence]:
    """As many lines as fit, in their own order.

    The first ranked ones come first, in their shorter words; then others as far as there is room; what is left of it
    goes to the longer words of those.
    """
    known = [line for line in lines if line.pieces]
    order = sorted(range(len(known)), key=lambda n: (known[n].rank, n))[:sentences]
    if characters is None:
        return [known[n].sentence() for n in sorted(order)]
    room = int(characters * _SLACK)
    chosen: dict[int, Sentence] = {}
    for n in order:
        sentence = min((known[n].sentence(short) for short in (True, False)), key=lambda s: measure(s.pieces))
        length = measure(sentence.pieces)
        if length <= room or not chosen:
            chosen[n] = sentence
            room -= length
    for n in (n for n in order if n in chosen):
        more = measure(known[n].pieces) - measure(chosen[n].pieces)
        if more <= room:
            chosen[n] = known[n].sentence()
            room -= more
    return [chosen[n] for n in sorted(chosen)]


def draft_of(sentences: Sequence[Sentence], paragraph: bool) -> Draft:
    """The sentences as a draft, in one paragraph where a draft for use elsewhere is wanted."""
    return Draft(tuple(sentences), paragraph=paragraph)
