"""Other instances of the kinds of mistakes that offices name, and harmless look-alikes, put into the reports of prose/.

variations.tsv was written in two rounds from a list of kinds and the texts of the reports alone, before the rules of the day
were looked at: report, kind, verdict (E, W, N; - for a trap), part, changes. At first sight 181 of 249 planted ones were told
right and 97 of 103 traps were quiet (lines 1 to 348; four whose verdict was doubtful are left out, nine verdicts were
corrected, the last four since a day that the calendar does not have is no doubt to be verified), in the second round
90 of 108 and 39 of 40. Misses were then looked at and their kinds mended: the share that this prints is one of
seen cases. second_round.tsv holds the kinds of a later round, ten and ten of most, half of them written
after the rule that reads them; they are told to the last one. Run: python -m benchmarks.variations [planted_edits.tsv] [KIND …]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from itertools import chain

from benchmarks.field import Case, told
from benchmarks.generate import Content, Layout
from benchmarks.generate.layouts import to_html
from benchmarks.generate.prose import FOLDER, prose_report, with_words_changed
from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Finding
from review.reviewer import review

# Whose prose last year's report has: any that no report here shares.
_OTHER_PROSE = "磐石镇2021"
_TABLES = {"表二": "active_disclosure", "表三": "applications", "表四": "disputes"}
_STEP = "¦"


@dataclass(frozen=True)
class Variation:
    """A report of prose/ with changes, and what the review has to say of it."""

    report: str
    case: Case
    changes: tuple[str, ...]


def load(file: str = "variations.tsv") -> Iterator[Variation]:
    """Every variation of a file of prose/, in its order."""
    for number, line in enumerate((FOLDER / file).read_text(encoding="utf-8").splitlines(), 1):
        report, kind, verdict, place, changes = line.split("\t")
        case = Case.of(f"{number}", kind, kind, verdict, place)
        yield Variation(report, case, tuple(changes.split(_STEP)))


class Edited:
    """A report's content under change; `page` are replacements in the page that it is printed as."""

    def __init__(self, name: str) -> None:
        self.content = prose_report(name)
        self.page: list[tuple[str, str]] = []
        self.before: Content | None = None

    def change(self, change: str) -> None:
        """Makes one change, told by its first word; ValueError where its words do not stand in the report."""
        kind, _, rest = change.partition("：")
        match kind:
            case "题名":
                self.content.title = rest
            case "格":
                self._cell(self.content, rest)
            case "页":
                old, new = rest.split("→")
                self.page.append((old, new))
            case "前" | "前同" | "前文":
                self._before(kind, rest)
            case "^引":
                self.page.append(("<div id='content'>", f"<div id='content'><p>{rest}</p>"))
            case _ if kind[0] == "+":
                self.content.sections[kind[1:]].append(rest)
            case _ if kind[0] == "^":
                self.content.sections[kind[1:]].insert(0, rest)
            case _:
                old, new = change.split("→")
                with_words_changed(self.content, old, new)

    def _cell(self, content: Content, cell: str) -> None:
        table, row, column, value = cell.split(" ")
        content.raw[table, row, column] = value

    def _before(self, kind: str, rest: str) -> None:
        before = self.before = self.before or _year_before(self.content)
        if kind == "前":
            self._cell(before, rest)
        elif kind == "前同":
            before.tables[_TABLES[rest]] = deepcopy(self.content.tables[_TABLES[rest]])
        else:
            before.sections[rest] = list(self.content.sections[rest])

    def read(self) -> Report:
        """The report as it is read from its page."""
        return parse_bytes(self.printed(), "report.html")

    def printed(self) -> bytes:
        """The page; ValueError where a change has no place in it."""
        page = to_html(self.content, Layout()).decode()
        for old, new in self.page:
            if old not in page:
                raise ValueError(f"{old} does not stand in the page")
            page = page.replace(old, new)
        return page.encode()


def _year_before(content: Content) -> Content:
    """The same agency's report on the year before: other prose, other numbers, what carries over carried over."""
    before, other = deepcopy(content), prose_report(_OTHER_PROSE)
    before.year -= 1
    before.title = content.title.replace(str(content.year), str(content.year - 1))
    before.preamble = content.preamble.replace(str(content.year), str(content.year - 1))
    before.sections = {n: other.sections[n] if n in "一五" else [] for n in content.sections}
    disclosure, applications = before.tables["active_disclosure"], before.tables["applications"]
    for row, cells in disclosure.items():
        if "现行有效件数" in cells:
            cells["现行有效件数"] += cells["本年废止件数"] - cells["本年制发件数"]
            continue
        for column, value in cells.items():
            disclosure[row][column] = value + 3 if value else value
    for cells in applications.values():
        for column in ("natural_person", "total"):
            cells[column] += 1 if cells["total"] else 0
    applications["carried_forward"] = dict(content.tables["applications"]["carried_over"])
    return before


def edited_report(variation: Variation) -> Edited:
    """The report of a variation with its changes; ValueError where one has no place in it."""
    edited = Edited(variation.report)
    for change in variation.changes:
        edited.change(change)
    return edited


def findings_of(variation: Variation) -> list[Finding]:
    """What the review says of a variation."""
    edited = edited_report(variation)
    before = edited.before
    previous = parse_bytes(to_html(before, Layout()), "before.html") if before else None
    found = review(edited.read(), previous=previous)
    return [f for f in found if f.id not in _unchanged(variation.report)]


@cache
def _unchanged(report: str) -> frozenset[str]:
    """What is found on a report as it stands: some give no telephone."""
    return frozenset(f.id for f in review(Edited(report).read()))


def main() -> None:
    """Prints a line for each variation that is not as it should be, then how many are right."""
    files = [a for a in sys.argv[1:] if a.endswith(".tsv")]
    kinds = [a for a in sys.argv[1:] if a not in files]
    right: Counter[bool] = Counter()
    every: Counter[bool] = Counter()
    for variation in chain.from_iterable(map(load, files or ["variations.tsv"])):
        case = variation.case
        if kinds and case.kind not in kinds:
            continue
        findings = findings_of(variation)
        fine = case.told_by(findings)
        right[bool(case.severity)] += fine
        every[bool(case.severity)] += 1
        beside = len(findings) - bool(case.severity and fine)
        if not fine or beside:
            sign = "wrong" if not fine else f"+{beside}"
            print(
                f"{sign}\t{case.id}\t{variation.report}\t{case.kind}\t{case.severity or 'quiet'} {','.join(case.places)}"
            )
            print(f"\t{_STEP.join(variation.changes)[:150]}\n\t{told(findings)}")
    print(f"planted {right[True]}/{every[True]}, traps quiet {right[False]}/{every[False]}")


if __name__ == "__main__":
    main()
