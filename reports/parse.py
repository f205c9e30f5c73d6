"""A file becomes a Report: the one entry of this package."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reports.assessment import assess
from reports.editions import Edition, all_editions, edition_for, load_edition
from reports.errors import NotAReportError, ReadingFaultError, UnusableFileError
from reports.metadata import Metadata, read_metadata
from reports.model import Block, Chart, Document, Grid, Paragraph, Picture, Provenance, Report, Section
from reports.reading import read_document
from reports.reading.limits import Limits, usual_limits
from reports.reading.opened import read_file
from reports.second_report import of_the_first, second_title
from reports.sections import split_sections
from reports.tables import editions_of_tables, read_tables
from reports.titles import is_title

# In characters: a page around a title, or a list of attachments, has fewer.
_SHORTEST_REPORT = 150
LOGGER = logging.getLogger(__name__)


def _edition(document: Document, name: str) -> Edition:
    """The edition that the tables follow; without tables that tell, the one of the reported year."""
    by_tables = editions_of_tables([b for b in document.blocks if isinstance(b, Grid)])
    if len(by_tables) == 1:
        return load_edition(by_tables[0])
    year = read_metadata(document, document.blocks[:30], name).year
    due = edition_for(year)
    if by_tables and (due is None or due.edition not in by_tables):
        return load_edition(by_tables[0])
    return due or all_editions()[0 if year is not None else -1]


def _is_report(sections: Sequence[Section], tables: int, metadata: Metadata, name: str) -> bool:
    named = any("公开" in said and re.search("报告|年报", said) for said in (metadata.title, name))
    recognised = len({s.number for s in sections if s.number})
    return recognised >= 3 or tables >= 1 or named


def _has_text(blocks: Sequence[Block]) -> bool:
    """Whether a document holds more than the title of a report: pictures and charts, or text of some length."""
    said = sum(len(b.text) for b in blocks if isinstance(b, Paragraph) and not is_title(b.text))
    return said >= _SHORTEST_REPORT or any(not isinstance(b, Paragraph) for b in blocks)


def to_report(document: Document, name: str) -> Report:
    """The Report that a Document holds; raises NotAReportError where it holds none."""
    blocks = document.blocks
    edition = _edition(document, name)
    before, sections = split_sections(blocks, edition)
    second = second_title(sections)
    if second is not None:
        return to_report(of_the_first(document, second), name)
    placed: list[tuple[Grid, str | None]] = [(b, None) for b in before if isinstance(b, Grid)]
    placed += [(b, s.number or s.printed_number) for s in sections for b in s.blocks if isinstance(b, Grid)]
    tables = read_tables(placed, edition)
    metadata = read_metadata(document, before, name)
    if not _is_report(sections, len(tables), metadata, name):
        raise NotAReportError(
            "没有读到政府信息公开工作年度报告的题名、六个部分或统计表，看起来不是年度报告；请确认文件是否选对。"
        )
    preamble = tuple(b for b in before if isinstance(b, Paragraph))
    if not tables and not any(s.number for s in sections) and not _has_text(blocks):
        raise NotAReportError(
            "只读到题名，没有读到年度报告的正文；正文可能在附件里，或要由网页的脚本显示，请提供附件或正文文件。"
        )
    report = Report(
        provenance=Provenance(name, document.reader, document.ocr, document.warnings, document.second),
        title=metadata.title,
        title_paragraph=metadata.title_paragraph,
        agency=metadata.agency,
        year=metadata.year,
        edition=edition.edition,
        level=metadata.level,
        preamble=preamble,
        sections=sections,
        tables=tables,
        period=metadata.period,
        published=metadata.published,
        contact=metadata.contact,
        evidence=metadata.evidence,
        pictures=tuple(b for b in blocks if isinstance(b, Picture)),
        charts=tuple(b for b in blocks if isinstance(b, Chart)),
    )
    return replace(report, reading=assess(document, report, before, edition))


def parse_bytes(data: bytes, name: str, limits: Limits | None = None) -> Report:
    """The Report in a file's content; `name` is the file's name. Raises an UnusableFileError, whatever the file is.

    A file can hold what no reader foresaw. It must end neither a batch nor the page: the cause is logged.
    """
    try:
        return to_report(read_document(data, limits), name)
    except UnusableFileError:
        raise
    except RecursionError as error:
        raise UnusableFileError("文件结构嵌套过深，无法读取；请另存为 docx 或 txt 后重新提供。") from error
    except Exception as error:
        LOGGER.exception("a reader failed on a file of %d bytes", len(data))
        raise ReadingFaultError(
            "读取这个文件时出错，未能读完；请另存为 docx、pdf 或 txt 后重新提供。"
        ) from error


def parse_file(path: Path, limits: Limits | None = None) -> Report:
    """The Report in a file. Raises an UnusableFileError, also where the file is missing or unreadable."""
    return parse_bytes(read_file(path, limits or usual_limits()), path.name, limits)
