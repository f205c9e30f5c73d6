"""IDN24: the report's own place by another name: its characters exchanged, another level, the head of another kind of office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from reports.model import Level
from reports.numerals import fold
from reports.prose.sentences import clip, sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.rules.subject import ACTS

_PLACE = re.compile(
    "(?P<name>[一-龥]{2,3}?)(?P<kind>自治县|街道|[市区县旗镇乡])(?=人民政府|办事处|[一-龥]|$)"
)
_COUNTY = ("市", "区", "县", "旗")
_TOWNS = ("镇", "乡", "街道")
_OFFICE = "(?=人民政府|政府|政务公开|办公室)"
# Who heads another kind of office than this one.
_HEADS = {
    "街道办事处": "镇长|乡长", "镇人民政府": "乡长|街道办事处主任", "乡人民政府": "镇长|街道办事处主任",
}  # fmt: skip
_LEADS = "(?=(?:任|担任|负|为组长|主持|牵头|带队|签发|审签|分管))"


def _exchanged(agency: str) -> Iterator[tuple[str, str]]:
    """Each way to write the agency's places with their characters exchanged, beside the right one."""
    for match in _PLACE.finditer(agency):
        name, kind = match["name"], match["kind"]
        for other in {"".join(p) for p in permutations(name)} - {name}:
            yield other + kind, name + kind


def _subjects(agency: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The agency's own place where it acts, by a name with one other character, or as a township of another kind."""
    *_, own = (None, *_PLACE.finditer(agency))
    if own is None or agency[own.end() :] or own["kind"] == "市":
        return  # a city has towns of like names
    name, kind = own["name"], own["kind"]
    slips = (f"{re.escape(name[:n])}[一-龥]{re.escape(name[n + 1 :])}" for n in range(len(name)))
    kinds = "|".join(k for k in _TOWNS if k != kind) if kind in _TOWNS else ""
    other = [f"{re.escape(name)}(?:{kinds})"] if kinds else []
    for wrong in (*(f"(?!{re.escape(name)}){slip}{kind}" for slip in slips), *other):
        yield re.compile(f"{_CLAUSE_BEGINS}(?P<wrong>{wrong})(?={ACTS.pattern})"), name + kind


_CLAUSE_BEGINS = r"(?:^|[，,。；;：:])(?:20\d\d年度?[，,]?|一年来[，,]?|今年[，,]?)?"
# 全县将从三个方面改进, in a township's report
_WIDER = re.compile("(?:^|[，,。；;：:])(?P<wrong>全[县市区省])将(?=从|进一步|继续|采取|重点|着力|在)")


def _other_levels(agency: str) -> Iterator[tuple[str, str]]:
    """The agency's counties as places of another kind; a city may have a district of its own name."""
    for match in _PLACE.finditer(agency):
        name, kind = match["name"], match["kind"]
        for other in _COUNTY if kind in _COUNTY else ():
            if other != kind and name + other not in agency:
                yield name + other, name + kind


@rule("IDN24", "本单位的地名、层级写错", Severity.ERROR, accuracy)
def own_name(context: Context) -> Iterator[Problem]:
    """检查：本单位的地名是否颠倒了字、错一个字、写成别的层级，镇的报告是否以全县为主体，负责人是否为别的层级的职务。

    为何：单位名称是报告的根本，写错多为套用其他文稿。
    触发：望鹤街道的报告写“鹤望街道坚持”；澜浦县的报告写“请与澜浦市政务公开办公室联系”“澜普县坚持”；白石铺镇的报告写“白石铺乡认真落实”；街道办事处写“镇长负总责”。
    不触发：与题名相同的名称；上级市、区的名称。
    例外：另一层级的同名地方只在后面接机关名称时判，只提示核实。
    """
    agency = fold(context.report.agency_words)
    places = agency.replace("人民政府", "").replace("办事处", "")
    wrong = [
        (re.compile(re.escape(w) + "(?![域内外划])"), right, Severity.ERROR)
        for w, right in _exchanged(places)
    ]
    wrong += [
        (re.compile(re.escape(w) + _OFFICE), right, Severity.WARNING) for w, right in _other_levels(places)
    ]
    wrong += [(pattern, right, Severity.ERROR) for pattern, right in _subjects(places)]
    if context.level is Level.TOWNSHIP:
        wrong.append((_WIDER, "本单位的自称", Severity.WARNING))
        heads = next((h for ending, h in _HEADS.items() if agency.endswith(ending)), None)
        wrong += (
            [(re.compile(f"(?<![一-龥])(?:{heads}){_LEADS}"), "本单位负责人的职务", Severity.ERROR)]
            if heads
            else []
        )
    for sentence in sentences(context.report.paragraphs()):
        for pattern, right, severity in wrong:
            match = pattern.search(sentence.text)
            if match is not None:
                words = match.groupdict().get("wrong") or match[0]
                yield Problem(
                    f"“{words}”与题名的“{agency}”不符，疑应为{right if '本' in right else f'“{right}”'}。",
                    "请核实并更正。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end()),
                    expected=right,
                    actual=words,
                    severity=severity,
                )
                return


RULES: tuple[Rule, ...] = (own_name,)
