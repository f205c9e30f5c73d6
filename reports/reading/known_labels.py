"""The labels and headings by which a table and its end are known where its grid was lost."""

from __future__ import annotations

import re
from functools import cache

from reports.editions import all_editions, normalise_label


@cache
def known_labels() -> frozenset[str]:
    """Every label of a row, column or group of the uniform formats, normalised."""
    known: set[str] = set()
    for edition in all_editions():
        for table in ("active_disclosure", "applications", "disputes"):
            for row in edition.rows(table):
                known |= row.wordings()
                for column in edition.columns(table, row.key):
                    known |= column.wordings()
                known.add(normalise_label(row.group or ""))
        known |= {normalise_label(g.clause) for g in edition.active_disclosure}
    known |= {normalise_label(w) for w in ("信息内容", "申请人情况", "法人或其他组织", "三、本年度办理结果")}
    return frozenset(known - {""})


@cache
def known_headings() -> frozenset[str]:
    """Every accepted wording of a part's heading, normalised."""
    return frozenset(w for e in all_editions() for s in e.sections for w in s.wordings())


@cache
def spanning_labels() -> frozenset[str]:
    """The header words that stand over several columns, normalised."""
    words = ("申请人情况", "法人或其他组织", "行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉")
    return frozenset(normalise_label(w) for w in words)


def is_part_of_label(text: str) -> bool:
    """Whether a text is a known label or stands within one."""
    name = normalise_label(text)
    return bool(name) and any(name in k for k in known_labels())


def is_made_of_labels(text: str) -> bool:
    """Whether a text is a known label or a part of one, or several that ran together."""
    return is_part_of_label(text) or is_row_of_labels(text)


def is_row_of_labels(text: str) -> bool:
    """Whether a text is a known label, or several one after the other."""
    return _labels_in_a_row().fullmatch(normalise_label(text)) is not None


@cache
def _labels_in_a_row() -> re.Pattern[str]:
    return re.compile(f"(?:{_one_label().pattern})+")


def labels_of(text: str) -> list[str]:
    """The labels of a text that is several one after the other; the text itself where it is not."""
    name = normalise_label(text)
    if name in known_labels() or not is_row_of_labels(text):
        return [text]
    return _one_label().findall(name)


@cache
def _one_label() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(known_labels(), key=len, reverse=True))))
