"""Compound files (OLE), in which old Office programs keep their documents: the streams in one ([MS-CFB])."""

from __future__ import annotations

import io
from collections.abc import Iterable

# In the header of the stream WordDocument (FibBase, [MS-DOC] 2.5.2): its flags, of which one tells that it is encrypted.
_FLAGS, _ENCRYPTED = 10, 0x0100


def streams(data: bytes, names: Iterable[str]) -> list[bytes]:
    """What stands in the streams of these names, of those that a compound file has; nothing where it cannot be opened."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as compound:
            return [compound.openstream(name).read() for name in names if compound.exists(name)]
    except OSError:
        return []


def needs_password(data: bytes) -> bool:
    """Whether an old Word file opens with a password only."""
    return any(
        int.from_bytes(stream[_FLAGS : _FLAGS + 2], "little") & _ENCRYPTED
        for stream in streams(data, ["WordDocument"])
    )
