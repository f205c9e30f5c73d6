"""What the processing fee comes to, step by step (国办函〔2020〕109号): by applications of a month, or by pages."""

from __future__ import annotations

from answering.evidence.fact import ArticleFact, Computed, Facts
from answering.plan.operations import Fee
from regulation.fees import by_applications, by_pages, fee_standard


def fee_of(asked: Fee, facts: Facts) -> tuple[Computed, ArticleFact]:
    """The fee with its steps, and the section of the standard that it follows."""
    pages = asked.pages is not None
    entry = fee_standard().section("按量计收" if pages else "按件计收")
    fee, steps = by_pages(asked.pages or 0) if pages else by_applications(asked.applications or 0)
    basis = facts.add(ArticleFact("", None, fee_standard().title, entry.section, entry.text, entry.gloss))
    name = f"{asked.pages}页" if pages else f"一个自然月内{asked.applications}件申请"
    from decimal import Decimal

    return facts.add(Computed("", name, Decimal(fee), "元", "；".join(steps), (basis.id,))), basis
