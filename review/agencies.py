"""Whether two names can be of one agency, and whether they are."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.names import shortens
from reports.numerals import fold

# 省, 市, 县, 区 end the name of a place; 城市管理局, 市场监督管理局, 社区矫正局 begin with none.
_UNIT = re.compile(
    r"[一-鿿]{0,8}?(?:省|自治[区州县旗]|(?<!城)市(?![场容监])(?!政(?!府))|县(?!域)|(?<![社地园小])区(?!划)|旗)"
)
_TOWNSHIP = re.compile(r"(?<=[一-鿿])(乡|镇|街道|苏木)(?:人民政府|政府|办事处)?$")
_SHORT = (
    ("人民政府", "政府"), ("办公厅", "办"), ("办公室", "办"), ("委员会", "委"), ("联合会", "联"), ("协会", "协"),
)  # fmt: skip


def compatible(one: str, other: str) -> bool:
    """Whether two names can be of the same agency: one holds the other's characters in their order."""
    short, long = sorted((fold(one), fold(other)), key=len)
    return short in long or shortens(re.sub("人民政府|委员会|办公室", "", short), long)


@dataclass(frozen=True)
class AgencyName:
    """A name taken apart: the places that it stands under, from the largest, and the body itself, shortened."""

    places: tuple[str, ...]
    body: str

    @classmethod
    def of(cls, name: str) -> AgencyName:
        """The parts of a name; a place alone (云溪县) is its government."""
        rest, places = fold(name), []
        while match := _UNIT.match(rest):
            places.append(match[0])
            rest = rest[match.end() :]
        rest = _TOWNSHIP.sub(r"\1", rest)
        for full, short in _SHORT:
            rest = rest.replace(full, short)
        return cls(tuple(places), rest or ("政府" if places else ""))

    def lies_with(self, other: AgencyName) -> bool:
        """Whether the places can be the same: one leaves out the larger ones, or a place's own name (县, 区)."""
        pairs = zip(reversed(self.places), reversed(other.places), strict=False)
        return all(a.endswith(b) or b.endswith(a) for a, b in pairs)

    def shortens(self, other: AgencyName) -> bool:
        """Whether this body is a short form of another: its characters in their order (人社局, 发改委)."""
        return len(self.body) >= 2 and shortens(self.body, other.body)


def _ends_alike(short: str, long: str) -> bool:
    return bool(short) and bool(long) and (short[0], short[-1]) == (long[0], long[-1])


def same_agency(one: str, other: str) -> bool:
    """Whether two names are one agency's under a longer and a shorter form: 县残联, 云溪县残疾人联合会."""
    if fold(one) == fold(other):
        return bool(fold(one))
    a, b = AgencyName.of(one), AgencyName.of(other)
    short, long = sorted((a, b), key=lambda name: len(name.body))
    if not a.lies_with(b) or not short.body:
        return False
    return a.body == b.body or (_ends_alike(short.body, long.body) and short.shortens(long))


def perhaps_same_agency(one: str, other: str) -> bool:
    """Whether two names may be one agency's, which a person has to tell: 自然资源局, 资源规划局."""
    a, b = AgencyName.of(one), AgencyName.of(other)
    short, long = sorted((a, b), key=lambda name: len(name.body))
    if not a.lies_with(b) or not short.body or (short.body[-1] != long.body[-1]):
        return False
    return same_agency(one, other) or short.shortens(long)
