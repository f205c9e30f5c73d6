"""LibreOffice as a converter: in a folder and with a profile of its own, fetching nothing that a file points at."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from reports.errors import ConverterMissingError, DamagedFileError
from reports.reading.limits import Limits

_FAILED = "文件无法转换，可能已损坏或设有密码；请用 Word 或 WPS 另存为 .docx 后重新提供。"
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
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            timeout=limits.conversion_seconds,
            stdin=subprocess.DEVNULL,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError, OSError) as error:
        raise DamagedFileError(_FAILED) from error
    out = folder / target / f"{source.stem}.{target}"
    if not out.exists():
        raise DamagedFileError(_FAILED)
    return out
