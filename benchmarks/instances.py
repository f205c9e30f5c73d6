"""Instances of what real files do to a reader, each with the verdict that was written before it was first read.

instances.toml holds them as data. The body of each report is generated, without a fault and with numbers of its own in
every cell, so that whatever else is found is the reader's doing. Run: python -m benchmarks.instances
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from benchmarks.generate import Content, make_content
from benchmarks.generate.file_steps import STEPS
from benchmarks.generate.layouts import LAYOUTS, to_docx, to_html
from benchmarks.generate.page_copies import COPIES, copied
from benchmarks.generate.pdf_kinds import squeezed
from benchmarks.generate.text_exports import to_markdown
from benchmarks.pdf import wrong_cells
from data_files import Data, load_data
from reports.certainty import Subject
from reports.errors import UnusableFileError
from reports.model import Report, text_of
from reports.parse import parse_bytes
from review.finding import Finding, Severity
from review.reviewer import review

_FIRST = "一、总体情况"


class Instance(Data):
    """How a file was made and what is right about it.

    `head` stands before part one (the generated one where it is empty), `tail` after the last part; `edits` are regular
    expressions and what is put in their place, all or (`once`) the first; `cut` is the width at which lines are broken.
    In a Word file they are made in the names and the XML of the parts. `then` are the steps (see file_steps) that the
    file went through after that, one after another, and `name` is what it was called.
    `whole`: every cell is read and nothing is in doubt; otherwise what was not read is announced. `must` are rules that
    have to be found, `must_not` rules that must not; no other error is right. `said` stands in the report, one piece each,
    or is told to be left out; `unsaid` stands in no part of it. `refused` are words of the sentence that tells why the
    file gives no report.
    """

    kind: str
    form: str = "opened rows of bars"
    year: int = 2023
    level: str = "department"
    seed: int = 1
    head: str = ""
    tail: str = ""
    we: str = ""
    edits: tuple[tuple[str, str], ...] = ()
    once: tuple[tuple[str, str], ...] = ()
    cut: int = 0
    layout: str = "plain"
    then: tuple[str, ...] = ()
    name: str = ""
    agency: tuple[str, ...] = ()
    right_level: str = ""
    right_year: int = 0
    whole: bool = True
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    refused: str = ""


class _Instances(Data):
    instances: tuple[Instance, ...]


@cache
def instances() -> tuple[Instance, ...]:
    """All of them."""
    return load_data(Path(__file__).with_suffix(".toml"), _Instances).instances


def content_of(instance: Instance) -> Content:
    """What the report says before anything is done to it."""
    content = make_content(instance.seed, level=instance.level, year=instance.year)
    if instance.we:
        content.sections["一"][0] = content.sections["一"][0].replace("本单位", instance.we)
    return content


def _as_text(instance: Instance, content: Content) -> str:
    if instance.form == "page":
        return to_html(content, LAYOUTS[instance.layout]).decode()
    if instance.form == "markdown":
        return to_markdown(content, LAYOUTS[instance.layout]).decode()
    head = instance.head or f"{content.title}\n{content.preamble}"
    return f"{head}\n{copied(content, instance.form)}\n{instance.tail}"


def _cut(text: str, width: int) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (line[n : n + width] for n in range(0, max(len(line), 1), width) if "|" not in line)
        if "|" in line:
            yield line


def _edited(text: str, instance: Instance) -> tuple[str, frozenset[str]]:
    """The text after the edits, and the expressions that were found in it."""
    found = set()
    for edits, count in ((instance.once, 1), (instance.edits, 0)):
        for pattern, put in edits:
            text, changed = re.subn(pattern, put, text, count=count)
            found |= {pattern} if changed else set()
    return text, frozenset(found)


def _all_found(instance: Instance, found: frozenset[str]) -> None:
    lost = {pattern for pattern, _ in (*instance.once, *instance.edits)} - found
    assert not lost, f"{instance.kind}: {lost} do not stand in the file"


def _word_file(instance: Instance) -> bytes:
    out = io.BytesIO()
    every: frozenset[str] = frozenset()
    data = to_docx(content_of(instance), LAYOUTS[instance.layout])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            name, found = _edited(entry, instance)
            every |= found
            content = old.read(entry)
            if entry.endswith((".xml", ".rels")):
                text, found = _edited(content.decode(), instance)
                content, every = text.encode(), every | found
            new.writestr(name, content)
    _all_found(instance, every)
    return out.getvalue()


def _source(instance: Instance) -> bytes:
    """The file before its steps."""
    if instance.form == "word":
        return _word_file(instance)
    text, found = _edited(_as_text(instance, content_of(instance)), instance)
    _all_found(instance, found)
    return ("\n".join(_cut(text, instance.cut)) if instance.cut else text).encode()


@cache
def _after_steps() -> dict[str, bytes]:
    """The files of all instances that have steps, by kind: each program is started once for all of them."""
    files = {i.kind: _source(i) for i in instances() if i.then}
    for depth in range(max(len(i.then) for i in instances())):
        for name, step in STEPS.items():
            of_step = [i.kind for i in instances() if i.then[depth : depth + 1] == (name,)]
            if of_step:
                files |= step({kind: files[kind] for kind in of_step})
    return files


def file_of(instance: Instance) -> bytes:
    """The file's bytes."""
    return _after_steps()[instance.kind] if instance.then else _source(instance)


def wrong(instance: Instance) -> list[str]:
    """What is otherwise than the verdict says."""
    try:
        report = parse_bytes(file_of(instance), name_of(instance))
    except UnusableFileError as error:
        expected = bool(instance.refused) and instance.refused in str(error)
        return [] if expected else [f"refused: {error}"]
    if instance.refused:
        return ["not refused"]
    findings = review(report)
    return [
        *_who(instance, report),
        *_cells(instance, report),
        *_findings(instance, findings),
        *_words(instance, report),
    ]


def _words(instance: Instance, report: Report) -> Iterator[str]:
    pieces = [p.text for p in report.paragraphs()]
    pieces += [text_of(b) for s in report.sections for b in s.blocks]
    told = [report.title, *report.provenance.warnings, *(s.heading.text for s in report.sections)]
    told += [d.message for d in report.reading.doubts]
    for words in instance.said:
        if not any(squeezed(words) in squeezed(p) for p in (*pieces, *told)):
            yield f"lost {words}"
    for words in instance.unsaid:
        if any(squeezed(words) in squeezed(p) for p in pieces):
            yield f"not the report's: {words}"


def _who(instance: Instance, report: Report) -> Iterator[str]:
    content = content_of(instance)
    named = instance.agency or (() if instance.head else (content.agency,))
    if named and (report.agency or "") not in named:
        yield f"agency {report.agency}"
    if instance.right_level and report.level.value != instance.right_level:
        yield f"level {report.level.value}"
    if report.year != (instance.right_year or instance.year):
        yield f"year {report.year}"


def _cells(instance: Instance, report: Report) -> Iterator[str]:
    bad = [cell.split(".", 2) for cell in wrong_cells(content_of(instance), report)]
    pictured = {report.section_of(p.index) for p in report.pictures}
    told = {s.table for s in content_of(instance).edition.sections if s.number in pictured}
    told |= {d.key for d in report.reading.doubts if d.subject is Subject.TABLE}
    silent = [".".join(c) for c in bad if c[0] not in told]
    if instance.whole and bad:
        yield f"{len(bad)} cells not read, as {'.'.join(bad[0])}"
    if silent and not {"TAB01", "STR12"} & set(instance.must):
        yield f"{len(silent)} cells in silence, as {silent[0]}"
    tables = [d.message for d in report.reading.doubts if d.subject is Subject.TABLE]
    if instance.whole and tables:
        yield f"in doubt: {tables[0]}"


def _findings(instance: Instance, findings: tuple[Finding, ...]) -> Iterator[str]:
    found = {f.rule for f in findings}
    yield from (f"missing {rule}" for rule in instance.must if rule not in found)
    yield from (f"false {rule}" for rule in instance.must_not if rule in found)
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.rule not in instance.must:
            yield f"false error {finding.rule} {finding.message[:50]}"


def name_of(instance: Instance) -> str:
    """What the file is called: its ending says nothing that its content does not."""
    if instance.name:
        return instance.name
    return {"page": "report.html", "word": "report.docx"}.get(instance.form, "report.txt")


def main() -> None:
    """Prints each instance that is not as its verdict says, and how many are."""
    right = 0
    for instance in instances():
        bad = wrong(instance)
        right += not bad
        if bad:
            print(instance.kind, *bad[:4], sep="\n    ")
    print(f"{right} of {len(instances())} instances as their verdicts say; forms of tables: {len(COPIES)}")


if __name__ == "__main__":
    main()
