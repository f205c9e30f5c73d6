"""An office at work: thirty citizens and twenty reviewers beside a batch of two hundred files, over the page's own calls.

Everyone pauses between two clicks as people do: a citizen reads an answer for ten to twenty seconds, a reviewer decides
every three to six and asks after every tenth decision. Told are the times of answers and decisions, the errors, how much
of the batch was read, and the memory of the server over the time.

Run: python -m benchmarks.service [seconds, 300 where nothing is said]
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import httpx

from benchmarks.load import QUESTIONS, write_reports
from benchmarks.server import Server, served
from library.accounts import Accounts
from library.database import Database

CITIZENS, REVIEWERS, FILES, KEPT = 30, 20, 200, 40
_PASSWORD = "correct horse battery"
_CITIZENS_ASK = (
    "多久给答复？",
    "不公开哪些信息？",
    "申请要钱吗？",
    "不答复怎么办？",
    "哪个单位收到的申请最多？",
)
_PATIENCE = 120.0
# The server closes a connection that is idle for five seconds; a browser would try again on a new one.
_LIMITS = httpx.Limits(keepalive_expiry=2)


@dataclass
class Told:
    """What was seen so far."""

    answers: list[float] = field(default_factory=list)
    decisions: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    @contextmanager
    def timed(self, taken: list[float]) -> Iterator[None]:
        """Counts what is done within it, whatever becomes of it."""
        start = time.perf_counter()
        try:
            yield
        except Exception as error:
            self.errors.append(f"{type(error).__name__}: {error}"[:200])
        taken.append(time.perf_counter() - start)


class Visitor:
    """Somebody with the page of a face open."""

    def __init__(self, url: str, face: str, name: str = "") -> None:
        self._client = httpx.Client(
            base_url=f"{url}{face}", timeout=_PATIENCE, headers={"Accept": "text/html"}, limits=_LIMITS
        )
        if name:
            self._client.headers["Accept"] = "*/*"
            entered = self._client.post("login", data={"username": name, "password": _PASSWORD})
            entered.raise_for_status()
        self._client.get("").raise_for_status()
        self._client.headers["Accept"] = "*/*"
        events = self._client.get("config").json()["dependencies"]
        ((self._place, self._ask),) = [
            (target[0], event["id"]) for event in events for target in event["targets"] if target[1] == "ask"
        ]
        self._session, self._conversation = os.urandom(5).hex(), os.urandom(16).hex()

    def call(self, name: str, **data: Any) -> dict[str, Any]:
        """What a call of the page's place answers; raises a ValueError where that is a refusal."""
        sent = {"data": data, "component_id": self._place, "fn_name": name, "session_hash": self._session}
        answer = self._client.post("gradio_api/component_server", json=sent)
        answer.raise_for_status()
        found: dict[str, Any] = answer.json()
        if found.get("error"):
            raise ValueError(found["error"])
        return found

    def ask(self, question: str, report: str = "") -> None:
        """Asks as the page does, and returns with the end of the answer; raises a ValueError where there is none."""
        asked = {"conversation": self._conversation, "report": report, "question": question}
        joined = self._client.post(
            "gradio_api/queue/join",
            json={"data": [], "fn_index": self._ask, "session_hash": self._session, "event_data": asked},
        )
        joined.raise_for_status()
        last = ""
        with self._client.stream("GET", f"gradio_api/queue/data?session_hash={self._session}") as stream:
            for line in stream.iter_lines():
                last = line or last
                if "process_completed" in line:
                    break
        if '"success":true' not in last.replace(" ", ""):
            raise ValueError(f"no answer: {last[:200]}")

    def hand_in(self, paths: list[Path]) -> None:
        """Uploads files and has them read."""
        sent = []
        for path in paths:
            answer = self._client.post("gradio_api/upload", files={"files": (path.name, path.read_bytes())})
            answer.raise_for_status()
            sent.append({"path": answer.json()[0], "meta": {"_type": "gradio.FileData"}})
        self.call("take", files=sent)


def _citizen(url: str, number: int, until: float, told: Told) -> None:
    random, visitor = Random(number), Visitor(url, "")
    time.sleep(random.uniform(0, 15))
    while time.monotonic() < until:
        with told.timed(told.answers):
            visitor.ask(random.choice(_CITIZENS_ASK))
        time.sleep(random.uniform(10, 20))


def _reviewer(url: str, number: int, until: float, told: Told, findings: list[tuple[str, str]]) -> None:
    random, visitor = Random(1000 + number), Visitor(url, "review/", f"r{number}")
    step = random.randrange(10)
    while time.monotonic() < until:
        time.sleep(random.uniform(3, 6))
        report, finding = random.choice(findings)
        with told.timed(told.decisions):
            state = random.choice(["accepted", "dismissed", ""])
            visitor.call("decide", report=report, finding=finding, state=state, reason="")
        step += 1
        if step % 10 == 0:
            with told.timed(told.answers):
                visitor.ask(random.choice(QUESTIONS), report)


def _findings(folder: Path) -> list[tuple[str, str]]:
    """Reports that the office has already, with their findings."""
    from office.workspace import Workspace
    from settings import Settings

    workspace = Workspace(Settings(data_dir=folder))
    sources = folder.parent / "kept"
    sources.mkdir()
    entries = [workspace.add(p.read_bytes(), p.name, published=True) for p in write_reports(sources, KEPT)]
    found = [(e.id, f.id) for e in entries for f in workspace.reviews.of(e.id).findings]
    workspace.close()
    return found


def _run(
    server: Server, seconds: float, findings: list[tuple[str, str]], paths: list[Path]
) -> tuple[Told, str]:
    told, until = Told(), time.monotonic() + seconds
    crowd = [(_citizen, (server.url, n, until, told)) for n in range(CITIZENS)]
    crowd += [(_reviewer, (server.url, n, until, told, findings)) for n in range(REVIEWERS)]  # type: ignore[misc]
    threads = [threading.Thread(target=work, args=given) for work, given in crowd]
    for thread in threads:
        thread.start()
    hands = Visitor(server.url, "review/", f"r{REVIEWERS}")
    hands.hand_in(paths)
    begun, said = time.monotonic(), ""
    while time.monotonic() < until:
        told.memory.append(server.megabytes)
        time.sleep(5)
        shown = hands.call("rows")
        if not shown["busy"] and not said:
            said = f"read in {time.monotonic() - begun:.0f} s: {shown['done']}"
    for thread in threads:
        thread.join(_PATIENCE)
    return told, said or "not read to the end"


def _share(taken: list[float], share: float) -> float:
    return sorted(taken)[min(len(taken) - 1, int(share * len(taken)))] if taken else float("nan")


def main() -> None:
    """Prints the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 300.0
    before = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "data"
        folder.mkdir()
        findings = _findings(folder)
        batch = Path(name) / "batch"
        batch.mkdir()
        paths = write_reports(batch, KEPT + FILES)[KEPT:]
        database = Database(f"sqlite:///{folder / 'library.sqlite3'}")
        for number in range(REVIEWERS + 1):
            Accounts(database).add(f"r{number}", _PASSWORD)
        database.close()
        with served(folder, NIANBAO_TRUSTED_PROXIES="127.0.0.1") as server:
            before_run = server.processor_seconds
            told, read = _run(server, seconds, findings, paths)
            taken_by_page = server.processor_seconds - before_run
    memory = told.memory or [float("nan")]
    fifth = memory[len(memory) // 5]
    print(
        f"load before {before:.1f}, after {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, {seconds:.0f} s"
    )
    for what, taken in (("answers", told.answers), ("decisions", told.decisions)):
        print(
            f"{what}: {len(taken)}, p50 {_share(taken, 0.5):.2f} s, p95 {_share(taken, 0.95):.2f} s, longest {_share(taken, 1):.2f} s"
        )
    print(f"errors {len(told.errors)}: {json.dumps(sorted(set(told.errors))[:5], ensure_ascii=False)}")
    print(f"processor time of the page: {taken_by_page:.0f} s")
    print(f"batch of {FILES} files {read}")
    print(
        f"memory {memory[0]:.0f} MB at first, {fifth:.0f} after a fifth of the time, {memory[-1]:.0f} at the end"
    )


if __name__ == "__main__":
    main()
