"""The fixed words of a letter: loads corpus/letters/template.toml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from data_files import Data, load_data

_FILE = Path(__file__).resolve().parent.parent / "corpus" / "letters" / "template.toml"


class Headings(Data):
    """What stands over the points of each severity."""

    error: str
    warning: str
    notice: str


class Template(Data):
    """The words of the letter; what stands in braces is filled in."""

    title: str
    salutation: str
    clean: str
    clean_but_changed: str
    opening: str
    only_minor: str
    some_errors: str
    no_errors: str
    again_asked: str
    again_done: str
    again_left: str
    again_new: str
    again_of_none: str
    again_of_nothing: str
    again_by_hand: str
    again_only_by_hand: str
    again_new_only: str
    unasked: str
    closing: str
    closing_minor: str
    deadline: str
    contact: str
    office: str
    headings: Headings


@cache
def letter_template() -> Template:
    """The words of the file."""
    return load_data(_FILE, Template)


# What the office sets for its letters, as the settings name it.
OFFICE, CONTACT, DEADLINE = "审核单位", "联系人和电话", "退改期限"


def blanks(text: str) -> tuple[str, ...]:
    """What the office sets and a letter still has as a blank of the template."""
    template = letter_template()
    named = ((OFFICE, template.office), (CONTACT, template.contact), (DEADLINE, template.deadline))
    return tuple(name for name, blank in named if blank in text)
