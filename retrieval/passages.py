"""What is searched: passages that respect sections, paragraphs, lists, table rows and articles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regulation import TITLE, load_regulation
from regulation.fees import fee_standard
from regulation.guides import guides
from reports.editions import load_edition
from reports.model import Paragraph, Report
from reports.numerals import spoken
from reports.prose.sentences import SENTENCE
from reports.tables import TABLE_NAMES

_LONGEST = 260
# The source of a passage that leads to several articles and is no text of its own.
GUIDE = "guide"


@dataclass(frozen=True)
class Passage:
    """A verbatim piece of a source with its place; `hints` are words that help to find it and are never shown."""

    id: str
    source: str
    text: str
    title: str
    report: str | None = None
    section: str | None = None
    article: int | None = None
    anchor: int | None = None
    start: int = 0
    page: int | None = None
    hints: tuple[str, ...] = ()
    table: str | None = None

    @property
    def embedded(self) -> tuple[str, ...]:
        """What has a vector: an article and each of its everyday questions; of a report its prose.

        The rows of the tables are named by their words, and a question about them is answered from the cells.
        """
        if self.source == GUIDE:
            return self.hints
        if self.source == "regulation":
            return (self.text, *self.hints)
        return (self.text,) if self.table is None else ()

    @property
    def place(self) -> dict[str, str | int]:
        """Where it stands; what is not known is left out."""
        fields = {
            "source": self.source, "title": self.title, "report": self.report, "section": self.section,
            "article": self.article, "anchor": self.anchor, "start": self.start, "page": self.page,
            "table": self.table,
        }  # fmt: skip
        return {k: v for k, v in fields.items() if v is not None}

    @property
    def indexed(self) -> str:
        """What the passage is found by: its title, text and hints."""
        return "\n".join((self.title, self.text, *self.hints))


def regulation_passages() -> tuple[Passage, ...]:
    """One passage an article, with its gloss and questions as hints, then the fee standards."""
    articles = tuple(
        Passage(
            id=f"regulation:{a.number}",
            source="regulation",
            text=a.text,
            title=f"{TITLE}{a.name}",
            section=a.chapter,
            article=a.number,
            hints=(a.gloss, *a.questions),
        )
        for a in load_regulation().articles
    )
    fees = fee_standard()
    others = tuple(
        Passage(
            id=f"fees:{n}",
            source="regulation",
            text=entry.text,
            title=fees.title,
            section=entry.section,
            hints=(entry.gloss, *entry.questions),
        )
        for n, entry in enumerate(fees.entries, start=1)
    )
    return articles + others


def guide_passages() -> tuple[Passage, ...]:
    """One passage for each thing that citizens want to get done, found by how it is asked for."""
    return tuple(
        Passage(f"guide:{n}", GUIDE, g.direct, g.name, hints=g.questions)
        for n, g in enumerate(guides().values(), start=1)
    )


def _pieces(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """A paragraph, or where it is long its groups of whole sentences, with their offsets."""
    text = paragraph.text
    if len(text) <= _LONGEST:
        yield 0, text
        return
    start, end = 0, 0
    for match in SENTENCE.finditer(text):
        if match.end() - start > _LONGEST and end > start:
            yield start, text[start:end]
            start = end
        end = match.end()
    if start < len(text):
        yield start, text[start:]


def report_title(report: Report) -> str:
    """What a report is called in citations."""
    return report.title or f"{report.shown_agency}{report.year or ''}年政府信息公开工作年度报告"


def report_passages(report: Report, report_id: str) -> tuple[Passage, ...]:
    """The passages of a report in reading order: narrative pieces, then one for each table row."""
    title = report_title(report)
    out: list[Passage] = []

    def add(
        text: str,
        section: str | None,
        heading: str,
        anchor: int,
        start: int,
        page: int | None,
        table: str | None = None,
    ) -> None:
        hints = (heading,) if heading else ()
        identifier = f"{report_id}:{len(out)}"
        out.append(
            Passage(
                identifier, "report", text, title, report_id, section, None, anchor, start, page, hints, table
            )
        )

    for paragraph in report.preamble:
        for start, text in _pieces(paragraph):
            add(text, None, "引言", paragraph.index, start, paragraph.page)
    for section in report.sections:
        for paragraph in section.paragraphs:
            for start, text in _pieces(paragraph):
                number = section.number or section.printed_number
                add(text, number, section.title, paragraph.index, start, paragraph.page)
    edition = load_edition(report.edition)
    for kind, table in report.tables.items():
        for row, cells in table.cells.items():
            values = [
                f"{edition.column_label(kind, row, c)} {spoken(cell.value)}"
                for c, cell in cells.items()
                if cell.value is not None
            ]
            if values:
                first = next(iter(cells.values()))
                text = f"{edition.row_label(kind, row)}：{'，'.join(values)}"
                add(text, table.section, TABLE_NAMES[kind], first.grid, 0, first.page, kind)
    return tuple(out)
