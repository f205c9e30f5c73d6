"""Instances of what real files do to a reader: each is read and judged as its verdict says."""

from __future__ import annotations

import pytest

from benchmarks.instances import Instance, instances, wrong


@pytest.mark.parametrize("instance", instances(), ids=lambda i: i.kind)
def test_an_instance_is_read_and_judged_as_its_verdict_says(instance: Instance) -> None:
    assert wrong(instance) == []
