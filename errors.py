"""The root of every error that this product raises on purpose: its message is one clear Chinese sentence.

A face catches NianbaoError and shows the sentence; whatever else is raised is a fault of the program.
"""

from __future__ import annotations

# A panic of a library written in Rust (Chroma's PanicException) is no Exception, and a fault all the same; whoever stops
# the program or closes a generator is none.
NO_FAULT = (KeyboardInterrupt, SystemExit, GeneratorExit)


class NianbaoError(Exception):
    """Something cannot be done; the message says what is wrong and what to do, in one Chinese sentence."""


class NotVisibleError(NianbaoError):
    """A report is not there, or not for the one who asks: the two look alike, so that nothing is told of others' reports."""

    def __init__(self) -> None:
        super().__init__("这份报告已不在资料库中，请重新选择。")


class NotAllowedError(NianbaoError):
    """Something may not be done by the one who asks, though there would be something to do it to."""
