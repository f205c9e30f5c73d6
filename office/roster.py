"""Which of the expected agencies handed in, by names that may be written in a longer or a shorter form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from reports.numerals import fold
from review.agencies import AgencyName, perhaps_same_agency, same_agency


@dataclass(frozen=True)
class Roster:
    """The expected name of each report's agency, who is missing, and which names a person has to match, and why."""

    expected: tuple[str | None, ...]
    missing: tuple[str, ...]
    to_verify: tuple[tuple[str, str], ...]


def matched(expected: Sequence[str], agencies: Sequence[str], files: Sequence[str] = ()) -> Roster:
    """The agencies of the reports beside the expected ones.

    A name is matched where it is the only one that fits; `files` are names of files whose agency was not read.
    """
    wanted = list({fold(name): name for name in expected}.values())
    found = _exact(wanted, agencies)
    for number, agency in enumerate(agencies):
        if found[number] is None and agency:
            free = [w for w in wanted if w not in found]
            fitting = [w for w in free if same_agency(w, agency)]
            found[number] = fitting[0] if len(fitting) == 1 else None
    missing, to_verify = [], []
    strangers = [a for a, w in zip(agencies, found, strict=True) if a and w is None]
    for name in (w for w in wanted if w not in found):
        reason = _reason(name, strangers, files)
        if reason:
            to_verify.append((name, reason))
        else:
            missing.append(name)
    return Roster(tuple(found), tuple(missing), tuple(to_verify))


def _exact(wanted: Sequence[str], agencies: Sequence[str]) -> list[str | None]:
    names = {fold(w): w for w in wanted}
    return [names.get(fold(a)) if a else None for a in agencies]


def _reason(name: str, strangers: Sequence[str], files: Sequence[str]) -> str:
    """Why an expected agency may have handed in after all; empty where nothing speaks for it."""
    for agency in strangers:
        if perhaps_same_agency(name, agency):
            return f"收到“{agency}”的报告，请核对是否同一单位"
    body = AgencyName.of(name).body
    for file in files:
        name_alone = PurePath(file).name
        flat = fold(name_alone)
        if fold(name) in flat or (len(body) > len("政府") and body in AgencyName.of(flat).body):
            return f"收到文件“{name_alone}”，未能读出，请人工核对"
    return ""
