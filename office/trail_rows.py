"""A trace of the trail as a row: on the page, on the command line and in a file."""

from __future__ import annotations

import json
from datetime import UTC

from library.files import SEVERAL
from library.trail import Deed, Trace

_SETTINGS = {"letters": "审核意见的设置", "intake": "报送的设置", "rules": "审查规则"}
_FIELDS = {
    "office": "审核单位", "contact": "联系人和电话", "deadline_days": "退改期限（天）", "due": "报送截止日期",
    "expected": "应报单位",
}  # fmt: skip
HEAD = ("时间", "账户", "操作", "对象编号", "对象", "原来", "后来")


def trail_row(trace: Trace) -> tuple[str, ...]:
    """What stands under the HEAD, the time as the clock on the wall shows it."""
    target, label, before, after = trace.target, trace.label, trace.before, trace.after
    if trace.deed is Deed.CHANGED_SETTING and target in _SETTINGS:
        label, (before, after) = _SETTINGS[target], _changed(before, after)
    if trace.deed is Deed.EXPORTED and target == SEVERAL:
        label = "多份报告"
    moment = trace.at.replace(tzinfo=UTC).astimezone()
    return (
        f"{moment:%Y-%m-%d %H:%M:%S}", trace.who or "本机", trace.deed.shown, target, label, before, after,
    )  # fmt: skip


def _changed(before: str, after: str) -> tuple[str, str]:
    """The fields of a setting that were changed, as they were and as they are; of the rules only that they were."""
    was, now = (json.loads(text) if text else {} for text in (before, after))
    differing = [name for name in _FIELDS if (was.get(name) or None) != (now.get(name) or None)]
    told = ["；".join(f"{_FIELDS[n]}：{side.get(n) or '未填'}" for n in differing) for side in (was, now)]
    if differing or not set(was) | set(now) <= set(_FIELDS):
        return (told[0], told[1]) if differing else ("", "已改动")
    return "", "没有变化"
