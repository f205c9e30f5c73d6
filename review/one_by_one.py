"""Applications told one by one with what became of each: 要求公开加装电梯方案的1件，予以公开；要求公开采购合同的1件，因本机关不掌握……"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from reports.model import Paragraph, Report
from reports.prose.quantities import counts
from reports.prose.quantity import Quantity
from reports.prose.sentences import Sentence, sentences
from review.metrics import Metric, metrics_by_key

_OUTCOMES = {
    "partially_granted": "部分公开", "denied": "不予公开", "unable_not_held": "不掌握", "unable_create": "另行制作|没有现成",
    "rejected": "不予处理", "granted": "(?<!不)予以公开|同意公开|全部公开|提供了",
}  # fmt: skip
_FEWEST = 2


def outcomes_one_by_one(
    report: Report, paragraph: Paragraph
) -> Iterator[tuple[Metric, Decimal, Sentence, str]]:
    """Each outcome with the number of applications that a paragraph tells of it, where it tells all of them one by one."""
    told: list[tuple[str, Quantity, Sentence, str]] = []
    for sentence in sentences([paragraph]):
        found = [q for q in counts(sentence.text) if q.unit == "件"]
        if not found or (len(found) > 1 and not told and "其中" not in sentence.text):
            continue
        after = sentence.text[found[-1].end :]
        named = [(k, m[0]) for k, p in _OUTCOMES.items() if (m := re.search(p, after))]
        if (
            len(named) == 1
            and re.match("[，,（(]", after)
            and sentence.text[: found[-1].start].endswith("的")
        ):
            told.append((named[0][0], found[-1], sentence, named[0][1]))
    if len(told) < _FEWEST or sum((q.value for _, q, _, _ in told), Decimal(0)) not in _wholes(report):
        return
    for key in dict.fromkeys(k for k, *_ in told):
        of_it = [t for t in told if t[0] == key]
        value = sum((q.value for _, q, _, _ in of_it), Decimal(0))
        yield metrics_by_key()[key], value, of_it[0][2], of_it[0][3]


def _wholes(report: Report) -> set[Decimal]:
    table = report.tables.get("applications")
    found = (table.value(row, "total") for row in ("total", "new_received")) if table else ()
    return {value for value in found if value is not None}
