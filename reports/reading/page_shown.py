"""What of a web page is shown as its article: the tree is made plain before anyone reads it.

Scripts, menus and hidden elements go, as does what was struck out; what was filled into a form becomes text, raised digits
the raised ones of Unicode, and the numbers of lists stand in their items.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from lxml import etree

from reports.editions import normalise_label
from reports.reading.docx_numbering import chinese_ordinal
from reports.reading.known_labels import known_headings
from reports.reading.note_marks import raised

_DROPPED = ("script", "style", "iframe", "frame", "embed", "select", "option", "svg", "rt", "rp")
# What stands around an article, unless the whole article stands in it: many sites are one form.
_AROUND = ("nav", "header", "footer", "form", "button", "textarea", "template", "noscript", "object", "aside")
_CODE = ("script", "style")
_HEADING = re.compile(r"\s*[一二三四五六]\s*[、.．]\s*\S")
_NUMBER = re.compile(r"[-+−]?[\d０-９][\d０-９,，.．]*")
_SENTENCE = re.compile(r"\S{12,}[。；]")
_HEADINGS_OF_A_REPORT, _CELLS_OF_A_TABLE, _LONGEST = 3, 24, 60
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])", re.I)  # fmt: skip
_STRUCK = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.I)
_RAISED = re.compile(r"vertical-align\s*:\s*super", re.I)
_UNMARKED = re.compile(r"list-style(?:-type)?\s*:[^;]*(?:none|disc|circle|square)", re.I)
_CHINESE_MARKS = re.compile(
    r"list-style(?:-type)?\s*:[^;]*(?:cjk-ideographic|chinese|hanja|ideographic)", re.I
)
_OWN_NUMBER = re.compile(
    r"\s*(?:第?[（(]?\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[）)、.．]|[①-⑳]|[一二三四五六七八九]是)"
)
_SAID = "原文有划掉的文字（如“{:.20}”），已略去后审查，请对照原件。"


@dataclass(frozen=True)
class Shown:
    """What was left out of a page, and what its reader has to be told of."""

    left_out: tuple[str, ...]
    warnings: tuple[str, ...]


def make_plain(root: Any) -> Shown:
    """Leaves in a page's tree what is shown of its article."""
    _fill_in(root)
    _raise_digits(root)
    _number_items(root)
    struck = _struck(root)
    gone = _clean(root)
    return Shown((*gone, *struck), (_SAID.format(struck[0]),) if struck else ())


def _struck(root: Any) -> list[str]:
    """Takes out what was struck; gives its text."""
    found = [
        n
        for n in root.iter(etree.Element)
        if n.tag in ("s", "strike", "del") or _STRUCK.search(n.get("style", ""))
    ]
    outer = [n for n in found if not set(found) & set(n.iterancestors())]
    texts = [n.text_content() for n in outer]
    for node in outer:
        node.drop_tree()
    return [t.strip() for t in texts if t.strip()]


def _raise_digits(root: Any) -> None:
    """The mark of a note behind a number is none of its digits."""
    for node in root.iter(etree.Element):
        if node.tag == "sup" or _RAISED.search(node.get("style", "")):
            for inner in node.iter():
                inner.text = raised(inner.text or "")
                if inner is not node:
                    inner.tail = raised(inner.tail or "")


def _number_items(root: Any) -> None:
    """Puts the number that a browser shows before each item of a list that has none of its own."""
    for ordered in root.iter("ol"):
        items = ordered.findall("li")
        styles = f"{ordered.get('style', '')};{items[0].get('style', '')}" if items else ""
        if _UNMARKED.search(styles) or any(_OWN_NUMBER.match(i.text_content()) for i in items):
            continue
        parts = all(normalise_label(_first_line(i)) in known_headings() for i in items)
        chinese = parts or _CHINESE_MARKS.search(styles)
        start = ordered.get("start", "")
        for number, item in enumerate(items, start=int(start) if start.isdecimal() else 1):
            mark = f"{chinese_ordinal(number)}、" if chinese and 0 < number < 100 else f"{number}."
            first = next((n for n in item.iter() if (n.text or "").strip()), item)
            first.text = mark + (first.text or "").lstrip()


def _first_line(item: Any) -> str:
    return next((t for t in item.itertext() if t.strip()), "")


def _clean(root: Any) -> list[str]:
    """Takes out what is not the article; gives the text that went with it."""
    gone: list[str] = []
    taken: set[Any] = set()
    # A part in a panel that opens when its tab is pressed; a second copy, as for phones, stands twice.
    only_once = {h for h, times in _headings(root).items() if times == 1}

    def take(node: Any, text: str) -> None:
        if node.getparent() is not None and taken.isdisjoint(node.iterancestors()):
            gone.append(text)
            taken.add(node)

    for node in root.iter(etree.Comment, etree.ProcessingInstruction, *_DROPPED):
        take(node, node.text_content() if isinstance(node.tag, str) and node.tag not in _CODE else "")
    for node in root.iter(etree.Element):
        hidden = _HIDDEN.search(node.get("style", "")) or node.get("hidden") is not None
        if node.tag in ("body", "html") or not (hidden or node.tag in _AROUND):
            continue
        if _holds_parts(node) or (
            not only_once.isdisjoint(_headings(node)) if hidden else _holds_prose(node)
        ):
            continue
        take(node, node.text_content())
    for node in taken:
        node.drop_tree()
    return gone


def _headings(node: Any) -> Counter[str]:
    """The parts' headings in an element, each with how often it stands there."""
    names = (
        normalise_label(text) for text in node.itertext() if _HEADING.match(text) and len(text) < _LONGEST
    )
    return Counter(n for n in names if n in known_headings())


def _fill_in(root: Any) -> None:
    """What was filled into the fields of a form becomes the text of its cells; of what anyone may type, only numbers."""
    for field in root.iter("input"):
        value = (field.get("value") or "").strip()
        shown = (field.get("type") or "text").lower() in ("text", "number")
        kept = (
            _NUMBER.fullmatch(value) or field.get("readonly") is not None or field.get("disabled") is not None
        )
        if value and shown and kept and next(field.iterancestors("td", "th"), None) is not None:
            field.tail = f"{value} {field.tail or ''}"


def _holds_parts(node: Any) -> bool:
    """Whether an element holds parts of a report: headings, or a table of more than a few cells."""
    if sum(1 for text in node.itertext() if _HEADING.match(text)) >= _HEADINGS_OF_A_REPORT:
        return True
    within = next(node.iterancestors("table"), None) is not None
    return not within and sum(1 for _ in node.iter("td")) >= _CELLS_OF_A_TABLE


def _holds_prose(node: Any) -> bool:
    """Whether sentences stand in an element that is no menu and no page's foot."""
    return node.tag not in ("nav", "footer") and any(_SENTENCE.search(text) for text in node.itertext())
