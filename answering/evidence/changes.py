"""Whether a change that the prose states is worked out rightly: 增加41件，增长25.3%."""

from __future__ import annotations

import re
from decimal import Decimal

from answering.evidence.fact import Computed, Facts, PassageFact
from answering.evidence.held import Held
from answering.evidence.other_years import stretch_of
from answering.evidence.places import passage
from reports.numerals import spoken
from reports.prose.changes import Change, changes
from reports.prose.quantities import counts
from reports.prose.shares import rounded

_CHANGES = re.compile("增长|增加|增幅|上升|提高|下降|减少|降幅|降低|同比")


def check_change(question: str, held: Held, facts: Facts) -> tuple[PassageFact, Computed] | None:
    """The words that state the change a question doubts, and its percentage worked out anew; None where none is stated."""
    if not _CHANGES.search(question):
        return None
    value = next((q.value for q in counts(question) if q.unit == "%"), None)
    for paragraph in held.report.paragraphs():
        for change in changes(paragraph.text, held.report.year):
            stated = change.percent
            if stated is None or not change.base or (value is not None and stated.value != value):
                continue
            quote = passage(held, paragraph, *stretch_of(paragraph.text, change), facts)
            return quote, facts.add(_computed(change, stated.raw, change.base, quote.id))
    return None


def _computed(change: Change, raw: str, base: Decimal, quote: str) -> Computed:
    far = abs(change.now.value - base)
    right = rounded(far * 100 / base, raw)
    verdict = "算得对，与写明的一致，对得上" if change.wrong_percent() is None else "与写明的不一致，算得不对"
    low, high = sorted((change.now.value, base))
    arithmetic = f"上年{spoken(base)}，本年{spoken(change.now.value)}，{spoken(high)}－{spoken(low)}＝{spoken(far)}，{spoken(far)}÷{spoken(base)}＝{spoken(right)}%"
    return Computed("", "增减比例", right, "%", arithmetic, (quote,), verdict)
