"""Names of agencies as data: what one ends with, which level it tells, and for which another standard applies."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from data_files import Data, load_data
from reports.model import Level
from reports.numerals import fold

_AGENCIES = Path(__file__).resolve().parent.parent / "corpus" / "agencies"
_NAME = re.compile(r"[一-鿿][一-鿿·、()]{1,38}[一-鿿)]")


class Kind(Data):
    """Names of one level: what they end with or contain; `whole_agency` names are looked at without their office."""

    level: Level
    endings: tuple[str, ...] = ()
    containing: tuple[str, ...] = ()
    except_endings: tuple[str, ...] = ()
    whole_agency: bool = False
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether a name, folded, is of this kind."""
        if name.endswith(self.except_endings):
            return False
        return name.endswith(self.endings) or any(w in name for w in self.containing)


class Standard(Data):
    """Agencies whose disclosure another rule governs (article 55 of the Regulation)."""

    kind: str
    rule: str
    endings: tuple[str, ...]
    except_containing: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether a name is of an agency under this rule."""
        return name.endswith(self.endings) and not any(w in name for w in self.except_containing)


class Names(Data):
    """By what a name is known, and what is none."""

    endings: tuple[str, ...]
    own_level: tuple[str, ...]
    offices: tuple[str, ...]
    never: tuple[str, ...]
    pronouns: tuple[str, ...]
    examples: tuple[str, ...]
    others: tuple[str, ...]


class _Kinds(Data):
    kinds: tuple[Kind, ...]


class _Standards(Data):
    standards: tuple[Standard, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The levels in the order in which they are asked."""
    return load_data(_AGENCIES / "levels.toml", _Kinds).kinds


@cache
def names() -> Names:
    """What the names of agencies are known by."""
    return load_data(_AGENCIES / "names.toml", Names)


@cache
def standards() -> tuple[Standard, ...]:
    """The other standards for disclosure."""
    return load_data(_AGENCIES / "other_standards.toml", _Standards).standards


def _without_own_level(name: str) -> str:
    for ending in names().own_level:
        name = name.removesuffix(fold(ending))
    return name


def shortens(short: str, long: str) -> bool:
    """Whether a longer name has all characters of a short one, in their order (发改委 of 发展和改革委员会)."""
    rest = iter(long)
    return all(c in rest for c in short)


def is_name(text: str) -> bool:
    """Whether a text is the name of an agency, and not a word for one (我局) or something else."""
    name = fold(text)
    bare = _without_own_level(name)
    if not _NAME.fullmatch(name) or any(w in name for w in names().never):
        return False
    ending = next((e for e in sorted(names().endings, key=len, reverse=True) if bare.endswith(e)), "")
    before = bare.removesuffix(ending)
    return bool(ending) and bool(before) and before not in names().pronouns


def whole_agency(name: str) -> str:
    """The agency of an office within it: 云溪县民政局办公室 is 云溪县民政局's; others come back as they are.

    The office of a government is an agency of its own, and 外事办公室 is no office of anything.
    """
    flat = fold(name)
    for office in names().offices:
        agency = flat.removesuffix(office)
        if agency != flat and is_name(agency) and (office != "办公室" or not _is_government(agency)):
            return agency
    return flat


def _is_government(name: str) -> bool:
    return name.endswith(("政府", "公署")) and not name.endswith(("镇人民政府", "乡人民政府"))


def level_of(agency: str) -> Level:
    """The level that an agency's name tells; a name that tells nothing is a department's.

    An office of a government (人民政府办公室) is a department in the sense of article 49.
    """
    name = _without_own_level(fold(agency))
    for kind in kinds():
        if kind.fits(whole_agency(name) if kind.whole_agency else name):
            return kind.level
    return Level.DEPARTMENT


def other_standard(agency: str) -> Standard | None:
    """The standard that governs this agency's disclosure instead of the uniform format; None for most."""
    return next((s for s in standards() if s.fits(fold(agency))), None)
