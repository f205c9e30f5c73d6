"""The processing fee with its steps."""

from __future__ import annotations

from answering.draft.sentence import Draft, Sentence, Slot, Span
from answering.evidence.fact import ArticleFact, Computed


def fee_draft(fee: Computed, basis: ArticleFact) -> Draft:
    """What it comes to, how, by which standard, and what the agency may decide."""
    return Draft(
        (
            Sentence(
                (
                    Slot(fee.id, "name"),
                    "按标准收取信息处理费",
                    Slot(fee.id),
                    "（",
                    Slot(fee.id, "arithmetic"),
                    "）。",
                )
            ),
            Sentence(("标准：", Span(basis.id))),
            Sentence(("条例规定一般不收费，数量、频次明显超过合理范围的才可以收；两种计收方式只能用一种。",)),
        )
    )
