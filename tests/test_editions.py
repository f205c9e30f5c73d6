"""An edition is a file: every rule holds for every edition unless it says otherwise, and a new file is enough."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.text_exports import to_txt
from reports import editions
from reports.editions import FORMATS, UnknownCellError, all_editions, edition_for, load_edition
from reports.model import Report
from reports.parse import parse_bytes
from review.reviewer import review
from review.rule import Context
from review.rules import all_rules

NEXT = "2027"


def _forget() -> None:
    for kept in (load_edition, all_editions):
        kept.cache_clear()


@pytest.fixture
def next_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The form of 2021 under another number: a row with another key, a column and a row with other labels."""
    for path in FORMATS.glob("*.toml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    text = (FORMATS / "2021.toml").read_text(encoding="utf-8")
    for old, new in (
        ('edition = "2021"', f'edition = "{NEXT}"'),
        ("first_year = 2021", "first_year = 2027"),
        ('key = "new_received"', 'key = "received_in_the_year"\nmeans = "new_received"'),
        ('"new_received"]', '"received_in_the_year"]'),
        ('["new_received",', '["received_in_the_year",'),
        ('{ key = "现行有效件数"', '{ key = "年末有效件数", means = "现行有效件数"'),
    ):
        text = text.replace(old, new)
    assert 'means = "new_received"' in text
    (tmp_path / f"{NEXT}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(editions, "FORMATS", tmp_path)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _text(year: int) -> str:
    """A report of 2024 with faults in text and tables, told of another year."""
    content = make_content(7, level="department", year=2024)
    content.tables["applications"]["new_received"]["total"] = Decimal(77)
    documents = content.tables["active_disclosure"]["行政规范性文件"]
    documents["本年制发件数"], documents["现行有效件数"] = Decimal(9), Decimal(3)
    text = to_txt(content, Layout()).decode("utf-8")
    for written in (2025, 2024, 2023):
        text = text.replace(str(written), str(written - 2024 + year))
    if year >= int(NEXT):
        text = text.replace("现行有效件数", "年末有效件数")
    return text.replace("其他需要报告", "其它需要报告").replace("申请", "申清", 1)


def _parsed(text: str, year: int) -> Report:
    return parse_bytes(text.encode(), f"某单位{year}年报告.txt")


def _shown(report: Report) -> list[tuple[str, str | None, str | None]]:
    return [(f.rule, f.location.section, f.location.row) for f in review(report)]


@cache
def _context(year: int) -> Context:
    """A clean report on a year, beside itself as the year before and as another agency's."""
    report = _parsed(to_txt(make_content(7, level="department", year=year), Layout()).decode(), year)
    return Context(report, previous=report, peers=(report,), level=report.level)


@pytest.mark.parametrize("edition", all_editions(), ids=lambda e: e.edition)
@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_every_rule_runs_on_a_report_in_every_edition_that_it_is_for(rule, edition) -> None:  # type: ignore[no-untyped-def]
    context = _context(max(edition.first_year, 2020))
    assert context.due_edition.edition == edition.edition
    if rule.applies(context):
        list(rule.check(context))


def test_a_new_edition_is_a_new_file(next_edition: None) -> None:
    now, later = _parsed(_text(2024), 2024), _parsed(_text(2027), 2027)
    assert (now.edition, later.edition) == ("2021", NEXT)
    assert _shown(now) == _shown(later)
    assert {"SUM06", "TAB04", "QLT08"} <= {rule for rule, _, _ in _shown(later)}


def test_a_key_of_its_own_is_resolved_to_what_it_means(next_edition: None) -> None:
    report = _parsed(_text(2027), 2027)
    assert "new_received" in report.tables["applications"].cells
    edition = load_edition(NEXT)
    assert all(i.left and i.right for i in edition.identities)
    assert edition.column_label("active_disclosure", "规章", "现行有效件数") == "年末有效件数"


def test_the_newest_edition_that_covers_a_year_is_due(next_edition: None) -> None:
    assert [e.edition for y in (2019, 2026, 2027) if (e := edition_for(y))] == ["2019", "2021", NEXT]


def test_a_rule_that_names_what_no_form_has_is_told() -> None:
    context = Context(_parsed(_text(2024), 2024))
    with pytest.raises(UnknownCellError, match="no_such_row"):
        context.value("applications", "no_such_row", "total")
