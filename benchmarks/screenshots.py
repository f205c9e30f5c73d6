"""Takes the pictures in docs/images of the page with the sample report. Run: make screenshots"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
PORT = 7869
URL = f"http://127.0.0.1:{PORT}/"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def _wait() -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(URL, timeout=2).read()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the page did not start")


def take() -> None:
    """Opens the page at both widths and writes the pictures."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        page.goto(URL)
        page.locator(".finding", has_text="相差19条").locator(".locate").click()
        page.wait_for_timeout(1200)
        page.screenshot(path=IMAGES / "review.png")
        page.get_by_role("tab", name="问答").click()
        for number, question in enumerate(("收到多少件申请？", "申请公开后多久给答复？")):
            page.locator("#question textarea").fill(question)
            page.locator("#send").click()
            page.locator(".answer:not(.busy)").nth(number).wait_for()
        page.locator(".answer .mark").first.click()
        page.wait_for_timeout(600)
        page.screenshot(path=IMAGES / "ask.png")
        page.get_by_role("tab", name="意见").click()
        page.locator("#download-docx:enabled").wait_for()
        page.screenshot(path=IMAGES / "letter.png")
        page.get_by_role("tab", name="资料库").click()
        page.locator("#overview table").wait_for()
        page.screenshot(path=IMAGES / "library.png")
        phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN")
        phone.goto(URL)
        phone.locator(".finding").first.wait_for()
        phone.screenshot(path=IMAGES / "phone.png")
        browser.close()


def main() -> None:
    """Serves the page from a folder of its own and takes the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NIANBAO_DATA_DIR": folder}
        command = [str(Path(sys.executable).parent / "nianbao"), "serve", "--port", str(PORT)]
        server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        try:
            _wait()
            take()
        finally:
            server.terminate()
            server.wait(20)


if __name__ == "__main__":
    main()
