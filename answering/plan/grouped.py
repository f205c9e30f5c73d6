"""What a question wants of quantities that are told side by side: a share, a rank, a sum, a difference, the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from answering.plan.decimals import decimals_asked, without_decimals
from answering.plan.numbers_said import numbers_said
from answering.plan.ranking import PLACES, places_of
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
    """`text` is the question without the words that only say what to do; `places` are those of a ranking, 1 the largest,
    -1 the smallest, and `apart` asks by how much two of them differ.

    `top` asks for the first so many, `done` is the verb of a rate or of what is left, `base` what a rate is taken of
    and `whole` what a share is of where that is said (`stated` its number), `several` where the share is of several together, `kind` what the members are called (渠道, 类), `many` how many they are, `unit` what they are
    counted in, `decimals` how many a share is to have, `without` what a ranking leaves out.
    """

    wants: Wants
    text: str
    places: tuple[int, ...] = ()
    apart: bool = False
    top: int = 0
    done: str = ""
    deed: str = ""
    base: str = ""
    whole: str = ""
    stated: Decimal | None = None
    several: bool = False
    kind: str = ""
    many: int = 0
    unit: str = ""
    decimals: int = 1
    without: str = ""


_ASIDE = re.compile("[（(](?:不|没|未|除)[^）)]*[）)]")
# 除“其他”外: what is left out of what is asked.
_WITHOUT = re.compile(
    '[（(]?(?:不(?:算|含|计|包括)|除(?:去|了|开)?|撇开|排除|抛开)[“"]?(?P<what>[一-龥]{2,8}?)[”"]?(?:这)?(?:一|[类项]|的话)*(?:[以之]?外|[，,）)])'
)
_SHARE = re.compile(
    "占(?:了|到|着|全部|总数|总量|其中|整个|所有)*的?(?:多少|几成|几|百分之|多大|比例?|比重|份额)|占[一-龥]{2,12}?(?:总数|总量)?的?(?:多少|几成|多大)(?![件条个次篇人期份])|占比|(?:多大|多少|啥|什么)?的?(?:比例|比重|比率|份额)|百分之(?:多少|几)|百分比|几成|几分之几"
)
_DEED = re.compile(
    "(?P<deed>(?!多大|算个)(?:(?![占的里中])[一-龥]){2})(?:掉|好|完)?(?:了|的)*(?:百分之(?:几|多少)|几成|(?:比例|比重|比率|百分比))"
)
_WHOLE = re.compile(
    "占(?:了|到|着|全部|所有|整个)*(?P<whole>(?!百分|多[大少]|几成)[一-龥]{2,12}?)(?:总数|总量|件数|条数)?的?(?:多大|多少|几成|百分之|几|比例|比重|比率|百分比|份额)"
)
# 14件不予公开中, 在34件里: what is said to be divided has this number.
_STATED_WHOLE = re.compile(
    r"(?P<n>\d[\d,]*)[件条个次篇人期份项家户名位](?:[一-龥]{2,8}?)?(?:里头?|中|当中|之中)(?!心|央|小|学)"
)
# 视频和音频加起来占: the share of several things together; 音视频 are two.
_JOINED = re.compile(
    "[一-龥]{2,}(?:[和与跟、]|加上?|以及)[一-龥]{2,}[^，。]{0,10}占|[一-龥](?:和|加)[一-龥](?:一起|合计|加起来)"
)
_IN_PERCENT = re.compile("[，,]?(?:请|帮我)?(?:给|算|用|按)(?:一下|个|出)?(?:百分数|百分比)(?:表示)?$")
# 报告只说不到两成: what the report says of it is known.
_TOLD_THERE = re.compile("[，,]报告(?:里|中|上)?(?:只|才|就|没|未)[^，。？?]*$")
_BOTH = {"音视频": "音频、视频"}
# 回收率和满意率 are two questions.
_TWO_RATES = re.compile("(?P<one>[一-龥]{2}率)(?:和|与|跟|及|以及|、)(?P<two>[一-龥]{2}率)")
# Whatever asks for a rate stands after it: 办结率怎么算, 合格率大概多少.
_RATE = re.compile("(?P<done>[不未]?[一-龥]{2})率(?!先)[^，,、和]{0,8}(?:[，,](?!.*率).{0,10})?$")
_ORDER = re.compile(
    "按(?:照)?[一-龥]{1,3}(?:来)?(?=数量|条数|件数|谁|哪)|(?:(?:按|依)[一-龥]{0,3})?(?:从[多高大]到[少低小]|从[少低小]到[多高大]|排(?:个|一下|列)?(?:序|名|队|座次)|高低顺序)"
)
_APART = re.compile(
    "(?:它|其|又|要)?(?:比|跟|和|与)(?:老大|老二|第[一二三]|前一?名|后一?名|头名|榜首|次[多高]的?|最[多少高低]的?)[一-龥]{0,2}[，,]?(?:相?差|[多少高低])(?:了|出)*(?:多少|几)[件条篇次人期家处份名户]?"
    "|(?:相差|差)(?:了|距|着)*(?:是|有)?(?:多少|几|多大)[件条篇次人期家处份名户]?"
)
_TOP = re.compile(
    "(?:排名?|占|位居|居)?(?:在)?(?:最多的|最高的|前|排头|头(?=[两二三][位名]))(?:头)?(?P<n>[两二三四五六])(?:位|名|个|类|项|种|样|者)?"
)
# 哪两类最多
_TOP_ASKED = re.compile(
    "哪(?P<n>[两二三])(?:个|类|项|种|样)[^，。]{0,8}最[多高大]的?|最[多高大]的?(?:是)?哪(?P<m>[两二三])(?:个|类|项|种|样)"
)
_SUM = re.compile(
    "(?:加|合|凑|算)(?:起来|在?一起|一块儿?|总|拢)|相加|求和|之和|总和|合计|自己?加了?一遍|(?:一共|总共|共计|总计|合计|统共|拢共)"
)
_DIFFERENCE = re.compile(
    "[多少高低]还是|[相]?差(?:了)?(?:多少|几|多大|距)|[多少高低](?:了|出)?(?:多少|几)(?!占)|(?:比|较).{1,14}[多少高低]"
)
_REST = re.compile(
    "剩(?:下|余)?的?|其余|余下|还有(?:多少|几)[一-龥]{0,4}(?:没|未)|(?:没有?|未|没能)(?:被|能|予)?(?P<done>[一-龥]{1,3}?)(?:的[一-龥]{0,8}?)?(?:的|是|有|成|还|剩|共|各)*(?:多少|几)|(?:多少|几)[件条个次篇人期项家处份]?(?:[一-龥]{0,3})(?:没有?|未)(?:被|能|予)?(?P<undone>[一-龥]{1,3})"
)
_UNDONE = re.compile(
    "(?:没有?|未|没能)(?:被|能|予)?(?P<done>[一-龥]{2})(?:的|是|有|成|了|还|剩|共|各)*(?=$|[，,？?]|多少|几|(?<=的)[一-龥]{1,8}?(?:多少|几))"
)
_AGREES = re.compile(
    "(?:加起来|相加|求和|合计|之和|分项|[三四五六七八各几][类项档]).*(?:等不等|够不够|够\\d|核(?:过|对|一下)|一致|对得上|对不上|对上|相符|吻合|相等|等于|一样|相同|是不是(?:就是)?(?:总数|合计))"
)
_KIND = re.compile(
    "(?:哪|什么|啥|(?<!第)[两二三四五六七八九几各]|涉及的?|(?<=申请)的?(?=内容|主题|事项)|(?:申请|提交)的?(?=渠道|方式|途径))[一几]?(?:个|类|种|项|条|样)?(?:发布|公开|传播|申请|提交|来源|信息)?的?(?P<kind>渠道|平台|方式|途径|季度|月份?|内容|主题|领域|方面|事项|问题|毛病|栏目|类型|类|种|人|单位|身份)"
)
_MANY = re.compile("(?P<n>[两二三四五六七八])(?:大|个|类|项|种|样|条|档)")
_PLAIN = re.compile(
    r"(?:20)?\d\d年度?[又则的]?[是为]?(?:啥|什么|谁|哪个?)|哪(?:一)?(?:个|类|种|项|条|样|些|里)?|多少|几[件条个次篇人期项家处份名位]?|什么|请问|是不是|到底|分别|各是|各占|分项|小项|明细|该[局县镇]|[两二]年(?:各|分别)?|按(?=，|$)|我?自己|我|[条件]数|数量|正文|形式|类别|种类|分类|[呢吗啊吧？?]"
)


def asked_of_groups(text: str) -> GroupAsk | None:
    """What a question wants of a group; None where it wants nothing of the kind."""
    decimals = decimals_asked(text, 1)
    left_out = _WITHOUT.search(text)
    text = _IN_PERCENT.sub("", _TOLD_THERE.sub("", text))
    for said, both in _BOTH.items():
        text = text.replace(said, both)
    text = without_decimals(_ASIDE.sub("，", _WITHOUT.sub("，", text)))
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
    if ask is None:
        return None
    unit = _UNIT.search(text)
    without = left_out["what"] if left_out else ""
    return replace(ask, unit=unit["unit"] if unit else "", decimals=decimals, without=without)


def each_rate(text: str) -> tuple[str, ...]:
    """A question for two rates of one thing as a question for each; the question itself where it asks for no two."""
    match = _TWO_RATES.search(text)
    if match is None:
        return (text,)
    return tuple(f"{text[: match.start()]}{match[rate]}{text[match.end() :]}" for rate in ("one", "two"))


_UNIT = re.compile("(?:多少|几)(?P<unit>[件条篇次人期家处份名户])")


def _number(said: str) -> int:
    return chinese_integer(said.translate(str.maketrans("两俩", "二二"))) or 0


# 公开渠道哪个最多
_KIND_BEFORE = re.compile("(?:公开|发布|申请|提交)?(?P<kind>渠道|平台|方式|途径)(?:里|中)?[，,]?(?=哪|谁)")


def _kind(text: str) -> str:
    match = _KIND.search(text) or _KIND_BEFORE.search(text)
    if match is None:
        return ""
    # 申请渠道 are ways to apply, and no channels of publication.
    return "途径" if match["kind"] == "渠道" and re.search("申请|提交|来源", match[0]) else match["kind"]


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
    bare = _bare(text, _AGREES_WORDS, _SUM, _MANY)
    # 总数一样 states no number.
    stated = next((q.value for q in numbers_said(text) if text[q.start].isdigit()), None)
    return GroupAsk(Wants.AGREES, bare, kind=_kind(text), many=_many(text), stated=stated)


_AGREES_WORDS = re.compile(
    "是否|是不是|等不等于?|够不够|够\\d+[一-龥]?不?$|核(?:过|对|一下)了?(?:没有?)?|(?:它|报告)?[所写说]?[说写]的|[，,]给(?:个|出)?结论|[和与跟同](?:表[二2][的里]?(?:那个)?)?[一-龥]{0,4}(?:总[数量]|数)|总[数量]|一不一样|一样|相同|一致|对得上|对不上|对上|相符|吻合|相等|等于"
)


def _of_top(text: str) -> GroupAsk | None:
    match = _TOP.search(text)
    if match is None or not (_SUM.search(text) or _SHARE.search(text)):
        return None
    wants = Wants.SHARE if _SHARE.search(text) else Wants.SUM
    bare = _bare(text, _TOP, _SUM, _SHARE, _MANY)
    return GroupAsk(wants, bare, top=_number(match["n"]), kind=_kind(text))


# 满意率（按收回的算）: what a rate is to be taken of.
_BASE = re.compile(
    "[，,（(]?(?:按|以|拿)(?:照)?(?P<base>[一-龥]{2,8}?)(?:的|了的)?(?:来?算|为(?:基数|分母|基准)|作分母)[）)]?"
)


def _share(text: str) -> GroupAsk | None:
    based = _BASE.search(text)
    if based is not None:
        ask = _share(_BASE.sub("", text))
        return replace(ask, base=based["base"]) if ask is not None else None
    if _SHARE.search(text) and not re.search("[多少高低]还是|增长|下降|上升|提高|增加|减少", text):
        deed = _DEED.search(text)
        whole, stated = _WHOLE.search(text), _STATED_WHOLE.search(text)
        return GroupAsk(
            Wants.SHARE,
            _bare(text, _SHARE),
            deed=deed["deed"] if deed else "",
            whole=whole["whole"] if whole else "",
            stated=Decimal(stated["n"].replace(",", "")) if stated else None,
            several=_JOINED.search(text) is not None,
        )
    rate = _RATE.search(text)
    if rate is None or rate["done"][1] in "比概几频":
        return None
    return GroupAsk(Wants.SHARE, _bare(text[: rate.start()]) + f"，{rate['done']}", done=rate["done"])


# 哪类降得最多 ranks changes, and no numbers.
_OF_CHANGES = re.compile("(?:增|减|降|涨|升|跌|下降|增长|变化)[加少长幅]?(?:得|幅)?最")
# What 前三名 are named without a kind.
_ITEM = "内容"


def _rank(text: str) -> GroupAsk | None:
    if _OF_CHANGES.search(text):
        return None
    top, order = _TOP.search(text) or _TOP_ASKED.search(text), _ORDER.search(text)
    places = places_of(_TOP_ASKED.sub("", _TOP.sub("", text)))
    if not (places or order or top) or not re.search("哪|什么|啥|谁|排|第[二三四五六]|是[^，]{0,4}$", text):
        return None
    return GroupAsk(
        Wants.RANK,
        _bare(text, _APART, _KIND, _KIND_BEFORE, _TOP_ASKED, _TOP, *(said for _, said in PLACES), _ORDER),
        places=places or (1, -1) if not top else (),
        apart=_APART.search(text) is not None,
        top=_number(next(n for n in top.groups() if n)) if top else 0,
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
