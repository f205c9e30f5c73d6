"""The standard of the processing fee (国办函〔2020〕109号), and what it comes to: loads corpus/regulation/processing_fee.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "regulation" / "processing_fee.toml"


class FeeSection(Data):
    """One section of the standard: its text; gloss and questions are our own words."""

    section: str
    text: str
    gloss: str
    questions: tuple[str, ...]


class FeeStandard(Data):
    """The standard: its title and sections."""

    title: str
    entries: tuple[FeeSection, ...]

    def section(self, name: str) -> FeeSection:
        """The section of this name; KeyError where there is none."""
        for entry in self.entries:
            if entry.section == name:
                return entry
        raise KeyError(name)


@cache
def fee_standard() -> FeeStandard:
    """The standard from its file."""
    return load_data(_FILE, FeeStandard)


_FREE_APPLICATIONS, _FIRST_TIER, _STEP, _RATE = 10, 30, 10, 100
_PAGES = ((30, 0), (100, 10), (200, 20), (None, 40))


def by_applications(count: int) -> tuple[int, list[str]]:
    """The fee for the applications of one applicant in a calendar month, and its steps."""
    fee, steps = 0, [f"10件以内（含10件）不收费：{min(count, _FREE_APPLICATIONS)}件"]
    first = min(count, _FIRST_TIER) - _FREE_APPLICATIONS
    if first > 0:
        fee += first * _RATE
        steps.append(f"11—30件的部分每件100元：{first}×100＝{first * _RATE}元")
    rest, price, start = count - _FIRST_TIER, _RATE, _FIRST_TIER
    while rest > 0:
        price += _RATE
        own = min(rest, _STEP)
        fee += own * price
        steps.append(f"{start + 1}—{start + _STEP}件的部分每件{price}元：{own}×{price}＝{own * price}元")
        rest, start = rest - _STEP, start + _STEP
    return fee, steps


def by_pages(count: int) -> tuple[int, list[str]]:
    """The fee for the pages of one answer, and its steps."""
    fee, below, steps = 0, 0, []
    for top, price in _PAGES:
        own = max(0, (count if top is None else min(count, top)) - below)
        if own:
            fee += own * price
            span = (
                f"{below + 1}—{top}页" if top and below else f"{top}页以内" if top else f"{below + 1}页以上"
            )
            steps.append(
                f"{span}{f'每页{price}元：{own}×{price}＝{own * price}元' if price else f'不收费：{own}页'}"
            )
        below = top or below
    return fee, steps
