"""Whether a sentence of a model stands: a pure function of the sentence, the sources it cites and nothing else.

A sentence passes when it cites sources that exist, its quotations stand verbatim in them, each of its numbers,
dates, article numbers and agency names occurs in them, its numbers count what they count there, no clause of it claims
more, less or the opposite of the clause that says the same, and its words are mostly theirs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from answering.attribution import foreign_article, foreign_label, foreign_unit, misattributed
from answering.changed_claims import changed_claims, overstated
from answering.hostile import poses_as_instruction
from answering.persons import foreign_office
from reports.prose.comparison import strange
from reports.prose.quantities import quantities
from retrieval.terms import pairs, without_filler

_MARK = re.compile(r"[\[【](\d{1,2})[\]】]")
_SHORTEST_QUOTE = 4
_AGENCY = re.compile(
    r"[一-龥]{2,12}?(?:省|市|县|区|镇|乡|街道)?[一-龥]{1,12}?(?:委员会|人民政府|办公室|办公厅|联合会|办事处|街道办|(?<!结)局(?![长面部限势外])|厅(?!长))"
)
_TAKEN_ALONG = re.compile(
    r"^(?:根据|按照|依据|依照|由|向|在|是|和|与|及|对|为|经|据|属于|其中|可以|应当|可|即|所|该|各级|各|本|等|以及|包括|不服|报告|的|[年月日])+"
)
# What a name stands after; and what only says what kind of body is meant.
_AFTER_VERB = re.compile("^.*?[是为到在由向找叫]")
_NO_NAME = re.compile("[的个各某][委局厅]$")
_SHORTEST_NAME = 4
_FRAME = re.compile(
    "[比较](?:上|去|前一|上一)年度?|同比|报告(?:提到|写明|显示|载明|指出)|条例规定|写(?:了|明了?)|一共|共有|共计|总共|共|有|中|为"
)
# Words of reckoning say nothing of the report where code did the reckoning.
_RECKONING = re.compile(
    "相加|相减|之和|之差|等于|相等|不等|各项|[总合]计列|小项|[该这]行|折算|算得|平均|变为|两[者项家年笔]|更正后|即|占|除去|以外|还有|填报|提出的?|的"
)
_SUPPORT = 0.5


@dataclass(frozen=True)
class Verdict:
    """The outcome: the sentence with its marks normalised, the sources it cites, and why it failed (empty: passed)."""

    sentence: str
    cited: tuple[int, ...]
    failures: tuple[str, ...]
    quotes: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether the sentence may be shown as fact."""
        return not self.failures


def normalise(text: str) -> str:
    """Width and white space taken out of the comparison."""
    folded = unicodedata.normalize("NFKC", text)
    return re.sub("[“”‘’「」]", '"', re.sub(r"\s+", "", folded)).replace(",", "，")


def quotations(text: str) -> tuple[str, ...]:
    """What stands in quotation marks, from the outermost ones to their partners; to the last one where one lacks its."""
    found: list[str] = []
    depth = start = closed = 0
    for place, char in enumerate(text):
        if char in "“「":
            start = place + 1 if depth == 0 else start
            depth += 1
        elif char in "”」" and depth:
            depth, closed = depth - 1, place
            if depth == 0 and place - start >= _SHORTEST_QUOTE:
                found.append(text[start:place])
    if depth and closed - start >= _SHORTEST_QUOTE:
        found.append(text[start:closed])
    return tuple(found)


def _agencies(text: str) -> set[str]:
    return {m for m in _AGENCY.findall(text) if len(m) >= 4}


def verify(
    sentence: str,
    sources: Sequence[str],
    counted_by_code: bool = False,
    opinion: bool = False,
    asked: str = "",
) -> Verdict:
    """Checks one sentence against the numbered sources (source 1 is `sources[0]`), each a text with its title.

    Where code wrote the numbers, what they count was checked with the cells. An opinion is no claim of the source: its
    numbers, quotations, names and accusations must stand there or be `asked`, its words need not.
    """
    marks = tuple(dict.fromkeys(int(m) for m in _MARK.findall(sentence)))
    words = _MARK.sub("", sentence).strip()
    clean = words + "".join(f"[{m}]" for m in marks)
    if poses_as_instruction(words):
        return Verdict(clean, marks, ("是指令而不是陈述",))
    if not marks:
        return Verdict(clean, (), ("没有标出依据的材料",))
    missing = [m for m in marks if not 1 <= m <= len(sources)]
    if missing:
        return Verdict(clean, marks, (f"材料[{missing[0]}]不存在",))
    cited = "\n".join(sources[m - 1] for m in marks)
    flat = normalise(cited)
    failures: list[str] = []
    quotes = quotations(words)
    failures += [f"引文“{q}”与原文不符" for q in quotes if normalise(q) not in flat]
    unknown = dict.fromkeys(q.raw.strip() for q in strange(words, cited))
    if unknown:
        failures.append(f"数字{'、'.join(unknown)}不在所标材料中")
    failures += [
        f"“{a}”不在所标材料中"
        for a in sorted(_agencies(words))
        if normalise(a) not in flat and not _known(a, flat)
    ]
    titles = "\n".join(sources[m - 1].split("：", 1)[0] for m in marks)
    wrong = (
        None if counted_by_code else misattributed(words, cited),
        None if counted_by_code else foreign_unit(words, cited),
        foreign_label(normalise(words), flat),
        foreign_article(words, titles),
        foreign_office(words, cited),
    )
    failures += [w for w in wrong if w]
    if opinion:
        failures += dict.fromkeys(overstated(normalise(words), flat + asked))
        return Verdict(clean, marks, tuple(failures), quotes)
    failures += dict.fromkeys(changed_claims(normalise(words), flat_lines(cited)))
    if not _supported(_RECKONING.sub(" ", words) if counted_by_code else words, cited):
        failures.append("所标材料不支持这句话")
    return Verdict(clean, marks, tuple(failures), quotes)


def _supported(words: str, cited: str) -> bool:
    """Whether the words are mostly the source's; numbers are checked by themselves, and how a model introduces them is free."""
    plain = words
    for quantity in reversed(quantities(words)):
        plain = plain[: quantity.start] + " " + plain[quantity.end :]
    ours = set(pairs(without_filler(_FRAME.sub(" ", plain))))
    return not ours or len(ours & set(pairs(cited))) / len(ours) >= _SUPPORT


def flat_lines(cited: str) -> str:
    """Several sources made comparable, each still a text of its own."""
    return "\n".join(normalise(line) for line in cited.split("\n"))


def _known(agency: str, flat: str) -> bool:
    """Whether a name stands in the source once the words that the pattern took along with it are off: 地址是…综合办公室.

    县里的局 is no name.
    """
    if _NO_NAME.search(agency) or normalise(_TAKEN_ALONG.sub("", agency)) in flat:
        return True
    return any(len(own) >= _SHORTEST_NAME and normalise(own) in flat for own in _AFTER_VERB.split(agency)[1:])
