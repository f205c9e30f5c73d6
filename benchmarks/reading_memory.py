"""How much memory the readers take at most: of one large file, and of many files in one process.

Each group of files is read in a process of its own, whose highest use the system tells. Another checkout of this product
is measured beside it in the same run, on the same files, one after the other.

Run: python -m benchmarks.reading_memory [a checkout …]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.browser import chromium
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html

_PAGES, _FILES = 300, 60
_RULED = "<style>table{border-collapse:collapse}td{border:1px solid}</style></head>"
# In the process that reads: the highest use in MB, before and after. The one that getrusage tells is that of the process
# that started it, where that had more.
_READ = """
import logging, re, sys
from pathlib import Path
from reports.errors import UnusableFileError
from reports.parse import parse_file
import pdfplumber, pypdfium2, docx
logging.disable(logging.CRITICAL)
peak = lambda: int(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
before, refused = peak(), 0
for name in sys.argv[1:]:
    try:
        parse_file(Path(name))
    except UnusableFileError:
        refused += 1
print(before // 1024, peak() // 1024, refused)
"""


def _long_page(pages: int) -> str:
    """A report's page whose first part goes on for so many printed pages."""
    content = make_content(7, level="department", year=2023)
    sheet = content.sections["一"] * 5
    content.sections["一"] = sheet * pages
    return to_html(content, Layout()).decode().replace("</head>", _RULED)


def _printed(browser_pages: dict[str, str], folder: Path) -> Iterator[Path]:
    with chromium() as browser:
        page = browser.new_page()
        for name, markup in browser_pages.items():
            page.set_content(markup)
            file = folder / f"{name}.pdf"
            file.write_bytes(page.pdf(format="A4"))
            yield file


def _groups(folder: Path) -> dict[str, list[Path]]:
    """The files to read, by what they are."""
    import pypdfium2

    long = _long_page(_PAGES)
    (large,) = _printed({"long": long}, folder)
    document = pypdfium2.PdfDocument(large.read_bytes())
    while len(document) > _PAGES:
        del document[len(document) // 2]
    document.save(large)
    page = folder / "long.html"
    page.write_text(long, encoding="utf-8")
    contents = [make_content(n) for n in range(_FILES)]
    word = [folder / f"{n}.docx" for n in range(_FILES)]
    for file, content in zip(word, contents, strict=True):
        file.write_bytes(to_docx(content, Layout()))
    pages = {
        f"p{n}": to_html(c, Layout()).decode().replace("</head>", _RULED) for n, c in enumerate(contents)
    }
    return {
        f"PDF, {len(document)} pages": [large],
        "page as long": [page],
        f"{_FILES} Word files": word,
        f"{_FILES} PDF files": list(_printed(pages, folder)),
    }


def _measured(checkout: Path, files: list[Path]) -> tuple[str, ...]:
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-c", _READ, *map(str, files)]
    done = subprocess.run(command, cwd=checkout, env=environment, capture_output=True, text=True, check=True)
    return tuple(done.stdout.split())


def main() -> None:
    """Prints for each group and checkout the use before and at most, in MB, and how many files were refused."""
    checkouts = [Path(__file__).resolve().parents[1], *(Path(a).resolve() for a in sys.argv[1:])]
    with tempfile.TemporaryDirectory() as name:
        for group, files in _groups(Path(name)).items():
            for checkout in checkouts:
                before, most, refused = _measured(checkout, files)
                print(
                    f"{group:20s} {checkout.name:20s} before {before} MB, at most {most} MB, refused {refused}"
                )


if __name__ == "__main__":
    main()
