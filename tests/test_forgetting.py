"""What is forgotten can be taken back for a while, and then is gone."""

from __future__ import annotations

from threading import Event

from web.pending import Forgetting


def test_what_is_taken_back_in_time_is_not_forgotten() -> None:
    done, back = Event(), Event()
    waiting = Forgetting(60)
    name = waiting.begin("li", done.set, back.set)
    assert not waiting.take_back("wang", name)
    assert waiting.take_back("li", name)
    assert (back.is_set(), done.is_set()) == (True, False)
    assert not waiting.take_back("li", name)


def test_what_nobody_takes_back_is_forgotten() -> None:
    done, back = Event(), Event()
    waiting = Forgetting(0.01)
    name = waiting.begin("li", done.set, back.set)
    assert done.wait(20)
    assert not waiting.take_back("li", name)
    assert not back.is_set()
