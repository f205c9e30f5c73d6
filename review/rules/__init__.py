"""The rules, grouped by what they look at; each module lists its own in RULES."""

from __future__ import annotations

from review.rule import Rule

FAMILIES = ("RDG", "STR", "IDN", "TIM", "TAB", "SUM", "TXT", "CON", "QLT")


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by family and code."""
    from review.rules import (
        agency_names,
        arithmetic,
        averages,
        charts,
        claims,
        composition,
        contact,
        continuity,
        contrary_claims,
        deadlines,
        documents,
        foreign_words,
        form_tables,
        impossible_figures,
        impossible_times,
        improbable,
        last_years_problems,
        leftovers,
        legal_periods,
        local_requirements,
        misprints,
        order_of_days,
        ordinals,
        other_totals,
        overview,
        own_name,
        part_five,
        percentages,
        personal_data,
        plans_and_congresses,
        plausibility,
        processing_fee,
        punctuation,
        reading,
        reckonings,
        repetition,
        reported_year,
        required_content,
        said_relations,
        serious_wording,
        stated_figures,
        structure,
        subject,
        table_heads,
        tables,
        text_and_tables,
        title,
        two_years_told,
        years,
    )

    modules = (
        reading, structure, composition, form_tables, table_heads, required_content, title, reported_year, contact, agency_names, own_name, subject, foreign_words, leftovers, documents, personal_data, years,
        plans_and_congresses, deadlines, impossible_times, order_of_days, legal_periods, tables, plausibility,
        arithmetic, text_and_tables, stated_figures, impossible_figures, improbable, said_relations, contrary_claims, other_totals, reckonings, averages, two_years_told, percentages, charts, claims, processing_fee, continuity, last_years_problems, repetition, overview, part_five, ordinals, punctuation, serious_wording, misprints,
        local_requirements,
    )  # fmt: skip
    every = (r for module in modules for r in module.RULES)
    return tuple(sorted(every, key=lambda r: (FAMILIES.index(r.code[:3]), r.code)))
