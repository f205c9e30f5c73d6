"""Numbers as Chinese documents write them: half and full width, thousands, units, Chinese numerals."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

DIGITS = {"〇": 0, "○": 0, "零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5}
DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE_NUMERAL = "[〇○零一二两三四五六七八九十百千万亿]"

BLANK_MARKS = frozenset({"", "/", "-", "--", "---", "—", "——", "－", "\\", "无", "–"})
_NUMBER = re.compile(r"([+-]?)(\d+(?:,\d{3})*|\d*)(\.\d+)?(.*)", re.S)
# Raised or in a circle behind a number: a note's, and none of its digits.
_NOTE_MARK = re.compile(r"(?<=[^\s⁰¹²³⁴-⁹⁽⁾])\s*[⁰¹²³⁴-⁹⁽⁾①-⑳]+\s*$")
_CELL_UNITS = re.compile(r"(?:万元|亿元|元|件次|件|项|条|个|宗|份|起|人|部|次)?(?:\(.*\))?")


# The labels and cells of the uniform format are the same in every report.
@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text in half width and without any white space (also NBSP and the full-width space)."""
    return "".join(unicodedata.normalize("NFKC", text).split()).replace("\u200b", "")


_WIDTH = str.maketrans({0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20, 0xA0: 0x20})


@lru_cache(maxsize=8192)
def half_width(text: str) -> str:
    """The text with full-width ASCII in half width; every character keeps its place."""
    return text.translate(_WIDTH)


def chinese_integer(text: str) -> int | None:
    """An integer from Chinese numerals (一百五十八, 二〇二〇); None where the text is none."""
    if not text or any(c not in DIGITS and c not in UNITS and c not in "万亿" for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in UNITS:
            section += (digit or 1) * UNITS[char]
            digit = 0
        else:
            total = (total + section + digit) * (10_000 if char == "万" else 100_000_000)
            section = digit = 0
    return total + section + digit


def written_number(text: str) -> Decimal | None:
    """The value of a number in prose, in digits or in Chinese numerals; None where Chinese numerals make none."""
    plain_text = unicodedata.normalize("NFKC", text).replace(",", "").replace("，", "")
    if plain_text[:1].isdigit():
        return Decimal(plain_text)
    value = chinese_integer(plain_text)
    return None if value is None else Decimal(value)


def is_blank(raw: str) -> bool:
    """Whether a cell holds no number but a sign for none: empty, a stroke, 无."""
    return fold(raw) in BLANK_MARKS


def without_note_mark(text: str) -> str:
    """The text of a cell or label without a note's mark at its end."""
    return _NOTE_MARK.sub("", text)


# The same few texts fill most cells.
@lru_cache(maxsize=4096)
def cell_value(raw: str) -> Decimal | None:
    """The number that a table cell states, or None where it states none.

    Full-width digits, spaces, thousands separators, a unit, the mark of a note and the apostrophe of a sheet's texts are accepted;
    whether they are good form is a matter for the review (rule TAB03), not for reading.
    """
    text = fold(without_note_mark(raw)).lstrip("'’").replace("−", "-").replace("–", "-").replace("，", ",")
    match = _NUMBER.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    if not _CELL_UNITS.fullmatch(match[4]):
        return None
    return Decimal(f"{match[1]}{match[2].replace(',', '') or '0'}{match[3] or ''}")


def looks_like_value(raw: str) -> bool:
    """Whether a cell is of the kind that stands in a value column: a number or a sign for none."""
    return is_blank(raw) or cell_value(raw) is not None


def plain(value: Decimal) -> int | float:
    """A Decimal as the JSON number it is: an integer where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def in_ten_thousands(value: Decimal) -> str:
    """A large round number as prose writes it (168.5万); another as `spoken` has it."""
    large = abs(value) >= _LARGE and value % _ROUND == 0
    return f"{spoken(value / _TEN_THOUSAND)}万" if large else spoken(value)


_TEN_THOUSAND, _LARGE, _ROUND = Decimal(10_000), Decimal(100_000), Decimal(1_000)


def spoken(value: Decimal | int) -> str:
    """A number as a sentence writes it: no trailing zeros, no exponent."""
    number = Decimal(value)
    return str(int(number)) if number == number.to_integral_value() else format(number.normalize(), "f")
