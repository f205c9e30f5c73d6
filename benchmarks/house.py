"""The house in figures: lines, regular expressions and long modules of the product, its installation, its start.

`python -m benchmarks.house` prints what the code is made of; with --run also what is measured by running it: the first
start and a later one beside a bare page of Gradio, memory, passages embedded a second.
"""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

from benchmarks.__main__ import machine
from benchmarks.server import bare_page_seconds, served
from reports.parse import parse_file
from retrieval.embeddings import make_embeddings
from retrieval.passages import report_passages

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = next((ROOT / "corpus" / "reports").glob("*.txt"))
LONG = 300
_NO_PRODUCT = ("tests", "benchmarks")


def modules() -> list[Path]:
    """The modules of the product that git tracks."""
    tracked = subprocess.run(
        ["git", "ls-files", "*.py"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    paths = [Path(line) for line in tracked.stdout.splitlines()]
    return [p for p in paths if p.parts[0] not in _NO_PRODUCT]


def lines(path: Path) -> int:
    """The lines of a module."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def alternatives(pattern: str) -> int:
    """One, and one more for each | that is no character of a class and not escaped."""
    plain = re.sub(r"\\.", "", pattern)
    return 1 + re.sub(r"\[[^\]]*\]", "", plain).count("|")


def expressions(path: Path) -> Iterator[str]:
    """The regular expressions that a module writes out, as far as they are literals."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value
            elif isinstance(first, ast.JoinedStr):
                yield "".join(str(v.value) for v in first.values if isinstance(v, ast.Constant))


def print_code() -> None:
    """Lines, regular expressions and their alternatives by package, and the long modules."""
    rows: dict[str, list[int]] = {}
    for path in modules():
        name = path.parts[0] if len(path.parts) > 1 else "(top)"
        found = list(expressions(path))
        row = rows.setdefault(name, [0, 0, 0, 0])
        for n, more in enumerate((1, lines(path), len(found), sum(map(alternatives, found)))):
            row[n] += more
    print(f"{'package':12} {'modules':>8} {'lines':>8} {'expressions':>12} {'alternatives':>13}")
    for name, row in sorted(rows.items()):
        print(f"{name:12} {row[0]:8} {row[1]:8} {row[2]:12} {row[3]:13}")
    total = [sum(column) for column in zip(*rows.values(), strict=True)]
    print(f"{'all':12} {total[0]:8} {total[1]:8} {total[2]:12} {total[3]:13}")
    long = [(lines(p), p) for p in modules() if lines(p) > LONG]
    print(f"modules over {LONG} lines: {', '.join(f'{p} {n}' for n, p in long) or 'none'}")


def needed(name: str, seen: set[str]) -> set[str]:
    """A distribution and all that it needs here, by name."""
    for line in distribution(name).requires or ():
        requirement = Requirement(line)
        other = requirement.name.lower().replace("_", "-")
        if other not in seen and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            seen.add(other)
            try:
                needed(other, seen)
            except ImportError:
                seen.discard(other)
    return seen


def megabytes(name: str) -> float:
    """The size of a distribution's files."""
    files = (f.locate() for f in distribution(name).files or ())
    return sum(Path(str(f)).stat().st_size for f in files if Path(str(f)).is_file()) / 1024**2


def print_installation() -> None:
    """The size of what `pip install nianbao` brings, extras left out, and its largest parts."""
    sizes = sorted(((megabytes(n), n) for n in needed("nianbao", set())), reverse=True)
    print(f"installation: {len(sizes)} distributions, {sum(s for s, _ in sizes):.0f} MB;", end=" ")
    print("largest:", ", ".join(f"{name} {size:.0f}" for size, name in sizes[:8]))


def print_starts(times: int = 3) -> None:
    """Seconds until HTTP 200 in an empty folder and again in it, beside a bare page of Gradio; starts take turns."""
    bare: list[float] = []
    first: list[float] = []
    again: list[float] = []
    memory: list[float] = []
    for _ in range(times):
        bare.append(bare_page_seconds())
        with tempfile.TemporaryDirectory() as folder:
            for kept in (first, again):
                with served(Path(folder)) as server:
                    kept.append(server.seconds)
                    time.sleep(8)
                    memory.append(server.megabytes)
    base = statistics.median(bare)
    for name, kept in (("first start", first), ("later start", again)):
        taken = statistics.median(kept)
        print(f"{name}: {taken:.1f} s, {taken / base:.2f} times a bare page of Gradio ({base:.1f} s)")
    print(f"memory once everything is loaded: {max(memory):.0f} MB")


def print_embedding() -> None:
    """Passages of the sample report embedded a second by the model that ships with the program."""
    texts = [text for p in report_passages(parse_file(SAMPLE), "") for text in p.embedded]
    named = make_embeddings()
    named.embeddings.embed_documents(texts[:8])
    start = time.perf_counter()
    named.embeddings.embed_documents(texts)
    print(f"{named.identity}: {len(texts) / (time.perf_counter() - start):.0f} passages embedded a second")


def main() -> None:
    """Prints the figures."""
    print(machine())
    print_code()
    print_installation()
    if "--run" in sys.argv[1:]:
        print_starts()
        print_embedding()


if __name__ == "__main__":
    main()
