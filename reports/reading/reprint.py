"""What reprinting sites do to a text is undone: characters made traditional, pronunciation put between them.

The report is then read and shown in the characters of the official forms, and the reader is told so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reports.model import Document, text_of
from reports.reading.characters import every_text

_CHINESE = re.compile("[一-鿿]")
_TRADITIONAL_SHARE = 0.03
_PINYIN_SHARE = 0.02
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
# With a tone mark and in brackets, it can be nothing else: 統(tǒng)計.
_SURE_PINYIN = re.compile(rf"(?<=[一-鿿])\s*[(（]\s*[a-zü]{{0,4}}[{_TONED}][a-zü]{{0,4}}\s*[)）]")
_PINYIN = re.compile(
    rf"(?<=[一-鿿])\s*[(（]\s*[a-zü{_TONED}]{{1,7}}\s*[)）]"
    rf"|(?<=[一-鿿])\s*[a-zü]{{0,4}}[{_TONED}][a-zü]{{0,4}}\s*(?=[一-鿿，。；：、）)》”]|$)"
)
_WAS_TRADITIONAL = "原文为繁体字，已转为简体字审查，引文按简体字显示。"
_PARTLY_TRADITIONAL = "原文部分段落为繁体字，已转为简体字审查，引文按简体字显示。"
_FEWEST = 3
_HAD_PINYIN = "原文夹有拼音，已略去后审查。"


def without_reprint(document: Document) -> Document:
    """The document in simplified characters and without pronunciation between them; most come back as they are."""
    text = "\n".join(text_of(b) for b in document.blocks)
    chinese = len(_CHINESE.findall(text)) or 1
    changes: list[tuple[Callable[[str], str], str]] = []
    if len(_PINYIN.findall(text)) > _PINYIN_SHARE * chinese:
        changes.append((lambda t: _PINYIN.sub("", t), _HAD_PINYIN))
    elif _SURE_PINYIN.search(text):
        changes.append((lambda t: _SURE_PINYIN.sub("", t), _HAD_PINYIN))
    if re.search("[報關開為與學國會無應務處請訴訟復議項總況縣區鎮門書]", text):
        from opencc import OpenCC

        convert = OpenCC("t2s").convert
        if _share_changed(text, convert) > _TRADITIONAL_SHARE:
            changes.append((convert, _WAS_TRADITIONAL))
        elif any(_is_traditional(line, convert) for line in text.split("\n")):
            changes.append((lambda t: _by_lines(t, convert), _PARTLY_TRADITIONAL))
    for change, warning in changes:
        document = every_text(document, change)
        document = replace(document, warnings=(*document.warnings, warning))
    return document


def _share_changed(text: str, convert: Callable[[str], str]) -> float:
    chinese = len(_CHINESE.findall(text)) or 1
    return sum(a != b for a, b in zip(text, convert(text), strict=False)) / chinese


def _is_traditional(line: str, convert: Callable[[str], str]) -> bool:
    """Whether a line is in traditional characters: a name with one of them in a simplified text is not."""
    chinese = len(_CHINESE.findall(line))
    share = _share_changed(line, convert)
    return share > _TRADITIONAL_SHARE and share * chinese >= _FEWEST


def _by_lines(text: str, convert: Callable[[str], str]) -> str:
    return "\n".join(convert(x) if _is_traditional(x, convert) else x for x in text.split("\n"))
