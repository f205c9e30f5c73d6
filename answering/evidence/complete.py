"""What a report or a part of it has to hold, thing by thing: the words that tell it, or that it tells nothing of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from answering.evidence.fact import Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.overview import aspects_of
from answering.evidence.part_five import part_five_of
from answering.evidence.places import paragraphs_of, passage, whole_passage
from reports.editions import Edition, edition_for, load_edition
from reports.numerals import fold
from reports.prose.sentences import whole_sentences
from review.rules.required_content import RESULTS, owes_results


@dataclass(frozen=True)
class Thing:
    """One of the things; `told` is None where the report says nothing of it, `note` says more where it does."""

    name: str
    told: PassageFact | None = None
    note: str = ""

    @property
    def is_there(self) -> bool:
        """Whether the report tells it."""
        return self.told is not None or bool(self.note)


class Owed(StrEnum):
    """Whether a report has to hold something: it must, it had better, or nobody asks it to."""

    MUST = "must"
    ADVISED = "advised"
    NOT = "not"


@dataclass(frozen=True)
class Demand:
    """What is demanded of a text, and `why`."""

    what: str
    things: tuple[Thing, ...]
    owed: Owed
    why: str

    @property
    def missing(self) -> tuple[Thing, ...]:
        """The things that the report does not tell."""
        return tuple(t for t in self.things if not t.is_there)


def _edition(held: Held) -> Edition:
    """The edition of the format that is due for the year of the report."""
    return edition_for(held.report.year) or load_edition(held.report.edition)


def _parts(held: Held, facts: Facts) -> Demand:
    titles = {s.number: s.title for s in held.report.sections if s.number}
    sections = _edition(held).sections
    things = tuple(Thing(f"{s.number}、{s.title}", None, titles.get(s.number, "")) for s in sections)
    return Demand("六个部分", things, Owed.MUST, "统一格式要求报告由六个部分组成")


def _aspects(held: Held, facts: Facts) -> Demand:
    edition, paragraphs = _edition(held), paragraphs_of(held.report, "一")
    headed = aspects_of(held, facts)
    text = fold("\n".join(s.text for s in held.report.sections if s.number == "一"))
    things = []
    for topic in edition.topics:
        said = any(re.search(sign, text) for sign in topic.signs)
        own = next((f for name, f in headed.items() if name in topic.name or topic.name in name), None)
        told = own or next(_saying(held, paragraphs, topic.signs, facts), None)
        things.append(Thing(topic.name, told if said else None))
    return Demand("总体情况的五个方面", tuple(things), Owed.MUST, "统一格式要求总体情况写明这五个方面")


def _saying(held: Held, paragraphs, signs, facts: Facts) -> Iterator[PassageFact]:  # type: ignore[no-untyped-def]
    """The sentences that one of some signs stands in, those of the first sign first."""
    told = [s for s in whole_sentences(paragraphs) if not held.narrative.is_heading(s)]
    for sign in signs:
        yield from (whole_passage(held, s, facts) for s in told if re.search(sign, fold(s.text)))


def _results(held: Held, facts: Facts) -> Demand:
    paragraphs = [p for p in paragraphs_of(held.report, None) if held.report.section_of(p.index) != "五"]
    owes = owes_results(held.report)
    things = tuple(_result(name, signs, held, paragraphs, owes, facts) for name, signs in RESULTS.items())
    law = "《条例》第五十条第一款第（四）项"
    results = "工作考核、社会评议和责任追究结果"
    if owes:
        return Demand(
            "考核、评议、追责三项结果", things, Owed.MUST, f"{law}要求各级人民政府的报告写{results}"
        )
    who = "街道办事处是派出机关，" if "街道" in held.report.agency_words else "部门和其他单位的报告"
    why = f"{law}只要求各级人民政府的报告写{results}，{who}不作要求"
    return Demand("考核、评议、追责三项结果", things, Owed.NOT, why)


# The words that say a result by its name; the others of the rule only let it pass (办理满意率).
_BY_NAME = {"工作考核": ("考核", "考评"), "社会评议": ("评议",), "责任追究": ("责任追究", "追责", "问责", "追究[^。；]{0,10}责任")}  # fmt: skip


def _result(name: str, signs: str, held: Held, paragraphs, owes: bool, facts: Facts) -> Thing:  # type: ignore[no-untyped-def]
    told = next(_saying(held, paragraphs, _BY_NAME[name], facts), None)
    if told is not None or not owes:
        return Thing(name, told)
    near = next(_saying(held, paragraphs, signs.split("|"), facts), None)
    return Thing(f"{name}（没有这样的字样，相近的写法）" if near else name, near)


def _introduction(held: Held, facts: Facts) -> Demand:
    every = [*held.report.preamble, *(p for s in held.report.sections[:1] for p in s.paragraphs)]
    basis = next(_saying(held, every, ("根据|依据|按照",), facts), None)
    period = next(_saying(held, every, ("(?:统计|数据|所列).{0,6}期限|1月1日.{0,12}12月31日",), facts), None)
    things = (Thing("编制依据", basis), Thing("统计期限", period), _contact_of(held, facts))
    return Demand("引言", things, Owed.ADVISED, "引言一般写明编制依据、数据统计期限和联系方式")


def _contact_of(held: Held, facts: Facts) -> Thing:
    evidence = held.report.evidence
    place = next((evidence[k] for k in ("phone", "address", "email") if evidence.get(k)), None)
    paragraph = next((p for p in held.report.paragraphs() if place and p.index == place.paragraph), None)
    if paragraph is None:
        return Thing("联系方式", None, "已写明" if held.report.contact else "")
    sentence = next((s for s in whole_sentences([paragraph]) if place and place.quote in s.text), None)
    told = whole_passage(held, sentence, facts) if sentence else passage(held, paragraph, 0, 120, facts)
    return Thing("联系方式", told)


def _contact(held: Held, facts: Facts) -> Demand:
    why = "引言写明联系地址、电话，公众有疑问时才能联系到单位"
    return Demand("联系方式", (_contact_of(held, facts),), Owed.ADVISED, why)


def _period(held: Held, facts: Facts) -> Demand:
    things = _introduction(held, facts).things[1:2]
    return Demand("统计期限", things, Owed.MUST, "报告应当写明数据的统计期限")


def _fee(held: Held, facts: Facts) -> Demand:
    edition = _edition(held)
    told = next(
        _saying(held, paragraphs_of(held.report, "六"), ("处理费|收费通知|收取.{0,8}费用",), facts), None
    )
    told = told or next(
        _saying(held, paragraphs_of(held.report, None), ("信息(?:公开)?处理费",), facts), None
    )
    owed = Owed.MUST if edition.requires_processing_fee else Owed.NOT
    why = "统一格式要求第六部分报告信息处理费的收取情况，没有收取也应说明"
    if owed is Owed.NOT:
        why = f"{held.report.year}年度适用的{edition.edition}年版格式没有要求写信息处理费，不写不算问题"
    return Demand("第六部分", (Thing("信息处理费的收取情况", told),), owed, why)


def _part_five(held: Held, facts: Facts) -> Demand:
    seen = part_five_of(held, facts)
    things = tuple(
        Thing(name, items[0].fact if items else None)
        for name, items in (("存在的主要问题", seen.problems), ("改进情况", seen.measures))
    )
    return Demand("第五部分", things, Owed.MUST, "《条例》第五十条要求写明存在的主要问题及改进情况")


_DEMANDS: dict[str, Callable[[Held, Facts], Demand]] = {
    "parts": _parts,
    "aspects": _aspects,
    "results": _results,
    "introduction": _introduction,
    "contact": _contact,
    "period": _period,
    "fee": _fee,
    "five": _part_five,
}


# A doubt about some of the things alone (责任追究写了吗).
_NAMED = {
    "考核": "工作考核", "评议": "社会评议", "追责|问责|追究": "责任追究", "依申请": "依申请公开", "主动公开": "主动公开",
    "(?<!公开)管理": "政府信息管理", "平台": "政府信息公开平台建设", "监督|保障": "监督保障", "编制依据|根据": "编制依据",
    "期限|时限": "统计期限", "联系|电话|地址": "联系方式",
}  # fmt: skip


def demand_of(name: str, doubt: str, held: Held, facts: Facts) -> Demand:
    """What a report is held to under one of the names of _DEMANDS, as far as a question doubts it."""
    whole = _DEMANDS[name](held, facts)
    named = {thing for said, thing in _NAMED.items() if re.search(said, doubt)}
    narrow = tuple(t for t in whole.things if any(t.name.startswith(n) for n in named))
    return replace(whole, things=narrow) if narrow else whole
