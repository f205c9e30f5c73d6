"""How sure a report's reading is, measured against the file's own text.

The parser is not asked for its opinion: characters are counted in the file's plain text and in what arrived of
them, and headings and row labels of the uniform format are looked for in the plain text wherever they were not
read. What stands in the file and was not read is a doubt of ours, not a gap of the report.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from reports.certainty import ENOUGH, Doubt, Reading, Subject, TableReading
from reports.editions import Edition, SectionFormat, normalise_label
from reports.metadata import contact_label
from reports.model import Block, Document, Grid, Paragraph, Report, Section, text_of
from reports.numerals import cell_value, fold
from reports.period import period_words
from reports.tables import KINDS, TABLE_NAMES

_BETWEEN_CELLS = re.compile(r"[\s|　]+")
_ORDINAL = r"(?:第?[一二三四五六七八九十]{1,2}(?:[、.．,，:：]|部分)|[1-9][、.．])"
# So many rows (of table four: columns) of a table stand in a file only where the table stands in it.
_ROWS_OF_A_TABLE = 3
_NUMBERS_OF_A_TABLE = 5
_NAMED = 4
# Two numbers or more on a line and nothing else: the end of a row that was broken.
_NUMBERS_ALONE = re.compile(r"\s*[\d０-９][\d０-９.]*(?:[\s　]+[\d０-９][\d０-９.]*)+\s*")
_WORDS_OF = {
    "active_disclosure": ("行政许可", "规范性文件"),
    "applications": ("予以公开", "结转", "自然人"),
    "disputes": ("复议", "诉讼"),
}


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each letter, digit and Chinese character stands in texts, whatever its width."""
    return Counter(c for text in texts for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def share_arrived(document: Document, arrived: Iterable[str]) -> float:
    """The share of the file's characters that arrived; 1 where the file has no text of its own to count."""
    source = characters([document.source or "\n".join(text_of(b) for b in document.blocks)])
    total = source.total()
    if not total:
        return 1.0
    got = characters([*arrived, *document.left_out])
    return (source & got).total() / total


def _arrived(report: Report, before: Iterable[Block]) -> Iterator[str]:
    """What a report holds: its title, parts and cells, and the table of a site's catalogue above them."""
    yield from (text_of(b) for b in before)
    for section in report.sections:
        yield section.heading.text
        yield from (text_of(b) for b in section.blocks)


class _Source:
    """The file's plain text as labels are looked for in it."""

    def __init__(self, text: str) -> None:
        lines = [line for line in text.splitlines() if line.strip()]
        self.lines = [fold(line) for line in lines]
        self.labels = {normalise_label(line) for line in lines}
        self.labels |= {normalise_label(t) for line in lines for t in _BETWEEN_CELLS.split(line)}
        self.labels |= {label.rstrip("0123456789") for label in self.labels}

    def has_row(self, wordings: Iterable[str]) -> bool:
        """Whether a label stands there by itself, as in a cell or on a line."""
        return any(w in self.labels for w in wordings)

    def has_heading(self, part: SectionFormat) -> bool:
        """Whether a part's heading stands there with a number before it, and not in a list of all the parts."""
        names = sorted((fold(w) for w in (part.title, *part.aliases) if len(w) > 3), key=len, reverse=True)
        heading = re.compile(rf"(?:^|[^《“]){_ORDINAL}(?:{'|'.join(map(re.escape, names))})")
        return any(heading.search(line) for line in self.lines if len(re.findall(_ORDINAL, line)) < _NAMED)


def _parts(edition: Edition, sections: Iterable[Section], source: _Source) -> Iterator[Doubt]:
    present = {s.number for s in sections}
    for part in edition.sections:
        if part.number not in present and source.has_heading(part):
            message = f"“{part.number}、{part.title}”的标题在文件中，但这一部分未能读出，请对照原件。"
            yield Doubt(Subject.PART, message, part.number)


def _outside_tables(report: Report, edition: Edition, kind: str) -> int:
    """How many numbers of a table's part stand in no table: in lines of numbers alone and, where the table itself was not
    read, in grids that nobody could name (beside it, they are an office's own)."""
    part = next(s.number for s in edition.sections if s.table == kind)
    named = {g for table in report.tables.values() for g in table.grids}
    count = 0
    for block in (b for s in report.sections if s.number == part for b in s.blocks):
        if isinstance(block, Grid) and block.index not in named and kind not in report.tables:
            cells = [c.text for row in block.rows for c in row if not c.merged]
            about = any(word in fold(text) for word in _WORDS_OF[kind] for text in cells)
            count += sum(cell_value(text) is not None for text in cells) if about else 0
        elif isinstance(block, Paragraph) and _NUMBERS_ALONE.fullmatch(block.text):
            count += len(block.text.split())
    return count


def _table(kind: str, report: Report, edition: Edition, source: _Source) -> TableReading | None:
    """How much of a table was read; None where the file shows nothing of it."""
    table, rows = report.tables.get(kind), edition.rows(kind)
    outside = _outside_tables(report, edition, kind)
    signs = edition.columns(kind, rows[0].key) if kind == "disputes" else rows
    found = [r for r in rows if table is not None and r.key in table.cells]
    standing = [r.key for r in signs if source.has_row(r.wordings())]
    if table is None:
        unread = [r.key for r in rows] if kind == "disputes" else standing
        stands = len(standing) >= _ROWS_OF_A_TABLE or outside >= _NUMBERS_OF_A_TABLE
        return TableReading(kind, 0, tuple(unread), outside) if stands else None
    missing = [r for r in rows if r not in found and kind != "disputes"]
    # Numbers without a label are those of a row whose label was lost: which one, nothing tells.
    width = min((len(edition.columns(kind, r.key)) for r in missing), default=0)
    nameless = bool(missing) and not table.stray_rows and table.left_over >= width
    unread = [r.key for r in missing if nameless or r.key in standing]
    columns_lost = any(len(table.cells[r.key]) < len(edition.columns(kind, r.key)) for r in found)
    cut = columns_lost and any((grid := report.grid(g)) and grid.cut for g in table.grids)
    left_over = table.left_over + outside
    return TableReading(kind, len(found), tuple(unread), left_over, table.uncertain_rows, cut)


def _table_doubt(reading: TableReading, edition: Edition, report: Report) -> Doubt:
    name = TABLE_NAMES[reading.kind]
    table = report.tables.get(reading.kind)
    place = next(s.number for s in edition.sections if s.table == reading.kind)
    where = f"第{(table.section if table else None) or place}部分的{name}"
    paragraph = table.grids[0] if table and table.grids else None
    if reading.cut:
        said = f"{where}的右边超出纸面，有的列没有印在文件里，未能读出"
    elif not reading.found:
        said = f"{where}未能读出"
    elif reading.unread:
        labels = [f"“{edition.row_label(reading.kind, r)}”" for r in reading.unread[:_NAMED]]
        more = f"等{len(reading.unread)}行" if len(reading.unread) > _NAMED else "行"
        said = f"{where}的{'、'.join(labels)}{more}未能读出"
    elif reading.uncertain:
        labels = [f"“{edition.row_label(reading.kind, r)}”" for r in reading.uncertain[:_NAMED]]
        said = f"{where}的{'、'.join(labels)}{'等' if len(reading.uncertain) > _NAMED else ''}行有空格，空在哪一列未能确定"
    else:
        said = f"{where}有{reading.left_over}个数字未能对应到行和列"
    return Doubt(Subject.TABLE, f"{said}，请对照原件。", reading.kind, paragraph)


def _who_and_when(report: Report, paragraphs: Iterable[Paragraph]) -> Iterator[Doubt]:
    """The agency's name where none was read, and the words for a period that could not be read."""
    if report.agency is None:
        yield Doubt(Subject.AGENCY, "单位名称未能从题名、引言和落款读出，请对照原件补填。")
    if report.period is not None:
        return
    for paragraph in paragraphs:
        words = period_words(paragraph.text)
        if words:
            message = f"统计期限“{words}”未能读出，可能缺字，请对照原件。"
            yield Doubt(Subject.PERIOD, message, paragraph=paragraph.index, quote=words)
            return


def _contact(report: Report, paragraphs: Iterable[Paragraph]) -> Iterator[Doubt]:
    if any(report.contact.get(k) for k in ("phone", "address", "email")):
        return
    for paragraph in paragraphs:
        if contact_label(paragraph.text):
            yield Doubt(
                Subject.CONTACT,
                "文件中有联系方式的字样，但地址、电话未能读出，请对照原件。",
                paragraph=paragraph.index,
            )
            return


def _lost(document: Document, share: float) -> Iterator[Doubt]:
    """That too much of the text did not arrive, with the beginning of some of it."""
    if share >= ENOUGH:
        return
    got = fold("".join(text_of(b) for b in document.blocks) + "".join(document.left_out))
    lines = (fold(line) for line in document.source.splitlines())
    example = next((line[:20] for line in lines if len(line) >= 4 and line not in got), "")
    like = f"，如“{example}”" if example else ""
    yield Doubt(Subject.WHOLE, f"文件中约{1 - share:.0%}的文字未能读入各部分{like}，请对照原件。")


def assess(document: Document, report: Report, before: Iterable[Block], edition: Edition) -> Reading:
    """The reading of a report: `before` are the blocks above its first part, `edition` the one its tables follow."""
    share = share_arrived(document, _arrived(report, before))
    source = _Source(document.source or "\n".join(text_of(b) for b in document.blocks))
    every = [_table(kind, report, edition, source) for kind in KINDS]
    tables = tuple(t for t in every if t is not None)
    paragraphs = report.paragraphs()
    doubts = [
        *_lost(document, share),
        *_parts(edition, report.sections, source),
        *(_table_doubt(t, edition, report) for t in tables if not t.certain),
        *_who_and_when(report, paragraphs),
        *_contact(report, paragraphs),
    ]
    return Reading(tuple(doubts), round(share, 4), tables)
