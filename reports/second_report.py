"""A second report in the same file: below the parts of the first stand a title of its own and the same parts again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.model import Document, Section, text_of
from reports.numerals import fold
from reports.titles import Title, title_of

_FEWEST_PARTS = 4
# Of a title with agency and year.
_WHOLE = 3


def _parts(sections: Iterable[Section]) -> set[str]:
    return {s.number for s in sections if s.number}


def second_title(sections: Sequence[Section]) -> Title | None:
    """The title of the second report and the block where it begins; None where the sections are those of one report."""
    for n in range(1, len(sections)):
        if sections[n].number not in _parts(sections[:n]):
            continue
        blocks = sections[n - 1].blocks
        title = title_of(blocks)
        if min(len(_parts(sections[:n])), len(_parts(sections[n:]))) < _FEWEST_PARTS or title.weight < _WHOLE:
            return None
        lines = [b for b in blocks if b.index <= (title.paragraph or 0) and fold(text_of(b)) in title.text]
        return Title(title.text, min(b.index for b in lines)) if lines else None
    return None


def of_the_first(document: Document, second: Title) -> Document:
    """The document up to the second report's title; what stands below it is left out by name."""
    kept = tuple(b for b in document.blocks if b.index < (second.paragraph or 0))
    rest = tuple(text_of(b) for b in document.blocks[len(kept) :])
    return replace(document, blocks=kept, left_out=(*document.left_out, *rest), second=second.text)
