"""A trace of the trail as a row: on the page, on the command line and in a file."""

from __future__ import annotations

from datetime import UTC

from library.trail import Trace

HEAD = ("时间", "账户", "操作", "对象编号", "对象", "原来", "后来")


def trail_row(trace: Trace) -> tuple[str, ...]:
    """What stands under the HEAD, the time as the clock on the wall shows it."""
    moment = trace.at.replace(tzinfo=UTC).astimezone()
    return (
        f"{moment:%Y-%m-%d %H:%M:%S}", trace.who or "本机", trace.deed.shown, trace.target, trace.label,
        trace.before, trace.after,
    )  # fmt: skip
