"""Questions whether a report, or a part of it, holds what it has to: 五个方面写齐没有, 没写追责要不要补, 引言缺不缺东西."""

from __future__ import annotations

from answering.plan.operations import Complete, Operation
from answering.plan.reading import Reading

# Each demand with the wording that names it, and whether how well it is written is a question of what it holds too.
_NAMED = (
    ("parts", "of_parts", True),
    ("aspects", "of_aspects", True),
    ("results", "of_results", False),
    ("introduction", "of_introduction", True),
    ("contact", "of_contact", False),
    ("period", "of_period", False),
    ("fee", "of_fee", True),
    ("five", "of_part_five", False),
)


def complete(reading: Reading) -> Operation | None:
    """What a question doubts that the report holds; None where it doubts another thing."""
    if reading.report is None or len({s.report.agency for s in reading.sources}) > 1:
        return None
    lacking, passing = reading.asks("complete") is not None, reading.asks("passes") is not None
    if not (lacking or passing):
        return None
    named = tuple(d for d, wording, whole in _NAMED if reading.asks(wording) and (lacking or whole))
    # What the introduction has to hold is told with it.
    named = tuple(d for d in named if "introduction" not in named or d not in ("contact", "period"))
    return Complete(named, reading.text) if named else None
