"""Archives of many reports (.zip): the files inside, safely, each to be read on its own."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from reports.errors import DamagedFileError, FileTooLargeError
from reports.reading.limits import Limits

# What the standard library raises on archives that were cut, altered or locked.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, NotImplementedError, EOFError, OSError,
    ValueError, OverflowError,
)  # fmt: skip


def _name(entry: zipfile.ZipInfo) -> str:
    """The entry's name; zip files made on Chinese Windows carry GBK names without saying so."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return entry.filename


def unpack(data: bytes, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file in a .zip; folders and names are never used as paths.

    Raises FileTooLargeError when more comes out than the directory promised or the limits allow.
    """
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in archive.infolist():
                name = PurePosixPath(_name(entry).replace("\\", "/")).name
                if entry.is_dir() or name.startswith((".", "~$")) or "__MACOSX" in entry.filename:
                    continue
                with archive.open(entry) as stream:
                    content = stream.read(limits.file_bytes + 1)
                total += len(content)
                if len(content) > limits.file_bytes or total > limits.unpacked_bytes:
                    raise FileTooLargeError("压缩包解压后过大，未予读取；请拆分成几个压缩包后重新提供。")
                yield name, content
    except _BROKEN as error:
        raise DamagedFileError("压缩包不完整、已损坏或设有密码；请重新打包后提供。") from error
