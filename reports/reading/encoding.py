"""Text from bytes whose declared character set may be wrong."""

from __future__ import annotations

import re

from reports.errors import UnknownTypeError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_CHINESE = re.compile("[一-鿿]")
# Text in another character set has far more than one unreadable place in so many characters.
_DAMAGED = 200
# What a Chinese text is made of; of bytes that are no text, hardly a third falls among them.
_USUAL = re.compile(r"[\x09\x0a\x0d\x20-\x7e　-】一-鿿！-～‘’“”…—·]")
_PROBE, _MOSTLY = 4096, 0.95


def wide_encoding(data: bytes) -> str | None:
    """The encoding of a text in units of two bytes, which Windows calls Unicode; its mark of byte order may be missing."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\x00" not in data[:_PROBE]:
        return None
    for name in ("utf-16-le", "utf-16-be"):
        text = data[:_PROBE].decode(name, errors="replace")
        if len(_USUAL.findall(text)) > _MOSTLY * len(text):
            return name
    return None


def decode(data: bytes) -> str:
    """The text of a Chinese document: by BOM, as UTF-8 where that is valid, else as declared or GB18030.

    UTF-8 that is valid, or nearly, is trusted before any declaration, since a wrong declaration is common and
    text in GB18030 is practically never valid UTF-8. Raises UnknownTypeError where no reading makes sense.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return data.decode("utf-8-sig", errors="replace")
    if unit := wide_encoding(data):
        return data.decode(unit, errors="replace")
    damaged = data.decode("utf-8", errors="replace")
    if damaged.count("�") * _DAMAGED < len(damaged) and len(_CHINESE.findall(damaged)) > damaged.count("�"):
        return damaged
    declared = [m.decode("ascii").lower() for m in _DECLARED.findall(data[:4096])]
    wide = [name for name in declared if name in ("big5", "big5-hkscs", "utf-16")]
    for name in ("utf-8", *wide, "gb18030"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    best = max(
        (data.decode(name, errors="replace") for name in ("utf-8", "gb18030")),
        key=lambda text: len(_CHINESE.findall(text)) - 5 * text.count("�"),
    )
    if best.count("�") > len(best) // 20:
        raise UnknownTypeError("文件的文字编码无法识别；请另存为 UTF-8 编码的文本或提供 docx 文件。")
    return best
