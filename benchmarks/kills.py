"""Ends a working process at random moments (kill -9) and looks what is left: nothing that it acknowledged is lost,
nothing of what was removed is found.

Run: python -m benchmarks.kills [trials]
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from library.entries import Viewer
from library.files import files_folder
from library.letters import SavedLetter
from office.desk import Desk
from office.workspace import Workspace
from settings import Settings

_LONGEST = 8.0
_READY = "ready"


def canary(seed: int) -> str:
    """Words that stand in one report and nowhere else."""
    return f"金丝雀{seed:06d}号"


def report(seed: int) -> bytes:
    """A report with its canary, and with a wording that is found fault with."""
    text = to_txt(make_content(seed), Layout()).decode()
    return text.replace("二、", f"本单位设立{canary(seed)}，处理其它事项。\n二、", 1).encode()


def work(folder: Path, seed: int, say: Callable[[str], None]) -> None:
    """Takes in, decides, writes, removes and rebuilds without end; says what is done once it is done."""
    random = Random(seed)
    workspace = Workspace(Settings(data_dir=folder))
    workspace.files.begin()
    workspace.open_index()
    desk = Desk(workspace, Viewer(""))
    there: list[tuple[str, int]] = []
    say(_READY)
    for step in range(1_000_000):
        if len(there) < 2 or random.random() < 0.3:
            number = seed * 1000 + step
            identifier = workspace.add(report(number), f"{number}.txt").id
            there.append((identifier, number))
            say(f"added {identifier} {number}")
            continue
        identifier, number = random.choice(there)
        action = random.choice(("decide", "letter", "remove", "rebuild"))
        if action == "decide":
            finding = random.choice(desk.findings(identifier))
            desk.decide(identifier, finding.id, state="dismissed", reason=f"{step}")
            say(f"decided {identifier} {finding.id} {step}")
        elif action == "letter":
            workspace.letters.save(identifier, SavedLetter(f"{canary(number)} {step}", "模板"))
            workspace.files.make("li", "意见.md", canary(number).encode(), identifier)
            say(f"lettered {identifier} {step}")
        elif action == "rebuild":
            workspace.index_report(identifier)
        else:
            there.remove((identifier, number))
            say(f"removing {identifier} {number}")
            workspace.remove(identifier)
            say(f"removed {identifier} {number}")


@dataclass
class Acknowledged:
    """What the process said it had done before it was killed."""

    added: dict[str, int] = field(default_factory=dict)
    decided: dict[tuple[str, str], int] = field(default_factory=dict)
    lettered: dict[str, int] = field(default_factory=dict)
    removing: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: list[str]) -> Acknowledged:
        """What some lines say."""
        said = cls()
        for words in (line.split() for line in lines):
            if words[0] == "decided":
                said.decided[words[1], words[2]] = int(words[3])
            elif words[0] != _READY:
                getattr(said, words[0])[words[1]] = int(words[2])
        return said


def faults(folder: Path, said: Acknowledged) -> list[str]:
    """What was lost and what was left, after the next start."""
    workspace = Workspace(Settings(data_dir=folder))
    workspace.files.begin()
    workspace.open_index()
    entries = {e.id for e in workspace.library.entries()}
    found = [f"lost report {i}" for i in said.added if i not in said.removing and i not in entries]
    found += [f"still there {i}" for i in said.removed if i in entries]
    for (identifier, finding), step in said.decided.items():
        decision = workspace.decisions.of(identifier).get(finding) if identifier in entries else None
        if identifier in entries and (decision is None or int(decision.reason) < step):
            found.append(f"lost decision {identifier} {finding}")
    for identifier, step in said.lettered.items():
        letter = workspace.letters.of(identifier) if identifier in entries else None
        if identifier in entries and (letter is None or int(letter.text.split()[1]) < step):
            found.append(f"lost letter {identifier}")
    for identifier in entries:
        number = said.added.get(identifier)
        if number is not None and not any(
            canary(number) in h.passage.text for h in workspace.search(canary(number), 50, {identifier})
        ):
            found.append(f"not searched {identifier}")
    workspace.close()
    gone = [canary(n).encode() for i, n in said.removing.items() if i not in entries]
    files = [p for root in (folder, files_folder(folder)) for p in root.rglob("*") if p.is_file()]
    contents = [(p, p.read_bytes()) for p in files]
    return found + [
        f"left {word.decode()} in {p.name}" for word in gone for p, content in contents if word in content
    ]


def _child(action: Callable[[Callable[[str], None]], None]) -> tuple[int, int]:
    """Does something in a process of its own; its id, and where what it says can be read."""
    reading, writing = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        try:
            action(lambda line: _written(writing, line))
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(writing)
    return process, reading


def _written(pipe: int, line: str) -> None:
    os.write(pipe, f"{line}\n".encode())


def _each(say: Callable[[str], None], lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def trial(seed: int) -> tuple[list[str], int]:
    """One process killed at a random moment of its work; the faults, and how much it had acknowledged."""
    folder = Path(tempfile.mkdtemp(prefix="nianbao-kill-"))
    try:
        process, reading = _child(lambda say: work(folder, seed, say))
        first = os.read(reading, len(_READY) + 1)
        time.sleep(Random(seed).uniform(0.02, _LONGEST))
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        with os.fdopen(reading, "rb") as rest:
            lines = (first + rest.read()).decode().split("\n")[:-1]
        said = Acknowledged.of([line for line in lines if line])
        checker, told = _child(lambda say: _each(say, faults(folder, said)))
        with os.fdopen(told, "rb") as found:
            lost = found.read().decode().splitlines()
        _, status = os.waitpid(checker, 0)
        return lost + ([f"the next start failed: {status}"] if status else []), len(lines)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.rmtree(files_folder(folder), ignore_errors=True)


def _warm() -> None:
    """Loads what the processes need before they are made, so that each of them gets to work at once."""
    import chromadb  # noqa: F401

    from reports.parse import parse_bytes
    from retrieval.embeddings import make_embeddings
    from review.reviewer import review

    review(parse_bytes(report(1), "1.txt"))
    make_embeddings(None)


def main() -> None:
    """Prints the figures."""
    _warm()
    trials = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    acknowledged, bad = 0, 0
    for seed in range(1, trials + 1):
        lost, count = trial(seed)
        acknowledged += count
        bad += bool(lost)
        for line in lost:
            print(f"  trial {seed}: {line}", flush=True)
        if seed % 20 == 0:
            print(f"{seed} kills, {acknowledged} acknowledged, {bad} trials with faults", flush=True)
    print(f"{trials} kills -9, {acknowledged} acts acknowledged, {bad} trials with something lost or left")


if __name__ == "__main__":
    main()
