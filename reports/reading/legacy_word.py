"""Old Word and WPS files and those of LibreOffice (.doc, .wps, .rtf, .odt): converted to .docx by LibreOffice."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from reports.model import Document, Grid, text_of
from reports.reading.docx import read_docx
from reports.reading.libre_office import converted, office_program
from reports.reading.limits import Limits
from reports.reading.word_art import word_art

_MISSING = "读取 .doc、.wps、.rtf、.odt 文件需要 LibreOffice，本机没有安装；请安装 LibreOffice，或另存为 .docx 后重新提供。"


def read_legacy_word(data: bytes, suffix: str, limits: Limits) -> Document:
    """The blocks of an old Word file; raises ConverterMissingError where LibreOffice is not installed.

    The direct conversion can lose a table silently, the way by RTF keeps it: where the direct one shows no
    table, the second way is tried and taken if it shows one.
    """
    program = office_program(_MISSING)
    with tempfile.TemporaryDirectory(prefix="nianbao-") as name:
        folder = Path(name)
        source = folder / f"report.{suffix}"
        source.write_bytes(data)
        document = read_docx(converted(program, source, "docx", folder, limits).read_bytes())
        if suffix not in ("rtf", "odt") and not _has_table(document):
            rich = converted(program, source, "rtf", folder, limits)
            again = read_docx(converted(program, rich, "docx", folder, limits).read_bytes())
            if _has_table(again):
                document = again
    lost = _lost_art(data, document) if suffix == "doc" else ()
    told = tuple(f"文件里的艺术字“{words}”不知在正文何处，请对照原件。" for words in lost)
    return replace(
        document,
        reader="Word/WPS 文档（经 LibreOffice 转换）",
        titles=lost,
        left_out=(*document.left_out, *lost),
        warnings=(*document.warnings, *told),
    )


def _lost_art(data: bytes, document: Document) -> tuple[str, ...]:
    """The words of word art that the conversion lost: a title may be among them."""
    text = "".join("".join(text_of(b).split()) for b in document.blocks)
    return tuple(words for words in word_art(data) if "".join(words.split()) not in text)


def _has_table(document: Document) -> bool:
    return any(isinstance(b, Grid) and len(b.rows) > 2 for b in document.blocks)
