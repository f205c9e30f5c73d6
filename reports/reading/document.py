"""The one way from bytes to a Document: detect the type, call its reader, number the blocks."""

from __future__ import annotations

from dataclasses import replace

from reports.errors import DamagedFileError, FileTooLargeError, UnknownTypeError
from reports.model import Document
from reports.reading.characters import every_text, fold_radicals, without_debris
from reports.reading.contents import without_contents
from reports.reading.docx import read_docx, read_flat_docx
from reports.reading.encoding import decode
from reports.reading.file_type import FileType, detect
from reports.reading.flattened import recover_grids
from reports.reading.headings import headings_apart
from reports.reading.html import read_html
from reports.reading.legacy_word import read_legacy_word
from reports.reading.limits import Limits, usual_limits
from reports.reading.mail import attached_file, read_message
from reports.reading.pdf import read_pdf
from reports.reading.reprint import without_reprint
from reports.reading.scan import read_picture_file, with_pictures_read
from reports.reading.source_text import source_text
from reports.reading.txt import read_text


def _read(kind: FileType, data: bytes, limits: Limits) -> Document:
    match kind:
        case FileType.DOCX:
            return read_docx(data)
        case FileType.FLAT_WORD:
            return read_flat_docx(data)
        case FileType.LEGACY_WORD | FileType.RTF | FileType.ODT | FileType.WORD_XML:
            return read_legacy_word(data, kind.value, limits)
        case FileType.PDF:
            return read_pdf(data, limits)
        case FileType.HTML:
            return read_html(data, limits)
        case FileType.MHT:
            return read_message(data, limits)
        case FileType.TEXT:
            return read_text(decode(data))
        case FileType.PICTURE:
            return read_picture_file(data, limits)
        case FileType.ARCHIVE:
            raise UnknownTypeError("这是压缩包里的压缩包；请解压后逐份提供。")


def read_document(data: bytes, limits: Limits | None = None) -> Document:
    """The blocks of a file, numbered from 1 in reading order; raises an UnusableFileError."""
    limits = limits or usual_limits()
    limits.require_size(len(data))
    kind = detect(data, limits)
    if kind is FileType.MHT and (attached := attached_file(data, limits)) is not None:
        data, kind = attached, detect(attached, limits)
    document = _read(kind, data, limits)
    if not document.source and not document.ocr:
        document = replace(document, source=source_text(kind, data))
    document = every_text(with_pictures_read(document, limits), fold_radicals)
    document = without_reprint(without_debris(document))
    blocks, contents = without_contents(headings_apart(recover_grids(document.blocks)))
    if len(blocks) > limits.blocks:
        raise FileTooLargeError("文件内容过多，不像一份年度报告，未予读取；请只提供报告部分。")
    if not blocks:
        raise DamagedFileError("文件里没有文字；请确认文件内容后重新提供。")
    numbered = tuple(replace(b, index=i) for i, b in enumerate(blocks, start=1))
    return replace(document, blocks=numbered, left_out=(*document.left_out, *contents))
