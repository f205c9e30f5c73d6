"""Old Word and WPS files and those of LibreOffice (.doc, .wps, .rtf, .odt): converted to .docx by LibreOffice, in a folder of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from reports.errors import ConverterMissingError, DamagedFileError
from reports.model import Document, Grid
from reports.reading.docx import read_docx
from reports.reading.limits import Limits

_MISSING = "读取 .doc、.wps、.rtf、.odt 文件需要 LibreOffice，本机没有安装；请安装 LibreOffice，或另存为 .docx 后重新提供。"
_FAILED = "文件无法转换，可能已损坏或设有密码；请用 Word 或 WPS 另存为 .docx 后重新提供。"


def _convert(program: str, source: Path, target: str, folder: Path, limits: Limits) -> Path:
    command = [
        program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
        "--convert-to", target, "--outdir", str(folder / target), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=limits.conversion_seconds,
            stdin=subprocess.DEVNULL,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError) as error:
        raise DamagedFileError(_FAILED) from error
    out = folder / target / f"{source.stem}.{target}"
    if not out.exists():
        raise DamagedFileError(_FAILED)
    return out


def read_legacy_word(data: bytes, suffix: str, limits: Limits) -> Document:
    """The blocks of an old Word file; raises ConverterMissingError where LibreOffice is not installed.

    The direct conversion can lose a table silently, the way by RTF keeps it: where the direct one shows no
    table, the second way is tried and taken if it shows one.
    """
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ConverterMissingError(_MISSING)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        source = folder / f"report.{suffix}"
        source.write_bytes(data)
        document = read_docx(_convert(program, source, "docx", folder, limits).read_bytes())
        if suffix not in ("rtf", "odt") and not _has_table(document):
            rich = _convert(program, source, "rtf", folder, limits)
            again = read_docx(_convert(program, rich, "docx", folder, limits).read_bytes())
            if _has_table(again):
                document = again
    return replace(document, reader="Word/WPS 文档（经 LibreOffice 转换）")


def _has_table(document: Document) -> bool:
    return any(isinstance(b, Grid) and len(b.rows) > 2 for b in document.blocks)
