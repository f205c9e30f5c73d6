"""Text from bytes whose declared character set may be wrong."""

from __future__ import annotations

import re

from reports.errors import UnknownTypeError

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.I)
_CHINESE = re.compile("[一-鿿]")
# Text in another character set has far more than one unreadable place in so many characters.
_DAMAGED = 200


def decode(data: bytes) -> str:
    """The text of a Chinese document: by BOM, as UTF-8 where that is valid, else as declared or GB18030.

    UTF-8 that is valid, or nearly, is trusted before any declaration, since a wrong declaration is common and
    text in GB18030 is practically never valid UTF-8. Raises UnknownTypeError where no reading makes sense.
    """
    for bom, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(bom):
            return data.decode(name, errors="replace")
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
