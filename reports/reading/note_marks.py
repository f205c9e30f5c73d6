"""Marks of notes: small digits raised behind a number or a word (12¹) are none of its digits.

As the raised digits of Unicode they stay what they are, whoever reads the text.
"""

from __future__ import annotations

import re

_MARK = re.compile(r"[\s\d()（）\[\]［］【】〔〕]+")
_RAISED = str.maketrans("0123456789()（）[]［］【】〔〕", "⁰¹²³⁴⁵⁶⁷⁸⁹" + "⁽⁾" * 6)


def raised(text: str) -> str:
    """A raised text with the raised digits of Unicode, where it is digits and brackets; any other as it is."""
    return text.translate(_RAISED) if _MARK.fullmatch(text) else text
