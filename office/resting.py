"""What findings rest on besides their own report: the year before's report of the agency, another agency's same year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errors import NotVisibleError
from office.desk import Desk
from review.finding import Finding

_CONTINUITY = "CON"
_OTHERS = "资料库里的其他报告"


@dataclass(frozen=True)
class Beside:
    """The reports that the findings of one report rest on, in words."""

    year_before: str

    def of(self, finding: Finding) -> str:
        """What a finding rests on; "" where that is its own report alone."""
        if not finding.rule.startswith(_CONTINUITY):
            return ""
        return f"“{finding.peer}”同一年度的报告" if finding.peer else self.year_before


def beside(desk: Desk, identifier: str) -> Beside:
    """What a report is compared with now."""
    library = desk.workspace.library
    before = library.beside.year_before(identifier)
    entry = library.entry(before) if before else None
    return Beside(f"《{entry.label}》" if entry else _OTHERS)


@dataclass(frozen=True)
class Found:
    """The findings of a report at one moment, each with what it rested on, by what it says of where."""

    label: str
    titles: dict[str, str]


def found(desk: Desk, identifier: str) -> Found:
    """The findings of a report as they are now."""
    resting = beside(desk, identifier)
    titles: dict[str, str] = {}
    for finding in desk.findings(identifier):
        titles.setdefault(finding.title, resting.of(finding))
    return Found(desk.entry(identifier).label, titles)


def changes(desk: Desk, before: dict[str, Found], published: bool) -> list[str]:
    """What came and went among the findings of reports when some were published or taken back, and why, a sentence each."""
    said = []
    for identifier, earlier in before.items():
        try:
            now = found(desk, identifier)
        except NotVisibleError:
            continue
        went = [t for t in earlier.titles if t not in now.titles]
        came = [t for t in now.titles if t not in earlier.titles]
        parts = [_went(earlier, went, published)] if went else []
        parts += [_came(now, came)] if came else []
        if parts:
            said.append(f"{now.label}：{'；'.join(parts)}。")
    return said


def _on(titles: Sequence[str], resting: dict[str, str]) -> str:
    return "、".join(dict.fromkeys(resting[t] or _OTHERS for t in titles))


def _quoted(titles: Sequence[str]) -> str:
    return "、".join(f"“{t}”" for t in titles)


def _went(earlier: Found, titles: Sequence[str], published: bool) -> str:
    why = "没有公开，公开的报告只同公开的报告对照" if published else "不再公开"
    return f"不再有{_quoted(titles)}，因为据以对照的{_on(titles, earlier.titles)}{why}"


def _came(now: Found, titles: Sequence[str]) -> str:
    return f"新增{_quoted(titles)}，因为现在能对照{_on(titles, now.titles)}"
