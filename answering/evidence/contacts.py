"""The contact data of a report that a question asks for: what it says of its office, and the telephone for a purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answering.evidence.fact import Facts, StatedFact
from answering.hostile import poses_as_instruction
from answering.plan.contacts import Purpose, contact_wordings
from answering.plan.operations import Contacts
from answering.plan.words import content_words
from answering.source import Source
from reports.contacts import Line, lines_of
from reports.model import Paragraph
from reports.prose.sentences import whole_sentences
from retrieval.terms import fold_text

# A sentence that tells whom to turn to, with its paragraph.
Turn = tuple[Paragraph, str]


@dataclass(frozen=True)
class Reached:
    """What a report tells: facts by kind, those that are told in its own `words`, what it does not tell, and what is near."""

    told: tuple[tuple[str, StatedFact], ...]
    words: tuple[StatedFact, ...]
    missing: tuple[str, ...]
    near: tuple[StatedFact, ...]


# 联系机构：某某股; 请与某某办公室联系; 可到某某办公室当面问.
_OFFICE = re.compile(
    r"(?:联系(?:单位|部门|科室|机构|方式|处室|股室)|承办(?:机构|科室|单位)|(?:公开)?工作机构|主管(?:科室|部门))(?:名称)?\s*(?:[：:]|为|是)\s*(?P<a>[^，,。；;（(\n\d]{2,30}?(?:[室办科股处队]|中心|委员会))(?=[，,。；;（(])"
    r"|(?:请与|可与|请联系|可联系|联系|与|可到|欢迎到|向|请打)(?P<b>[^，,。；;（(\n\d与打到]{2,30}?(?:[室办科股处队]|中心))(?=[，,（(联提来咨电])"
    r"|(?<=[，,：:；;])(?P<c>[^，,。；;：:（(\n\d]{2,24}?(?:办公室|科|股|中心))(?=[，,；;])"
    r"|(?:[，,、：:；;]|^|由)(?P<d>[^，,。；;、：:（(\n\d由]{1,12}?(?:科|股|室|办|中心))(?:具体|牵头)?(?:负责|承办)(?=[，,。；;]|(?:日常|政务公开|(?:政府)?信息公开))"
)
_PERSON = re.compile(r"联系人(?:姓名)?[：:为是]?\s*(?P<a>[一-龥]{2,4})(?=[，,；;（(。、）)\s]|电话)")
_HOURS = re.compile(
    r"(?:(?<=[。；;，,：:（(\s])|^)(?P<a>[^。；;，,（(\n]{0,24}\d{1,2}[:：]\d{2}\s*[—\-－~至到]+\s*\d{1,2}[:：]\d{2}[^。；;）)\n]{0,24})"
)
_IN_PROSE = {"office": _OFFICE, "person": _PERSON, "hours": _HOURS}
_TELLS_WHEN = re.compile(r"小时|工作日|[上下]午|晚上|节假日|每[年月周天]|\d月|\d[:：]\d\d|全天")
_CONTACTS = ("phone", "address", "email", "fax", "postcode")
_ENQUIRIES = re.compile("疑[问义]|不清楚|联系(?:方式|电话|地址)")


def contacts_of(asked: Contacts, source: Source, facts: Facts) -> Reached:
    """What one report tells of what a question asks for."""
    words = {k.key: k.word for k in contact_wordings().kinds}
    told: list[tuple[str, StatedFact]] = []
    own: list[StatedFact] = []
    missing: list[str] = []
    special = _for_purpose(asked, source) if "phone" in asked.kinds or not asked.kinds else None
    turn = _turn_to(source)
    wants = _purposes(asked)
    for kind in asked.kinds:
        if kind == "phone" and (special is not None or wants):
            own += [_of_line(special, source, facts)] if special is not None else []
            missing += [f"{wants[0].name}的电话"] if special is None else []
            continue
        fact = _told(kind, words[kind], source, turn, facts)
        if fact is None and kind == "office" and turn is not None:
            own.append(facts.add(StatedFact("", source.id, "联系方式", turn[1], turn[1], turn[0].index)))
            continue
        told += [(words[kind], fact)] if fact is not None else []
        missing += [words[kind]] if fact is None else []
    if asked.hours and not any(_TELLS_WHEN.search(f.quote) for f in own):
        fact = _found("hours", "时间", source, turn, facts)
        own += [fact] if fact is not None else []
        missing += ["接听、办公的时间"] if fact is None else []
    near = tuple(_near(source, turn, facts)) if missing and not (told or own) else ()
    return Reached(tuple(told), tuple(dict.fromkeys(own)), tuple(missing), near)


def _purposes(asked: Contacts) -> list[Purpose]:
    """What a telephone is to be for; not what the office's own is for."""
    return [p for p in contact_wordings().purposes if p.name in asked.purposes and not p.general]


def _for_purpose(asked: Contacts, source: Source) -> Line | None:
    """The telephone that is for what a question wants, by the words before its number; None where none is."""
    purposes = [p for p in contact_wordings().purposes if p.name in asked.purposes]
    agency = fold_text(source.report.agency_words)
    said = [
        w for w in content_words(asked.words, agency, source.report.year) if w.is_telling and not w.is_light
    ]
    special = [p for p in contact_wordings().purposes if not p.general]
    scored = []
    for place, line in enumerate(lines_of(source.report.paragraphs())):
        if poses_as_instruction(line.quote) or not any(p.leads_to(line.label) for p in special):
            continue
        own = sum((1 if p.general else 2) for p in purposes if p.leads_to(line.label))
        named = sum(w.said_in(fold_text(line.label)) >= 1 for w in said if w.text not in _ANY_LINE)
        foreign = not any(p.leads_to(line.label) for p in purposes if not p.general) and not named
        if own + named and not foreign:
            scored.append((own + named, -place, line))
    return max(scored, key=lambda s: s[:2])[2] if scored else None


# These words name no line.
_ANY_LINE = (
    "电话",
    "热线",
    "号码",
    "咨询",
    "联系",
    "政策",
    "政府",
    "信息",
    "公开",
    "工作",
    "办公室",
    "联系电话",
)


def _of_line(line: Line, source: Source, facts: Facts) -> StatedFact:
    return facts.add(StatedFact("", source.id, "电话", line.number, line.quote, line.paragraph))


def _told(kind: str, word: str, source: Source, turn: Turn | None, facts: Facts) -> StatedFact | None:
    """What a report says of its office."""
    report = source.report
    if kind in _IN_PROSE:
        return _found(kind, word, source, turn, facts)
    value, place = report.contact.get(kind), report.evidence.get(kind)
    if not value:
        return None
    return facts.add(
        StatedFact(
            "", source.id, word, value, place.quote if place else value, place.paragraph if place else None
        )
    )


def _found(kind: str, word: str, source: Source, turn: Turn | None, facts: Facts) -> StatedFact | None:
    """The first words of the prose that tell an office, a person or hours; first where whom to turn to is told."""
    every = ((p, p.text) for p in source.report.paragraphs())
    for paragraph, text in (*([turn] if turn else ()), *every):
        match = _IN_PROSE[kind].search(text)
        if match is not None and not poses_as_instruction(match[0]):
            value = next(v for v in match.groupdict().values() if v).strip()
            return facts.add(StatedFact("", source.id, word, value, match[0].strip(), paragraph.index))
    return None


def _turn_to(source: Source) -> Turn | None:
    """The sentence of a report that tells whom to turn to with enquiries, with all that it tells of them."""
    every = list(whole_sentences(source.report.paragraphs()))
    values = [v for key in _CONTACTS if (v := source.report.contact.get(key))]
    told = next((s for s in every if any(v in s.text for v in values)), None)
    told = told or next((s for s in every if _ENQUIRIES.search(s.text)), None)
    if told is None or poses_as_instruction(told.text):
        return None
    return told.paragraph, told.text.strip().rstrip("。")


def _near(source: Source, turn: Turn | None, facts: Facts) -> Iterator[StatedFact]:
    """Whom to turn to, in the words of the report, and the telephones that it tells beside that."""
    quotes: list[tuple[str, int]] = [(turn[1], turn[0].index)] if turn else []
    quotes += [
        (line.quote, line.paragraph) for line in lines_of(source.report.paragraphs())
        if not any(line.number in q for q, _ in quotes) and not poses_as_instruction(line.quote)
    ]  # fmt: skip
    for quote, paragraph in quotes:
        yield facts.add(StatedFact("", source.id, "联系方式", quote, quote, paragraph))


def said_alike(reached: Sequence[Reached]) -> dict[str, bool]:
    """Of each kind that every report tells, whether all tell the same."""
    kinds = [dict(r.told) for r in reached]
    return {
        word: len({k[word].value for k in kinds}) == 1 for word in kinds[0] if all(word in k for k in kinds)
    }
