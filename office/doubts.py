"""What speaks against sending something out now, asked before it leaves the house."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from errors import NotVisibleError
from letters.template import blanks
from library.worklist import Wanted
from office.desk import Desk
from office.letters import NoLetterError, standing
from office.workbench import work_page
from reports.errors import UnusableFileError
from review.finding import Severity

# Statements of SQLite name no more values than this; as many agencies are named in one sentence.
_AT_ONCE, _MOST_NAMED = 500, 3


@dataclass(frozen=True)
class Doubts:
    """What speaks against giving letters out now: findings that nobody decided on, letters that somebody wrote into
    before decisions or settings changed (`behind`, by the names of their agencies), and letters in which something is
    still blank, with what it is."""

    undecided: int = 0
    behind: tuple[str, ...] = ()
    blank: int = 0
    missing: tuple[str, ...] = ()

    @property
    def question(self) -> str:
        """What is asked before, as one sentence; "" where nothing is."""
        said = [f"还有{self.undecided}处问题未处理（按采纳写入）"] if self.undecided else []
        if self.behind:
            named = "、".join(self.behind[:_MOST_NAMED]) + ("等" if len(self.behind) > _MOST_NAMED else "")
            said.append(
                f"{named}{len(self.behind)}份意见手工改过，之后决定或设置又有变化，没有写进改过的文字"
            )
        if self.blank:
            said.append(f"{self.blank}份意见里{'、'.join(self.missing)}还空着")
        return "；".join(said) + "；仍要出意见？" if said else ""


def doubts_on(desk: Desk, identifier: str) -> Doubts:
    """The doubts about one letter; none about one that was given out as it stands."""
    try:
        stands = standing(desk, identifier)
    except NoLetterError:
        return Doubts()
    review = desk.review(identifier)
    if stands.issued and not stands.behind:
        return Doubts()
    open_ones = [f for f in review.findings if not review.decision_on(f).state]
    entry, missing = desk.entry(identifier), blanks(stands.text)
    return Doubts(
        len(open_ones),
        (entry.agency or entry.file_name,) if stands.behind else (),
        int(bool(missing)),
        missing,
    )


def doubts_on_all(desk: Desk, identifiers: Sequence[str]) -> Doubts:
    """The doubts about the letters on some reports; as many findings are undecided as the list of reports shows, and
    blank is what the office has not set."""
    undecided = blank = 0
    missing = desk.workspace.office.letters().missing
    for at in range(0, len(identifiers), _AT_ONCE):
        some = identifiers[at : at + _AT_ONCE]
        for line in work_page(desk, Wanted(ids=some, limit=len(some))).rows:
            if line.issued or line.doubtful:
                continue
            undecided += max(0, line.counts.total - line.handled) if line.counts else 0
            blank += bool(missing)
    behind: list[str] = []
    seen = {e.id for e in desk.entries()}.intersection(identifiers)
    for identifier in desk.workspace.letters.edited(seen):
        behind += doubts_on(desk, identifier).behind
    return Doubts(undecided, tuple(sorted(behind)), blank, missing if blank else ())


def doubts_on_publishing(desk: Desk, identifiers: Sequence[str]) -> str:
    """What is asked before reports are shown to everyone; "" where nothing is."""
    errors = to_verify = 0
    for identifier in identifiers:
        try:
            review = desk.review(identifier)
        except (NotVisibleError, UnusableFileError):
            continue
        to_verify += review.to_verify
        errors += any(f.severity is Severity.ERROR for f in review.kept)
    said = [f"{errors}份还有“必须修改”的问题"] if errors else []
    said += [f"{to_verify}份读取待核，公众会看到没有核对过的数"] if to_verify else []
    return f"所选{len(identifiers)}份中，{'，'.join(said)}；仍要发布？" if said else ""
