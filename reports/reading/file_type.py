"""Which type a file is of, told from its first bytes and not from its name."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum

from reports.errors import DamagedFileError, FileTooLargeError, ProtectedFileError, UnknownTypeError
from reports.reading.compound_file import needs_password
from reports.reading.docx_package import holds_word
from reports.reading.encoding import wide_encoding
from reports.reading.limits import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|div|table|p|meta)\b", re.I)
_MHT = re.compile(rb"^(?:from|mime-version|content-type|subject|snapshot-content-location):", re.I | re.M)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_CONTENT_TYPES = "[Content_Types].xml"
_OTHER_OLE = {
    "Workbook": "Excel 表格",
    "PowerPoint Document": "演示文稿",
    "__properties_version1.0": "Outlook 邮件（.msg）",
}
_FOREIGN = {
    b"Rar!": "RAR 压缩包",
    b"7z\xbc\xaf": "7z 压缩包",
    b"\x1f\x8b": "gzip 压缩包",
    b"MZ": "程序",
    b"\x7fELF": "程序",
}


class FileType(StrEnum):
    """The types that are read."""

    DOCX = "docx"
    LEGACY_WORD = "doc"
    RTF = "rtf"
    ODT = "odt"
    WORD_XML = "xml"
    FLAT_WORD = "一个 XML 文件里的 docx"
    PDF = "pdf"
    HTML = "html"
    MHT = "mht"
    TEXT = "txt"
    PICTURE = "图片"
    ARCHIVE = "zip"


# Word's files as one XML file: of 2003, and the package of today.
_XML = {
    b"schemas.microsoft.com/office/word/2003/wordml": FileType.WORD_XML,
    b"<pkg:package": FileType.FLAT_WORD,
}


def _within(entry_count: int, unpacked: int, limits: Limits) -> None:
    if entry_count > limits.archive_entries or unpacked > limits.unpacked_bytes:
        raise FileTooLargeError("文件解压后过大，疑似压缩炸弹，未予读取；请确认文件来源或拆分后重新提供。")


def _zip_type(data: bytes, limits: Limits) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _within(len(entries), sum(e.file_size for e in entries), limits)
            types = archive.read(_CONTENT_TYPES) if _CONTENT_TYPES in archive.namelist() else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError) as error:
        raise DamagedFileError("文件不完整或已损坏，无法打开；请重新下载或请报送单位重新提供。") from error
    names = {e.filename for e in entries}
    if "word/document.xml" in names or holds_word(types):
        return FileType.DOCX
    if any(e.flag_bits & 1 for e in entries):
        raise ProtectedFileError("文件设有密码，无法读取；请解除密码后重新提供。")
    if "OFD.xml" in names:
        raise UnknownTypeError(
            "这是 OFD 版式文件，不能直接审阅；请用 OFD 阅读器另存为 PDF，或提供 Word 原件。"
        )
    if {"mimetype", "content.xml"} <= names:
        return FileType.ODT
    if _CONTENT_TYPES in names:
        kind = "Excel 表格" if any(n.startswith("xl/") for n in names) else "Office 文件"
        raise UnknownTypeError(f"这是{kind}，不是年度报告正文；请提供 docx、doc、pdf、html 或 txt 文件。")
    return FileType.ARCHIVE


def _ole_type(data: bytes) -> FileType:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ProtectedFileError("文件设有密码，无法读取；请解除密码后重新提供。")
    if "WordDocument".encode("utf-16-le") in data:
        if needs_password(data):
            raise ProtectedFileError("文件设有密码，无法读取；请解除密码后重新提供。")
        return FileType.LEGACY_WORD
    for stream, kind in _OTHER_OLE.items():
        if stream.encode("utf-16-le") in data:
            raise UnknownTypeError(f"这是{kind}，不是年度报告正文；请提供 docx、doc、pdf、html 或 txt 文件。")
    raise UnknownTypeError("文件不是 Word 文档；请提供 docx、doc、wps、pdf、html 或 txt 文件。")


def detect(data: bytes, limits: Limits) -> FileType:
    """The type of the content; raises an UnusableFileError where it cannot be read here."""
    if not data.strip(b"\x00 \t\r\n"):
        raise DamagedFileError("文件是空的，没有内容；请重新提供。")
    if data.startswith(b"PK"):
        return _zip_type(data, limits)
    if data.startswith(_OLE):
        return _ole_type(data)
    wide = wide_encoding(data)
    if wide:
        data = data.decode(wide, errors="replace").encode()
    head = data[:4096].lstrip(b"\xef\xbb\xbf\r\n\t ")
    if b"%PDF-" in data[:1024]:
        return FileType.PDF
    if head.startswith(b"{\\rtf"):
        return FileType.RTF
    if data.startswith(_PICTURES):
        return FileType.PICTURE
    for magic, foreign in _FOREIGN.items():
        if data.startswith(magic):
            raise UnknownTypeError(f"这是{foreign}，不能直接审阅；请提供 docx、doc、pdf、html 或 txt 文件。")
    for mark, kind in _XML.items():
        if head.startswith(b"<?xml") and mark in head:
            return kind
    if head.startswith(b"<") and _HTML.search(data[:65536]):
        return FileType.HTML
    if len(_MHT.findall(head)) >= 2 and re.search(rb"multipart/|mime-version:", data[:8192].lower()):
        return FileType.MHT
    if _HTML.match(head):
        return FileType.HTML
    if b"\x00" in data[:4096]:
        raise UnknownTypeError("无法识别的文件类型；请提供 docx、doc、pdf、html 或 txt 文件。")
    return FileType.TEXT
