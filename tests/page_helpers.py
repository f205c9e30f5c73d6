"""What the browser tests of the page share: opening its places, handing in files, asking."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx

SAMPLE_AGENCY = "相山区残疾人联合会"
_AA = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@contextmanager
def opened(browser: Any, url: str, width: int = 1440, height: int = 900, **context: Any) -> Iterator[Any]:
    """A fresh page; afterwards nothing was asked of other machines, nothing went wrong, nothing was run."""
    own = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **context)
    page = own.new_page()
    page.set_default_timeout(60_000)
    requested: list[str] = []
    faults: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(url)
    yield page
    server = "/".join(url.split("/")[:3])
    assert [u for u in requested if not u.startswith((server, "data:", "blob:"))] == []
    assert page.evaluate("window.attacked") is None
    assert faults == []
    own.close()


def hand_in(page: Any, *paths: Path) -> None:
    """Hands files in on the workbench and waits until they are read."""
    page.locator("#files").set_input_files([str(p) for p in paths])
    page.locator("#flash", has_text="读取完成").wait_for(timeout=60_000)


def read(page: Any, agency: str) -> None:
    """Opens an agency's report from the workbench."""
    page.locator("#rows [data-open]", has_text=agency).first.click()
    page.locator("#here", has_text=agency).wait_for()
    page.locator(".finding, #no-finding:visible").first.wait_for()


def finding(page: Any, text: str) -> Any:
    """The first finding that says something."""
    return page.locator(".finding", has_text=text).first


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """What of a page breaks the rules of level AA."""
    found = Axe().run(page, options=_AA).response["violations"]
    return [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]


def given_out(page: Any, button: str, timeout: int = 30_000) -> Any:
    """The file of a letter or of letters, given out although findings are undecided."""
    page.locator(button).click()
    with page.expect_download(timeout=timeout) as download:
        page.locator("#flash button", has_text="仍要出意见").click()
    return download.value


def settled(page: Any) -> None:
    """Returns once the server has heard of everything that was decided."""
    page.wait_for_function("!nianbao.decisions.waits()")


def word_file(folder: Path, seed: int, year: int = 2022, **changes: int) -> tuple[Path, str]:
    """A generated Word report and its agency; `changes` are added to table three as row__column=number."""
    content = make_content(seed, level="department", year=year)
    for place, number in changes.items():
        row, column = place.split("__")
        content.tables["applications"][row][column] += number
    path = folder / f"{seed}-{year}.docx"
    path.write_bytes(to_docx(content, Layout()))
    return path, content.agency


def ask(page: Any, question: str) -> Any:
    """Asks beside the open report; the answer."""
    page.locator("#tab-asking").click()
    before = page.locator(".exchange").count()
    page.locator("#question").fill(question)
    page.keyboard.press("Enter")
    answer = page.locator(".exchange .answer:not(.busy)").nth(before)
    answer.wait_for()
    return answer


# A report of which the second table fell to pieces on the way into the file: its words stand there, its cells do not.
_FALLEN_APART = """{agency}2023年政府信息公开工作年度报告
根据《中华人民共和国政府信息公开条例》编制本报告。本报告所列数据的统计期限为2023年1月1日至2023年12月31日。
一、总体情况
2023年，我局认真做好政府信息公开工作。
二、主动公开政府信息情况
甲 | 规章 | 乙 | 0
甲 | 行政规范性文件 | 乙 | 0
甲 | 行政许可 | 乙 | 0
甲 | 行政处罚 | 乙 | 0
三、收到和处理政府信息公开申请情况
无。
四、政府信息公开行政复议、行政诉讼情况
无。
五、存在的主要问题及改进情况
无。
六、其他需要报告的事项
无。
"""


def badly_read_file(folder: Path, agency: str = "沐溪县水利局") -> Path:
    """A text file whose reading is in doubt (读取待核)."""
    path = folder / "badly-read.txt"
    path.write_text(_FALLEN_APART.format(agency=agency), encoding="utf-8")
    return path
