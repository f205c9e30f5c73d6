"""A sentence of the model becomes one that may be shown, or a list of reasons why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from answering.answer import Evidence
from answering.hostile import poses_as_instruction
from answering.plan.operations import CellPath
from answering.source import cite_cells
from answering.verification import verify
from answering.with_model.absence import contradicted
from answering.with_model.expressions import SlotError
from answering.with_model.material import Material, Piece
from answering.with_model.protocol import Kind, Written
from answering.with_model.settled.agreeing import (
    settle_adds_up,
    settle_compared,
    settle_differing,
    settle_nought,
    settle_same,
    settle_sign,
    settle_times,
)
from answering.with_model.settled.becoming import settle_became
from answering.with_model.settled.claim import Claim, settled
from answering.with_model.settled.comparing import (
    settle_average,
    settle_direction,
    settle_links,
    settle_ratio,
    settle_tenths,
    settle_which,
)
from answering.with_model.settled.counting import (
    settle_added,
    settle_list,
    settle_number_of_named,
    settle_places_found,
)
from answering.with_model.settled.denying import settle_denial, settle_not_all, settle_not_yet, settle_premise
from answering.with_model.settled.exhorting import settle_exhorted
from answering.with_model.settled.ranking import settle_rank
from answering.with_model.settled.speaking import settle_place, settle_severity, settle_speaker
from answering.with_model.settled.spelling_out import settle_denominator, settle_spelt_out
from answering.with_model.settled.wordings import wording
from answering.with_model.slots import filled, names_missing
from reports.prose.quantities import counts, quantities

_OPINION_MARK = "（模型意见）"
# What only the review says.
_CLEARS = re.compile(
    "没有(?:任何|什么|发现)?(?:问题|错误|差错)|(?<!不)合格|完全符合|无误|零差错|无可挑剔|(?<!不)(?:合规|达标)"
)
_SETTLERS = (
    settle_exhorted, settle_adds_up, settle_spelt_out, settle_denominator, settle_became, settle_rank, settle_list, settle_added, settle_places_found,
    settle_place, settle_severity, settle_not_all, settle_not_yet, settle_premise, settle_denial, settle_nought,
    settle_times, settle_sign, settle_same, settle_differing, settle_compared, settle_average, settle_tenths, settle_ratio, settle_direction,
    settle_which, settle_speaker, settle_number_of_named, settle_links,
)  # fmt: skip
_INSTRUCTION = "是指令而不是陈述"
_ENDS = re.compile(r"[。！？；：]?$")


@dataclass(frozen=True)
class Checked:
    """A sentence as it would be shown, without marks, and why it may not be; `rests` says where its marks open."""

    written: Written
    text: str = ""
    rests: tuple[Piece, ...] = ()
    cells: tuple[tuple[Piece, CellPath], ...] = ()
    failures: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether it may be shown."""
        return not self.failures and bool(self.text)

    def marked(self, evidence: Evidence) -> str:
        """The sentence with its marks after its last word."""
        marks = []
        for piece in self.rests:
            marks += [evidence.cite(c) for c in piece.citations]
            own = [c for p, c in self.cells if p.id == piece.id]
            if piece.cells and piece.source is not None:
                told = tuple(own or _cells_told(piece, self.text))
                marks.append(cite_cells(evidence, piece.source, told))
        tail = _end_of(self.text)
        return self.text[: len(self.text) - len(tail)] + "".join(dict.fromkeys(marks)) + (tail or "。")


def _cells_told(piece: Piece, text: str) -> list[CellPath]:
    """The cells of a row whose numbers a sentence gives; its whole where it gives none."""
    told = {q.value for q in quantities(text)}
    assert piece.source is not None
    cells = list(piece.cells.values())
    found = [c for c in cells if (v := piece.source.report.tables[c[0]].value(c[1], c[2])) and v in told]
    return found or cells[-1:]


def check(written: Written, material: Material, question: str, opinions: bool) -> Checked:
    """The sentence with its slots filled and every claim held against the pieces that it cites.

    What a sentence denies of the question's own words is no claim of its own. `opinions` says whether the question
    wants a judgement: without that an opinion is no answer. That the question takes something false for granted is
    told where it can be shown; what the material says is told without it where it cannot.
    """
    checked = _checked(written, material, question, opinions)
    premise = wording("premise").search(written.words)
    if checked.passed or premise is None:
        return checked
    rest = written.words[: premise.start()] + written.words[premise.end() :]
    bare = _checked(replace(written, words=rest), material, question, opinions)
    return bare if bare.passed else checked


def _checked(written: Written, material: Material, question: str, opinions: bool) -> Checked:
    if poses_as_instruction(written.words):
        return Checked(written, failures=(_INSTRUCTION,))
    if written.kind is Kind.ABSENCE:
        return _absence(written, material)
    missing = [m for m in written.marks if m not in material]
    if missing:
        return Checked(written, failures=(f"材料[{missing[0]}]不存在",))
    try:
        words = filled(written.words, material)
    except SlotError as error:
        return Checked(written, failures=(str(error),))
    cells = tuple(c for f in words.fills for c in f.cells)
    cited = tuple(dict.fromkeys([*written.marks, *(p.id for f in words.fills for p in f.pieces)]))
    rests = tuple(material[m] for m in cited)
    claim = settled(Claim(words.coded, words.fills, rests, question, material.helds), _SETTLERS)
    claimed = words.borne_out(claim.text)
    opinion = written.kind is Kind.OPINION
    why = claim.failures + tuple(
        _against(claimed, rests, words.counted_by_code(claimed), question if opinion else None)
    )
    if opinion:
        why += tuple(_against_opinion(claimed, rests, opinions))
        return Checked(written, f"{_OPINION_MARK}{words.text}", rests, cells, why)
    named = names_missing(words.fills) if not why else ""
    end = _end_of(words.text)
    return Checked(written, words.text[: len(words.text) - len(end)] + named + end, rests, cells, why)


def _end_of(text: str) -> str:
    match = _ENDS.search(text)
    return match[0] if match else ""


def _against(claimed: str, rests: tuple[Piece, ...], by_code: bool, asked: str | None) -> Iterator[str]:
    """Why the sources do not bear out what is left of a sentence; of an opinion on what was `asked` less is wanted."""
    if rests and not re.search(r"[一-龥]{2}|\d", claimed):
        return  # code has settled all of it
    marks = "".join(f"[{n}]" for n in range(1, len(rests) + 1))
    texts = [p.text for p in rests]
    yield from verify(f"{claimed}{marks}", texts, by_code, asked is not None, asked or "").failures


def _against_opinion(text: str, rests: tuple[Piece, ...], opinions: bool) -> Iterator[str]:
    if not opinions:
        yield "提问没有要求评价"
    if not rests:
        yield "意见没有标出所依据的材料"
    if _CLEARS.search(text):
        yield "有没有问题、是否合格以审查发现为准"


def _figures_in(text: str) -> bool:
    """Whether a text gives numbers; 上一年度 and 同一单位 give none."""
    own = tuple(counts(text))
    return any(q.raw[0].isdigit() or q in own for q in quantities(text))


def _absence(written: Written, material: Material) -> Checked:
    what = _ENDS.sub("", written.words).strip()
    if _figures_in(what) and not re.search(r"\d{4}年", what):
        return Checked(written, failures=("说没有的句子里不应有数字",))
    why = contradicted(what, material.helds)
    text = f"报告没有写明{what}（已查全文和各表）。"
    return Checked(written, text, failures=(why,) if why else ())
