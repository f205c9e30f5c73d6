"""Letters by mail (.eml) and pages in one file (.mht): the report is what is attached, else what the letter itself says."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

from reports.errors import DamagedFileError, UnusableFileError
from reports.model import Document
from reports.reading.encoding import decode
from reports.reading.file_type import FileType, detect
from reports.reading.html import read_html
from reports.reading.limits import Limits
from reports.reading.txt import read_text

_NO_REPORT = frozenset((FileType.ARCHIVE, FileType.MHT, FileType.PICTURE))


def _message(data: bytes) -> EmailMessage:
    return email.message_from_bytes(data, policy=email.policy.default)


def attached_file(data: bytes, limits: Limits) -> bytes | None:
    """The first file attached to a letter that may be a report; None where there is none, as in a browser's page."""
    for part in _message(data).walk():
        content = part.get_payload(decode=True) if part.is_attachment() else None
        if not isinstance(content, bytes):
            continue
        try:
            if detect(content, limits) not in _NO_REPORT:
                return content
        except UnusableFileError:
            continue
    return None


def read_message(data: bytes, limits: Limits) -> Document:
    """The page that a file of several parts holds, or its text; raises DamagedFileError where it has neither."""
    bodies = [(p.get_content_type(), p.get_payload(decode=True)) for p in _message(data).walk()]
    for kind in ("text/html", "text/plain"):
        for found, content in bodies:
            if found == kind and isinstance(content, bytes) and content.strip():
                return read_html(content, limits) if kind == "text/html" else read_text(decode(content))
    raise DamagedFileError("网页归档或邮件里没有正文，也没有可读的附件；请提供报告的文件。")
