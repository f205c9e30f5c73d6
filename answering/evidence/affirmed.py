"""What is in order with a report, for a doubt that no finding confirms: each with the words or cells that show it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from answering.evidence.fact import CellFact, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.places import cell, paragraphs_of, passage, whole_passage
from reports.editions import edition_for, load_edition
from reports.prose.sentences import whole_sentences
from review.statements import statements

_SIX = "一二三四五六"
_ASSESSED = ("考核", "评议", "追究|追责|问责")


@dataclass(frozen=True)
class Affirmed:
    """A sentence on what is in order, or is `wrong` without being a finding, with the facts that show it."""

    text: str
    facts: tuple[PassageFact | CellFact, ...] = ()
    wrong: bool = False


def _parts(held: Held, facts: Facts) -> list[Affirmed]:
    titles = {s.number: s.title for s in held.report.sections if s.number}
    if any(n not in titles for n in _SIX):
        return []
    return [Affirmed(f"六个部分齐全：{'；'.join(f'{n}、{titles[n]}' for n in _SIX)}。")]


def _edition(held: Held, facts: Facts) -> list[Affirmed]:
    used, due = load_edition(held.report.edition), edition_for(held.report.year)
    if due is None or due.edition != used.edition:
        return []
    text = (
        f"{held.report.year}年度适用{used.edition}年版格式（{used.number}），报告用的正是这一版，没有用错。"
    )
    return [Affirmed(text)]


def _fee(held: Held, facts: Facts) -> list[Affirmed]:
    edition = load_edition(held.report.edition)
    if not edition.requires_processing_fee:
        return [
            Affirmed(
                f"{held.report.year}年度适用的{edition.edition}年版格式没有要求写信息处理费，不写不算问题。"
            )
        ]
    found = _sentences(held, "六", "处理费", facts)
    return (
        [Affirmed("第六部分写了信息处理费的收取情况，符合统一格式“没有也应说明”的要求：", (found[0],))]
        if found
        else []
    )


def _assessed(held: Held, facts: Facts) -> list[Affirmed]:
    found = [f for pattern in _ASSESSED for f in _sentences(held, None, pattern, facts)[:1]]
    if len(found) < len(_ASSESSED):
        return []
    return [Affirmed("工作考核、社会评议、责任追究三项都写了：", tuple(dict.fromkeys(found)))]


def _rules_made(held: Held, facts: Facts) -> list[Affirmed]:
    table = held.report.tables.get("active_disclosure")
    cells = table.cells.get("规章", {}) if table else {}
    shown = tuple(cell(("active_disclosure", "规章", c), held, facts) for c in cells)
    if not shown or any(f.value for f in shown):
        return []
    text = "表二规章各格填的是0。规章只能由国务院部门和省级、设区的市、自治州政府制定，其他机关填0是对的，没有问题。"
    return [Affirmed(text, shown[:1])]


def _introduction(held: Held, facts: Facts) -> list[Affirmed]:
    found = _sentences(held, None, "统计期限", facts) or _sentences(held, None, "根据|依据", facts)
    if not found:
        return []
    section = found[0].section
    where = f"第{section}部分之内（统一格式允许，不算错）" if section else "正文各部分之前"
    return [Affirmed(f"编制依据和统计期限写在{where}：", (found[0],))]


def _contact(held: Held, facts: Facts) -> list[Affirmed]:
    return [Affirmed("报告写明了联系方式。")] if held.report.contact else []


def _period(held: Held, facts: Facts) -> list[Affirmed]:
    planned = [
        whole_passage(held, s, facts)
        for s in whole_sentences(paragraphs_of(held.report, "五"))
        if held.report.year and f"{held.report.year + 1}年" in s.text
    ]
    if not planned:
        return []
    return [Affirmed("改进措施写的是下一年度的打算，年份没有写错：", (planned[0],))]


def _stated(held: Held, facts: Facts) -> list[Affirmed]:
    checked = [s for s in statements(held.report) if not s.approximate and not s.narrowed]
    if not checked:
        return [Affirmed("正文没有写到可以与表格核对的数。")]
    names = "、".join(dict.fromkeys(s.metric.name for s in checked))
    return [Affirmed(f"正文写到的{len(checked)}个数（{names}）已与表格核对，一致，没有发现矛盾。")]


_FULL_NAME = "《中华人民共和国政府信息公开条例》"
_NAMES_IT = re.compile("《(?:中华人民共和国政府信息公开)?条例》|政府信息公开条例")
_TITLED = re.compile(r"(?P<year>20\d\d)年(?:度)?政府信息公开工作年度报告")


def _regulation_named(held: Held, facts: Facts) -> list[Affirmed]:
    """Whether the Regulation stands with its full name where it is first named."""
    for s in whole_sentences(paragraphs_of(held.report, None)):
        named = _NAMES_IT.search(s.text)
        if named is None:
            continue
        fact = whole_passage(held, s, facts)
        if named[0] == _FULL_NAME:
            return [Affirmed("首次提到条例用的是全称，写法规范：", (fact,))]
        text = f"不规范：首次提到条例应写全称{_FULL_NAME}，可以注明“以下简称《条例》”。报告写的是："
        return [Affirmed(text, (fact,), wrong=True)]
    return []


def _title(held: Held, facts: Facts) -> list[Affirmed]:
    """Whether the title is that of the format: agency, year, 政府信息公开工作年度报告."""
    report = held.report
    line = next((p for p in report.preamble if p.index == report.title_paragraph), None)
    if line is None:
        return []
    fact = passage(held, line, 0, len(line.text), facts)
    if _TITLED.search(re.sub(r"\s", "", line.text)):
        return [
            Affirmed("题名写明了单位、年度和“政府信息公开工作年度报告”，符合统一格式，写法规范：", (fact,))
        ]
    due = f"{report.shown_agency}{report.year or ''}年政府信息公开工作年度报告"
    return [Affirmed(f"题名不规范，按统一格式应为“{due}”。报告的题名是：", (fact,), wrong=True)]


_SELF = re.compile("我[会局镇县市区乡街院委办中厅省][一-龥]?|本(?:机关|单位|中心|会|局|镇)")


def _self_named(held: Held, facts: Facts) -> list[Affirmed]:
    """How the agency speaks of itself; findings tell where that does not fit it."""
    for s in whole_sentences(paragraphs_of(held.report, None)):
        named = _SELF.search(s.text)
        if named:
            fact = whole_passage(held, s, facts)
            own = named[0][:2] if named[0].startswith("我") else named[0]
            text = f"自称“{own}”与{held.report.shown_agency}的单位性质相符，妥当，没有问题："
            return [Affirmed(text, (fact,))]
    return []


_AFFIRMED: tuple[tuple[re.Pattern[str], Callable[[Held, Facts], list[Affirmed]]], ...] = (
    (re.compile("(?<!第[一二三四五六])部分|结构|齐|完整"), _parts),
    (re.compile("文表|前后|矛盾"), _stated),
    (re.compile("处理费|第六部分.{0,6}(?:收费|费用)|(?:收费|费用).{0,16}第六部分"), _fee),
    (re.compile("自称|称呼|“(?:我|本)[会局镇县市区乡街院委办中厅省单机]|叫(?:自己|法)"), _self_named),
    (re.compile("题名|标题|题目"), _title),
    (re.compile("《条例》|条例.{0,6}(?:全称|简称)|(?:全称|简称)"), _regulation_named),
    (re.compile("考核|评议|追责|问责|责任追究"), _assessed),
    (re.compile("格式|用错|旧版|老版|新版"), _edition),
    (re.compile("规章"), _rules_made),
    (re.compile("引言|编制依据|统计期限"), _introduction),
    (re.compile("联系方式|电话|地址"), _contact),
    (re.compile("哪年|年份|年度"), _period),
)


def affirmed(about: str, held: Held, facts: Facts) -> list[Affirmed]:
    """What is in order of all that a question doubts."""
    return [a for said, read in _AFFIRMED if said.search(about) for a in read(held, facts)]


def _sentences(held: Held, part: str | None, pattern: str, facts: Facts) -> list[PassageFact]:
    return [
        whole_passage(held, s, facts)
        for s in whole_sentences(paragraphs_of(held.report, part))
        if re.search(pattern, s.text)
    ]
