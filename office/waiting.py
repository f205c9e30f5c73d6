"""How far the reading of a scan is, in the words of the page and of the terminal."""

from __future__ import annotations

_MINUTE = 60


def page_said(page: int, pages: int, seconds_a_page: float) -> str:
    """Which page of how many is read, how many come after it and about how long all that takes; `seconds_a_page` is 0 as
    long as no page was finished."""
    left = pages - page
    about = f"，{_about((left + 1) * seconds_a_page)}" if seconds_a_page else ""
    return f"第 {page}/{pages} 页，还有 {left} 页{about}"


def _about(seconds: float) -> str:
    """A time to wait in round words."""
    if seconds < 2 * _MINUTE:
        return f"约 {max(1, round(seconds))} 秒"
    return f"约 {round(seconds / _MINUTE)} 分钟"
