"""How numbers are written in Chinese prose: one pattern, made of the words of corpus/lexicon/units.toml."""

from __future__ import annotations

import re
from functools import cache

from reports.dates import YEAR
from reports.numerals import CHINESE_NUMERAL
from reports.prose.numerals import DIGITS, HANZI
from reports.prose.units import any_of, load_units


@cache
def writings() -> re.Pattern[str]:
    """Every writing of a number, the special ones before the general."""
    units, day = load_units(), r"\d{1,2}|[一二三四五六七八九十]{1,3}"
    words, bounds = units.words, units.bounds
    number = rf"{DIGITS}|{HANZI}"
    before = any_of((*bounds.about, *bounds.above, *bounds.below, *bounds.at_most))
    unit = any_of((
        *units.count, *units.count_after_digits, *units.money, *units.percent, *units.points, *units.tenths,
        *units.multiple, *units.score, *units.duration, *units.ordinal_alone,
    ))  # fmt: skip
    after = any_of(
        (
            *bounds.after_above,
            *bounds.after_below,
            *bounds.after_about,
            *bounds.time_above,
            *bounds.time_below,
        )
    )
    firsts = (
        *words.none,
        *words.one_after,
        *words.plans,
        *bounds.about,
        *bounds.above,
        *bounds.below,
        *bounds.at_most,
    )
    begins = "".join(re.escape(first) for first in sorted({word[0] for word in firsts}))
    return re.compile(
        # Most characters begin no number: they are passed over at once.
        rf"(?=[\d〔\[（(【第上几数{CHINESE_NUMERAL[1:-1]}{begins}])(?:"
        rf"(?P<none>{any_of(words.none)}|(?:{any_of(words.one_after)})一(?![百千万亿]|十[件个条]))"
        rf"|(?P<plan>{any_of(words.plans)})"
        r"|(?P<document>[〔\[（(【]\s*20\d\d\s*[〕\]）)】]\s*第?\s*\d+(?=\s*号))"
        # The number of an item before a year: 1.2022年起.
        r"|(?P<item>(?<![\d.])\d{1,2})(?=\.(?:19|20)\d\d\s*年)"
        rf"|(?P<date>(?:(?P<y>{YEAR})\s*年度?\s*)?(?P<m>{day})\s*月份?(?:\s*(?P<d>{day})\s*[日号])?"
        rf"|(?P<y2>{YEAR})\s*年度?|(?P<y3>(?:19|20)\d\d)\s*[-/.]\s*(?P<m3>\d{{1,2}})\s*[-/.]\s*(?P<d3>\d{{1,2}}))"
        rf"|(?P<bound>(?<![预节签违履制特])(?:{before}))?(?P<whole>{number})分之(?P<part>{number})(?P<more>[余多几])?"
        rf"|第\s*(?P<ordinal>{number})\s*(?P<of>{any_of(units.ordinal)}|[一-鿿])?"
        rf"|(?P<before>(?<![预节签违履制特])(?:{before})|上(?=[百千万]))?(?P<number>{number})(?P<scale>[十百千]?[万亿]|[百千])?(?P<inside>{any_of(bounds.inside)}|几)?"
        rf"(?P<scale2>[万亿])?\s*(?P<unit>{unit})?(?P<after>{after})?)"
    )
