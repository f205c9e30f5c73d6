"""What a terminal shows while the pages of a scan are recognised."""

from __future__ import annotations

import io

from cli.waiting import Pages, pages_told
from reports.reading.progress import reading


def told(*seconds: float, pages: int = 4) -> list[str]:
    """The lines for pages that begin at these seconds."""
    out, moments = io.StringIO(), iter(seconds)
    watcher = Pages("报告.pdf", out, lambda: next(moments))
    for number in range(1, len(seconds) + 1):
        watcher(number, pages)
    watcher.end()
    return [line for line in out.getvalue().split("\r\033[K") if line]


def test_the_first_page_is_told_without_an_estimate() -> None:
    assert told(10) == ["报告.pdf：正在读第 1/4 页，还有 3 页"]


def test_the_pages_that_were_read_tell_how_long_the_rest_takes() -> None:
    assert told(10, 20)[-1] == "报告.pdf：正在读第 2/4 页，还有 2 页，约 30 秒"
    assert told(0, 50, 100, pages=12)[-1] == "报告.pdf：正在读第 3/12 页，还有 9 页，约 8 分钟"


def test_a_file_without_pages_to_recognise_shows_nothing() -> None:
    out = io.StringIO()
    Pages("报告.docx", out).end()
    assert out.getvalue() == ""


def test_where_nobody_looks_nothing_is_told(capsys) -> None:
    with pages_told("报告.pdf"):
        reading(1, 3)
    assert capsys.readouterr().err == ""
