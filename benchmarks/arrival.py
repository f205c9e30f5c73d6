"""Share of a file's characters that reach its Report, counted without the readers' help.

What was written into a file is known from what it was made of. Whatever of it stands neither in the report's title,
parts and cells nor among what was left out by name (menus, running heads, page numbers) was lost.

Run: python -m benchmarks.arrival [word|page|text|office|pdf …]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from benchmarks.browser import chromium
from benchmarks.generate import Content, Layout
from benchmarks.generate.converted import converted
from benchmarks.generate.formats import FORMATS, TEXT_EXPORTS
from benchmarks.generate.layouts import LAYOUTS, document_rows, heading, to_docx
from benchmarks.generate.pdf_kinds import PAGE_KINDS, printed_by_browser
from benchmarks.generate.prose import prose_names, prose_report
from benchmarks.generate.word_quirks import QUIRKS, quirky
from reports.assessment import characters
from reports.errors import UnusableFileError
from reports.model import Report, text_of
from reports.parse import to_report
from reports.reading import read_document

_ENOUGH = 0.995
# What a converter writes of its own accord, or leaves out: it is not in the file that is read.
_NOT_CONVERTED = {
    "doc": ("diagram", "field", "formula"),
    "rtf": ("diagram", "field", "formula", "text box", "text box of WPS", "text box in a cell", "word art"),
    "odt": ("diagram", "field", "formula"),
    "pdf": ("comment", "field", "diagram", "formula", "reading aid", "revisions", "word art",
            "text box", "text box of WPS", "text box in a cell"),
}  # fmt: skip


def written(content: Content, layout: Layout) -> Iterator[str]:
    """Everything that a generated file says: title, introduction, headings, paragraphs and cells."""
    yield content.title
    yield content.preamble
    tables = document_rows(content, layout)
    for number in content.headings:
        yield heading(content, number, layout)
        yield from content.sections[number]
        yield from (cell.text for rows in tables.get(number, []) for row in rows for cell in row)


def in_report(report: Report) -> Iterator[str]:
    """All the text of a report: what stands before the parts, their headings, paragraphs, cells and charts."""
    if report.title_paragraph is None:
        yield report.title
    yield from (p.text for p in report.preamble)
    for section in report.sections:
        yield section.heading.text
        yield from (text_of(b) for b in section.blocks)


def _lost(data: bytes, texts: Iterable[str]) -> tuple[Counter[str], int]:
    """The characters that did not arrive, and how many there were."""
    stated = characters(texts)
    try:
        document = read_document(data)
        arrived = characters([*in_report(to_report(document, "report")), *document.left_out])
    except UnusableFileError:
        arrived = Counter()
    return stated - arrived, stated.total()


def missing(data: bytes, texts: Iterable[str]) -> str:
    """The letters, digits and Chinese characters of texts that a file's report has not; empty where it has all."""
    return "".join(sorted(_lost(data, texts)[0].elements()))


File = tuple[str, bytes, list[str]]


def _text_files() -> Iterator[File]:
    for form, write in TEXT_EXPORTS.items():
        for name in prose_names():
            content = prose_report(name)
            yield form, write(content, Layout()), list(written(content, Layout()))


def _generated(form: str) -> Iterator[File]:
    for name in prose_names():
        content = prose_report(name)
        for layout_name, layout in LAYOUTS.items():
            yield f"{form}, {layout_name}", FORMATS[form](content, layout), list(written(content, layout))


def _quirks() -> Iterator[File]:
    for name in prose_names()[::12]:
        content = prose_report(name)
        for kind, quirk in QUIRKS.items():
            yield f"docx, {kind}", quirky(content, kind), [*written(content, Layout()), *quirk.adds]


def _converted(target: str) -> Iterator[File]:
    """Word files with quirks, and plain ones, as LibreOffice writes them in another format."""
    skipped = _NOT_CONVERTED.get(target, ())
    content = prose_report(prose_names()[20])
    files = {f"{target}, {kind}": quirky(content, kind) for kind in QUIRKS if kind not in skipped}
    texts = {f"{target}, {k}": [*written(content, Layout()), *q.adds] for k, q in QUIRKS.items()}
    for name in prose_names()[::12]:
        other = prose_report(name)
        files[f"{target}, {name}"] = to_docx(other, Layout())
        texts[f"{target}, {name}"] = list(written(other, Layout()))
    for kind, data in converted(files, target).items():
        yield kind, data, texts[kind]


def _printed_pages() -> Iterator[File]:
    with chromium() as browser:
        for name in prose_names()[::12]:
            content = prose_report(name)
            for kind, data in printed_by_browser(browser, content, PAGE_KINDS).items():
                yield f"pdf, {kind}", data, list(written(content, Layout()))


def _files(group: str) -> Iterator[File]:
    match group:
        case "text":
            yield from _text_files()
            yield from _generated("txt")
        case "page":
            yield from _generated("html")
        case "word":
            yield from _generated("docx")
            yield from _quirks()
        case "office":
            for target in ("doc", "rtf", "odt"):
                yield from _converted(target)
        case "pdf":
            yield from _converted("pdf")
            yield from _printed_pages()
        case _:
            raise SystemExit(f"no such group: {group}")


def main() -> None:
    """Prints, for each kind, how many files there were, the smallest and the whole share, and what was lost."""
    for group in sys.argv[1:] or ("text", "page", "word", "office", "pdf"):
        totals: dict[str, list[tuple[Counter[str], int]]] = {}
        for kind, data, texts in _files(group):
            totals.setdefault(kind, []).append(_lost(data, texts))
        below = 0
        for kind, found in totals.items():
            smallest = min(1 - lost.total() / total for lost, total in found)
            below += smallest < _ENOUGH
            gone = "".join(sorted(sum((lost for lost, _ in found), Counter()).elements()))
            print(
                f"{kind:45s} {len(found):3d} files  smallest share {smallest:.2%}  lost {len(gone)} {gone[:30]}"
            )
        whole = [pair for found in totals.values() for pair in found]
        lost, stated = sum(lost.total() for lost, _ in whole), sum(total for _, total in whole)
        print(
            f"{group}: {len(whole)} files, {1 - lost / stated:.4%} of {stated} characters, {below} kinds below"
        )


if __name__ == "__main__":
    main()
