"""The page in a browser: first content, tabs and the chooser, with one report and with a library of ten thousand.

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
from benchmarks.load import fill
from benchmarks.server import served
from library.fingerprint import reader_fingerprint
from office.workspace import Workspace
from settings import Settings

# What is there once a tab has drawn what it is opened for.
TABS = {
    "问答": "#question textarea",
    "意见": "#letter textarea",
    "批量": "#overview .virtual-row [role=gridcell]",
    "图表": "#figure-xlsx:not([disabled])",
    "资料库": "#health table",
    "审查": ".findings .finding, .findings .empty",
}


def make_library(folder: Path, count: int) -> None:
    """A library of so many reports that counts as indexed: what is timed is the page, not the indexing."""
    workspace = Workspace(Settings(data_dir=folder))
    try:
        workspace.open_index()
        identifiers = fill(workspace.database, count)
        index = workspace._index
        assert index is not None
        for start in range(0, len(identifiers), 2000):
            batch = identifiers[start : start + 2000]
            entry = {"digest": reader_fingerprint(), "passages": 0}
            index._manifest.upsert(ids=batch, embeddings=[[0.0]] * len(batch), metadatas=[entry] * len(batch))
    finally:
        workspace.close()


def first_content(browser: Any, url: str) -> float:
    """The median time in milliseconds until the page shows a report, in a browser that has nothing of it yet."""
    taken = []
    for _ in range(5):
        page = browser.new_page()
        start = time.perf_counter()
        page.goto(url, wait_until="commit")
        page.wait_for_selector(".report h3")
        taken.append((time.perf_counter() - start) * 1000)
        page.close()
    return statistics.median(taken)


def tabs(browser: Any, url: str) -> dict[str, float]:
    """The median time in milliseconds from the click on a tab to its content, on a page that is open."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_selector(".finding")
    taken: dict[str, list[float]] = {name: [] for name in TABS}
    for _ in range(4):
        for name, shown in TABS.items():
            tab = page.get_by_role("tab", name=name)
            start = time.perf_counter()
            tab.click()
            page.locator(shown).first.wait_for()
            taken[name].append((time.perf_counter() - start) * 1000)
            page.wait_for_timeout(300)
    page.close()
    return {name: statistics.median(times) for name, times in taken.items()}


def chooser(browser: Any, url: str) -> float:
    """The median time in milliseconds from Enter in the finder to the chosen report."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_selector(".finding")
    taken = []
    for text in ("第777局", "第4321局", "第9999局"):
        page.locator("#finder textarea, #finder input").fill(text)
        page.wait_for_timeout(500)
        start = time.perf_counter()
        page.keyboard.press("Enter")
        page.wait_for_function("t => document.querySelector('#chooser input').value.startsWith(t)", arg=text)
        taken.append((time.perf_counter() - start) * 1000)
    page.close()
    return statistics.median(taken)


def told(count: int) -> None:
    """Prints what a library of so many reports beside the sample takes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if count:
            make_library(folder, count)
        with served(folder) as server, chromium() as browser:
            review = server.url + "review/"
            citizens, reviewers = first_content(browser, server.url), first_content(browser, review)
            opened = "、".join(f"{tab} {taken:.0f}" for tab, taken in tabs(browser, review).items())
            typed = f"; chooser {chooser(browser, review):.0f} ms" if count else ""
    print(
        f"{count} reports and the sample: first content / {citizens:.0f} ms, /review/ {reviewers:.0f} ms{typed}"
    )
    print(f"  from the click on a tab to its content, ms: {opened}", flush=True)


def main() -> None:
    """Prints the figures."""
    told(0)
    told(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    main()
