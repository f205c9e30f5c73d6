"""What kind of text a PDF's text layer holds: ours, another language, or letters without a meaning."""

from __future__ import annotations

import re
from enum import StrEnum

_CHINESE = re.compile("[一-鿿⺀-⿟]")
_OTHER_SCRIPTS = re.compile("[Ѐ-ӿ֐-ۿ฀-๿ぁ-ヿ가-힯]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_LEAST_CHINESE = 0.25
_LEAST_FOREIGN = 0.3
_FEW = 12
# Words of Latin languages: hardly one is longer, and nearly all have vowels, in between a quarter and three fifths.
_LONGEST_WORD = 20
_VOWELS = re.compile("[aeiouyAEIOUY]")


class TextLayer(StrEnum):
    """The kinds."""

    CHINESE = "chinese"
    FOREIGN = "foreign"
    GARBLED = "garbled"
    NONE = "none"


def kind_of(text: str) -> TextLayer:
    """Which kind a text is; a few letters (a page number, a stamp) count as none.

    Fonts without a map to Unicode give symbols and letters in no order: no words, or words without vowels.
    """
    letters = [c for c in text if not c.isspace() and not c.isdigit()]
    if len(letters) < _FEW:
        return TextLayer.NONE
    chinese = len(_CHINESE.findall(text))
    if chinese > _LEAST_CHINESE * len(letters):
        return TextLayer.CHINESE
    if len(_OTHER_SCRIPTS.findall(text)) > _LEAST_FOREIGN * len(letters) or _is_latin(text, len(letters)):
        return TextLayer.FOREIGN
    return TextLayer.GARBLED


def _is_latin(text: str, letters: int) -> bool:
    words = [w for w in _WORD.findall(text) if len(w) <= _LONGEST_WORD]
    spelled = sum(map(len, words))
    if spelled < 0.7 * letters:
        return False
    vowels = len(_VOWELS.findall("".join(words)))
    with_vowels = sum(1 for w in words if _VOWELS.search(w))
    return 0.25 * spelled < vowels < 0.6 * spelled and with_vowels > 0.8 * len(words)


def readable(text: str) -> int:
    """How many characters of a text have a meaning here: Chinese ones, digits and the signs between them."""
    return sum(1 for c in text if _CHINESE.match(c) or c.isdigit() or c in "，。、；：（）《》“”%")
