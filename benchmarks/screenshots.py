"""Takes the pictures in docs/images of the three places, with sixty varied reports. Run: make screenshots"""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from PIL import Image

from benchmarks.browser import chromium
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html
from benchmarks.planted import wrong_cell
from benchmarks.server import served

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
_REPORTS = 60
_WIDE, _PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


def write_files(folder: Path) -> list[Path]:
    """Generated reports of several years, some with wrong cells, and one file that is none."""
    paths = [folder / "不是报告.pdf"]
    paths[0].write_bytes(b"%PDF-1.4 broken")
    for seed in range(_REPORTS):
        content, random = make_content(seed, year=2021 + seed % 3), Random(seed)
        for _ in range(seed % 4):
            wrong_cell(content, random)
        web = seed % 5 == 4
        paths.append(folder / f"{seed}.{'html' if web else 'docx'}")
        paths[-1].write_bytes(to_html(content, Layout()) if web else to_docx(content, Layout()))
    return paths


def _shot(page: Any, name: str) -> None:
    page.wait_for_timeout(700)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    # The page has few colours: with a palette a picture is a third as large.
    picture.quantize(128).save(IMAGES / f"{name}.png", optimize=True)


def _review(page: Any, dark: str) -> None:
    """The place for one report, in each of its panels."""
    page.locator("#search").fill("相山区")
    page.locator("#rows tr").nth(1).wait_for(state="detached")
    page.locator("#rows [data-open]").first.click()
    page.locator(".finding.chosen").wait_for()
    _shot(page, f"review{dark}")
    if dark:
        return
    page.locator("#tab-letter").click()
    page.locator("#letter .line").first.wait_for()
    _shot(page, "letter")
    page.locator("#tab-asking").click()
    for number, question in enumerate(("收到多少件申请？", "申请公开后多久给答复？")):
        page.locator("#question").fill(question)
        page.keyboard.press("Enter")
        page.locator(".answer:not(.busy)").nth(number).wait_for()
    page.locator(".answer .mark").first.click()
    _shot(page, "ask")
    page.locator("#tab-findings").click()
    page.locator("[data-home]").click()
    page.locator("#search").fill("")


def _sum(page: Any) -> None:
    """A broken sum drawn on its table."""
    page.locator("#rows tr", has=page.locator("td.error:not(.zero)")).nth(2).locator("[data-open]").click()
    page.locator(".finding[data-sum]").first.locator(".head").click()
    _shot(page, "sum")
    page.locator("[data-home]").click()


def _citizens(page: Any, name: str) -> None:
    page.get_by_role("button", name="多久答复").click()
    page.locator(".answer:not(.busy)").first.wait_for()
    _shot(page, name)


def take(url: str, folder: Path) -> None:
    """Opens the places and writes the pictures."""
    with chromium() as browser:

        def opened(path: str, size: dict[str, int], scheme: Any = "light") -> Any:
            page = browser.new_context(viewport=size, locale="zh-CN", color_scheme=scheme).new_page()
            page.goto(url + path)
            return page

        page = opened("review/", _WIDE)
        page.locator("#files").set_input_files([str(p) for p in write_files(folder)])
        page.locator("#reading progress").wait_for()
        page.locator("#flash", has_text="读取完成").wait_for(timeout=240_000)
        page.wait_for_function("!document.querySelector('#rows').innerText.includes('…')", timeout=60_000)
        for number in (1, 2, 4):
            page.locator("[data-pick]").nth(number).check()
        _shot(page, "workbench")
        _review(page, "")
        _sum(page)
        dark = opened("review/", _WIDE, "dark")
        dark.locator("#rows tr").first.wait_for()
        _shot(dark, "workbench-dark")
        _review(dark, "-dark")
        _citizens(opened("", _WIDE), "citizen")
        _citizens(opened("", _WIDE, "dark"), "citizen-dark")
        phone = opened("review/", _PHONE)
        phone.locator("#rows tr").first.wait_for()
        _shot(phone, "phone-workbench")
        phone.locator("#rows [data-open]").first.click()
        phone.locator(".finding").first.wait_for()
        _shot(phone, "phone-review")
        citizen = opened("", _PHONE)
        citizen.locator("#question").wait_for()
        _shot(citizen, "phone")


def main() -> None:
    """Serves the page from a folder of its own and takes the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        take(server.url, Path(folder))


if __name__ == "__main__":
    main()
