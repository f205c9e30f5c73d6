"""Mutated files of each type: always a report or a typed error, in bounded time and memory.

Run: python -m benchmarks.fuzz [files of each type] [type ...]
"""

from __future__ import annotations

import io
import resource
import sys
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from random import Random
from unittest.mock import patch

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html, to_pdf
from benchmarks.generate.text_exports import to_markdown, to_txt
from reports.errors import UnusableFileError
from reports.parse import parse_bytes
from reports.reading.archive import unpack
from reports.reading.file_type import FileType, detect
from reports.reading.limits import usual_limits

_TOKENS = (
    b"\x00", b"\xff\xfe", b"<", b"</td>", b"<table>", b"rowspan='99999999999'", b"colspan='-1'", b"&#0;", b"\xef\xbb\xbf", b"%PDF-",
    b"PK\x03\x04", b"\t" * 50, b"|" * 40, b"(" * 200, b"9" * 400, b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]>", "一、".encode() * 30, b"\r", b"]]>",
)  # fmt: skip


def mutated(data: bytes, random: Random) -> bytes:
    """The bytes with a few changes: flipped, cut, doubled, moved, or with an unpleasant token put in."""
    out = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        if not out:
            break
        at = random.randrange(len(out))
        span = min(random.choice((1, 4, 40, 1000)), len(out) - at)
        match random.randrange(6):
            case 0:
                out[at] = random.randrange(256)
            case 1:
                del out[at : at + span]
            case 2:
                out[at:at] = out[at : at + span]
            case 3:
                out[at:at] = random.choice(_TOKENS)
            case 4:
                out = out[: max(at, 1)]
            case _:
                other = random.randrange(len(out))
                out[at : at + span] = out[other : other + span]
    return bytes(out)


def mutated_inside(data: bytes, random: Random) -> bytes:
    """A .docx or .zip in which one part was mutated and the package itself is whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        entries = old.infolist()
        parts = [e for e in entries if e.filename.startswith("word/") and e.filename.endswith(".xml")]
        chosen = random.choice(parts or entries)
        for entry in entries:
            content = old.read(entry)
            new.writestr(entry.filename, mutated(content, random) if entry is chosen else content)
    return out.getvalue()


def mutated_streams(data: bytes, random: Random) -> bytes:
    """A PDF in which the content of a compressed stream was mutated."""
    start = data.find(b"stream\n", random.randrange(len(data)))
    end = data.find(b"endstream", start)
    if start < 0 or end < 0:
        return mutated(data, random)
    try:
        plain = zlib.decompress(data[start + 7 : end])
    except zlib.error:
        return mutated(data, random)
    return data[: start + 7] + zlib.compress(mutated(plain, random)) + data[end:]


Mutation = Callable[[bytes, Random], bytes]


def samples() -> Iterator[tuple[str, list[bytes], tuple[Mutation, ...]]]:
    """Each type with some whole files and the ways in which they are damaged."""
    contents = [make_content(n) for n in range(4)]
    yield "txt", [to_txt(c, Layout()) for c in contents], (mutated,)
    yield "md", [to_markdown(c, Layout()) for c in contents], (mutated,)
    yield "html", [to_html(c, Layout()) for c in contents], (mutated,)
    yield "mht", [_web_archive(to_html(c, Layout())) for c in contents], (mutated,)
    yield (
        "zip",
        [_packed(to_txt(c, Layout()), to_html(c, Layout())) for c in contents],
        (mutated, mutated_inside),
    )
    yield "docx", [to_docx(c, Layout()) for c in contents], (mutated, mutated_inside, mutated_inside)
    pdfs = [p for p in (to_pdf(c, Layout()) for c in contents[:2]) if p is not None]
    if pdfs:
        yield "pdf", pdfs, (mutated, mutated_streams)


def _web_archive(page: bytes) -> bytes:
    """A page as browsers save it in one file."""
    message = MIMEMultipart("related")
    message.attach(MIMEText(page.decode("utf-8"), "html", "utf-8"))
    return message.as_bytes()


def _packed(*files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(files):
            archive.writestr(f"报告{number}", content)
    return out.getvalue()


def _read(data: bytes) -> None:
    """Reads a file, or each file of an archive; raises an UnusableFileError where there is nothing to read."""
    limits = usual_limits()
    if detect(data, limits) is not FileType.ARCHIVE:
        parse_bytes(data, "report")
        return
    for name, content in unpack(data, limits):
        parse_bytes(content, name)


def fuzz(files: list[bytes], mutations: tuple[Mutation, ...], count: int) -> tuple[Counter[str], float]:
    """How many gave a report, a typed error or a crash, and the longest time in seconds."""
    outcomes: Counter[str] = Counter()
    longest = 0.0
    for seed in range(count):
        random = Random(seed)
        data = random.choice(mutations)(random.choice(files), random)
        start = time.perf_counter()
        try:
            _read(data)
            outcomes["report"] += 1
        except UnusableFileError:
            outcomes["typed error"] += 1
        except Exception as error:  # what must never happen is counted and named
            outcomes[f"CRASH {type(error).__name__} (seed {seed})"] += 1
        longest = max(longest, time.perf_counter() - start)
    return outcomes, longest


def main() -> None:
    """Prints a line for each type, or for each of the named ones."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for name, files, mutations in samples():
        if sys.argv[2:] and name not in sys.argv[2:]:
            continue
        # A page whose text was destroyed would be read by OCR, which takes its time: what is tried here is the parsing.
        with (
            patch("reports.reading.pdf.ocr_installed", lambda: False),
            patch("reports.reading.scan.installed.ocr_installed", lambda: False),
        ):
            outcomes, longest = fuzz(files, mutations, count)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name:5s} {dict(outcomes)}  longest {longest:.2f} s  memory so far {memory:.0f} MB", flush=True
        )


if __name__ == "__main__":
    main()
