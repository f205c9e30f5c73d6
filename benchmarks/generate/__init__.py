"""Makes annual reports with known content: random consistent numbers, Chinese prose, many layouts."""

from benchmarks.generate.content import Content, make_content
from benchmarks.generate.layouts import Layout, document_rows

__all__ = ["Content", "Layout", "document_rows", "make_content"]
