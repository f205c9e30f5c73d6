"""The root of every error that this product raises on purpose: its message is one clear Chinese sentence.

A face catches NianbaoError and shows the sentence; whatever else is raised is a fault of the program.
"""

from __future__ import annotations


class NianbaoError(Exception):
    """Something cannot be done; the message says what is wrong and what to do, in one Chinese sentence."""
