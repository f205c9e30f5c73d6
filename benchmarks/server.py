"""A running server on a folder of its own, for the tests of the page, the figures and the pictures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

NIANBAO = Path(sys.executable).parent / "nianbao"
_LONGEST_START = 240.0


@dataclass(frozen=True)
class Server:
    """Its address (citizens at /, reviewers at /review/), its process, and the seconds until it answered."""

    url: str
    process: psutil.Process
    seconds: float

    @property
    def megabytes(self) -> float:
        """Its resident memory now."""
        return float(self.process.memory_info().rss) / 1024**2

    @property
    def processor_seconds(self) -> float:
        """The processor time that it has taken until now, without that of its worker."""
        taken = self.process.cpu_times()
        return float(taken.user + taken.system)


# What any page of Gradio costs here: the same address, one text, nothing of ours.
_BARE = """
import sys
import gradio as gr
with gr.Blocks() as page:
    gr.Markdown("")
page.launch(server_name="127.0.0.1", server_port=int(sys.argv[1]), quiet=True)
"""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    """Returns once the address answers; raises RuntimeError where the process ends or the time is up."""
    deadline = time.monotonic() + _LONGEST_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the server ended before it answered")
        try:
            urllib.request.urlopen(url, timeout=2).read()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{url} did not answer")


@contextmanager
def served(
    folder: Path, *arguments: str, stderr: IO[bytes] | int = subprocess.DEVNULL, **settings: str
) -> Iterator[Server]:
    """A server with more arguments of the command and settings of the environment; ended on leaving."""
    port = free_port()
    command = [str(NIANBAO), "serve", "--port", str(port), *arguments]
    with _answering(command, port, {"NIANBAO_DATA_DIR": str(folder), **settings}, stderr) as server:
        yield server


def bare_page_seconds() -> float:
    """Seconds until a page of Gradio with nothing on it answers, started in the same way."""
    port = free_port()
    quiet = {"GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1"}
    with _answering([sys.executable, "-c", _BARE, str(port)], port, quiet) as server:
        return server.seconds


@contextmanager
def _answering(
    command: list[str], port: int, settings: dict[str, str], stderr: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[Server]:
    url = f"http://127.0.0.1:{port}/"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("OPENAI_", "NIANBAO_"))}
    start = time.perf_counter()
    process = subprocess.Popen(
        command, env={**environment, **settings}, stdout=subprocess.DEVNULL, stderr=stderr
    )
    try:
        _await(url, process)
        yield Server(url, psutil.Process(process.pid), time.perf_counter() - start)
    finally:
        process.terminate()
        process.wait(20)
