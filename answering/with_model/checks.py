"""A sentence of the model becomes one that may be shown, or a list of reasons why not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from answering.answer import Evidence
from answering.hostile import poses_as_instruction
from answering.plan.operations import CellPath
from answering.source import cite_cells
from answering.verification import normalise, verify
from answering.with_model.absence import contradicted
from answering.with_model.material import Material, Piece
from answering.with_model.protocol import Kind, Written
from answering.with_model.slots import SlotError, filled, names_missing
from reports.prose.quantities import quantities
from retrieval.terms import pairs

_OPINION_MARK = "（模型意见）"
# What only the review says.
_CLEARS = re.compile(
    "没有(?:任何|什么|发现)?(?:问题|错误|差错)|(?<!不)合格|完全符合|无误|零差错|无可挑剔|(?<!不)(?:合规|达标)"
)
_DENIES = re.compile(
    r"[，,]?(?:而|并)?(?:的)?(?:不是|并非)[^，。；]{0,16}(?=[，。；]|$)|没有(?:减少|增加|下降|增长)[，,]|提问(?:中|里|所)?(?:说|称|提到)?的?[^，。；]{0,20}(?:不符|有误|不对|不准确|不一致)[，。；]?"
)
_DENYING = re.compile(
    "而|并非|并不是|不是|没有|提问(?:中|里|所)?(?:说|称|提到)?的?|与?(?:材料|报告)?(?:不符|有误|不对|不准确|不一致)"
)
_OF_THE_QUESTION = 0.6
_TOLD_BY = re.compile(
    r"^(?:不过|但|其中)?(?:这份|该|本)?报告(?:中|里|自己)?(?:也|只|仅|还)?(?:说|写明|写的是|写到|写道|提到|称|载明|显示|指出|承认|认为)(?:的是|是)?[，：:]?"
)
_COUNTED_TOGETHER = re.compile(
    r"(?:两|三|四|几)(?:项|者|类)(?=相加|合计|之和|加起来|共)|，?与\d[\d,]*[一-龥]{1,2}(?:一致|相符)"
)
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
    wants a judgement: without that an opinion is no answer.
    """
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
    claimed = _claimed(words.unfilled, rests, question)
    opinion = written.kind is Kind.OPINION
    why = tuple(_against(claimed, rests, words.counted_by_code, opinion))
    if opinion:
        why += tuple(_against_opinion(claimed, rests, opinions))
        return Checked(written, f"{_OPINION_MARK}{words.text}", rests, cells, why)
    named = names_missing(words.fills) if not why else ""
    end = _end_of(words.text)
    return Checked(written, words.text[: len(words.text) - len(end)] + named + end, rests, cells, why)


def _end_of(text: str) -> str:
    match = _ENDS.search(text)
    return match[0] if match else ""


def _claimed(text: str, rests: tuple[Piece, ...], question: str) -> str:
    """What a sentence claims of its sources: without 报告写明, 两项相加, and what it denies of the question's words."""
    rest = _COUNTED_TOGETHER.sub("", _TOLD_BY.sub("", text))
    flat = normalise("\n".join(p.text for p in rests))
    asked = set(pairs(question))
    for match in _DENIES.finditer(rest):
        denied = _DENYING.sub("", match[0]).strip("，,。； ")
        said, numbers = set(pairs(denied)), [q.raw for q in quantities(denied)]
        of_question = all(n in question for n in numbers) if numbers else False
        of_question = of_question or (bool(said) and len(said & asked) / len(said) >= _OF_THE_QUESTION)
        if denied and of_question and not re.search(rf"(?<![\d.]){re.escape(normalise(denied))}", flat):
            rest = rest.replace(match[0], "")
    return rest if len(re.findall("[一-龥]", rest)) > 3 or quantities(rest) else text


def _against(claimed: str, rests: tuple[Piece, ...], counted_by_code: bool, opinion: bool) -> Iterator[str]:
    marks = "".join(f"[{n}]" for n in range(1, len(rests) + 1))
    yield from verify(f"{claimed}{marks}", [p.text for p in rests], counted_by_code, opinion).failures


def _against_opinion(text: str, rests: tuple[Piece, ...], opinions: bool) -> Iterator[str]:
    if not opinions:
        yield "提问没有要求评价"
    if not rests:
        yield "意见没有标出所依据的材料"
    if _CLEARS.search(text):
        yield "有没有问题、是否合格以审查发现为准"


def _absence(written: Written, material: Material) -> Checked:
    what = _ENDS.sub("", written.words).strip()
    if quantities(what) and not re.search(r"\d{4}年", what):
        return Checked(written, failures=("说没有的句子里不应有数字",))
    why = contradicted(what, material.helds)
    text = f"报告没有写明{what}（已查全文和各表）。"
    return Checked(written, text, failures=(why,) if why else ())
