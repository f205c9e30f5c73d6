"""Reports that begin as published pages do: who speaks, for which year, and when it was published."""

from __future__ import annotations

import pytest

from benchmarks.openings import Opening, as_text, openings, wrong
from reports.parse import parse_bytes


@pytest.mark.parametrize("opening", openings(), ids=lambda o: o.kind)
def test_an_opening_is_read_as_its_verdict_says(opening: Opening) -> None:
    assert wrong(opening, parse_bytes(as_text(opening), "report.txt")) == []
