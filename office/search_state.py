"""How far the full text of the library can be searched, and what a page says where that is not far."""

from __future__ import annotations

from enum import StrEnum


class SearchState(StrEnum):
    """As monitoring is told it."""

    OK = "ok"
    PREPARING = "preparing"
    WORDS = "words"

    @property
    def said(self) -> str:
        """The sentence for whoever is on the page; "" where nothing is amiss."""
        return _WORDS if self is SearchState.WORDS else ""


_WORDS = "全文检索暂时不完整：现在只按字词查找，可能找不全；恢复后自动接上，不用刷新页面。"
