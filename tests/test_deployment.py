"""What docs/deployment.md shows is right: nginx and systemd read it as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.server import NIANBAO
from office.workspace import Workspace
from tests.conftest import ROOT, without_program

PAGE = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")


def shown(language: str) -> list[str]:
    """The blocks of one language on the page."""
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate of a day, with its key beside it."""
    if shutil.which("openssl") is None:
        without_program("openssl")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=bao.example.gov.cn",
         "-keyout", tmp_path / "bao.example.gov.cn.key", "-out", tmp_path / "bao.example.gov.cn.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return tmp_path


def test_nginx_takes_the_page_s_configuration(certificate: Path) -> None:
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if nginx is None:
        without_program("nginx")
    (block,) = shown("nginx")
    servers = block.replace("/etc/nginx/tls", str(certificate))
    whole = certificate / "nginx.conf"
    whole.write_text(
        f"pid {certificate}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{ access_log off;\n{servers}\n}}\n"
    )
    done = subprocess.run([nginx, "-t", "-c", whole, "-p", certificate], capture_output=True, text=True)
    assert done.returncode == 0 and "test is successful" in done.stderr, done.stderr


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "X-Forwarded-For", "X-Forwarded-Proto"])
def test_the_proxy_gives_its_own_values_and_not_the_visitor_s(header: str) -> None:
    """A name, an address or a scheme that a visitor sends must not be the one that is believed."""
    (block,) = shown("nginx")
    given = re.search(rf"proxy_set_header {header}\s+(\S+);", block)
    assert given is not None and given[1] in ("$host", "$remote_addr", "$scheme")


@pytest.mark.parametrize(("number", "name"), [(0, "nianbao.service"), (1, "nianbao-worker.service")])
def test_systemd_takes_the_units(number: int, name: str, tmp_path: Path) -> None:
    """Program and settings file are put where there are some; all the rest is read as it stands."""
    systemd = shutil.which("systemd-analyze")
    if systemd is None:
        without_program("systemd-analyze")
    (tmp_path / "env").touch()
    unit = shown("ini")[number].replace("/etc/nianbao.env", str(tmp_path / "env"))
    unit = unit.replace("/opt/nianbao/.venv/bin/nianbao", str(shutil.which("true")))
    (tmp_path / name).write_text(unit, encoding="utf-8")
    done = subprocess.run([systemd, "verify", "--man=no", tmp_path / name], capture_output=True, text=True)
    said = [line for line in (done.stdout + done.stderr).splitlines() if name in line]
    assert (done.returncode, said) == (0, [])


def test_cron_s_line_backs_up_and_keeps_what_is_not_old(workspace: Workspace, tmp_path: Path) -> None:
    (line,) = (found for block in shown("cron") for found in block.splitlines())
    times, command = line.split(None, 6)[:5], line.split(None, 6)[6]
    assert all(re.fullmatch(r"\*|\d+", time) for time in times)
    for there, here in (
        ("/var/lib/nianbao", workspace.settings.data_dir), ("/var/backups/nianbao", tmp_path),
        ("/opt/nianbao/.venv/bin/nianbao", NIANBAO), ("\\%", "%"),
    ):  # fmt: skip
        command = command.replace(there, str(here))
    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert [path.suffix for path in tmp_path.glob("*.zip")] == [".zip"]
