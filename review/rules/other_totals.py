"""TXT27: numbers of one place that do not fit a whole told in another: villages, lists, shares, what is published how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Level, Report
from reports.numerals import spoken
from reports.prose.phrases import MARK, exact, find_phrase
from reports.prose.quantities import counts
from reports.prose.quantity import Kind, Quantity
from reports.prose.sentences import Sentence, sentences, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


@dataclass(frozen=True)
class _Wrong:
    sentence: Sentence
    said: str
    words: str
    severity: Severity = Severity.ERROR


_exact = exact(Kind.COUNT)


_PLACE = re.compile(
    "(?P<all>村[（(](?:居|社区)[）)]|村居|村、?社区)|(?P<one>社区(?!矫正|工作|医院|卫生|服务|居民|干部|民警)|行政村|居委会)"
)
_WHOLE = re.compile("(?:辖区|全镇|全乡|全街道|下辖|所辖|管辖|辖有)(?:内|有|的|共|范围内)*$")
_TWO_KINDS = re.compile(rf"{MARK}行政村[、和]{MARK}(?:居委会|社区)")
_OTHER_PLACE = re.compile("全[县区市省]|周边|邻近|其他|外地|累计|县里|区里|市里")
_ALL = re.compile("^[^，。；]{0,12}(?:全部|均|都)")


def _places(report: Report) -> Iterator[tuple[Sentence, Quantity, str]]:
    """Each number of villages or communities with the kind, 村（居） for both together."""
    for sentence in sentences(report.paragraphs()):
        for quantity in counts(sentence.text):
            match = (
                _PLACE.match(sentence.text, quantity.end)
                if quantity.unit == "个" and _exact(quantity)
                else None
            )
            before = sentence.text[max(0, quantity.start - 12) : quantity.start]
            if match and not _OTHER_PLACE.search(before):
                yield sentence, quantity, "村（居）" if match["all"] else match["one"]


def _places_beyond(report: Report) -> Iterator[_Wrong]:
    """More villages or communities than the township has, or all of them by another number."""
    told = list(_places(report))
    wholes: dict[str, Decimal] = {}
    for sentence, quantity, kind in told:
        if _WHOLE.search(sentence.text[: quantity.start]):
            wholes.setdefault(kind, quantity.value)
    for sentence in sentences(report.paragraphs()):
        both = find_phrase(_TWO_KINDS, sentence.text, _exact) if "行政村" in sentence.text else None
        if both is not None:
            wholes.setdefault("村（居）", sum((q.value for q in both.quantities), Decimal(0)))
    for sentence, quantity, kind in told:
        whole = wholes.get(kind)
        every = kind == "村（居）" and _ALL.search(sentence.text[quantity.end :]) is not None
        if whole is not None and (quantity.value > whole or (every and quantity.value != whole)):
            words = sentence.text[quantity.start : quantity.end] + kind
            yield _Wrong(sentence, f"另处写明共有{spoken(whole)}个{kind}，这里写“{words}”", words)


# 机构职能、政策文件、疾病预防等2个子栏目
_LISTED = re.compile(
    rf"(?P<list>[^，,。；;：:{MARK}等的“”（）()、]+(?:、[^，,。；;：:{MARK}等的“”（）()、]+){{2,}})等(?:共)?{MARK}"
)
_OF_KINDS = ("个", "项", "类", "种", "家", "部", "方面", "大类")


def _more_listed(sentence: Sentence) -> Iterator[_Wrong]:
    told = re.search("、[^，。；]+、[^，。；]+等", sentence.text)
    found = find_phrase(_LISTED, sentence.text, _exact) if told else None
    if found is None:
        return
    items, number = len((found.groups["list"] or "").split("、")), found.quantities[0]
    if number.value < items and number.unit in _OF_KINDS:
        yield _Wrong(sentence, f"已列出{items}项，却写“等{number.raw}”", found.words)


_SHARE = re.compile(
    r"(?P<who>[^，。；、]{1,12}?)(?P<what>[一-龥]{2})占(?:比|了|全部|总数|总量)*(?P<share>一半以上|半数以上|过半|[一二三四五六七八九]成|\d+(?:\.\d+)?[%％])"
)
_TENTHS = "一二三四五六七八九"


def _percent(words: str) -> Decimal:
    if words.endswith("成"):
        return Decimal(10 * (_TENTHS.index(words[0]) + 1))
    return Decimal(words.rstrip("%％")) if words[0].isdigit() else Decimal(50)


def _shares_beyond_all(sentence: Sentence) -> Iterator[_Wrong]:
    """民生办供稿占一半以上，城管办供稿占六成: two parts of one whole that are more than it."""
    told: dict[str, list[re.Match[str]]] = {}
    if sentence.text.count("占") < 2:
        return
    for match in _SHARE.finditer(sentence.text):
        told.setdefault(match["what"], []).append(match)
    for what, matches in told.items():
        whose = {m["who"] for m in matches}
        vague = any(not m["share"][0].isdigit() for m in matches)
        total = sum((_percent(m["share"]) for m in matches), Decimal(0))
        if len(matches) > 1 and len(whose) == len(matches) and vague and total > 100:
            words = sentence.text[matches[0].start() : matches[-1].end()]
            yield _Wrong(sentence, f"各部分{what}的占比相加超过100%", words)


_OFTEN = re.compile(
    rf"“(?P<name>[^“”]{{2,14}})”[^。；;“{MARK}]{{0,24}}每(?P<per>天|日|周|月|季度?)(?:至少|不少于|平均|都)?(?:更新|推送|发布|公开)(?:信息|内容|稿件)?(?:不少于|至少)?{MARK}"
)
_TIMES = {"天": 365, "日": 365, "周": 52, "月": 12, "季": 4, "季度": 4}


def _too_often(report: Report, sentence: Sentence) -> Iterator[_Wrong]:
    """每天至少更新2次 of an account that published 136 in the year."""
    told = re.search("”[^。；]{0,24}每[天日周月季]", sentence.text)
    found = find_phrase(_OFTEN, sentence.text, _exact) if told else None
    if found is None or found.quantities[0].unit not in ("次", "条", "篇"):
        return
    name = re.escape(found.groups["name"] or "")
    whole = re.compile(
        rf"“{name}”[^，,。；;、“{MARK}]{{0,10}}(?:发布|推送|公开)?[^，,。；;、“{MARK}]{{0,6}}{MARK}"
    )
    least = found.quantities[0].value * _TIMES[found.groups["per"] or ""]
    for other in sentences(report.paragraphs()):
        total = find_phrase(whole, other.text, _exact) if other != sentence else None
        if (
            total
            and total.quantities[0].unit in ("条", "篇")
            and total.quantities[0].value < least * Decimal("0.9")
        ):
            said = f"“{total.words}”，“{found.words}”则全年不少于{spoken(least)}次，两处不合"
            yield _Wrong(sentence, f"另处写{said}", found.words, Severity.WARNING)
            return


_ISSUES = {"年刊": 1, "半年刊": 2, "季刊": 4, "双月刊": 6, "月刊": 12, "半月刊": 24, "旬刊": 36}
_KIND_OF_ISSUE = "|".join(sorted(_ISSUES, key=len, reverse=True))
# 为季刊，全年出版6期
_PERIODICAL = re.compile(
    rf"(?P<kind>{_KIND_OF_ISSUE})(?![》”])[，,][^。；{MARK}]{{0,16}}?(?:出版|编印|编发|印发|出刊|发行|出|刊发|编辑)了?{MARK}"
)
# 每月2次，全年共26期
_REGULAR = re.compile(
    rf"每(?P<per>月|季度|季|周)(?:[一-龥]{{0,4}}){MARK}[，,][^。；、{MARK}]{{0,6}}(?:全年|年内|共)(?:[一-龥]{{0,4}}){MARK}"
)


def _issues(sentence: Sentence) -> Iterator[_Wrong]:
    """More or fewer issues of a periodical than its name, or what is told of each month, makes in a year."""
    named = find_phrase(_PERIODICAL, sentence.text, _exact) if "刊" in sentence.text else None
    if named is not None and named.quantities[0].unit == "期":
        number, right = named.quantities[0].value, _ISSUES[named.groups["kind"] or ""]
        if number != right:
            said = f"{named.groups['kind']}全年应为{right}期，正文写{named.quantities[0].raw}"
            yield _Wrong(sentence, said, named.words, _more_than(number, Decimal(right)))
    regular = find_phrase(_REGULAR, sentence.text, _exact) if "每" in sentence.text else None
    if regular is not None and not any(q.end <= regular.start for q in counts(sentence.text)):
        each, total = regular.quantities
        right_total = each.value * _TIMES[regular.groups["per"] or ""]
        weekly = regular.groups["per"] == "周" and abs(total.value - right_total) <= each.value
        if (
            each.unit == total.unit
            and each.unit in ("期", "次", "场")
            and total.value != right_total
            and not weekly
        ):
            said = f"每{regular.groups['per']}{each.raw}，全年应为{spoken(right_total)}{total.unit}，正文写{total.raw}"
            yield _Wrong(sentence, said, regular.words, _more_than(total.value, right_total))


def _more_than(number: Decimal, right: Decimal) -> Severity:
    """What began within the year may have fewer issues; more there cannot be."""
    return Severity.ERROR if number > right else Severity.WARNING


# 杨柳社区、北桥社区三处; a number in digits may count something else of theirs
_COUNTED_PLACES = re.compile(
    r"(?P<list>[一-龥]{2,6}?(?P<kind>社区|街道|[村镇乡局办科股所])(?:[、和及与][一-龥]{2,6}?(?P=kind))+)(?P<number>[两三四五六七八九])(?P<unit>个|家|处|地|镇|村|社区)(?!月|季度|层|级|方面|以上)"
)


def _miscounted(sentence: Sentence) -> Iterator[_Wrong]:
    """Places told by name and counted right after: 杨柳社区、北桥社区三处."""
    for match in _COUNTED_PLACES.finditer(sentence.text):
        items = len(re.split("[、和及与]", match["list"]))
        number = _NUMERALS.index(match["number"]) + 2
        if items != number:
            yield _Wrong(sentence, f"列出{items}个，却写“{match['number']}{match['unit']}”", match[0])


_NUMERALS = "两三四五六七八九"


_ONLY = re.compile(
    "(?:只|仅)(?:保留|有|剩|开设|运营|留)(?:下)?[^，。；“]{0,4}“(?P<name>[^“”]{2,14})”[^，。；“]{0,4}?(?:政务新媒体|账号|公众号|新媒体)"
)
_ACCOUNT = re.compile("(?<!原)“(?P<name>[^“”]{2,14})”(?:官方|政务)?(?:微信|微博|公众号|抖音|视频号|今日头条)")


def _another_account(report: Report) -> Iterator[_Wrong]:
    """The only account that is left, by a name that no account has."""
    known = {m["name"] for p in report.paragraphs() for m in _ACCOUNT.finditer(p.text)}
    for sentence in sentences(report.paragraphs()):
        match = _ONLY.search(sentence.text)
        if match and known and match["name"] not in known and not any(match["name"] in k for k in known):
            named = "”“".join(sorted(known))
            yield _Wrong(sentence, f"另处的账号是“{named}”，这里写只有“{match['name']}”", match[0])


@rule("TXT27", "数目、名称与另处所写不合", Severity.ERROR, accuracy)
def other_totals(context: Context) -> Iterator[Problem]:
    """检查：村、社区的个数是否超过辖区的总数，列举的项数是否多于“等几个”，几个部分的占比相加是否超过全部，刊物的期数与刊期、更新次数与全年总数、唯一的账号与另处的名称是否相合。

    为何：两处不能同时成立，其中必有一处写错。
    触发：辖区11个社区而写“在13个社区设立”；列出五个栏目而写“等4个子栏目”；“民生办供稿占一半以上，城管办供稿占六成”；全年136条的公众号“每天至少更新2次”；“为季刊，全年出版6期”；“杨柳社区、北桥社区三处”。
    不触发：“在9个社区设立”；“等8个子栏目”；全县、周边的村和社区。
    例外：约数不比；期数少于刊期的可能是年内创刊，只提示核实；更新次数与总数的口径可能不同，只提示核实；村、社区只看乡镇、街道的报告。
    """
    report = context.report
    found = [*_another_account(report)]
    if context.level is Level.TOWNSHIP:
        found += _places_beyond(report)
    for sentence in whole_sentences(report.paragraphs()):
        found += _shares_beyond_all(sentence)
    for sentence in sentences(report.paragraphs()):
        found += [
            *_more_listed(sentence), *_too_often(report, sentence), *_issues(sentence), *_miscounted(sentence),
        ]  # fmt: skip
    for wrong in found:
        yield Problem(
            f"{wrong.said}。",
            "请核对两处的数目并更正。",
            context.at_paragraph(wrong.sentence.paragraph),
            quote=wrong.words,
            actual=wrong.words,
            severity=wrong.severity,
        )


RULES: tuple[Rule, ...] = (other_totals,)
