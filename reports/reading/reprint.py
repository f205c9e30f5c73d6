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
_PINYIN = re.compile(
    rf"(?<=[一-鿿])\s*[(（]\s*[a-zü{_TONED}]{{1,7}}\s*[)）]"
    rf"|(?<=[一-鿿])\s*[a-zü]{{0,4}}[{_TONED}][a-zü]{{0,4}}\s*(?=[一-鿿，。；：、）)》”]|$)"
)
_WAS_TRADITIONAL = "原文为繁体字，已转为简体字审查，引文按简体字显示。"
_HAD_PINYIN = "原文夹有拼音，已略去后审查。"


def without_reprint(document: Document) -> Document:
    """The document in simplified characters and without pronunciation between them; most come back as they are."""
    text = "\n".join(text_of(b) for b in document.blocks)
    chinese = len(_CHINESE.findall(text)) or 1
    changes: list[tuple[Callable[[str], str], str]] = []
    if len(_PINYIN.findall(text)) > _PINYIN_SHARE * chinese:
        changes.append((lambda t: _PINYIN.sub("", t), _HAD_PINYIN))
    if re.search("[報關開為與學國會無應務處請訴訟復議項總況縣區鎮門書]", text):
        from opencc import OpenCC

        convert = OpenCC("t2s").convert
        changed = sum(a != b for a, b in zip(text, convert(text), strict=False))
        if changed > _TRADITIONAL_SHARE * chinese:
            changes.append((convert, _WAS_TRADITIONAL))
    for change, warning in changes:
        document = every_text(document, change)
        document = replace(document, warnings=(*document.warnings, warning))
    return document
