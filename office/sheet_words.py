"""What the form of the rule sheet calls its fields; which fields there are is the schema's alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "rule_sheet" / "form.toml"


class Label(Data):
    """What a field is called, over a column in short, a line about it, an example, and what one more row is called."""

    label: str = Field(min_length=1)
    short: str = ""
    hint: str = ""
    example: str = ""
    one: str = ""


class Group(Data):
    """Fields that stand together under a heading."""

    title: str
    hint: str
    fields: tuple[str, ...]


class SheetWords(Data):
    """The words of the form: its groups in their order, its fields by name, and why a value is refused."""

    groups: tuple[Group, ...]
    fields: dict[str, Label]
    refused: dict[str, str]


@cache
def sheet_words() -> SheetWords:
    """The words of the form."""
    return load_data(_FILE, SheetWords)
