"""Word art of old Word files (.doc), which LibreOffice loses when it converts them.

Its words are no text of the document but a property of a drawing: gtextUNICODE (0x00C0) in an OfficeArtFOPT record
([MS-ODRAW] 2.2.9 and 2.3.22.3), which stands in the streams of a compound file beside the text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reports.reading.compound_file import streams

_STREAMS = ("1Table", "0Table", "Data", "WordDocument")
# A record's header: version 3 with the number of its properties, its type, its length; a property: its number, its value.
_TYPES = (b"\x0b\xf0", b"\x21\xf1", b"\x22\xf1")
_HEADER, _PROPERTY = 8, 6
_VERSION = 3
_COMPLEX, _NUMBER = 0x8000, 0x3FFF
_WORDS = 0x00C0


def word_art(data: bytes) -> tuple[str, ...]:
    """The words of each piece of word art in a compound file; empty where it cannot be opened."""
    found = (words for stream in streams(data, _STREAMS) for words in _words(stream))
    return tuple(dict.fromkeys(w for w in found if w))


def _words(stream: bytes) -> Iterator[str]:
    for kind in _TYPES:
        at = stream.find(kind, 2)
        while at > 0:
            yield from _of_record(stream, at - 2)
            at = stream.find(kind, at + 1)


def _of_record(stream: bytes, start: int) -> Iterator[str]:
    """The words in the record that begins here; none where it is no record of properties."""
    if start + _HEADER > len(stream):
        return
    first, _, length = struct.unpack_from("<HHI", stream, start)
    count, end = first >> 4, start + _HEADER + length
    after = start + _HEADER + count * _PROPERTY
    if first & 15 != _VERSION or not count or after > end or end > len(stream):
        return
    for n in range(count):
        number, value = struct.unpack_from("<HI", stream, start + _HEADER + n * _PROPERTY)
        if not number & _COMPLEX:
            continue
        if number & _NUMBER == _WORDS and after + value <= end:
            text = stream[after : after + value].decode("utf-16-le", errors="ignore")
            yield " ".join(text.rstrip("\x00").split())
        after += value
