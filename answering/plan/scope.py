"""Which reports a question names: agency (also in its usual short form) and year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answering.plan.nicknames import called, characters_of, first_of, is_by_rank
from answering.plan.numbers_said import years_said
from answering.plan.spelling import read_as
from answering.source import Source
from reports.names import shortens

_SHORT = (
    ("残疾人联合会", "残联"), ("妇女联合会", "妇联"), ("科学技术协会", "科协"), ("文学艺术界联合会", "文联"),
    ("工商业联合会", "工商联"), ("红十字会", "红会"), ("市场监督管理局", "市场监管局"), ("市场监督管理局", "市监局"), ("人力资源和社会保障局", "人社局"),
    ("自然资源和规划局", "自规局"), ("住房和城乡建设局", "住建局"), ("卫生健康委员会", "卫健委"),
    ("发展和改革委员会", "发改委"), ("人民政府", "政府"), ("街道办事处", "街道"), ("委员会", "委"), ("管理局", "局"),
    ("教育体育局", "教体局"), ("农业农村局", "农业局"), ("生态环境局", "环保局"), ("城市管理局", "城管局"),
)  # fmt: skip
_PLACE = re.compile(r"^.{2,8}?(?:省|自治区|市|州|县|区|旗)(?:人民政府)?(?=.{2,})")
# 比2022年多多少 is about both years.
_CHANGES = re.compile("比|较|跟|和|与|到|至|增|减|变化")
_MOST = 8
_MOST_COMPARED = 200


@dataclass(frozen=True)
class Named:
    """A report by its id, agency and year."""

    id: str
    agency: str
    year: int | None


def named_of(source: Source) -> Named:
    """A report by its names."""
    return Named(source.id, source.report.agency_words, source.report.year)


@lru_cache(maxsize=50_000)
def names_of(agency: str) -> frozenset[str]:
    """The agency's name and the forms in which people say it, with and without the place."""
    names = {agency}
    for _ in range(2):
        names |= {n.replace(long, short) for n in names for long, short in _SHORT if long in n}
        names |= {_PLACE.sub("", n) for n in names if len(_PLACE.sub("", n)) >= 2}
    return frozenset(n for n in names if len(n) >= 2 and n not in ("政府", "委", "局"))


_GOVERNMENT = re.compile(r"(?:人民政府|政府)$")
# 明州市教育局 is not 明州市: a place stands for its government only where no other agency's name goes on.
_ANOTHER_AGENCY = r"(?![一-龥]{0,10}?(?:局|委员会|卫健委|发改委|厅|联合会|残联|妇联|法院|检察院|中心|街道|镇|乡|(?<!本)(?:区|县)))"


_PLACE_BEFORE = re.compile(r"[一-龥]{1,6}?[省市县区旗州]$")


def _of_another_place(name: str, agency: str, question: str) -> bool:
    """Whether a short form stands after the name of a place that is not the agency's: 明州市教育局 is not 青州市's."""
    place = _PLACE_BEFORE.search(question[: question.index(name)])
    return place is not None and place[0][-3:] not in agency


Span = tuple[int, int]


def place_of_agency(agency: str, question: str) -> Span | None:
    """Where a question names an agency, in the longest form; None where it does not."""
    found = [n for n in names_of(agency) if n in question and not _of_another_place(n, agency, question)]
    if found:
        longest = max(found, key=len)
        return question.index(longest), question.index(longest) + len(longest)
    if _GOVERNMENT.search(agency):
        place = _GOVERNMENT.sub("", agency)
        for name in (place, _PLACE.sub("", place)):
            said = len(name) >= 3 and name in question  # a pattern is made for few
            match = re.search(re.escape(name) + _ANOTHER_AGENCY, question) if said else None
            if match is not None:
                return match.start(), match.start() + len(name)
    return called(agency, question)


@lru_cache(maxsize=50_000)
def _beginnings(agency: str) -> frozenset[str]:
    """What every way of naming an agency begins with: two characters of a form of its name, or one of a short name."""
    place = _GOVERNMENT.sub("", agency)
    forms = (*names_of(agency), place, _PLACE.sub("", place))
    return frozenset(filter(None, (*(form[:2] for form in forms), first_of(agency))))


def may_be_named(agency: str, said: frozenset[str]) -> bool:
    """Whether a question can name an agency, by its single and its neighbouring characters (`characters_of`): of
    thousands of agencies few are left that have to be looked at."""
    return not said.isdisjoint(_beginnings(agency))


def _spans(agencies: Iterable[str], question: str) -> dict[str, Span]:
    """The agencies that a question names, each with where; 区里 names none where it could be several."""
    said = characters_of(question)
    looked_at = (a for a in dict.fromkeys(agencies) if may_be_named(a, said))
    found = {a: span for a in looked_at if (span := place_of_agency(a, question)) is not None}
    by_rank = [a for a, (start, end) in found.items() if is_by_rank(a, question[start:end])]
    beside = [a for a in by_rank if len(found) > 1 and question[found[a][1] - 1] == "里"]
    dropped = by_rank if len(by_rank) > 1 else beside
    return {a: s for a, s in found.items() if a not in dropped}


def _named_by(agencies: Iterable[str], question: str) -> set[str]:
    """The agencies that a question names: of two forms of which one stands within the other the longer one."""
    found = _spans(agencies, question)
    exact = {a for a in found if a in question}
    whole = [found[a] for a in exact]

    def within(own: Span, other: Span) -> bool:
        return own != other and other[0] <= own[0] and own[1] <= other[1]

    def another(agency: str) -> bool:
        return any(within(found[agency], s) for s in found.values()) or (
            agency not in exact and found[agency] in whole
        )

    return {a for a in found if not another(a)}


_COMPARES = re.compile(
    r"谁|哪(?:个|家|些|一个|一家|几个|几家)(?:单位|部门|机关|街道|乡镇|镇|乡|局|委|政府)|排名|最多|最少|各(?:单位|部门|街道|乡镇|镇|乡|局)|"
    r"(?:几|多少)(?:个|家)(?:单位|部门|机关|街道|乡镇|镇|乡|局)|(?:有没有|有无|是否有)(?:单位|部门|机关|街道|乡镇|镇|乡|局)|(?:单位|部门|机关|街道|乡镇|镇|乡|局)(?:都|分别)?(?:有|是)(?:哪些|哪几)"
)
_KINDS = ("街道", "乡镇", "镇", "乡", "局", "委员会", "部门", "单位", "机关", "政府")
_ANY_KIND = ("部门", "单位", "机关")


# 谁家, 这几份, 哪几家: of all that the library has, each agency by its report on every year.
_OF_ALL = re.compile(
    r"(?:^|[，,。：])(?:这个|你们|系统|咱们)?库(?:里|中|内|存)|谁家|(?:都)?有谁|的(?:都)?(?:有|是)谁|(?:排(?:在)?|居)?(?:头一名|第一(?:名|位)?|头名|榜首|末位|垫底|最后一名)的(?:是)?(?:哪(?:个|家|份)|谁)|(?:全部|所有|各)(?:年报|报告)|(?:这|那)?(?:几|些|所有|全部|各|[两俩三四五六七八九十]|\d+)(?:份|家)(?!个|申请|材料|文件|资料|信息|公文|通知|问卷)|(?:这|那)些(?:报告|年报)|(?:所有|全部|每份|各份)(?:的)?(?:报告|年报)|(?:所有|全部|全体)(?:的)?(?:单位|部门|机关)|(?:分别|各|都)(?:是)?在(?:哪|谁)|哪(?:几|一)?(?:家|份)|过.{0,10}的(?:都)?(?:有|是)(?:哪些|谁)|(?:为|是)(?:零|0)的(?:都|有|是)?(?:哪些)?(?:单位|部门|机关|报告|街道|乡镇|局)|从[多高]到[少低]|从[少低]到[多高]|哪(?:些|个)(?:单位|部门|机关|地方|有|报告|年报)|平均每|(?:几|多少)家|谁.{1,8}过(?:[，,？?]|$)|谁(?:有|写|收|没|的|最|被|打|办|发|开)|(?:有)?几份|全库|资料库|(?:最(?:多|少|大|小|高|低))的(?:是)?(?:哪个)?(?:单位|部门|机关)"
)
# Which reports are of a year, and not what those of the year tell: their years are then to be looked at.
_OF_A_YEAR = re.compile(
    r"(?:几|多少|哪几?|哪些)(?:个|家)?(?:份|个)?(?:报告|年报)?(?:是|有)?(?:20\d\d|\d\d)年(?:度)?的(?:报告|年报)?(?:$|[，,？?])"
    r"|(?:20\d\d|\d\d)年(?:度)?的(?:报告|年报)?(?:一共|总共|都)?(?:有|是)?(?:几|哪几?|多少)份(?:报告|年报)?(?:$|[，,？?])"
)
_LATEST = re.compile("最新|最近一年|今年|眼下|现在")


def newest_of_each(reports: Iterable[Named]) -> list[Named]:
    """The last submission of each agency and year; reports come with the last submission first."""
    found: dict[tuple[str, int | None], Named] = {}
    for report in reports:
        found.setdefault((report.agency or report.id, report.year), report)
    return list(found.values())


def _latest_of_each(reports: Sequence[Named]) -> list[Named]:
    """The report of each agency on its last year."""
    last: dict[str, int] = {}
    for report in reports:
        last[report.agency] = max(last.get(report.agency, 0), report.year or 0)
    return [r for r in reports if (r.year or 0) == last[r.agency]]


def compared(question: str, reports: Sequence[Named]) -> list[Named]:
    """Those that `comparable` tells, as many as can be read for one answer."""
    return comparable(question, reports)[:_MOST_COMPARED]


def said_of_more(question: str, looked_at: int, reports: Callable[[], Sequence[Named]]) -> str | None:
    """The sentence that says how many of those that a question compares were not looked at; None where all were."""
    every = len(comparable(question, reports())) if looked_at >= _MOST_COMPARED else 0
    return (
        f"符合的报告有{every}份，这里只看了{looked_at}份；请写明年度或单位再问。"
        if every > looked_at
        else None
    )


def comparable(question: str, reports: Sequence[Named]) -> list[Named]:
    """The reports that a question compares (三个街道里谁……): all, or those of a kind; of the years that it names, of
    the latest of each agency where it says so, else of every year: none is dropped without a word."""
    question = read_as(question)
    kind = next((k for k in _KINDS if k in question), None)
    of_all = _OF_ALL.search(question) and (kind is None or kind in _ANY_KIND)
    if not of_all and (kind is None or not _COMPARES.search(question)):
        return []
    wanted = newest_of_each(r for r in reports if of_all or _is_of_kind(r, kind or ""))
    years = years_said(question)
    if years and not asks_reports_of_year(question):
        return [r for r in wanted if r.year in years]
    return _latest_of_each(wanted) if _LATEST.search(question) else wanted


def asks_reports_of_year(question: str) -> bool:
    """Whether a question asks which reports are of a year."""
    return _OF_A_YEAR.search(question) is not None


def _is_of_kind(report: Named, kind: str) -> bool:
    towns = kind == "乡镇" and any(t in report.agency for t in ("乡", "镇"))
    return kind in _ANY_KIND or kind in report.agency or towns


def asks_for_year_before(question: str) -> bool:
    """Whether a question compares with the agency's own report on the year before."""
    return bool(
        re.search(
            r"上(?:一)?年(?!(?:度)?(?:未|没)?(?:结转|转|遗|留|剩|办))|去年|前一年|同比|比20\d\d年|较20\d\d年|和20\d\d年比|跟20\d\d年比",
            question,
        )
    )


def abbreviates(said: str, agency: str) -> bool:
    """Whether the characters of a short name stand in an agency's name in order, its first and last word too (宁川卫健局)."""
    return len(said) > 2 and said[:2] in agency and shortens(said, agency)


def _is_abbreviated(agency: str, question: str) -> bool:
    """Whether some stretch of a question is a short name of an agency."""
    agency = re.sub("(?:人民)?政府$|办事处$", "", agency)
    ends = (m.end() for m in re.finditer("[局委办厅会联心镇乡道县区市站队院]", question))
    return any(abbreviates(question[max(0, end - n) : end], agency) for end in ends for n in range(4, 9))


def _is_told_by_place(source: Source, sources: Sequence[Source], question: str) -> bool:
    """Whether a question names one of some reports by its place alone (岚山跟磐石), which no other of them has."""
    place = source.report.agency_words[:2]
    alike = [s for s in sources if s.report.agency_words[:2] == place]
    return len(place) > 1 and len(alike) == 1 and place in question


_TOWN = re.compile(r"([一-龥]{2,4})(?:街道|镇|乡)(?:办事处|人民政府|政府)?$")


def _core_is_named(agency: str, question: str) -> bool:
    """Whether a question names a chosen township by its bare name (锦屏和礼让街谁的复议多)."""
    match = _TOWN.search(_PLACE.sub("", _PLACE.sub("", agency)))
    return match is not None and match[1] in question


_OF_KIND = re.compile("(街道|镇|乡|县|区|市)(?:办事处|人民政府|政府)?$")


def _is_told_by_kind(source: Source, sources: Sequence[Source], question: str) -> bool:
    """Whether a question names one of some reports by its kind alone (街道和文旅局), which no other of them is of."""
    kinds = [_OF_KIND.search(s.report.agency_words) for s in sources]
    own = _OF_KIND.search(source.report.agency_words)
    alone = own is not None and [k[1] for k in kinds if k is not None].count(own[1]) == 1
    beside = own is not None and re.search(
        f"{own[1]}(?:和|与|跟|同|、|比)|(?:和|与|跟|同|、|比){own[1]}", question
    )
    return alone and beside is not None


def narrowed(question: str, sources: Sequence[Source]) -> list[Source]:
    """Of several reports the ones that a question names by agency or by year; all of them where it names none."""
    if len(sources) < 2:
        return list(sources)
    years = {int(y) for y in re.findall(r"((?:19|20)\d\d)年", question)}
    spoken = _spans((s.report.agency_words for s in sources), question)
    named = [
        s
        for s in sources
        if s.report.agency_words in spoken
        or _core_is_named(s.report.agency_words, question)
        or _is_abbreviated(s.report.agency_words, question)
        or _is_told_by_place(s, sources, question)
        or _is_told_by_kind(s, sources, question)
    ]
    chosen = named or list(sources)
    if years and not _CHANGES.search(question):
        chosen = [s for s in chosen if s.report.year in years] or chosen
    return chosen


_STEM = re.compile(r"([一-龥]{2,3}?)(省|自治[区州县]|市|州|县|区|旗|镇|乡|街道|分局)")


@lru_cache(maxsize=50_000)
def _place_of(agency: str) -> re.Pattern[str]:
    """How a question names an agency's place, with its rank or without (临沅 for 临沅县)."""
    places = [f"{re.escape(stem)}(?:{rank})?" for stem, rank in _STEM.findall(agency)]
    return re.compile(f"(?:{'|'.join(places)}){_ANOTHER_AGENCY}" if places else "(?!)")


@lru_cache(maxsize=50_000)
def _stems(agency: str) -> tuple[str, ...]:
    """The places in an agency's name without their ranks."""
    return tuple(stem for stem, _ in _STEM.findall(agency))


def _is_at(agency: str, question: str) -> bool:
    """Whether a question names an agency's place; a pattern is made for the few of which the stem stands there."""
    return any(s in question for s in _stems(agency)) and _place_of(agency).search(question) is not None


def at_place(question: str, reports: Sequence[Named]) -> list[Named]:
    """The reports of the agencies whose place a question names, of the year that it names where it names one."""
    found = [r for r in reports if _is_at(r.agency, question)]
    years = years_said(question)
    return [r for r in found if not years or r.year in years]


def _told_by_place(question: str, reports: Sequence[Named]) -> list[Named]:
    """The reports of the one agency whose place a question names; none of several."""
    found = [r for r in reports if _is_at(r.agency, question)]
    return found if len({r.agency for r in found}) == 1 else []


# Of so many years of one agency a question that names none is answered.
_MOST_YEARS = 3


def meant_before(question: str, before: Sequence[str], reports: Sequence[Named]) -> list[Named]:
    """The reports that a question without an agency is about after the questions `before`: those of the last agency that
    was named, of the year that the question names itself (那2023年呢)."""
    own = sorted(years_said(question))
    for earlier in reversed(before):
        agency = _SAID_YEAR.sub("", earlier) if own else earlier
        found = mentioned("".join(f"{y}年" for y in own) + agency, reports)
        if found:
            return found
    return []


_OF_ITS = re.compile(
    "^(?:那么?|[那跟和与])?(?:它|他们|她们|这家|那家|这个?单位|那个?单位|该单位|该局|该镇|第一(?:名|家)|排第一的)"
)
_ANOTHER_YEAR = (("下一?年|后一?年|第二年", 1), ("上一?年|前一?年|去年", -1))

_NEXT_TO_IT = re.compile("相邻的?(?:那|一|哪)*年")


def points_at_report(question: str) -> bool:
    """Whether a question is of the report that the answer before named (它下一年收了多少)."""
    return _OF_ITS.match(question) is not None


def meant_by_answer(question: str, told: str, reports: Sequence[Named]) -> list[Named]:
    """The report that a question points at after an answer: the first that `told` names, of its year or the one asked."""
    first = re.split("[。\\n]", told)[0]
    named = mentioned(first, reports)
    if not named:
        return []
    own = [r for r in newest_of_each(reports) if r.agency == named[0].agency]
    year = named[0].year or 0
    if _NEXT_TO_IT.search(question):
        return next(([r] for n in (-1, 1) for r in own if r.year == year + n), [])
    moved = next((n for said, n in _ANOTHER_YEAR if re.search(said, question)), 0)
    years = years_said(question) or {year + moved}
    return [r for r in own if r.year in years]


_SAID_YEAR = re.compile(r"(?:(?:19|20)\d\d|(?<!\d)[12]\d(?=年))(?:年)?(?:度)?")


def mentioned(question: str, reports: Sequence[Named]) -> list[Named]:
    """The reports whose agency a question names, of the year that it names; where it names none of the last years,
    newest first."""
    agencies = _named_by((r.agency for r in reports), question)
    named = [r for r in reports if r.agency in agencies] or _told_by_place(question, reports)
    years = years_said(question)
    if years:
        return [r for r in named if r.year in years][:_MOST]
    newest = sorted(named, key=lambda r: -(r.year or 0))
    kept: list[Named] = []
    most = 1 if asks_for_year_before(question) or len({r.agency for r in named}) > 1 else _MOST_YEARS
    for report in newest:
        own = [k.year for k in kept if k.agency == report.agency]
        if len(own) < most and report.year not in own:
            kept.append(report)
    return kept[:_MOST]
