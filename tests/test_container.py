"""The container file, as far as it can be tried without building it: every path, command and setting that it names is
there, and its health check runs against a page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.server import served
from settings import Settings
from tests.conftest import ROOT

FILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
# Each instruction on one line, without comments.
LINES = [
    line for line in re.sub(r"\\\n\s*", " ", re.sub(r"(?m)^#.*\n", "", FILE)).splitlines() if line.strip()
]
LAST = LINES[max(n for n, line in enumerate(LINES) if line.startswith("FROM ")) :]


def values(instruction: str, lines: list[str] = LINES) -> list[str]:
    """What stands behind an instruction, each time."""
    return [line.removeprefix(instruction).strip() for line in lines if line.startswith(f"{instruction} ")]


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for line in values("ENV", LAST) for pair in line.split())


def test_every_instruction_is_one_that_there_is() -> None:
    known = {
        "FROM",
        "RUN",
        "WORKDIR",
        "COPY",
        "ENV",
        "USER",
        "VOLUME",
        "EXPOSE",
        "STOPSIGNAL",
        "HEALTHCHECK",
        "CMD",
    }
    assert {line.split()[0] for line in LINES} <= known


def test_what_is_copied_and_made_is_there() -> None:
    targets = set(re.findall(r"(?m)^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    made = [m for line in values("RUN") for m in re.findall(r"\bmake (\w+)", line)]
    assert made == ["setup"] and set(made) <= targets
    stages = {line.split(" AS ")[1] for line in values("FROM") if " AS " in line}
    for line in values("COPY"):
        stage, _, rest = line.partition(" ") if line.startswith("--from=") else ("", "", line)
        assert not stage or stage.removeprefix("--from=") in stages
        sources = rest.split()[:-1]
        assert stage or all((ROOT / source).exists() for source in sources)


def test_it_runs_a_command_of_the_package_as_nobody_special() -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    program, *arguments = json.loads(values("CMD", LAST)[-1])
    assert program in scripts
    told = subprocess.run(
        [str(Path(sys.executable).parent / program), *arguments, "--help"], capture_output=True, check=True
    )
    assert told.stdout
    (user,) = values("USER", LAST)
    assert user == "10001" and f"--uid {user}" in FILE, (
        "a number, so that an orchestrator knows it is not root"
    )
    assert LAST.index(f"USER {user}") > max(n for n, line in enumerate(LAST) if line.startswith("RUN "))


def test_what_it_sets_are_settings_and_its_data_is_a_volume() -> None:
    set_here = {name for name in environment() if name.startswith("NIANBAO_")}
    assert set_here <= {f"NIANBAO_{name.upper()}" for name in Settings.model_fields}
    (volume,) = values("VOLUME", LAST)
    assert environment()["NIANBAO_DATA_DIR"] == volume and f"-m 700 {volume}" in FILE
    assert values("EXPOSE", LAST) == [environment()["NIANBAO_PORT"]]
    assert f"NIANBAO_PORT={Settings.model_fields['port'].default}" in FILE


def test_nothing_of_the_machine_goes_into_it() -> None:
    left_out = (ROOT / ".containerignore").read_text(encoding="utf-8").split()
    assert {".git", ".venv", ".tools", "data"} <= set(left_out)


@pytest.mark.parametrize("up", [True, False], ids=["a page that answers", "no page"])
def test_the_health_check_tells_whether_the_page_answers(tmp_path: Path, up: bool) -> None:
    (check,) = (json.loads(line[line.index("[") :]) for line in values("HEALTHCHECK", LAST))

    def healthy(port: int) -> bool:
        done = subprocess.run(
            [sys.executable, *check[1:]], env={**os.environ, "NIANBAO_PORT": str(port)}, capture_output=True
        )
        return done.returncode == 0

    with served(tmp_path) as page:
        port = urlsplit(page.url).port
        assert port is not None
        assert not up or healthy(port)
    assert up or not healthy(port)
