"""Files made to be downloaded: each in a folder of its own, so that it keeps its name."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

_FORBIDDEN = re.compile(r"[^\w一-鿿（）〔〕.-]")
_LONGEST = 80


def kept_file(name: str, content: bytes) -> str:
    """The path of a new file with this name and content; what no file name may hold is left out of the name."""
    stem, dot, suffix = name.rpartition(".")
    clean = _FORBIDDEN.sub("", stem)[:_LONGEST] or "年报审阅"
    path = Path(tempfile.mkdtemp(prefix="nianbao-")) / f"{clean}{dot}{suffix}"
    path.write_bytes(content)
    return str(path)
