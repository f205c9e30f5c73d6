"""Pages that are pictures: ruled tables are found by their lines, then cells and lines are read by OCR."""

from reports.reading.scan.documents import read_picture_file, read_scanned_pages, read_scanned_pdf, shortened
from reports.reading.scan.installed import ocr_installed
from reports.reading.scan.pasted import with_pictures_read

__all__ = [
    "ocr_installed",
    "read_picture_file",
    "read_scanned_pages",
    "read_scanned_pdf",
    "shortened",
    "with_pictures_read",
]
