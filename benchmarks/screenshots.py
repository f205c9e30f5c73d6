"""Takes the pictures in docs/images of both faces of the page. Run: make screenshots"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.browser import chromium
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx
from benchmarks.planted import wrong_cell
from benchmarks.server import served

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"


def take(url: str, folder: Path) -> None:
    """Opens both faces at both widths and writes the pictures."""
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page.goto(f"{url}review/")
        page.locator(".finding", has_text="相差19条").locator(".locate").click()
        page.wait_for_timeout(1200)
        page.screenshot(path=IMAGES / "review.png")
        _ask(page, ("收到多少件申请？", "申请公开后多久给答复？"))
        page.locator(".answer .mark").first.click()
        page.wait_for_timeout(600)
        page.screenshot(path=IMAGES / "ask.png")
        page.get_by_role("tab", name="意见").click()
        page.locator("#download-docx:enabled").wait_for()
        page.wait_for_timeout(800)
        page.screenshot(path=IMAGES / "letter.png")
        _open(page, _batch(page, folder))
        for tab, name in (("图表", "figures"), ("资料库", "library")):
            page.get_by_role("tab", name=tab).click()
            page.wait_for_timeout(1500)
            page.screenshot(path=IMAGES / f"{name}.png")
        citizen = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        citizen.goto(url)
        citizen.wait_for_selector(".report h3")
        _ask(citizen, ("有哪些主要问题？",))
        citizen.screenshot(path=IMAGES / "citizen.png")
        phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
        phone.goto(f"{url}review/")
        phone.locator(".finding").first.wait_for()
        phone.screenshot(path=IMAGES / "phone.png")


def _ask(page: Any, questions: Sequence[str]) -> None:
    page.get_by_role("tab", name="问答").click()
    for number, question in enumerate(questions):
        page.locator("#question textarea").fill(question)
        page.locator("#send").click()
        page.locator(".answer:not(.busy)").nth(number).wait_for()


def _open(page: Any, agency: str) -> None:
    """Opens an agency's report by its line in the table of all reports."""
    row = page.locator("#overview [role=row], #overview tr", has_text=agency).last
    row.locator("td, [role=cell], [role=gridcell]").first.click()
    page.locator(".report h2", has_text=agency).wait_for()


def _batch(page: Any, folder: Path) -> str:
    """Takes in generated reports, some with defects, and one file that is none; returns one of the agencies."""
    paths = [folder / "不是报告.pdf"]
    paths[0].write_bytes(b"%PDF-1.4 broken")
    for seed in range(8):
        content, random = make_content(seed, level="department", year=2021 + seed % 3), Random(seed)
        for _ in range(seed % 4):
            wrong_cell(content, random)
        paths.append(folder / f"{seed}.docx")
        paths[-1].write_bytes(to_docx(content, Layout()))
    page.get_by_role("tab", name="批量").click()
    page.locator("#batch input[type=file]").set_input_files([str(p) for p in paths])
    page.locator("#batch-note", has_text="收录").wait_for(timeout=60_000)
    page.wait_for_timeout(1500)
    page.screenshot(path=IMAGES / "batch.png")
    return make_content(7, level="department", year=2022).agency


def main() -> None:
    """Serves the page from a folder of its own and takes the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        take(server.url, Path(folder))


if __name__ == "__main__":
    main()
