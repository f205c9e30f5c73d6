"""Word's automatic numbering: it stands in no paragraph's text and is put before it as Word prints it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from reports.reading.docx_package import W as _W

_CHINESE_DIGITS = "〇一二三四五六七八九"


def chinese_ordinal(number: int) -> str:
    """1 to 99 as 一 to 九十九, as Word's chineseCounting formats print it."""
    if number < 10:
        return _CHINESE_DIGITS[number]
    tens, ones = divmod(number, 10)
    return ("" if tens == 1 else _CHINESE_DIGITS[tens]) + "十" + (_CHINESE_DIGITS[ones] if ones else "")


@dataclass
class Numbering:
    """Word's automatic numbering, which is not in the text: (list, level) → format and running count."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: Any, styles: Any) -> Numbering:
        """The lists that a file's numbering and styles define (the roots of these parts, or None)."""
        out = cls()
        if numbering is None:
            return out
        abstract: dict[str, dict[int, tuple[str, str, int]]] = {}
        for node in numbering.iter(f"{_W}abstractNum"):
            levels: dict[int, tuple[str, str, int]] = {}
            for level in node.iter(f"{_W}lvl"):
                start = level.find(f"{_W}start")
                form, text = level.find(f"{_W}numFmt"), level.find(f"{_W}lvlText")
                levels[int(level.get(f"{_W}ilvl", "0"))] = (
                    form.get(f"{_W}val", "") if form is not None else "decimal",
                    text.get(f"{_W}val", "") if text is not None else "",
                    int(start.get(f"{_W}val", "1")) if start is not None else 1,
                )
            abstract[node.get(f"{_W}abstractNumId", "")] = levels
        for node in numbering.iter(f"{_W}num"):
            link = node.find(f"{_W}abstractNumId")
            source = abstract.get(link.get(f"{_W}val", "") if link is not None else "", {})
            for level_number, level_format in source.items():
                out.levels[(node.get(f"{_W}numId", ""), level_number)] = level_format
        out.styles = _lists_of_styles(styles)
        return out

    def label(self, properties: Any) -> str:
        """The number that Word prints before the paragraph with these properties, or nothing."""
        if properties is None:
            return ""
        style = properties.find(f"{_W}pStyle")
        key = self.styles.get(style.get(f"{_W}val", ""), ("", 0)) if style is not None else ("", 0)
        direct = properties.find(f"{_W}numPr")
        if direct is not None:
            key = _list_level(direct, key)
        if key[0] in ("", "0") or key not in self.levels:
            return ""
        _, text, start = self.levels[key]
        self.counts[key] = self.counts.get(key, start - 1) + 1
        for other in [k for k in self.counts if k[0] == key[0] and k[1] > key[1]]:
            del self.counts[other]
        return re.sub(r"%(\d)", lambda m: self._print(key[0], int(m[1]) - 1), text)

    def _print(self, list_id: str, level: int) -> str:
        form, _, start = self.levels.get((list_id, level), ("decimal", "", 1))
        count = self.counts.get((list_id, level), start)
        if form in ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "ideographDigital",
                    "taiwaneseCountingThousand", "ideographTraditional"):  # fmt: skip
            return chinese_ordinal(count) if 0 < count < 100 else str(count)
        return "" if form in ("bullet", "none") else str(count)


def _lists_of_styles(styles: Any) -> dict[str, tuple[str, int]]:
    """The list and level of each style that has one, by itself or by the style that it is based on."""
    every = {s.get(f"{_W}styleId", ""): s for s in styles.iter(f"{_W}style")} if styles is not None else {}
    out: dict[str, tuple[str, int]] = {}
    for name, style in every.items():
        chain = [style]
        while (base := chain[-1].find(f"{_W}basedOn")) is not None:
            above = every.get(base.get(f"{_W}val", ""))
            if above is None or above in chain:
                break
            chain.append(above)
        found = [n for s in reversed(chain) if (n := s.find(f".//{_W}numPr")) is not None]
        key = ("", 0)
        for properties in found:
            key = _list_level(properties, key)
        if found:
            out[name] = key
    return out


def _list_level(properties: Any, default: tuple[str, int]) -> tuple[str, int]:
    list_id, level = properties.find(f"{_W}numId"), properties.find(f"{_W}ilvl")
    return (
        list_id.get(f"{_W}val", "") if list_id is not None else default[0],
        int(level.get(f"{_W}val", "0")) if level is not None else default[1],
    )
