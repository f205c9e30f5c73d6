"""LibreOffice as a converter: in a folder and with a profile of its own, fetching nothing that a file points at."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from pathlib import Path

from reports.errors import ConverterMissingError, DamagedFileError
from reports.reading.limits import Limits

_FAILED = "文件无法转换，可能已损坏或设有密码；请用 Word 或 WPS 另存为 .docx 后重新提供。"
_BUSY = (
    "转换这个文件花的时间过长，没有读完，本机可能正忙；请稍后重新提供，或用 Word、WPS 另存为 .docx 后提供。"
)
# On a busy machine a program waits for its turn: it is stopped by what it used, and long after that by the clock.
_WAITING = 4
# Pictures and other parts that a document only points at are left out, and nothing in it is run.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
</oor:items>
"""


def office_program(missing: str) -> str:
    """Where LibreOffice is; raises a ConverterMissingError with this sentence where it is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ConverterMissingError(missing)
    return program


def run_bounded(command: list[str], seconds: float) -> None:
    """Runs a program that may use so many seconds of a processor, and take a few times as long.

    Raises CalledProcessError where it fails or used more, TimeoutExpired where it did not end; nothing of it is left running.
    """
    limited = ["sh", "-c", f'ulimit -t {max(1, round(seconds))}; exec "$0" "$@"', *command]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        limited, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    ) as process:
        try:
            code = process.wait(seconds * _WAITING)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    if code:
        raise subprocess.CalledProcessError(code, command)


def converted(program: str, source: Path, target: str, folder: Path, limits: Limits) -> Path:
    """The file as one of the type `target`, in `folder`; raises a DamagedFileError where it cannot be converted."""
    profile = folder / "profile" / "user" / "registrymodifications.xcu"
    if not profile.exists():
        profile.parent.mkdir(parents=True, exist_ok=True)
        profile.write_text(_PROFILE, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore",
        "--convert-to", target, "--outdir", str(folder / target), str(source),
    ]  # fmt: skip
    try:
        run_bounded(command, limits.conversion_seconds)
    except subprocess.TimeoutExpired as error:
        raise DamagedFileError(_BUSY) from error
    except (subprocess.CalledProcessError, OSError) as error:
        raise DamagedFileError(_FAILED) from error
    out = folder / target / f"{source.stem}.{target}"
    if not out.exists():
        raise DamagedFileError(_FAILED)
    return out
