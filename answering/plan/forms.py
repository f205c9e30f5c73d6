"""The form that a question gives an overview: how many sentences, points, characters, what it dwells on, what it must tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answering.plan.operations import Shape
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_TWO = 2
_COUNT = re.compile(
    r"(?P<n>[两二三四五六]|[2-6])(?:[三四五])?(?P<of>句|行(?!政)|点|个?方面|条(?!.{0,3}(?:信息|申请))|个(?:要点|亮点|问题|措施|成绩|短板))"
)
_CHARACTERS = re.compile(
    r"(?P<n>\d{2,4}|[一二两三四五六七八九]百(?:[一二三四五六七八九]十)?|百(?:来|把)?|[二三四五六七八九]十)(?:来|多|个)?字"
)
_SHORT = re.compile("别太长|短一?[点些]|简短|简洁|太长不看|手机")
_BRIEF = 150
_A_MESSAGE = 120
# What dwells on one side, the first that is asked for.
_FOCUSES = (
    "pairs", "both_sides", "only_problems", "only_measures", "wrong_numbers", "worse", "better", "kept_promises", "change_of_years", "achievements",
    "shortcomings",
)  # fmt: skip
_NAMES = {
    "pairs": "pairs", "both_sides": "both", "only_problems": "problems", "only_measures": "measures", "wrong_numbers": "errors",
    "worse": "worse", "better": "better", "kept_promises": "kept", "change_of_years": "change", "achievements": "good", "shortcomings": "bad",
}  # fmt: skip
_OF_YEARS = ("worse", "better", "kept_promises", "change_of_years")
_MUST = (
    (re.compile("复议|诉讼|官司"), "disputed"), (re.compile("申请"), "applied"), (re.compile("问题|不足"), "problems"),
    (re.compile("措施|改进|打算"), "measures"), (re.compile("差错|错误|审查"), "errors"),
)  # fmt: skip
_WANTS = re.compile("(?:要有|提到|写上|带上|包括|突出|说清|点出|得有|还要|重点[是说讲写])(?P<what>.+)$")


@dataclass(frozen=True)
class Form:
    """The limits of an overview and what it dwells on."""

    sentences: int | None = None
    points: int | None = None
    characters: int | None = None
    each: int | None = None
    focus: str = ""
    must: tuple[str, ...] = ()


def two_years(reading: Reading) -> bool:
    """Whether two reports of one agency, of different years, are chosen."""
    reports = [s.report for s in reading.sources]
    return (
        len(reports) == _TWO
        and len({r.agency for r in reports}) == 1
        and len({r.year for r in reports}) == _TWO
    )


def form_of(reading: Reading, shape: Shape) -> Form:
    """The form of an overview of some shape."""
    text = reading.text
    sentences, points = _counts(text)
    wanted = _WANTS.search(text)
    must = tuple(slot for said, slot in _MUST if wanted and said.search(wanted["what"]))
    focus = next(
        (_NAMES[f] for f in _FOCUSES if reading.asks(f) and (f not in _OF_YEARS or two_years(reading))), ""
    )
    if shape is Shape.SUMMARY and not focus and len(must) < _TWO:
        focus = next((f for said, f in _SIDES if said.search(text)), "")
    if two_years(reading) and not focus and shape is not Shape.OPINION:
        focus = "change"
    each, rest = _of_each(text)
    focus = _of_numbers_or_part(rest, shape, points or each) or focus
    return Form(sentences, points, _characters(rest, shape), each, _fitting(focus, shape, reading), must)


_SIDES = (
    (re.compile("(?:问题|不足).{0,4}(?:和|与|跟|、|及).{0,6}(?:措施|改进|打算)"), "pairs"),
    (re.compile("(?:问题|不足|短板)(?!.{0,6}(?:措施|改进))"), "problems"), (re.compile("措施|打算|(?:下一?步|今后|明年|接下来)(?:怎么|咋|如何|要|打算|准备)?(?:改|做|办|抓|干)"), "measures"),
)  # fmt: skip
_EACH = re.compile(
    r"(?:每|一)(?:条|点|句|项)(?:不要?|别)?(?:都)?(?:不?超过?|控制在|限|在)?(?P<a>\d{1,2})个?字(?:以内|左右|之内)?|(?P<b>\d{1,2})个?字(?:以内|左右|之内)?(?:为)?一(?:条|点|句|项)"
)
_NUMBERS = re.compile("(?:主要|关键|核心|重要)(?:的)?(?:数字|数据|指标)")
_DISCLOSURE = re.compile("主动公开")


def _of_each(text: str) -> tuple[int | None, str]:
    """The most characters of one point, and the text without it."""
    match = _EACH.search(text)
    if match is None:
        return None, text
    return int(match["a"] or match["b"]), text[: match.start()] + text[match.end() :]


def _of_numbers_or_part(text: str, shape: Shape, points: int | None) -> str:
    """Numbers alone, or what was disclosed, where a length or points are asked for."""
    if shape is not Shape.SUMMARY:
        return ""
    if _NUMBERS.search(text):
        return "numbers"
    limited = points or _CHARACTERS.search(text) or re.search("要点|分条|逐条", text)
    return "disclosure" if limited and _DISCLOSURE.search(text) else ""


def _fitting(focus: str, shape: Shape, reading: Reading) -> str:
    """The focus as far as the shape knows it."""
    if shape is Shape.JUDGEMENT and two_years(reading) and reading.asks("continuity"):
        return "continued"
    if shape is Shape.JUDGEMENT:
        return (
            "publish"
            if reading.asks("publish")
            else focus
            if focus in ("worse", "better", "kept", "change")
            else ""
        )
    return focus


def _counts(text: str) -> tuple[int | None, int | None]:
    match = _COUNT.search(text)
    if match is None:
        return None, None
    number = int(match["n"]) if match["n"].isdigit() else chinese_integer(match["n"].replace("两", "二"))
    return (number, None) if match["of"] in ("句", "行") else (None, number)


def _characters(text: str, shape: Shape) -> int | None:
    """The most characters; a message and what is to be short have a limit of their own."""
    match = _CHARACTERS.search(text)
    if match is not None:
        said = match["n"]
        if said.isdigit():
            return int(said)
        number = chinese_integer(said.rstrip("来把").replace("两", "二")) if said[0] != "百" else 100
        return number or None
    if shape is Shape.NOTICE and "短信" in text:
        return _A_MESSAGE
    return _BRIEF if _SHORT.search(text) and "句" not in text else None
