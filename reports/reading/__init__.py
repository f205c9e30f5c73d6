"""Bytes become blocks: one module per file type; the type is told from the content."""

from reports.reading.document import read_document

__all__ = ["read_document"]
