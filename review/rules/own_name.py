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
_OFFICES = ("人民政府", "政府", "政务公开", "办公室")
# Who heads another kind of office than this one, and what a head does.
_LEADS = "(?=(?:任|担任|负|为组长|主持|牵头|带队|签发|审签|分管))"
_HEADS = {
    ending: re.compile(f"(?<![一-龥])(?P<wrong>{heads}){_LEADS}")
    for ending, heads in (
        ("街道办事处", "镇长|乡长"), ("镇人民政府", "乡长|街道办事处主任"), ("乡人民政府", "镇长|街道办事处主任"),
    )
}  # fmt: skip
# 2024年，梧岭县坚持: a place that acts.
_ACTING = re.compile(
    rf"(?:^|[，,。；;：:])(?:20\d\d年度?[，,]?|一年来[，,]?|今年[，,]?)?(?P<wrong>(?P<name>[一-龥]{{2,5}}?)(?P<kind>自治县|街道|[区县旗镇乡]))(?={ACTS.pattern})"
)
# 全县将从三个方面改进, in a township's report
_WIDER = re.compile("(?:^|[，,。；;：:])(?P<wrong>全[县市区省]将)(?=从|进一步|继续|采取|重点|着力|在)")
_NOT_A_NAME = ("域", "内", "外", "划")

Wrong = tuple[str, str, Severity]


def _exchanged(agency: str) -> Iterator[tuple[str, str]]:
    """Each way to write the agency's places with their characters exchanged, beside the right one."""
    for match in _PLACE.finditer(agency):
        name, kind = match["name"], match["kind"]
        for other in {"".join(p) for p in permutations(name)} - {name}:
            yield other + kind, name + kind


def _other_levels(agency: str) -> Iterator[tuple[str, str]]:
    """The agency's counties as places of another kind; a city may have a district of its own name."""
    for match in _PLACE.finditer(agency):
        name, kind = match["name"], match["kind"]
        for other in _COUNTY if kind in _COUNTY else ():
            if other != kind and name + other not in agency:
                yield name + other, name + kind


def _acting_under_another_name(text: str, own: re.Match[str]) -> Iterator[Wrong]:
    """The agency's own place where it acts, by a name with one other character, or as a township of another kind."""
    if not any(character in text for character in own["name"]):
        return
    for match in _ACTING.finditer(text):
        name, kind, right = match["name"], match["kind"], own["name"] + own["kind"]
        differing = sum(a != b for a, b in zip(name, own["name"], strict=False))
        slip = len(name) == len(own["name"]) and differing == 1 and kind == own["kind"]
        township = name == own["name"] and kind != own["kind"] and {kind, own["kind"]} <= set(_TOWNS)
        if slip or township:
            yield match["wrong"], right, Severity.ERROR


def _misnamed(text: str, named: tuple[Wrong, ...]) -> Iterator[Wrong]:
    """The wrong names that stand in a text; of another level only before the name of an office."""
    for wrong, right, severity in named:
        place = text.find(wrong)
        after = text[place + len(wrong) :] if place >= 0 else ""
        office = severity is Severity.ERROR or after.startswith(_OFFICES)
        if place >= 0 and office and not after.startswith(_NOT_A_NAME):
            yield wrong, right, severity


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
    named = (
        *((w, right, Severity.ERROR) for w, right in _exchanged(places)),
        *((w, right, Severity.WARNING) for w, right in _other_levels(places)),
    )
    last = next((m for m in reversed(list(_PLACE.finditer(places))) if m.end() == len(places)), None)
    own = last if last is not None and last["kind"] != "市" else None  # a city has towns of like names
    township = context.level is Level.TOWNSHIP
    heads = next((h for ending, h in _HEADS.items() if agency.endswith(ending)), None) if township else None
    for sentence in sentences(context.report.paragraphs()):
        text = sentence.text
        found = [*_misnamed(text, named), *(_acting_under_another_name(text, own) if own else ())]
        if heads is not None and (head := heads.search(text)):
            found.append((head["wrong"], "本单位负责人的职务", Severity.ERROR))
        if township and (wider := _WIDER.search(text)):
            found.append((wider["wrong"], "本单位的自称", Severity.WARNING))
        if found:
            words, right, severity = found[0]
            place = text.index(words)
            yield Problem(
                f"“{words}”与题名的“{agency}”不符，疑应为{right if '本' in right else f'“{right}”'}。",
                "请核实并更正。",
                context.at_paragraph(sentence.paragraph),
                quote=clip(text, place, place + len(words)),
                expected=right,
                actual=words,
                severity=severity,
            )
            return


RULES: tuple[Rule, ...] = (own_name,)
