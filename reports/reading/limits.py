"""How much a file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from reports.errors import FileTooLargeError


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, counts as counts; the defaults fit every real report with an order to spare."""

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 300 * 1024 * 1024
    archive_entries: int = 5000
    pdf_pages: int = 300
    scan_pages: int = 60
    page_pixels: int = 3500
    picture_pixels: int = 60_000_000
    pasted_pictures: int = 12
    html_bytes: int = 20 * 1024 * 1024
    blocks: int = 20_000
    conversion_seconds: float = 90.0

    def require_size(self, size: int) -> None:
        """Raises FileTooLargeError where a file of this many bytes is too large."""
        if size > self.file_bytes:
            raise FileTooLargeError(
                f"文件超过 {self.file_bytes // 1024 // 1024} MB 的上限，未予读取；年度报告通常不到 1 MB，请确认文件。"
            )
