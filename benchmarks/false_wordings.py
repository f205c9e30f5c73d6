"""Ways to make a sentence false in the source's own words, one change each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

from benchmarks.sourced import Sourced

Reword = Callable[[Sourced, Random], Iterator[str]]
_VERBS = "公开|发布|办结|答复|完成|开展|举办|收到|受理|更新|制定|印发|落实|建立|提供|公布|培训|整改|处理|召开|清理|通报|提出"
_VERB = re.compile(rf"(?<![予未不的主得以没被依应经]|[政信])(?:{_VERBS})(?!的|申请|率|栏|力|办|标|专|后)")
_DIRECTIONS = {
    "增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "上升": "下降", "提高": "降低", "提升": "下降", "降低": "提高",
    "缩短": "延长", "延长": "缩短", "增至": "降至", "降至": "增至", "升至": "降至",
}  # fmt: skip
_FUTURE = re.compile(
    r"将(?=进一步|继续|加强|会|从|以|着力|重点|按照|不断|严格|持续|完善|定期|建立|把)|(?<=[，会局镇县市处道委])拟(?=[一-龥])|计划(?=于|在|\d)"
)
_UNITS = {
    "个工作日": "日", "工作日": "日", "人次": "人", "万元": "元", "件": "次", "条": "件", "篇": "条", "场": "次", "期": "份", "次": "人次", "小时": "天",
    "年": "个月",
}  # fmt: skip
_SUBJECTS = {
    "自然人": "商业企业", "商业企业": "自然人", "申请人": "行政机关", "行政机关": "申请人", "公民": "行政机关", "群众": "企业", "村民": "企业",
    "镇政府": "县政府", "市政府": "省政府", "县政府": "市政府", "区政府": "市政府", "各科室": "各乡镇", "科室": "乡镇", "上级机关": "下级机关",
    "第三方": "申请人", "教师": "学生", "企业": "学校", "居民": "企业",
}  # fmt: skip
_AGENCIES = ("南山区水利局", "青石县财政局", "云门镇人民政府", "长岭市教育局")
_LAW = {"应当": "可以", "可以": "应当", "不得": "可以", "有权": "应当", "必须": "可以"}
_COUNT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?=(万?[件条次篇人场个份期元]))")


_HEDGE = re.compile(
    r"部分(?!公开|内容)(?=[一-龥])|少数(?!民族)|个别|有的|一些|疑似|大约|约(?=\d)|左右|近(?=\d)|基本(?=[一-龥]{2}(?![，。]))(?!单|信|养|医|建|农|制|情|公)"
)
_LISTED = re.compile(r"([一-龥]{2,8})(\d+)([件条次篇人个场])(?=[、，。；]|$)")


def _put(sentence: str, places: list[re.Match[str]], word: str, random: Random) -> Iterator[str]:
    if places:
        at = random.choice(places).start()
        yield sentence[:at] + word + sentence[at:]


def _exchanged(sentence: str, table: dict[str, str], after: str = "") -> Iterator[str]:
    """For each key its first place exchanged for its value, longer keys first and no place twice."""
    taken: set[int] = set()
    for said, other in table.items():
        match = re.search(after + re.escape(said), sentence)
        if match and match.end() not in taken:
            taken.add(match.end())
            start = match.end() - len(said)
            yield sentence[:start] + other + sentence[match.end() :]


def other_labels(one: Sourced, random: Random) -> Iterator[str]:
    """A cell's number under the label of another column, then of another row."""
    cell = one.cell
    if cell is None:
        return
    if cell.other_columns:
        column = random.choice(cell.other_columns)
        yield f"{cell.row}：{column}{cell.value}{cell.unit}"
        yield f"{cell.row}的申请中，{column}有{cell.value}{cell.unit}"
    if cell.other_rows:
        yield f"{random.choice(cell.other_rows)}：{cell.column}{cell.value}{cell.unit}"


def numbers_exchanged(one: Sourced, random: Random) -> Iterator[str]:
    """Two numbers of one unit in each other's place."""
    found = [(a, b) for a in _COUNT.finditer(one.sentence) for b in _COUNT.finditer(one.sentence)]
    found = [(a, b) for a, b in found if a.start() < b.start() and a[0] != b[0] and a[1] == b[1]]
    if one.cell is None and found:
        a, b = random.choice(found)
        text = one.sentence
        yield text[: a.start()] + b[0] + text[a.end() : b.start()] + a[0] + text[b.end() :]


def scope(one: Sourced, random: Random) -> Iterator[str]:
    """A part told as the whole."""
    for part in ("其中", "部分", "个别", "主要"):
        if part in one.sentence and "部分公开" not in one.sentence and one.cell is None:
            yield one.sentence.replace(part, "全部", 1)


def all_or_only(one: Sourced, random: Random) -> Iterator[str]:
    """A word that leaves no exception, put before a verb; 仅 before a number, 最 before 多 and 高."""
    if one.cell is not None or re.search("均|全部|一律|都|所有|仅|只|最", one.sentence):
        return
    for word in ("均", "全部", "一律", "都"):
        yield from _put(one.sentence, list(_VERB.finditer(one.sentence)), word, random)
    yield from _put(one.sentence, list(_COUNT.finditer(one.sentence)), "仅", random)
    yield from _put(one.sentence, list(_COUNT.finditer(one.sentence)), "最多", random)


def direction(one: Sourced, random: Random) -> Iterator[str]:
    """More told as less, and the other way."""
    yield from _exchanged(one.sentence, _DIRECTIONS)


def plan_as_fact(one: Sourced, random: Random) -> Iterator[str]:
    """What is planned told as done."""
    match = _FUTURE.search(one.sentence)
    if match and not one.number:
        yield one.sentence[: match.start()] + one.sentence[match.end() :]
        yield one.sentence[: match.start()] + "已" + one.sentence[match.end() :]


def hedges(one: Sourced, random: Random) -> Iterator[str]:
    """A word that leaves room, left out: 部分, 个别, 约, 疑似."""
    match = _HEDGE.search(one.sentence)
    if match and one.cell is None and not one.number:
        yield one.sentence[: match.start()] + one.sentence[match.end() :]


def respectively(one: Sourced, random: Random) -> Iterator[str]:
    """The parts of a list in each other's place: 甲31件、乙12件 told as 甲12件、乙31件."""
    listed = [m for m in _LISTED.finditer(one.sentence) if m[1][-1] not in "第年月"]
    near = [(a, b) for a, b in pairwise(listed) if b.start() - a.end() <= 1 and a[3] == b[3] and a[2] != b[2]]
    if near and one.cell is None:
        a, b = random.choice(near)
        yield f"{one.sentence[: a.start(2)]}{b[2]}{one.sentence[a.end(2) : b.start(2)]}{a[2]}{one.sentence[b.end(2) :]}"


def accusations(one: Sourced, random: Random) -> Iterator[str]:
    """Something bad put to a fact that the source does not judge."""
    if one.cell is None and not one.number and len(one.clauses) > 1 and _COUNT.search(one.sentence):
        yield f"{one.sentence}，{random.choice(('涉嫌违规', '属于违法', '存在造假'))}"


def causes(one: Sourced, random: Random) -> Iterator[str]:
    """A cause put between two facts."""
    clauses = one.clauses
    if len(clauses) < 2 or re.search("因|由于|导致|使", one.sentence) or one.number:
        return
    before, after = "，".join(clauses[:-1]), clauses[-1]
    yield f"因{before}，{after}"
    yield f"{before}，因此{after}"
    yield f"由于{after}，{before}"


def negation(one: Sourced, random: Random) -> Iterator[str]:
    """A negation put in before a verb, or left out."""
    if one.cell is not None:
        return
    if not re.search("[未不无没非]", one.sentence):
        for word in ("未", "没有"):
            yield from _put(one.sentence, list(_VERB.finditer(one.sentence)), word, random)
    match = re.search(
        r"(?:未|没有)(?=[一-龥]{2})(?!来|成年|使用)|(?<![论当服予得能断同])不(?=予公开|得|能|收取)",
        one.sentence,
    )
    if match:
        yield one.sentence[: match.start()] + one.sentence[match.end() :]


def units(one: Sourced, random: Random) -> Iterator[str]:
    """A number in another unit."""
    yield from _exchanged(one.sentence, _UNITS, after=r"(?<![年第\d])\d{1,3}(?:\.\d+)?万?")


def subject(one: Sourced, random: Random) -> Iterator[str]:
    """Of somebody else."""
    yield from _exchanged(one.sentence, _SUBJECTS)
    if one.cell is None:
        yield f"{random.choice(_AGENCIES)}{one.sentence}"


def law(one: Sourced, random: Random) -> Iterator[str]:
    """Duty told as choice, another article, what shall be done told as done."""
    if not one.number:
        return
    yield from _exchanged(one.sentence, _LAW)
    yield f"条例第{one.number % 56 + 1}条规定，{one.sentence}"
    if "应当" in one.sentence:
        yield one.sentence.replace("应当", "已", 1)


KINDS: dict[str, Reword] = {
    "hedges": hedges,
    "respectively": respectively,
    "accusations": accusations,
    "other labels": other_labels,
    "numbers exchanged": numbers_exchanged,
    "scope": scope,
    "all or only": all_or_only,
    "direction": direction,
    "plan as fact": plan_as_fact,
    "causes": causes,
    "negation": negation,
    "units": units,
    "subject": subject,
    "law": law,
}
