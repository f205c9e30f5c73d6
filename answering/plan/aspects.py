"""Which of the five aspects of part one a question names (统一格式: 一、总体情况)."""

from __future__ import annotations

import re

_ASPECTS = (
    (re.compile("信息管理"), "政府信息管理"),
    (re.compile("平台"), "平台建设"),
    (re.compile("监督|保障|考核"), "监督保障"),
    (re.compile("依申请|申请"), "依申请公开"),
    (re.compile("主动公开"), "主动公开"),
)


def aspect_named(text: str) -> str | None:
    """The aspect that a text names; None where it names none."""
    return next((name for said, name in _ASPECTS if said.search(text)), None)
