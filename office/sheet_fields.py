"""The fields of the rule sheet, read off its schema, and the sheet that a filled form makes.

A form gives texts by name: `deadlines.township`, `wordings.0.right`, `off.TXT01` (ticked). The same names tell where a
value was refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from pydantic import ValidationError

from office.sheet_words import sheet_words
from review.settings import ReviewSettings

# A word in which a separator stands is put in quotation marks.
_WORD = re.compile(r"“([^”\n]+)”|([^、，,；;\r\n]+)")
_SEPARATOR = re.compile("[、，,；;]")


class Kind(StrEnum):
    """What is typed or chosen in a field."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"
    TICKS = "ticks"
    WORDS = "words"
    EACH = "each"
    ROWS = "rows"


@dataclass(frozen=True)
class SheetField:
    """A field; `keys` are what is chosen from or has a value each (Level, Severity, rule, or the values themselves),
    `inner` is the one value of a key or the fields of a row."""

    name: str
    kind: Kind
    keys: str | tuple[str, ...] = ""
    inner: tuple[SheetField, ...] = ()
    default: Any = None


@dataclass
class Filled:
    """What a form gives: the sheet, not yet checked, and for its lists of rows which row of the form each is."""

    sheet: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, list[str]] = field(default_factory=dict)


@cache
def sheet_fields() -> tuple[SheetField, ...]:
    """The fields of the schema, in its order."""
    schema = ReviewSettings.model_json_schema()
    return tuple(_field(name, part, schema["$defs"]) for name, part in schema["properties"].items())


def _keys(schema: Mapping[str, Any]) -> str | tuple[str, ...]:
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    return tuple(schema["enum"]) if "enum" in schema else str(schema.get("format", ""))


def _field(name: str, schema: Mapping[str, Any], defs: Mapping[str, Any]) -> SheetField:
    default = schema.get("default")
    if "anyOf" in schema:
        schema = next(s for s in schema["anyOf"] if s.get("type") != "null")
    if "$ref" in schema or "enum" in schema:
        return SheetField(name, Kind.CHOICE, _keys(schema), default=default)
    if "propertyNames" in schema:
        value = _field(name, schema["additionalProperties"], defs)
        return SheetField(name, Kind.EACH, _keys(schema["propertyNames"]), (value,))
    if schema["type"] == "array":
        return _list(name, schema["items"], default, defs)
    if schema.get("format") == "month-day":
        return SheetField(name, Kind.DAY, default=default)
    kind = Kind.NUMBER if schema["type"] in ("integer", "number") else Kind.TEXT
    return SheetField(name, kind, default=default)


def _list(name: str, items: Mapping[str, Any], default: Any, defs: Mapping[str, Any]) -> SheetField:
    keys = _keys(items)
    row = defs.get(keys, {}).get("properties") if isinstance(keys, str) else None
    if row is not None:
        return SheetField(name, Kind.ROWS, inner=tuple(_field(n, part, defs) for n, part in row.items()))
    return SheetField(name, Kind.TICKS if keys else Kind.WORDS, keys, default=default)


def joined(words: list[str], by: str) -> str:
    """Words as the form shows them; read back they are the same."""
    return by.join(f"“{w}”" if _SEPARATOR.search(w) else w for w in words)


def _words(text: str) -> list[str]:
    first = "\n".join(
        line.partition("\t")[0] for line in text.splitlines()
    )  # of a pasted table the first column
    pieces = ((quoted or bare).strip() for quoted, bare in _WORD.findall(first))
    return list(dict.fromkeys(piece for piece in pieces if piece))


def _tree(typed: Mapping[str, str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for name, text in typed.items():
        *way, last = name.split(".")
        node = tree
        for step in way:
            below = node.setdefault(step, {})
            node = below if isinstance(below, dict) else {}
        node[last] = text
    return tree


def filled(typed: Mapping[str, str]) -> Filled:
    """The sheet of a form's texts; what is left blank, rows too, is not in it."""
    out, tree = Filled(), _tree(typed)
    for each in sheet_fields():
        node = tree.pop(each.name, None)
        if each.kind is Kind.ROWS and isinstance(node, dict):
            rows = {number: _row(each, row) for number, row in node.items()}
            kept = {number: row for number, row in rows.items() if row is not None}
            out.rows[each.name], node = list(kept), list(kept.values())
        else:
            node = _value(each, node)
        if node not in (None, {}, []):
            out.sheet[each.name] = node
    out.sheet.update(tree)  # what no field is called the schema refuses
    return out


def _row(each: SheetField, node: Any) -> Any:
    """A row as a table of the sheet; None where nothing was written into it."""
    if not isinstance(node, dict):
        return node
    row = {inner.name: _value(inner, node.get(inner.name)) for inner in each.inner}
    chosen = {inner.name for inner in each.inner if inner.kind in (Kind.CHOICE, Kind.TICKS)}
    if all(value in (None, []) for name, value in row.items() if name not in chosen):
        return None
    unknown = {name: value for name, value in node.items() if name not in row}
    return {name: value for name, value in row.items() if value is not None} | unknown


def _value(each: SheetField, node: Any) -> Any:
    if each.kind is Kind.TICKS and (node is None or isinstance(node, dict)):
        return list(node or {})
    if each.kind is Kind.EACH and isinstance(node, dict):
        values = {key: _value(each.inner[0], value) for key, value in node.items()}
        return {key: value for key, value in values.items() if value is not None}
    if not isinstance(node, str):
        return node
    if each.kind is Kind.WORDS:
        return _words(node) or None
    text = node.strip()
    if each.kind in (Kind.NUMBER, Kind.DAY):  # an input method may leave figures full-width
        text = unicodedata.normalize("NFKC", text)
    return text or None


def refusals(error: ValidationError, form: Filled) -> dict[str, str]:
    """Why values were refused, a sentence for each, by the name of their field in the form."""
    said: dict[str, str] = {}
    words = sheet_words().refused
    for detail in error.errors():
        way = [str(step) for step in detail["loc"] if step != "[key]"]
        if way[0] in form.rows and len(way) > 1:
            way[1] = form.rows[way[0]][int(way[1])]
        sentence = words.get(detail["type"], words["other"])
        said.setdefault(".".join(way), sentence.format(**detail.get("ctx", {})))
    return said
