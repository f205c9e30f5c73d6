"""Words that somebody quotes from a report: where they stand in a paragraph."""

from __future__ import annotations

import re

from reports.numerals import fold


def words_in(text: str, words: str) -> tuple[int, int] | None:
    """Where words stand in a text, whatever spaces are between; all of it where they do only in other widths of the
    characters; None where they do not."""
    wanted = fold(words)
    if not wanted:
        return None
    match = re.search(r"\s*".join(re.escape(c) for c in wanted), text)
    if match:
        return match.span()
    return (0, len(text)) if wanted in fold(text) else None
