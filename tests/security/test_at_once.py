"""What several people do at the same moment ends nobody's work: the server is one process for all of them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# Readers of PDF files beside lookers at their pages; in a process of its own, since pdfium's crash ends the process.
_AT_ONCE = """
import sys, threading
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_pdf
from reports.parse import parse_bytes
from web.places.originals import _rendered

file = to_pdf(make_content(1), Layout())

def look():
    for _ in range(40):
        _rendered(file, 1)

def read():
    for _ in range(4):
        parse_bytes(file, "x.pdf")

threads = [threading.Thread(target=t) for t in (look, read) * 3]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("alive")
"""


def test_pages_of_pdf_files_are_looked_at_while_others_are_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _AT_ONCE], capture_output=True, text=True, timeout=300, cwd=Path(ROOT)
    )
    assert (done.returncode, done.stdout.strip()) == (0, "alive"), done.stderr[-500:]
