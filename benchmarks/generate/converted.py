"""Word files as LibreOffice writes them in other formats, all in one start."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from reports.reading.libre_office import run_bounded


def converted(files: dict[str, bytes], target: str) -> dict[str, bytes]:
    """The files (.docx) in the target's format (pdf, doc, rtf, odt, or one with its filter and options after a colon).

    Empty where LibreOffice is not installed.
    """
    program = shutil.which("soffice")
    if program is None:
        return {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for n, data in enumerate(files.values()):
            (folder / f"{n}.docx").write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/p"
        sources = [str(folder / f"{n}.docx") for n in range(len(files))]
        command = [program, profile, "--headless", "--convert-to", target, "--outdir", name, *sources]
        run_bounded(command, 60 + 20 * len(files))
        ending = target.partition(":")[0]
        return {kind: (folder / f"{n}.{ending}").read_bytes() for n, kind in enumerate(files)}
