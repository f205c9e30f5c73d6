"""The Report and its parts, immutable; every paragraph and cell carries the place where it stood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from reports.certainty import Reading

UNREAD_AGENCY = "（未读出单位名称）"


class Level(StrEnum):
    """Whose report it is, as articles 49, 50 and 54 of the Regulation tell agencies apart."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    TOWNSHIP = "township"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Paragraph:
    """One paragraph as it was read; `index` counts paragraphs and grids of the document from 1."""

    text: str
    index: int = 0
    page: int | None = None
    heading: bool = False


@dataclass(frozen=True)
class GridCell:
    """One position of a grid; `merged` marks the continuation of a merged cell, whose text it repeats."""

    text: str
    merged: bool = False


@dataclass(frozen=True)
class Grid:
    """A table as it was laid out, before anyone knows what it means. Rows may differ in length.

    A grid cut out of another says from which row on (`first_row`), one whose rows and columns were exchanged
    that it was (`turned`), so that its cells are found where they stand in the file. The rows of a `loose` one were
    put together from single cells: where a row has too few, nothing tells which is missing. Of a `cut` one the printed
    page ended before its columns did.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    index: int = 0
    page: int | None = None
    first_row: int = 0
    turned: bool = False
    loose: bool = False
    cut: bool = False

    def from_row(self, row: int) -> Grid:
        """The part of the grid from a row on."""
        return replace(self, rows=self.rows[row:], first_row=self.first_row + row)

    def place(self, row: int, column: int) -> tuple[int, int]:
        """Row and column in the file's own table."""
        return (column + self.first_row, row) if self.turned else (row + self.first_row, column)


@dataclass(frozen=True)
class Picture:
    """A picture in the text: whatever stands in it was not read. `content` is the picture file, where it is known."""

    index: int = 0
    page: int | None = None
    content: bytes = field(default=b"", repr=False, compare=False)


@dataclass(frozen=True)
class Chart:
    """The data behind a chart: the labels and values that its picture shows."""

    title: str
    series: str
    points: tuple[tuple[str, str], ...]
    index: int = 0
    page: int | None = None


Block = Paragraph | Grid | Picture | Chart


def text_of(block: Block) -> str:
    """All the text of a block, a merged cell's once."""
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Grid):
        return "\n".join(c.text for row in block.rows for c in row if not c.merged)
    if isinstance(block, Chart):
        return "\n".join([block.title, block.series, *(t for point in block.points for t in point)])
    return ""


@dataclass(frozen=True)
class Document:
    """What a reader made of a file: blocks in reading order, and how it was read.

    `source` is the file's plain text before anything was made of it, `left_out` what the reader leaves out
    knowingly (menus, footers): together they tell what was lost on the way. `titles` are those that a page has
    outside its text, `second` that of a second report below the first.
    """

    blocks: tuple[Block, ...]
    reader: str
    warnings: tuple[str, ...] = ()
    published: date | None = None
    ocr: bool = False
    titles: tuple[str, ...] = ()
    source: str = field(default="", repr=False)
    left_out: tuple[str, ...] = field(default=(), repr=False)
    second: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell of a typed table: raw text, value (None where no number stands), place in its grid."""

    raw: str
    value: Decimal | None
    grid: int
    row: int
    column: int
    page: int | None = None


@dataclass(frozen=True)
class StrayRow:
    """A row that the edition does not know; `resembles` is the known label that it is closest to."""

    label: str
    grid: int
    row: int
    resembles: str | None = None


@dataclass(frozen=True)
class Relabelled:
    """A row that was recognised although its label is not the one of the uniform format."""

    row: str
    expected: str
    found: str
    grid: int


@dataclass(frozen=True)
class Table:
    """A typed table: `cells[row][column]`; a row or column that the file does not have is absent."""

    kind: str
    cells: dict[str, dict[str, Cell]]
    grids: tuple[int, ...]
    section: str | None = None
    stray_rows: tuple[StrayRow, ...] = ()
    relabelled: tuple[Relabelled, ...] = ()
    empty_rows: int = 0
    missing_columns: tuple[str, ...] = ()
    left_over: int = 0
    uncertain_rows: tuple[str, ...] = ()

    def value(self, row: str, column: str) -> Decimal | None:
        """The number in a cell, or None where the cell is missing, blank or not a number."""
        cell = self.cells.get(row, {}).get(column)
        return None if cell is None else cell.value


@dataclass(frozen=True)
class Section:
    """A first-level part of the report; `number` is the one of the uniform format it was matched to."""

    number: str | None
    printed_number: str | None
    title: str
    heading: Paragraph
    blocks: tuple[Block, ...] = ()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The section's paragraphs, without tables and charts."""
        return tuple(b for b in self.blocks if isinstance(b, Paragraph))

    @property
    def text(self) -> str:
        """The section's paragraphs, one a line."""
        return "\n".join(p.text for p in self.paragraphs)


@dataclass(frozen=True)
class Evidence:
    """Where a piece of metadata was read: the words and the paragraph (None for the file's name)."""

    quote: str
    paragraph: int | None = None


@dataclass(frozen=True)
class Provenance:
    """How the report was read; `second` is the title of a second report in the file, of which nothing was read."""

    file_name: str
    reader: str
    ocr: bool = False
    warnings: tuple[str, ...] = ()
    second: str = ""


@dataclass(frozen=True)
class Report:
    """An annual report on government information disclosure (条例第五十条), read from a file."""

    provenance: Provenance
    title: str
    agency: str | None
    year: int | None
    edition: str
    level: Level
    preamble: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: dict[str, Table]
    title_paragraph: int | None = None
    period: tuple[date, date] | None = None
    published: date | None = None
    contact: dict[str, str] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)
    pictures: tuple[Picture, ...] = ()
    charts: tuple[Chart, ...] = ()
    reading: Reading = field(default_factory=Reading)

    @property
    def agency_words(self) -> str:
        """The agency's name for looking things up in a text; empty where it could not be read."""
        return self.agency or ""

    @property
    def shown_agency(self) -> str:
        """The agency's name as a reader is shown it."""
        return self.agency or UNREAD_AGENCY

    def section(self, number: str) -> Section | None:
        """The first section that was matched to this number of the uniform format."""
        return next((s for s in self.sections if s.number == number), None)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every narrative paragraph: the preamble's and the sections', in reading order."""
        return self._narrative

    @cached_property
    def _narrative(self) -> tuple[Paragraph, ...]:
        return self.preamble + tuple(p for s in self.sections for p in s.paragraphs)

    def grid(self, index: int) -> Grid | None:
        """The grid with this index, where it stands in a section."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Grid) and block.index == index:
                    return block
        return None

    def section_of(self, index: int) -> str | None:
        """The number of the section in which the block with this index stands; None for the preamble."""
        found = None
        for section in self.sections:
            if section.heading.index <= index:
                found = section.number or section.printed_number
        return found
