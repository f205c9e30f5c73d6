"""Row labels as files write them, matched to the rows of the format."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from reports.editions import LEADING_NUMBER, Edition, Label, all_editions, normalise_label
from reports.model import GridCell
from reports.numerals import fold, looks_like_value

_TYPO = 80.0


# Where flattened tables run a group and its item together: （三）不予公开1.属于国家秘密.
_NUMBERED_PART = re.compile(r"(?<=.)(?=[(][一二三四五六七][)]|(?<!\d)[1-8][.、·](?!\d))")


# A note or a definition that an office wrote after a label: 规章：指…, 处理决定数量（指2020年办件量）.
_NOTE = re.compile(r"(?<=.)(?:[(（]|[：:]|，?(?:是?指|即)).*$", re.S)


def _without_note(text: str) -> str:
    """A label without the note after it, normalised; a number in brackets before it is none."""
    plain = LEADING_NUMBER.sub("", fold(text))
    return normalise_label(_NOTE.sub("", plain))


def match_label(text: str, labels: Sequence[Label]) -> tuple[Label | None, float]:
    """The label that a cell's text means, and how closely (100 is an accepted wording)."""
    name = normalise_label(text)
    if not name:
        return None, 0.0
    bare = _without_note(text)
    known = [(label, label.wordings()) for label in labels]
    for label, wordings in known:
        if bare in wordings and name not in wordings:
            return label, 100.0
    best: tuple[Label | None, float] = (None, 0.0)
    for label, wordings in known:
        if name in wordings:
            return label, 100.0
        for wording in wordings:
            score = fuzz.ratio(wording, name)
            if len(wording) > 6 and (wording in name or (len(name) > 6 and name in wording)):
                score = max(score, 88.0)
            if score > best[1]:
                best = (label, score)
    return best if best[1] >= _TYPO else (None, best[1])


def all_rows(table: str, edition: Edition) -> tuple[Label, ...]:
    """The edition's rows, then those of other editions that it does not have (leftovers are read too)."""
    rows = list(edition.rows(table))
    for other in all_editions():
        rows += [r for r in other.rows(table) if r.key not in {k.key for k in rows}]
    return tuple(rows)


def label_end(row: Sequence[GridCell]) -> int:
    """The position after the last label cell of a row; 0 where the row has no label."""
    end = 0
    for position, cell in enumerate(row):
        if fold(cell.text) and not looks_like_value(cell.text):
            end = position + 1
    return end


def known_label_end(row: Sequence[GridCell], rows: Sequence[Label]) -> int:
    """The position after the row's label where words may also stand in a value cell.

    Labels come before the first number; of several, the last one that is a known row's ends them.
    """
    end = label_end(row)
    first_number = next((i for i, c in enumerate(row) if fold(c.text) and looks_like_value(c.text)), len(row))
    own = [
        i for i, c in enumerate(row[:end]) if not c.merged and fold(c.text) and not looks_like_value(c.text)
    ]
    if end <= first_number and len(own) <= 3:
        known = [i for i in own if match_label(row[i].text, rows)[1] == 100.0]
        return known[-1] + 1 if known and len(own) > 1 else end
    before = [i for i in own if i < first_number]
    return before[-1] + 1 if before else end


def row_label(row: Sequence[GridCell], end: int, rows: Sequence[Label]) -> tuple[Label | None, float, str]:
    """The row that the label cells mean; the innermost label decides, with its group for a bare 其他."""
    texts: list[str] = []
    for cell in row[:end]:
        text = fold(cell.text)
        if text and not looks_like_value(text) and text not in texts:
            texts.append(text)
    if not texts:
        return None, 0.0, ""
    innermost = _NUMBERED_PART.split(texts[-1])[-1]
    label, score = match_label(innermost, rows)
    if label is None and len(texts) > 1:
        label, score = match_label("".join(texts[-2:]), rows)
    return label, score, innermost
