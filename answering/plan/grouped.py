"""What a question wants of quantities that are told side by side: a share, a rank, a sum, a difference, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.numerals import chinese_integer


class Wants(StrEnum):
    """What is to be worked out."""

    SHARE = "share"
    RANK = "rank"
    EACH = "each"
    SUM = "sum"
    DIFFERENCE = "difference"
    REST = "rest"
    AGREES = "agrees"


@dataclass(frozen=True)
class GroupAsk:
    """`text` is the question without the words that only say what to do; `first` counts the largest, -1 the smallest.

    `both` asks for the largest and the smallest, `top` for the first so many, `done` is the verb of a rate or of what
    is left, `kind` what the members are called (渠道, 类), `many` how many they are, `unit` what they are
    counted in.
    """

    wants: Wants
    text: str
    first: int = 1
    both: bool = False
    top: int = 0
    done: str = ""
    kind: str = ""
    many: int = 0
    unit: str = ""


_ASIDE = re.compile(
    "[（(](?:不|没|未|除)[^）)]*[）)]|(?:不算|不含|不包括|除去|除了)[一-龥]{2,8}?(?:的话|以外|之外|[，,])"
)
_SHARE = re.compile(
    "占(?:了|到|着|全部|总数|总量|其中|整个|所有)*的?(?:多少|几成|几|百分之|多大|比例?|比重)|占比|(?:多大|多少|啥|什么)?的?(?:比例|比重)|百分之(?:多少|几)|百分比|几成|几分之几"
)
# Whatever asks for a rate stands after it: 办结率怎么算, 合格率大概多少.
_RATE = re.compile("(?P<done>[一-龥]{2})率(?!先)[^，,、和]{0,8}(?:[，,](?!.*率).{0,10})?$")
_MOST = re.compile("最[多高大热靠]|第一(?!季|部|节|章|项|条)|排头|头名|居首|大头")
_LEAST = re.compile("最[少低小冷]|垫底|末位|倒数第一")
_NTH = re.compile("(?:排|位居|列|居)?(?:在)?第(?P<n>[二三四五六])(?:多|高|位|名|大|的)")
_ORDER = re.compile("从[多高大]到[少低小]|从[少低小]到[多高大]|排(?:个|一下|列)?(?:序|名|队|座次)|高低顺序")
_TOP = re.compile(
    "(?:排名?|占|位居|居)?(?:在)?(?:最多的|最高的|前)(?:头)?(?P<n>[两二三四五六])(?:位|名|个|类|项|种|样|者)?"
)
_SUM = re.compile(
    "(?:加|合|凑|算)(?:起来|在?一起|一块儿?|总|拢)|相加|求和|之和|总和|合计|自己?加了?一遍|(?:一共|总共|共计|总计|合计|统共|拢共)"
)
_DIFFERENCE = re.compile(
    "[相]?差(?:了)?(?:多少|几|多大|距)|[多少高低](?:了|出)?(?:多少|几)(?!占)|(?:比|较).{1,14}[多少高低]"
)
_REST = re.compile(
    "剩(?:下|余)?的?|其余|余下|还有(?:多少|几)[一-龥]{0,4}(?:没|未)|(?:没有?|未|没能)(?:被|能|予)?(?P<done>[一-龥]{1,3}?)(?:的|是|有|成)*(?:多少|几)|(?:多少|几)[件条个次篇人期项家处份](?:[一-龥]{0,3})(?:没有?|未)(?:被|能|予)?(?P<undone>[一-龥]{1,3})"
)
_UNDONE = re.compile(
    "(?:没有?|未|没能)(?:被|能|予)?(?P<done>[一-龥]{2})(?:的|是|有|成|了)*(?=$|[，,？?]|多少|几)"
)
_AGREES = re.compile("(?:加起来|相加|合计|之和|分项|五类|各类).*(?:一致|对得上|对不上|相符|吻合|相等|等于)")
_KIND = re.compile(
    "(?:哪|什么|啥|[两二三四五六七八九几各])[一几]?(?:个|类|种|项|条|样)?(?:发布|公开|传播|申请|提交|来源|信息)?的?(?P<kind>渠道|平台|方式|途径|季度|月份?|内容|领域|方面|事项|问题|毛病|栏目|类型|类|种|人|单位|身份)"
)
_MANY = re.compile("(?P<n>[两二三四五六七八])(?:大|个|类|项|种|样|条)")
_PLAIN = re.compile(
    "哪(?:一)?(?:个|类|种|项|条|样|些|里)?|多少|几[件条个次篇人期项家处份名位]?|什么|请问|是不是|到底|分别|各是|各占|分项|小项|明细|我?自己|我|[条件]数|数量|正文|形式|类别|种类|[呢吗啊吧？?]"
)


def asked_of_groups(text: str) -> GroupAsk | None:
    """What a question wants of a group; None where it wants nothing of the kind."""
    text = _ASIDE.sub("，", text)
    ask = (
        _agrees(text)
        or _of_top(text)
        or _share(text)
        or _rank(text)
        or _each(text)
        or _rest(text)
        or _sum(text)
        or _difference(text)
    )
    unit = _UNIT.search(text)
    return replace(ask, unit=unit["unit"]) if ask is not None and unit is not None else ask


_UNIT = re.compile("(?:多少|几)(?P<unit>[件条篇次人期家处份名户])")


def _number(said: str) -> int:
    return chinese_integer(said.translate(str.maketrans("两俩", "二二"))) or 0


def _kind(text: str) -> str:
    match = _KIND.search(text)
    return match["kind"] if match else ""


def _many(text: str) -> int:
    match = _MANY.search(text)
    return _number(match["n"]) if match else 0


def _bare(text: str, *patterns: re.Pattern[str]) -> str:
    for pattern in (*patterns, _PLAIN):
        text = pattern.sub("，", text)
    return text


def _agrees(text: str) -> GroupAsk | None:
    if not _AGREES.search(text):
        return None
    return GroupAsk(Wants.AGREES, _bare(text, _AGREES_WORDS, _SUM, _MANY), many=_many(text))


_AGREES_WORDS = re.compile("是否|和总数|与总数|跟总数|总数|一致|对得上|对不上|相符|吻合|相等|等于")


def _of_top(text: str) -> GroupAsk | None:
    match = _TOP.search(text)
    if match is None or not (_SUM.search(text) or _SHARE.search(text)):
        return None
    wants = Wants.SHARE if _SHARE.search(text) else Wants.SUM
    bare = _bare(text, _TOP, _SUM, _SHARE)
    return GroupAsk(wants, bare, top=_number(match["n"]), kind=_kind(text))


def _share(text: str) -> GroupAsk | None:
    if _SHARE.search(text) and not re.search("增长|下降|上升|提高|增加|减少", text):
        return GroupAsk(Wants.SHARE, _bare(text, _SHARE))
    rate = _RATE.search(text)
    if rate is None or rate["done"][1] in "比概几频":
        return None
    return GroupAsk(Wants.SHARE, _bare(text[: rate.start()]) + f"，{rate['done']}", done=rate["done"])


# What 前三名 are named without a kind.
_ITEM = "内容"


def _rank(text: str) -> GroupAsk | None:
    most, least, nth, order, top = (p.search(text) for p in (_MOST, _LEAST, _NTH, _ORDER, _TOP))
    if not (most or least or nth or order or top) or not re.search(
        "哪|什么|啥|谁|排|第[二三四五六]|是[^，]{0,4}$", text
    ):
        return None
    bare = _bare(text, _KIND, _TOP, _MOST, _LEAST, _NTH, _ORDER)
    first = _number(nth["n"]) if nth else -1 if least and not most else 1
    return GroupAsk(
        Wants.RANK,
        bare,
        first,
        both=bool(most and least) or bool(order),
        top=_number(top["n"]) if top else 0,
        kind=_kind(text) or (_ITEM if top else ""),
        many=0 if top else _many(text),
    )


_EACH_ASKED = re.compile("(?:各自?|分别)(?:[是有占发收来办]了?|提交)?(?:多少|几)")


def _each(text: str) -> GroupAsk | None:
    """All the members of a kind, each with its number: 申请从哪几种途径来，各多少件."""
    kind = _kind(text)
    if not kind or not _EACH_ASKED.search(text):
        return None
    return GroupAsk(Wants.EACH, _bare(text, _EACH_ASKED, _KIND), kind=kind, many=_many(text))


def _rest(text: str) -> GroupAsk | None:
    if not _REST.search(text) or not re.search("多少|几", text):
        return None
    undone = _UNDONE.search(text)
    done = undone["done"] if undone else ""
    return GroupAsk(Wants.REST, _bare(text, _UNDONE, _REST) + (f"，{done}" if done else ""), done=done)


def _sum(text: str) -> GroupAsk | None:
    if not _SUM.search(text):
        return None
    return GroupAsk(Wants.SUM, _bare(text, _SUM, _MANY), many=_many(text))


def _difference(text: str) -> GroupAsk | None:
    if not _DIFFERENCE.search(text):
        return None
    return GroupAsk(
        Wants.DIFFERENCE, _bare(text, re.compile("[相]?差(?:了|距)?|比|较|[多少高低](?:了|出)?(?=多少|几|$)"))
    )
