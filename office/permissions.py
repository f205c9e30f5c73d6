"""What each role may do: the one table that every desk goes by."""

from __future__ import annotations

from enum import StrEnum

from errors import NotAllowedError
from library.roles import Role


class Act(StrEnum):
    """Something that not everyone may do, in the words of the sentence that refuses it."""

    SEE_REVIEWS = "查看原件、审查发现和审核意见"
    HAND_IN = "提交、发布和删除报告"
    DECIDE = "对审查发现作出决定"
    WRITE = "起草和修改审核意见"
    ASSIGN = "移交报告"
    SET = "修改设置和审查规则"
    SEE_TRAIL = "查看操作记录"
    MANAGE = "管理账户和别人的草稿"


_READER = frozenset({Act.SEE_REVIEWS})
_REVIEWER = _READER | {Act.HAND_IN, Act.DECIDE, Act.WRITE, Act.ASSIGN}
MAY: dict[Role, frozenset[Act]] = {
    Role.CITIZEN: frozenset(),
    Role.READER: _READER,
    Role.REVIEWER: _REVIEWER,
    Role.ADMINISTRATOR: _REVIEWER | {Act.SET, Act.SEE_TRAIL, Act.MANAGE},
}


def require(role: Role, act: Act) -> None:
    """Raises a NotAllowedError with its sentence where a role may not do something."""
    if act in MAY[role]:
        return
    least = next(r for r in (Role.READER, Role.REVIEWER, Role.ADMINISTRATOR) if act in MAY[r])
    if role is Role.CITIZEN:
        raise NotAllowedError(f"公众页面不能{act}；请从审查人员入口登录后再试。")
    raise NotAllowedError(f"{role.shown}不能{act}；请由{least.shown}来做，或请管理员改变账户的角色。")
