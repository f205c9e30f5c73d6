"""What libraries say of a file stays off the terminal at every door: the command, the page's server, the agents' tools."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from gradio_client import Client, handle_file

from benchmarks import server
from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_pdf
from office.logs import LOG_FILE
from tests.conftest import without_program
from tests.event_loop import awaited

_BOX = re.compile(rb"/FontBBox\s*\[[^\]]*\]")


@pytest.fixture(scope="module")
def complained_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A printed report whose fonts do not tell their size, as some printing programs leave it."""
    printed = to_pdf(make_content(3), Layout())
    if printed is None:
        without_program("soffice")
    path = tmp_path_factory.mktemp("pdf") / "printed.pdf"
    path.write_bytes(_BOX.sub(lambda found: b"/FontBBox null".ljust(len(found[0])), printed))
    return path


def test_the_file_is_one_that_the_library_complains_of(
    complained_of: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="pdfminer"), pdfplumber.open(complained_of) as pdf:
        assert pdf.pages[0].extract_text()
    assert "FontBBox" in caplog.text


def test_the_command_says_nothing_beside_its_answer(
    nianbao: Callable[..., subprocess.CompletedProcess[str]], complained_of: Path, tmp_path: Path
) -> None:
    done = nianbao("review", complained_of)
    assert done.stdout and done.stderr == ""
    log = tmp_path / "data" / LOG_FILE
    assert not log.exists() or "FontBBox" not in log.read_text(encoding="utf-8")


def test_the_server_says_nothing_of_a_file_handed_in(complained_of: Path, tmp_path: Path) -> None:
    told = tmp_path / "stderr"
    with told.open("wb") as stderr, server.served(tmp_path / "library", stderr=stderr) as running:
        client = Client(running.url + "review/", verbose=False)
        assert client.predict(handle_file(str(complained_of)), api_name="/review")["findings"]
    said = told.read_text(encoding="utf-8").splitlines()
    # Whether the index was ready in time is told or not; a fourth line would be of the file.
    assert said[1].startswith("年报审阅已启动") and said[2:] in ([], ["资料库索引已就绪"]), said


def test_the_tools_for_agents_say_nothing_of_a_file(complained_of: Path, tmp_path: Path) -> None:
    from mcp import Client as AgentClient
    from mcp import StdioServerParameters, stdio_client

    async def talk(stderr: Any) -> bool:
        tools = StdioServerParameters(command=str(server.NIANBAO), args=["mcp"], env=dict(os.environ))
        async with AgentClient(stdio_client(tools, errlog=stderr)) as agent:
            done = await agent.call_tool("review_report", {"path": str(complained_of)})
            return "findings" in str(done.content)

    told = tmp_path / "stderr"
    with told.open("w", encoding="utf-8") as stderr:
        assert awaited(talk(stderr))
    assert told.read_text(encoding="utf-8") == ""


_SPEAKING = """
import logging, sys, warnings
from pathlib import Path
from office.logs import speak_on_terminal, write_logs
speak_on_terminal()
write_logs(Path(sys.argv[1]))
logging.getLogger("nianbao").info("正在启动……")
logging.getLogger("web.calls").error("a call failed")
for library in ("pdfminer.pdffont", "pdfplumber", "rapidocr", "onnxruntime", "chromadb", "httpx", "one.of.tomorrow"):
    logging.getLogger(library).error("chatter")
warnings.warn("chatter")
"""


def test_the_servers_own_sentences_are_said_and_no_librarys(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SPEAKING, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stderr.splitlines() == ["正在启动……", "a call failed"]
    assert "one.of.tomorrow chatter" in (tmp_path / LOG_FILE).read_text(encoding="utf-8")
