"""An overview of one report: its frame, filled, fitted to the form, as a draft."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answering.draft.sentence import Draft, Kind, Piece, Sentence
from answering.overview.fitted import Line, draft_of, fitted
from answering.overview.frames import Genre, genres, lines_of
from answering.overview.material import Material
from answering.overview.of_part import findings_on
from answering.overview.slots import lists_of, slots_of
from answering.plan.operations import Overview, Shape

_FEW = 5
# What dwells on these is not narrowed further.
_NARROW = (
    "continued",
    "change",
    "worse",
    "better",
    "kept",
    "pairs",
    "problems",
    "measures",
    "errors",
    "publish",
    "numbers",
    "disclosure",
)
_ON_THE_REPORT = re.compile(
    "(?:改|修改|补|完善|重报|核对|退).{0,6}(?:年报|报告|稿)|(?:年报|报告).{0,6}(?:改|补|完善|重报|核对|退)"
)
_GENRES = {
    Shape.SUMMARY: "summary", Shape.SENTENCE: "summary", Shape.LEAD: "lead", Shape.BRIEF: "lead", Shape.JUDGEMENT: "judgement",
    Shape.COMMENT: "comment", Shape.CIRCULAR: "circular", Shape.OPINION: "opinion", Shape.NOTICE: "notice",
    Shape.POST: "post", Shape.OUTLINE: "outline", Shape.MESSAGE: "message", Shape.REPLY: "reply", Shape.TEXT: "comment",
}  # fmt: skip


def composed(asked: Overview, material: Material, measure: Callable[[Sequence[Piece]], int]) -> Draft:
    """The overview in the form that was asked for."""
    genre = _genre(asked, material)
    lines = lines_of(genre, slots_of(material, asked), lists_of(material, asked), frozenset(asked.must))
    most = None if asked.shape is Shape.OUTLINE else asked.points or asked.sentences
    if asked.points and asked.shape is not Shape.OUTLINE:
        lines = [line for line in lines if line.kind is not Kind.NOTE]
    if asked.each and asked.characters is None and asked.points is None:
        most = None
    sentences = fitted(lines, measure, asked.characters, most)
    counted = sum(s.kind is not Kind.NOTE for s in sentences)
    if genre.numbered and counted > 1 and not any("{n}" in said.say for said in genre.lines):
        numbers = iter(range(1, counted + 1))
        sentences = [s if s.kind is Kind.NOTE else _numbered(s, next(numbers)) for s in sentences]
    if (
        (asked.points or _LISTS.search(asked.topic))
        and len(sentences) > 1
        and not (genre.numbered or genre.paragraph)
    ):
        sentences = [_numbered(s, n) for n, s in enumerate(sentences, start=1)]
    return draft_of(sentences, genre.paragraph)


def _of_one_problem(asked: Overview, material: Material) -> bool:
    """Whether 政策解读形式单一的问题 is one of those that the report lists, and no more is asked of the others."""
    return asked.focus == "problems" and asked.shape is not Shape.SUMMARY and material.body.is_problem


_LISTS = re.compile("分条|逐条|要点.{0,4}列|列.{0,2}要点")


def _numbered(sentence: Sentence, n: int) -> Sentence:
    return replace(sentence, pieces=(f"{n}. ", *sentence.pieces))


def _genre(asked: Overview, material: Material) -> Genre:
    """The frame for a shape with what it dwells on, how short it is to be, and what there is to tell."""
    shape, every = _GENRES[asked.shape], genres()
    wanted = [f"{shape}.{asked.focus}"] if asked.focus else []
    if asked.focus and asked.sentences:
        wanted = [f"{shape}.{asked.focus}.few", *wanted]
    if asked.focus == "good" and re.search("亮点|看点|值得", asked.topic):
        wanted = [f"{shape}.highlights", *wanted]
    if asked.focus == "change":
        drafted = asked.shape is not Shape.JUDGEMENT and re.search("写|起草|拟|段", asked.topic)
        listed = asked.characters or asked.points or _LISTS.search(asked.topic)
        wanted = [
            "draft.change" if drafted else wanted[0],
            "summary.change" if listed else "summary.change.whole",
        ]
        wanted = wanted[1:] if wanted[0] == "summary.change" else wanted
    topical = [f"{shape}.{asked.focus}.topic", f"{shape}.topic"]
    wanted = (
        [*topical, *wanted]
        if (asked.focus not in _NARROW or _of_one_problem(asked, material))
        and not asked.part
        and material.body.found
        else wanted
    )
    if asked.part and not asked.focus and f"{shape}.part" in every and not material.body.found:
        wanted = [f"{shape}.part"]
    if shape == "message" and _ON_THE_REPORT.search(asked.topic):
        wanted = ["message.report"]
    # 指出要改的 points at all that the review found.
    if shape == "opinion" and asked.point and (material.topics or findings_on(material, asked.topic)):
        wanted.append("opinion.point")
    if shape == "summary":
        wanted += [f"summary.part{asked.part}"] if asked.part and not asked.focus else []
        few = 1 if asked.shape is Shape.SENTENCE else asked.points or asked.sentences
        wanted += [f"summary.few{min(few, _FEW)}"] if few else []
        wanted += ["summary.brief"] if asked.characters else []
    return next((every[w] for w in (*wanted, shape) if w in every), every["summary"])


__all__ = ["Line", "composed"]
