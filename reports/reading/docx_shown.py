"""What of a Word document's body is shown: it is made plain in the tree, before anyone reads it.

Hidden text goes, as does what its author struck out; letters that are told by their font and number become letters,
raised digits the raised ones of Unicode, and the numbers of automatic lists stand in their paragraphs.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from reports.numerals import looks_like_value
from reports.reading.docx_numbering import Numbering
from reports.reading.docx_package import MC, W
from reports.reading.note_marks import raised

_OFF = ("0", "false", "off", "none")
_GONE = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback"))
# Where fonts of signs keep their letters: 0 is U+F030.
_SIGNS = 0xF000


def _is_on(properties: Any, *names: str) -> bool | None:
    """Whether run properties switch one of these on; None where they say nothing of them."""
    found = [e for n in names if properties is not None and (e := properties.find(f"{W}{n}")) is not None]
    return any(e.get(f"{W}val", "1") not in _OFF for e in found) if found else None


class HiddenStyles:
    """The styles whose text is hidden, by themselves or by the one that they are based on."""

    def __init__(self, styles: Any) -> None:
        every = list(styles.iter(f"{W}style")) if styles is not None else []
        self._of = {s.get(f"{W}styleId", ""): s for s in every}

    def hides(self, name: str) -> bool:
        """Whether the style with this name hides its text."""
        seen: set[str] = set()
        while name in self._of and name not in seen:
            seen.add(name)
            own = _is_on(self._of[name].find(f"{W}rPr"), "vanish")
            if own is not None:
                return own
            base = self._of[name].find(f"{W}basedOn")
            name = base.get(f"{W}val", "") if base is not None else ""
        return False


def _named_style(properties: Any, kind: str) -> str:
    found = properties.find(f"{W}{kind}") if properties is not None else None
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _is_hidden(run: Any, styles: HiddenStyles) -> bool:
    properties = run.find(f"{W}rPr")
    own = _is_on(properties, "vanish")
    if own is not None:
        return own
    if styles.hides(_named_style(properties, "rStyle")):
        return True
    paragraph = next(run.iterancestors(f"{W}p"), None)
    return paragraph is not None and styles.hides(_named_style(paragraph.find(f"{W}pPr"), "pStyle"))


def _letters_of_signs(run: Any) -> None:
    for sign in run.findall(f"{W}sym"):
        try:
            number = int(sign.get(f"{W}char", ""), 16)
        except ValueError:
            continue
        letter = chr(number - _SIGNS if _SIGNS <= number < _SIGNS + 0x100 else number)
        if letter.isalnum() or letter in "-/.,%":
            text = etree.SubElement(run, f"{W}t")
            text.text = letter
            run.replace(sign, text)


def _text(node: Any) -> str:
    return "".join(t.text or "" for t in node.iter(f"{W}t"))


def _numbered(body: Any, numbering: Numbering) -> None:
    """Puts the number of a list before each paragraph that has words; a cell's number is no words."""
    for paragraph in body.iter(f"{W}p"):
        if any(above.tag in _GONE for above in paragraph.iterancestors()):
            continue
        properties = paragraph.find(f"{W}pPr")
        label = numbering.label(properties)
        text = _text(paragraph)
        in_cell = next(paragraph.iterancestors(f"{W}tc"), None) is not None
        if label and text.strip() and not (in_cell and looks_like_value(text)):
            run = etree.Element(f"{W}r")
            etree.SubElement(run, f"{W}t").text = label
            properties.addnext(run)


def make_plain(body: Any, styles: Any, numbering: Numbering) -> tuple[str, ...]:
    """Leaves in a body what is shown of it; gives what its author had struck out."""
    hiding = HiddenStyles(styles)
    struck: list[str] = []
    for run in list(body.iter(f"{W}r")):
        properties = run.find(f"{W}rPr")
        if _is_hidden(run, hiding):
            run.getparent().remove(run)
            continue
        _letters_of_signs(run)
        if _is_on(properties, "strike", "dstrike"):
            struck.append(_text(run))
            run.getparent().remove(run)
        elif _named_style(properties, "vertAlign") == "superscript":
            for text in run.iter(f"{W}t"):
                text.text = raised(text.text or "")
    _numbered(body, numbering)
    return tuple(s for s in struck if s.strip())
