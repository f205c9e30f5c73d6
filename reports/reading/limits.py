"""How much a file may ask of the machine before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes, counts as counts; the defaults fit every real report with an order to spare."""

    file_bytes: int = 50 * 1024 * 1024
    unpacked_bytes: int = 300 * 1024 * 1024
    archive_entries: int = 5000
    pdf_pages: int = 300
    html_bytes: int = 20 * 1024 * 1024
    blocks: int = 20_000
    conversion_seconds: float = 90.0
