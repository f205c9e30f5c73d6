"""The command line: the same verbs as the page, each a thin function over the office (`nianbao --help`).

Exit codes: 0 done, 1 the review found errors, 2 input that cannot be used. JSON is one object a line.
"""

from __future__ import annotations

from cli.program import app, main

__all__ = ["app", "main"]
