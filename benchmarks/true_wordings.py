"""Faithful ways to say a sentence of a source again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from random import Random

from benchmarks.sourced import Sourced

Reword = Callable[[Sourced, Random], Iterator[str]]
# What these begin with belongs to the words before it.
_BOUND = re.compile(
    r"^(?:其中|并|且|同时|等|较|比|同|占|均|都|全部|也|但|而|则|以|为|使|从而|因此|对|由|包括|分别|可|应|不|未|没|即|或|及|经|最|共|还|又)"
)
_SYNONYMS = {
    "收到": "接到", "召开": "举行", "举办": "组织", "制定": "出台", "印发": "下发", "开展": "进行", "全年": "这一年", "共": "一共", "未": "没有", "没有": "未",
    "均": "都", "全部": "均", "应当": "应", "提起": "提出", "要求": "提出要求", "达到": "达", "上年": "去年", "因": "由于", "减少": "下降", "增加": "增长",
    "我局": "该局", "我镇": "该镇", "及时": "按时间", "公布": "发布", "不得": "不能", "可以": "可", "围绕": "聚焦", "仅": "只有", "其中": "在这当中", "将": "今后将",
}  # fmt: skip
_NUMBER = re.compile(r"(?<![\d.,年月第A-Za-z\-—/%])[1-9]\d{0,3}(?=[件条次篇人场个份期名部户项])(?!个百分点)")
_DIGITS = "零一二三四五六七八九"


def _hanzi(number: int) -> str:
    """An integer under 10,000 in Chinese numerals."""
    out, zero = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            out += ("零" if zero and out else "") + _DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return out.removeprefix("一") if 10 <= number < 20 else out


def verbatim(one: Sourced, random: Random) -> Iterator[str]:
    """As it stands, and introduced."""
    if one.cell is None:
        yield one.sentence
        yield f"条例规定，{one.sentence}" if one.number else f"报告提到，{one.sentence}"


def shortened(one: Sourced, random: Random) -> Iterator[str]:
    """Without its first or its last part."""
    clauses = one.clauses
    if one.cell is None and len(clauses) > 1:
        if not _BOUND.match(clauses[1]) and len("，".join(clauses[1:])) >= 10:
            yield "，".join(clauses[1:])
        if len("，".join(clauses[:-1])) >= 10:
            yield "，".join(clauses[:-1])


def reordered(one: Sourced, random: Random) -> Iterator[str]:
    """Its last part first, where each part is whole."""
    clauses = one.clauses
    if one.cell is None and not one.number and len(clauses) > 1 and not any(map(_BOUND.match, clauses)):
        yield "，".join([clauses[-1], *clauses[:-1]])


def synonyms(one: Sourced, random: Random) -> Iterator[str]:
    """Each word that another says as well exchanged for it, one at a time."""
    for said, other in _SYNONYMS.items():
        around = (
            r"(?<![原平人等])" + said + r"(?!来|成年|此|素|衡|计|享|同|[近]|有?的放矢)"
            if len(said) == 1
            else said
        )
        if one.cell is None and re.search(around, one.sentence):
            yield re.sub(around, other, one.sentence, count=1)


def numerals(one: Sourced, random: Random) -> Iterator[str]:
    """Numbers in Chinese numerals."""
    reworded = _NUMBER.sub(lambda m: _hanzi(int(m[0])), one.sentence)
    if reworded != one.sentence:
        yield reworded


def joined(one: Sourced, random: Random) -> Iterator[str]:
    """Two sentences in one."""
    if one.beside is not None:
        yield f"{one.sentence}，{one.beside}"
        yield f"{one.beside}；{one.sentence}"


def of_a_cell(one: Sourced, random: Random) -> Iterator[str]:
    """A cell in a sentence."""
    cell = one.cell
    if cell is not None:
        total = cell.column in ("总计", "合计")
        yield f"{cell.row}，{cell.column}为{cell.value}{cell.unit}"
        yield f"{cell.row}中，{'' if total else cell.column}共有{cell.value}{cell.unit}"
        yield f"{cell.column}{'' if total else '的'}{cell.row}有{cell.value}{cell.unit}"
        if total:
            yield f"{cell.row}的一共{cell.value}{cell.unit}"


KINDS: dict[str, Reword] = {
    "verbatim": verbatim,
    "shortened": shortened,
    "reordered": reordered,
    "synonyms": synonyms,
    "numerals": numerals,
    "joined": joined,
    "of a cell": of_a_cell,
}
