"""Sketches are kept in the library: what they are must not change from one version to the next."""

from __future__ import annotations

import hashlib

from review.sketches import likeness, sketch_of

WORDS = frozenset(f"条例第{i}条" for i in range(54))


def test_a_sketch_is_the_same_in_every_version() -> None:
    assert hashlib.sha256(sketch_of(WORDS)).hexdigest().startswith("bb36998354b05670")


def test_the_likeness_of_two_sets_is_about_the_share_that_they_have_in_common() -> None:
    one, other = (sketch_of(f"词{i}" for i in numbers) for numbers in (range(0, 800), range(400, 1200)))
    (like,) = likeness(one, [other])
    assert abs(like - 400 / 1200) < 0.12


def test_a_report_without_text_is_like_no_other() -> None:
    assert likeness(sketch_of(WORDS), [sketch_of([])]) == [0.0]
