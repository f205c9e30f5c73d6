"""One agency under a longer and a shorter name: whether they are one a person says, and can take it back."""

from __future__ import annotations

from functools import lru_cache

from errors import NotAllowedError
from office.desk import Desk
from office.permissions import Act
from review.agencies import same_agency

# Whether two names can be one agency's is asked anew for every name of the library when a report is opened.
_same = lru_cache(maxsize=65_536)(same_agency)
_NOT_BOTH_HERS = "两个名称不都在这个账户负责的单位里，没有改动；请由不限定单位的审查人员来合并。"
_NONE_HERS = "这些报告由别人收录，没有改动；请由收录的人或管理员来合并。"


def other_name(desk: Desk, agency: str) -> str:
    """Another name in the library that may be the same agency's; "" where there is none."""
    if not agency:
        return ""
    names = sorted({name for name, _ in desk.workspace.worklist.agencies(desk.viewer)} - {agency})
    return next((n for n in names if _same(n, agency)), "")


def list_together(desk: Desk, one: str, other: str) -> list[str]:
    """Lists the reports of both names under the longer one; the ids of those that are listed anew.

    Raises a NotAllowedError where none of them is the viewer's to change, or one name is outside her limits.
    """
    desk.permit(Act.DECIDE)
    # Else who is limited to one agency could make any other the same.
    if not (desk.viewer.is_within(one) and desk.viewer.is_within(other)):
        raise NotAllowedError(_NOT_BOTH_HERS)
    short, long = sorted((one, other), key=len)
    hers = [e.id for e in desk.matching(short, 200) if e.agency == short and desk.may_change(e)]
    if not hers:
        raise NotAllowedError(_NONE_HERS)
    for identifier in hers:
        desk.workspace.list_under(identifier, long, desk.viewer.name)
    return hers


def list_apart(desk: Desk, identifiers: list[str]) -> None:
    """Lists reports under the names that were read in them again."""
    desk.permit(Act.DECIDE)
    for identifier in identifiers:
        desk.require_owner(identifier)
    for identifier in identifiers:
        desk.workspace.list_under(identifier, "", desk.viewer.name)
