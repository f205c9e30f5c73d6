"""A Chroma server of the installed package on a folder and port of its own, which can go away and come back."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import chromadb

from benchmarks.server import free_port

_LONGEST_START = 60.0


class ChromaServer:
    """The server; its data outlives its process."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What NIANBAO_CHROMA_URL takes."""
        return f"http://127.0.0.1:{self._port}"

    def client(self) -> chromadb.ClientAPI:
        """A client of its own, as another program would have it."""
        return chromadb.HttpClient(host="127.0.0.1", port=self._port)

    def texts(self) -> list[str]:
        """Every text that it keeps."""
        kept: list[str] = []
        for collection in self.client().list_collections():
            kept += collection.get(include=["documents"])["documents"] or []
        return kept

    def start(self) -> None:
        """Starts it and returns once it answers."""
        program = Path(sys.executable).parent / "chroma"
        command = [
            str(program),
            "run",
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--path",
            str(self._folder),
        ]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + _LONGEST_START
        while True:
            try:
                self.client().heartbeat()
                return
            except Exception:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def lose(self) -> None:
        """Takes away what it keeps, while it is stopped: it comes back as one that was installed anew."""
        shutil.rmtree(self._folder)

    def stop(self) -> None:
        """Ends its process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
            self._process = None


@contextmanager
def running(folder: Path) -> Iterator[ChromaServer]:
    """A server that answers; it is ended afterwards."""
    server = ChromaServer(folder)
    try:
        server.start()
        yield server
    finally:
        server.stop()
