"""The overviews that a question can ask for: what they are for, what they dwell on, how long they may be."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from answering.plan.operand import Operand


class Shape(StrEnum):
    """What an overview is for."""

    SUMMARY = "summary"
    SENTENCE = "sentence"
    LEAD = "lead"
    JUDGEMENT = "judgement"
    COMMENT = "comment"
    CIRCULAR = "circular"
    OPINION = "opinion"
    BRIEF = "brief"
    NOTICE = "notice"
    POST = "post"
    OUTLINE = "outline"
    MESSAGE = "message"
    REPLY = "reply"
    VIEW = "view"
    TEXT = "text"
    TABLE = "table"


@dataclass(frozen=True)
class Overview:
    """overview: key figures, a line for each part, findings; of the whole report, a part or a topic.

    `aspect` is one of the five of part one; `point` is what the question itself wants said, with the figures `named` in it.
    `each` is the most that one of its points may have. `focus` is what it dwells on (corpus/lexicon/genres.toml), `must` are slots that have to be told, `sentences`, `points`
    and `characters` the most that there may be.
    """

    shape: Shape
    part: str | None = None
    topic: str = ""
    sentences: int | None = None
    point: str = ""
    aspect: str = ""
    named: tuple[Operand, ...] = ()
    points: int | None = None
    characters: int | None = None
    each: int | None = None
    focus: str = ""
    must: tuple[str, ...] = ()


@dataclass(frozen=True)
class Complete:
    """Whether a report, or a part of it, holds what it has to: `demands` are the names of what it is held to."""

    demands: tuple[str, ...]
    doubt: str
