"""The form of the rule sheet: every field of the schema under its heading, each with its line and a place for what is
wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from office.office_settings import RulesOrigin
from office.sheet_fields import Kind, SheetField, joined, sheet_fields
from office.sheet_words import Group, Label, sheet_words
from review.finding import Severity
from review.rule import Rule
from review.rules import all_rules
from review.settings import ReviewSettings
from web.escape import safe
from web.views.report_text import LEVELS

# Where a new row stands among the names of its fields; the page puts a number there.
_NEW = "NEW"
_NOT_CHOSEN = "不限"


def origin_said(origin: RulesOrigin) -> str:
    """Where the rules in force come from, and what becomes of the environment's file, in a sentence."""
    file = f"服务器上的设置文件“{origin.file}”" if origin.file else ""
    if origin.on_page:
        return "现在用的是在这里保存的规则" + (f"；{file}不起作用，可以改回用它。" if file else "。")
    if file:
        return f"现在用的是{file}；在这里保存以后以这里的为准，文件不再起作用。"
    return "现在没有当地要求，全部按条例和统一格式审查。"


def sheet_html(settings: ReviewSettings) -> str:
    """All fields with what a sheet sets; what it leaves at the default is blank."""
    whole, by_name = settings.model_dump(mode="json"), {f.name: f for f in sheet_fields()}
    beyond = settings.model_dump(mode="json", exclude_defaults=True)
    values = {n: whole[n] if by_name[n].kind is Kind.ROWS else beyond.get(n) for n in by_name}
    return "".join(_group(g, [by_name[n] for n in g.fields], values) for g in sheet_words().groups)


def _group(group: Group, fields: list[SheetField], values: Mapping[str, Any]) -> str:
    of_rules = [f for f in fields if f.keys == "rule"]
    drawn = "".join(_whole(f, values[f.name]) for f in fields if f not in of_rules)
    table = _rules_table(of_rules, values) if of_rules else ""
    return f'<section class="group"><h3>{safe(group.title)}</h3><p class="quiet">{safe(group.hint)}</p>{drawn}{table}</section>'


def _whole(field: SheetField, value: Any) -> str:
    """A field of the sheet itself."""
    label = sheet_words().fields[field.name]
    if field.kind is Kind.ROWS:
        return _rows(field, label, value or [])
    if field.kind is Kind.EACH:
        inner, texts = field.inner[0], value or {}
        controls = "".join(
            _labelled(inner, f"{field.name}.{key}", Label(label=said, example=label.example), texts.get(key))
            for key, said in _choices(field.keys)
        )
        return (
            f'<fieldset class="each"><legend>{safe(label.label)}</legend>{_hint(field.name, label)}'
            f'<div class="grid">{controls}</div></fieldset>'
        )
    return _labelled(field, field.name, label, value)


def _rows(field: SheetField, label: Label, rows: list[dict[str, Any]]) -> str:
    drawn = "".join(_row(field, label, str(number), row) for number, row in enumerate(rows))
    return (
        f'<div class="rows">{_hint(field.name, label)}<div data-rows="{field.name}">{drawn}</div>'
        f"<template>{_row(field, label, _NEW, {})}</template>"
        f'<button type="button" data-add-row>添加{safe(label.one)}</button>{_wrong(field.name)}</div>'
    )


def _row(field: SheetField, label: Label, number: str, row: Mapping[str, Any]) -> str:
    controls = "".join(
        _labelled(
            inner,
            f"{field.name}.{number}.{inner.name}",
            sheet_words().fields[f"{field.name}.{inner.name}"],
            row.get(inner.name, inner.default),
        )
        for inner in field.inner
    )
    return (
        f'<fieldset class="row"><legend class="sr">{safe(label.one)}</legend><div class="grid">{controls}</div>'
        f'<button type="button" class="danger" data-drop-row>删去这{safe(label.one[1:])}</button></fieldset>'
    )


def _labelled(field: SheetField, name: str, label: Label, value: Any) -> str:
    """A control under its label, with its line and the place for what is wrong."""
    if field.kind is Kind.TICKS:
        boxes = "".join(
            f'<label class="tick">{_tick(f"{name}.{key}", key in (value or []))}{safe(said)}</label>'
            for key, said in _choices(field.keys)
        )
        return f'<fieldset class="ticks"><legend>{safe(label.label)}</legend>{boxes}{_wrong(name)}</fieldset>'
    return (
        f'<div class="field {field.kind}"><label for="{_id(name)}">{safe(label.label)}</label>'
        f"{_hint(name, label)}{_control(field, name, value, label)}{_wrong(name)}</div>"
    )


def _control(
    field: SheetField, name: str, value: Any, label: Label, spoken: str = "", unset: str = ""
) -> str:
    hint = f"{_id(name)}-hint " if label.hint else ""
    shared = f'id="{_id(name)}" name="{name}" aria-describedby="{hint}{_id(name)}-wrong"'
    shared += f' aria-label="{safe(spoken)}"' if spoken else ""
    if field.kind is Kind.CHOICE:
        blank = "" if field.default is not None else f'<option value="">{safe(unset or _NOT_CHOSEN)}</option>'
        options = "".join(
            f'<option value="{key}"{" selected" if key == value else ""}>{safe(said)}</option>'
            for key, said in _choices(field.keys)
        )
        return f"<select {shared}>{blank}{options}</select>"
    if field.kind is Kind.WORDS:
        in_row, words = "." in name, value or []
        text = joined(words, "、" if in_row else "\n")
        return f'<textarea {shared} rows="{2 if in_row else 8}" placeholder="{_example(label)}">{safe(text)}</textarea>'
    told = f"默认{_number(field.default)}" if field.kind is Kind.NUMBER and field.default is not None else ""
    mode = ' inputmode="decimal"' if field.kind is Kind.NUMBER else ""
    text = _number(value) if field.kind is Kind.NUMBER else str(value or "")
    return f'<input {shared}{mode} maxlength="200" autocomplete="off" value="{safe(text)}" placeholder="{told or _example(label)}">'


def _rules_table(fields: list[SheetField], values: Mapping[str, Any]) -> str:
    """A row for each rule, a column for each field that has a value for it."""
    words = sheet_words().fields
    heads = "".join(
        f'<th scope="col">{safe(words[f.name].short or words[f.name].label)}</th>' for f in fields
    )
    rows = "".join(
        f'<tr><th scope="row">{safe(rule.title)}</th>'
        + "".join(f"<td>{_of_rule(f, rule, values[f.name])}</td>" for f in fields)
        + "</tr>"
        for rule in all_rules()
    )
    return (
        '<label>查找规则<input type="search" data-find-rule autocomplete="off"></label>'
        f'<table class="figures rules"><thead><tr><th scope="col">检查什么</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _of_rule(field: SheetField, rule: Rule, value: Any) -> str:
    name, label = f"{field.name}.{rule.code}", sheet_words().fields[field.name]
    spoken = f"{label.short or label.label}：{rule.title}"
    if field.kind is Kind.TICKS:
        return _tick(name, rule.code in (value or []), spoken) + _wrong(name)
    unset = f"{rule.severity.chinese}（默认）"
    bare = Label(label=label.label)
    return _control(field.inner[0], name, (value or {}).get(rule.code), bare, spoken, unset) + _wrong(name)


def _choices(keys: str | tuple[str, ...]) -> list[tuple[str, str]]:
    if keys == "Level":
        return list(LEVELS.items())
    if keys == "Severity":
        return [(s.value, s.chinese) for s in Severity]
    return [(key, f"第{key}部分") for key in keys]


def _tick(name: str, ticked: bool, spoken: str = "") -> str:
    shared = f' aria-label="{safe(spoken)}"' if spoken else ""
    return f'<input type="checkbox" name="{name}"{shared}{" checked" if ticked else ""}>'


def _hint(name: str, label: Label) -> str:
    return f'<p class="quiet" id="{_id(name)}-hint">{safe(label.hint)}</p>' if label.hint else ""


def _wrong(name: str) -> str:
    return f'<p class="wrong" id="{_id(name)}-wrong" data-wrong="{name}" hidden></p>'


def _example(label: Label) -> str:
    return f"如：{safe(label.example)}" if label.example else ""


def _number(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else str(value)


def _id(name: str) -> str:
    return f"rule-{name.replace('.', '-')}"
