"""The three places in a browser: how much of the findings is seen, keys alone, how fast, with one report and with many.

Run: python -m benchmarks.page [reports in the large library]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.browser import chromium
from benchmarks.load import fill, write_reports
from benchmarks.server import served
from library.fingerprint import reader_fingerprint
from office.workspace import Workspace
from settings import Settings

_BATCH = 60
_BOXES = "rows => rows.map(r => r.getBoundingClientRect()).map(b => [b.top, b.bottom])"


def make_library(folder: Path, count: int) -> None:
    """A library of so many reports that counts as indexed: what is timed is the page, not the indexing."""
    workspace = Workspace(Settings(data_dir=folder))
    try:
        workspace.open_index()
        identifiers = fill(workspace.database, count)
        index = workspace._index
        assert index is not None
        for identifier in identifiers:
            index.add(identifier, reader_fingerprint(), [])
    finally:
        workspace.close()


def _milliseconds(start: float) -> float:
    return (time.perf_counter() - start) * 1000


def first_content(browser: Any, url: str, shown: str) -> float:
    """The median time until a place shows what it is for, in a browser that has nothing of it yet."""
    taken = []
    for _ in range(5):
        page = browser.new_context().new_page()
        start = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(shown)
        taken.append(_milliseconds(start))
        page.context.close()
    return statistics.median(taken)


def seen_findings(browser: Any, url: str, width: int, height: int) -> tuple[float, int]:
    """Where the first finding's row begins, and how many rows can be seen whole with one open."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(url)
    page.locator("#rows [data-open]").first.click()
    page.locator(".finding.chosen").wait_for()
    boxes = page.eval_on_selector_all(".finding", _BOXES)
    page.close()
    return boxes[0][0], sum(1 for _, bottom in boxes if bottom <= height)


# From a key until the frame after it is on the screen, for the finding that was chosen when it was pressed.
_TIMED = """() => {
  window.shown = [];
  document.addEventListener("keydown", (event) => {
    const { id } = document.querySelector(".finding.chosen");
    requestAnimationFrame(() => setTimeout(() => {
      if (!document.getElementById(id).classList.contains("open")) shown.push(performance.now() - event.timeStamp);
    }));
  }, true);
}"""


def decided_by_keys(browser: Any, url: str, count: int) -> tuple[int, float]:
    """How many of so many keys decided a finding with the focus kept, and the slowest until it was shown."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(url)
    page.locator("#rows [data-open]").first.click()
    page.locator(".finding.chosen").wait_for()
    page.evaluate(_TIMED)
    done, slowest = 0, 0.0
    for number in range(count):
        page.keyboard.press("a" if number % 2 else "d")
        page.wait_for_function("shown.length")
        slowest = max(slowest, page.evaluate("Math.max(...shown.splice(0))"))
        done += page.evaluate("document.activeElement.closest('.finding') !== null")
        if not page.locator(".finding.open").count():
            page.wait_for_function("!nianbao.decisions.waits()")
            for _ in range(page.locator(".finding").count()):
                page.keyboard.press("u")
            page.wait_for_function(
                "!nianbao.decisions.waits() && !document.querySelector('.finding:not(.open)')"
            )
            page.evaluate("shown.splice(0)")
    page.close()
    return done, slowest


def batch(browser: Any, url: str, paths: list[Path]) -> dict[str, float]:
    """Seconds until the first row, until all files are read, and of each export of all reports."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(180_000)
    page.goto(url)
    page.locator("#rows tr").first.wait_for()
    start = time.perf_counter()
    page.locator("#files").set_input_files([str(p) for p in paths])
    page.wait_for_function("document.querySelectorAll('#rows tr').length > 1")
    taken = {"first row": _milliseconds(start) / 1000}
    page.locator("#flash", has_text="读取完成").wait_for()
    taken["all read"] = _milliseconds(start) / 1000
    page.locator("#pick-all").check()
    for form in ("ledger", "letters", "annotated"):
        start = time.perf_counter()
        with page.expect_download():
            page.locator(f"[data-make={form}]").click()
        taken[form] = _milliseconds(start) / 1000
    page.close()
    return taken


def main() -> None:
    """Prints the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as server, chromium() as browser:
        review = server.url + "review/"
        citizens, reviewers = (
            first_content(browser, server.url, "#question"),
            first_content(browser, review, "#rows tr"),
        )
        print(f"first content: / {citizens:.0f} ms, /review/ {reviewers:.0f} ms", flush=True)
        for width, height in ((1440, 900), (1280, 720)):
            top, seen = seen_findings(browser, review, width, height)
            print(f"{width}×{height}: first finding at y={top:.0f}, {seen} seen with one open", flush=True)
        done, slowest = decided_by_keys(browser, review, 20)
        print(f"by keyboard alone: {done} of 20 decided, slowest shown after {slowest:.0f} ms", flush=True)
        folder = Path(name) / "files"
        folder.mkdir()
        taken = batch(browser, review, write_reports(folder, _BATCH))
        print(f"{_BATCH} files, seconds: " + ", ".join(f"{k} {v:.1f}" for k, v in taken.items()), flush=True)
    with tempfile.TemporaryDirectory() as name:
        make_library(Path(name), count)
        with served(Path(name)) as server, chromium() as browser:
            rows = first_content(browser, server.url + "review/", "#rows tr")
        print(f"/review/ with {count} reports: {rows:.0f} ms")


if __name__ == "__main__":
    main()
