"""Why applications were turned down as a text tells it, against the rows of the table: 不予公开的1件因涉及第三方商业秘密."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from pydantic import ConfigDict, Field

from data_files import Data, load_data
from reports.dates import YEAR, year_number
from reports.model import Report
from reports.prose.phrases import MARK, exact_in, find_phrase
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence, sentences
from review import other_business
from review.wordings import FOLDER


class Reason(Data):
    """A way to tell why, with the rows of the table that it may be; examples that it must read and must not."""

    model_config = ConfigDict(ignored_types=(cached_property,))

    rows: tuple[str, ...] = Field(min_length=1)
    pattern: str
    must: tuple[str, ...] = Field(min_length=1)
    must_not: tuple[str, ...] = Field(min_length=1)

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern, compiled once."""
        return re.compile(self.pattern)


class Reasons(Data):
    """corpus/review/reasons.toml."""

    reasons: tuple[Reason, ...]


@cache
def reasons() -> tuple[Reason, ...]:
    """The reasons of corpus/review/reasons.toml."""
    return load_data(FOLDER / "reasons.toml", Reasons).reasons


# 不予公开的1件因涉及第三方商业秘密
_TURNED_DOWN = re.compile(
    rf"(?P<outcome>不予公开|无法提供|不予处理)的(?:申请|信息)?(?P<n>{MARK})?(?:申请|信息)?[，,]?"
    rf"(?:均|都|全部|主要|分别)?(?:是|系|为|因为?|属于?|由于)(?P<why>[^，,。；;{MARK}]{{3,36}})"
)
# 申请查询他人登记资料的9件，按信访投诉事项告知
_DEALT_WITH_AS = re.compile(
    rf"(?P<n>{MARK})[，,]?(?:均|都|全部)?(?:依法)?(?:按照?|作为)(?P<why>[^，,。；;{MARK}]{{2,16}}?)(?:告知|处理|答复|不予)"
)
_FAMILIES = {"不予公开": "denied_", "无法提供": "unable_", "不予处理": "rejected_"}
_OTHER_TIME = re.compile(rf"上年|去年|上一年|往年|同比|({YEAR})年")
_ON_APPLICATIONS = re.compile("申请|不予|无法提供|答复")
_TELLS_WHY = re.compile(
    "(?:不予公开|无法提供|不予处理)的|(?:按照?|作为)[^，。；]{2,16}(?:告知|处理|答复|不予)"
)


@dataclass(frozen=True)
class ToldReason:
    """A reason of which the table has none, or fewer than are told: the words, how many (None: not told), what the table has."""

    sentence: Sentence
    words: str
    rows: tuple[str, ...]
    told: Quantity | None
    has: Decimal


def _told(sentence: Sentence, year: int | None) -> Iterator[tuple[str, str, str, Quantity | None]]:
    """The words, the reason, the first word of its rows' keys (empty: any) and the number of what a sentence tells."""
    for pattern in (_TURNED_DOWN, _DEALT_WITH_AS):
        found = find_phrase(pattern, sentence.text, exact_in("件", "份", "宗"))
        if found is None:
            continue
        before = sentence.text[: found.start]
        other = [m[1] for m in _OTHER_TIME.finditer(before)]
        if any(y is None or year_number(y) != year for y in other):
            continue
        number = found.quantities[0] if found.groups["n"] else None
        yield (
            found.words,
            found.groups["why"] or "",
            _FAMILIES.get(found.groups.get("outcome") or "", ""),
            number,
        )


def reasons_beyond_the_table(report: Report) -> Iterator[ToldReason]:
    """The reasons of which the table has none, or not as many as are told to be of that one reason."""
    table = report.tables.get("applications")
    if table is None:
        return
    for sentence in sentences(report.paragraphs()):
        text = sentence.text
        if not _TELLS_WHY.search(text) or not _ON_APPLICATIONS.search(text):
            continue
        if other_business.of_another_area(report, text):
            continue
        for words, why, family, number in _told(sentence, report.year):
            named = [r for r in reasons() if r.compiled.search(why) and r.rows[0].startswith(family)]
            for reason in named:
                values = [table.value(row, "total") for row in reason.rows]
                if None in values:
                    continue
                has = sum((v for v in values if v is not None), Decimal(0))
                alone = number is not None and len(named) == 1
                if has == 0 or (alone and number is not None and number.value > has):
                    yield ToldReason(sentence, words, reason.rows, number if alone else None, has)
