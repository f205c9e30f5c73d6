"""The standard of the processing fee (国办函〔2020〕109号): loads corpus/regulation/processing_fee.toml."""

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
