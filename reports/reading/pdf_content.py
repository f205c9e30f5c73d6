"""The content of a PDF page as operands and operators: read by one pattern where it is written plainly, as nearly all is.

pdfminer reads it letter by letter, which is a quarter of the time of a file. What is not plain (a picture within the
content, tables within tables, what is no PDF) is left to it, and so is what tokens mean: a test holds both side by side.
PDF 32000-1: 7.2 and 7.3 (tokens), 7.8.2 (content streams).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

_END = rb"(?=[\s#/%\[\]()<>{}]|\Z)"
_WHOLE = rb"[-+]?\d++(?!\.)"
_BROKEN = rb"[-+]?(?:\d++\.\d*+|\.\d++)"
_NAME = rb"/[^\s\x00#/%\[\]()<>{}]*+" + _END
_TEXT = rb"\((?:[^()\\]|\\(?:[^0-7]|[0-3][0-7]{0,2}+|[4-7][0-7]?+(?![0-7])))*+\)"
_HEX = rb"<[\s0-9a-fA-F]*+>"
_ONE = rb"(?>" + rb"|".join((_WHOLE, _BROKEN, _NAME, _TEXT, _HEX)) + rb")"
_LIST = rb"\[(?>\s|" + _ONE + rb")*+\]"
_TABLE = rb"<<\s*+(?>" + _NAME + rb"\s*+(?>" + _ONE + rb"|" + _LIST + rb")\s*+)*+>>"
# BI and ID begin a picture, whose bytes are no tokens.
_OPERATOR = rb"(?!(?:BI|ID|true|false)" + _END + rb")[A-Za-z][^\s\x00#/%\[\]()<>{}]*+" + _END + rb"|['\"]"
_KINDS = (_OPERATOR, _WHOLE, _BROKEN, _NAME, _LIST, _TABLE, _TEXT, _HEX)

_ESCAPED = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPES = {
    b"b": b"\b",
    b"t": b"\t",
    b"n": b"\n",
    b"f": b"\f",
    b"r": b"\r",
    b"(": b"(",
    b")": b")",
    b"\\": b"\\",
}


@cache
def _patterns() -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What plain content is as a whole, and its tokens one after another, a group for each kind."""
    plain = rb"(?>\s|" + rb"|".join(_KINDS) + rb")*+"
    return re.compile(plain), re.compile(rb"|".join(b"(" + kind + b")" for kind in _KINDS))


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes((int(code, 8),)) if code[:1].isdigit() and code < b"8" else _ESCAPES.get(code, b"")


def _name(token: bytes) -> Any:
    from pdfminer.psparser import LIT

    try:
        return LIT(token[1:].decode())
    except UnicodeDecodeError:
        return LIT(token[1:])


def _list(token: bytes) -> list[Any]:
    return [value for _, value in tokens(token[1:-1])]


def _table(token: bytes) -> dict[str, Any]:
    from pdfminer.psparser import literal_name

    values = [value for _, value in tokens(token[2:-2])]
    return {literal_name(key): value for key, value in zip(values[::2], values[1::2], strict=True)}


def _text(token: bytes) -> bytes:
    return _ESCAPED.sub(_unescaped, token[1:-1]) if b"\\" in token else token[1:-1]


def _hex(token: bytes) -> bytes:
    """A lone last digit counts as it stands, as pdfminer has it."""
    digits = b"".join(token[1:-1].split()).decode()
    even = len(digits) // 2 * 2
    return bytes.fromhex(digits[:even]) + (bytes((int(digits[even:], 16),)) if digits[even:] else b"")


def _operator(token: bytes) -> str:
    return token.decode("utf-8", "ignore")


_READERS: tuple[Callable[[bytes], Any], ...] = (_operator, int, float, _name, _list, _table, _text, _hex)


def is_plain(content: bytes) -> bool:
    """Whether `tokens` reads the whole of a content."""
    return _patterns()[0].fullmatch(content) is not None


def tokens(content: bytes) -> Iterator[tuple[bool, Any]]:
    """The tokens of plain content: whether each is an operator, and its name or the operand as pdfminer would give it."""
    for match in _patterns()[1].finditer(content):
        kind = match.lastindex or 1
        yield kind == 1, _READERS[kind - 1](match[0])
