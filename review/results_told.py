"""Results of cases that a text tells without a number, against the table: 复议机关撤销了本机关的答复."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.dates import YEAR, year_number
from reports.model import Report
from reports.prose.sentences import Sentence, sentences
from review import other_business

_RESULT = re.compile(
    r"(?P<who>复议机关|(?:人民)?法院|复议决定|判决)(?:(?:经审[理查]后?|审理后|依法|最终|已|均|也|于|一审|二审|终审|判决|裁定|决定)|\d{1,2}月(?:\d{1,2}日)?){0,4}"
    r"(?P<how>维持|撤销|纠正|变更|确认违法|责令)(?:了|(?=[本我原该]))(?:本|我|原|该|上述)[^，。；]{0,10}?(?:答复|告知|决定|行政行为|处理)"
    r"|(?P<body>复议机关|(?:人民)?法院|复议决定|判决)(?:经审[理查]后?|审理后|依法|最终|已|均|也|决定)*责令[^，。；]{0,10}重新(?:作出)?(?:答复|处理|办理)"
)
_NOT_SAID = re.compile(
    r"如果?|若|一旦|下级|所属|对[^，。；]{2,12}(?:局|委|镇|乡|街道)|未|没有|避免|防止|可能|上年|去年|往年|讲解|培训|学习|案例|如何|怎样"
)
_YEAR = re.compile(rf"({YEAR})年")
_COLUMNS = {"维持": ("upheld", "结果维持")}
_SET_RIGHT = ("corrected", "结果纠正")
_ROWS = {"复议": ("review",), "法院": ("litigation_direct", "litigation_after_review")}
_NAMES = {"复议": "行政复议", "法院": "行政诉讼"}


@dataclass(frozen=True)
class ToldResult:
    """A result that a sentence tells, of which the table has none: its words, the name and the cells of the table."""

    sentence: Sentence
    words: str
    name: str
    cells: tuple[tuple[str, str, str], ...]


def results_without_a_case(report: Report) -> Iterator[ToldResult]:
    """The results told of this year's cases of which the table has no case; none where it has them all unread."""
    table = report.tables.get("disputes")
    if table is None:
        return
    for sentence in sentences(report.paragraphs()):
        match = _RESULT.search(sentence.text)
        if match is None or other_business.on_other_subject(sentence.text):
            continue
        before, who = sentence.text[: match.start()], match["who"] or match["body"]
        years = [year_number(y) for y in _YEAR.findall(before)]
        if _NOT_SAID.search(before[-24:]) or (years and years[-1] != report.year):
            continue
        body = "复议" if "复议" in who else "法院"
        if who == "判决" and "复议" in before[-8:]:
            continue
        column, name = _COLUMNS.get(match["how"] or "", _SET_RIGHT)
        values = [table.value(row, column) for row in _ROWS[body]]
        if all(v == Decimal(0) for v in values):
            cells = tuple(("disputes", row, column) for row in _ROWS[body])
            yield ToldResult(sentence, match[0], f"{_NAMES[body]}{name}", cells)
