"""QLT: names and phrases that have one right form: the state, organs, congresses, the Regulation's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from review.basis import regulation
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import load_wordings, wording_problems


@rule("QLT11", "严重表述错误", Severity.ERROR, accuracy)
def serious_wording(context: Context) -> Iterator[Problem]:
    """检查：国家、机关、会议、领导人的名称和重要提法是否准确。

    为何：这类差错性质严重，通报和测评中单项否决。
    触发：“中华人民共合国”“攻府网站”“党的二十大三中全会精神”“习近平新时代特色社会主义思想”。
    不触发：“党的二十大和二十届三中全会精神”；地方党委的全会、人大会议。
    例外：同一种差错的各处合并为一条。
    """
    yield from wording_problems(context, load_wordings("serious"))


def _fifth(context: Context) -> tuple[Basis, ...]:
    return (regulation(5), regulation(6))


@rule("QLT12", "固定表述有误", Severity.WARNING, _fifth)
def fixed_phrase(context: Context) -> Iterator[Problem]:
    """检查：条例的原则和政务公开的固定提法是否写错、写反，是否仍用修订前的提法。

    为何：漏一个“不”字意思就相反；条例第五条的提法2019年已经改变。
    触发：“公开是常态，公开是例外”“以公开为原则、不公开为例外”“应公开、尽公开”。
    不触发：“以公开为常态、不公开为例外”“应公开尽公开”。
    例外：同一种差错的各处合并为一条。
    """
    yield from wording_problems(context, load_wordings("phrases"))


@rule("QLT13", "使用已撤并机构的名称", Severity.NOTICE, accuracy)
def former_name(context: Context) -> Iterator[Problem]:
    """检查：是否把2018年机构改革以后已撤并、更名的机构写作现行机构。

    为何：多为沿用旧稿所致，内容可能不是本年度的。
    触发：2024年度报告写“会同区工商局、区扶贫办”。
    不触发：“原工商局”；“县工商局等机构整合组建市场监管局”；书名号内的文件名。
    例外：报告单位自己的名称不判；2019年度报告不判；几个名称合并为一条。
    """
    wordings = [
        w for w in load_wordings("former_names") if not w.compiled.search(context.report.agency_words)
    ]
    found = list(wording_problems(context, wordings, headings=False))
    if found:
        said = "；".join(p.message.removesuffix("。") for p in found)
        yield replace(found[0], message=f"{said}。", actual="、".join(str(p.actual) for p in found))


RULES: tuple[Rule, ...] = (serious_wording, fixed_phrase, former_name)
