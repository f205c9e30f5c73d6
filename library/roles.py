"""Who somebody is to the office: the roles that accounts have, and the citizen, who has none."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A role as it is kept in the database and typed on the command line."""

    ADMINISTRATOR = "administrator"
    REVIEWER = "reviewer"
    READER = "reader"
    CITIZEN = "citizen"

    @property
    def shown(self) -> str:
        """The role in Chinese."""
        return _SHOWN[self]


_SHOWN = {
    Role.ADMINISTRATOR: "管理员",
    Role.REVIEWER: "审查人员",
    Role.READER: "查阅人员",
    Role.CITIZEN: "公众",
}
ACCOUNT_ROLES = (Role.ADMINISTRATOR, Role.REVIEWER, Role.READER)
