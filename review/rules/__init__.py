"""The rules, one module per family; each module lists its own in RULES."""

from __future__ import annotations

from review.rule import Rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by family and code."""
    from review.rules import (
        arithmetic,
        continuity,
        deadlines,
        identity,
        narrative,
        quality,
        structure,
        tables,
    )

    families = (structure, identity, deadlines, tables, arithmetic, narrative, continuity, quality)
    return tuple(r for family in families for r in family.RULES)
