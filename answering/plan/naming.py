"""What a question names beside figures: years and agencies; each is bound to a chosen report, or the plan says why not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from answering.plan.lexicon import YEARS, cut
from answering.plan.named import row_asked
from answering.plan.numbers_said import is_amount
from answering.plan.operations import Name, NameKind
from answering.plan.places_said import unknown_places
from answering.plan.reading import Reading
from answering.plan.scope import names_of
from answering.source import Source
from reports.model import Report
from reports.names import shortens

_YEAR = re.compile(
    r"(?<![\d〔—\-])(?P<year>(?:19|20)\d\d)(?!\d|[.．]\d)年?|(?<![\d〔—\-.])(?P<short>[12]\d)年(?!以|内|来)"
)
_AGAINST = re.compile("(?:比|较|和|与|跟|同)(?:20)?\\d\\d年|相比|同比")
_COMPARED = re.compile("(?:比|较|同比)(?:上|去|上一)年|同比")
_COUNTS = re.compile("多少|几|数")
_PLANS = re.compile("打算|计划|准备|将|要|改进|措施|今后|下一步|以来|之前|建成|开局|规划|延至|完成")
_JUDGES = re.compile("(?:怎么样|咋样|如何|好不好|好吗|好不)[？?]?$|概括|总结|评价|点评")
_OFFICE = re.compile(
    r"[一-龥]{2,}(?:局|委员会|支队|大队|法院|检察院|街道|镇|乡|县|市|区|州|省|厅|联合会|残联|妇联|红十字会|派出所|开发区|税务局|中学|小学|医院)$"
)
_GENERIC = re.compile(
    r"^(?:全|本|各|该|这|那|哪|我|他|你|此|两|三|几|某|一)|^(?:市政府|区县|乡镇|村镇|街道|县区|市区|城市|省市|县市|城区|集镇|城镇|地区|社区|园区|辖区|景区|邮局|当局|部门|镇街|小区|上市|超市|门市|市场)$"
)


def years_named(text: str) -> list[int]:
    """The years that a question names, also in two digits (22年)."""
    found = (m for m in _YEAR.finditer(text) if not is_amount(text, m.start()))
    return [int(m["year"] or f"20{m['short']}") for m in found]


_LEFT_OVER = re.compile("没办完|没办结|未办结|剩|留下|拖|转过来|结转过来|遗留|积压")
_GOES_ON = re.compile("接着办|继续办|再办|拖到|留到|转到|结转到|带到")


# 不是自然人、是单位提的 asks for the second alone.
_NOT_BUT = re.compile(r"不是[^，。、,？?]{1,10}[，、,]\s*(?:而)?是")


def contrasted(text: str) -> str:
    """A question without what it says that it does not ask for."""
    return _NOT_BUT.sub("", text)


def with_carried(text: str, reading: Reading) -> str:
    """A question of what another year left or is left to, as the table names it: 上年结转, 结转下年度."""
    own = reading.report.year if reading.report is not None else None
    for year in years_named(text) if own else ():
        if own is not None and year == own - 1 and _LEFT_OVER.search(text):
            return "上年结转的申请有多少件"
        if own is not None and year == own + 1 and _GOES_ON.search(text):
            return "结转下年度继续办理的申请有多少件"
        if own is not None and year == own - 1 and _has_column_of_year_before(text, reading.report):
            return _YEAR.sub("上一年", text)
    row = row_asked(text)
    if own and row and row.table != "active_disclosure" and not _SET_AGAINST.search(text):
        return _YEAR_BEFORE.sub(f"{own - 1}年", text)
    return text


# 上年 in a report is the year before its own; 去年 may be meant from where the person who asks stands.
_YEAR_BEFORE = re.compile('[“"]?(?:上一?年度?|前一年)[”"]?(?!.{0,4}(?:结转|没办|未办|剩|留|转|遗))')
_SET_AGAINST = re.compile("比|较|相差|多出|变化|增|减|升|降|涨|结转|哪年|哪一年|[和与跟同]上一?年")
_YEAR_BEFORE_COLUMN = "上一年项目数量"


def _has_column_of_year_before(text: str, report: Report | None) -> bool:
    """Whether the table of this report gives for the row that a question names the number of the year before."""
    row = row_asked(text)
    table = report.tables.get("active_disclosure") if report is not None else None
    if row is None or table is None or row.table != "active_disclosure":
        return False
    return any(_YEAR_BEFORE_COLUMN in table.cells.get(r, {}) for r in row.rows)


def names_in(text: str, sources: Sequence[Source], prose: str) -> tuple[Name, ...]:
    """The years and agencies that a question names; `prose` is all that the chosen reports say."""
    return (*_years(text, sources, prose), *_agencies(text, sources, prose))


def _years(text: str, sources: Sequence[Source], prose: str) -> Iterator[Name]:
    own = {s.report.year for s in sources if s.report.year}
    if not own:
        return
    for year in dict.fromkeys(years_named(text)):
        planned = _PLANS.search(text) is not None and f"{year}年" in prose
        ahead = year - 1 in own and not _COUNTS.search(text) and not _JUDGES.search(text)
        told = f"{year}年" in prose and (year + 1 in own or _AGAINST.search(text) or not _COUNTS.search(text))
        bound = (
            year in own
            or planned
            or ahead
            or (bool(told) and not _JUDGES.search(text))
            or (year + 1 in own and bool(_AGAINST.search(text)))
            or (year + 1 in own and bool(_COMPARED.search(prose)) and not _JUDGES.search(text))
        )
        why = f"这份报告是{'、'.join(str(y) for y in sorted(own))}年度的，{year}年的数据需要另选报告"
        yield Name(NameKind.YEAR, f"{year}年", bound, "" if year in own or planned or ahead else why)


_A_VERB_AND_NAME = 2


def _agencies(text: str, sources: Sequence[Source], prose: str) -> Iterator[Name]:
    own = [s.report.agency for s in sources if s.report.agency]
    if not own:
        return
    known = {n for agency in own for n in names_of(agency)}
    words = cut(text)
    chosen = "、".join(s.name for s in sources)
    for unknown in unknown_places(text, (*own, prose)):
        yield Name(NameKind.AGENCY, unknown, False, f"所选的是{chosen}的报告，没有“{unknown}”的数据")
    for place, (word, _, _) in enumerate(words):
        named = word
        tag = words[place - 1][2] if place else ""
        if tag in ("ns", "j") or (tag.startswith("n") and not _OFFICE.match(word)):
            named = words[place - 1][0] + word
        if not _OFFICE.match(named) or _GENERIC.match(named) or _GENERIC.match(word) or named in YEARS:
            continue
        bound = (
            any(named in agency or named in known or agency in named for agency in own)
            or any(shortens(n, agency) for agency in own for n in (named, word) if len(n) > 1)
            or named in prose
            or (len(word) > 1 and named != word and named in prose)
            or (len(word) > 2 and word in prose)
            or (len(named) > _A_VERB_AND_NAME and named[1:] in prose)  # 讲学区 is 讲 and 学区
        )
        yield Name(
            NameKind.AGENCY, named, bound, "" if bound else f"所选的是{chosen}的报告，没有“{named}”的数据"
        )
