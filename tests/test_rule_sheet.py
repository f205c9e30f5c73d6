"""The form of the rule sheet: one schema says which fields there are; what is typed becomes a sheet or a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from library.entries import Viewer
from library.roles import Role
from office.desk import Desk
from office.sheet_fields import Kind, SheetField, filled, joined, refusals, sheet_fields
from office.sheet_file import read_sheet, sheet_toml
from office.sheet_words import sheet_words
from office.workspace import Workspace
from review.settings import ReviewSettings, ReviewSettingsError, load_review_settings, plain_sheet
from settings import Settings
from tests.conftest import ROOT
from web.calls import Nothing
from web.places.rule_sheet import (
    Typed,
    keep_rule_sheet,
    reset_rule_sheet,
    rule_sheet,
    undo_rule_sheet,
)

EXAMPLE = ROOT / "docs" / "review.example.toml"


def names() -> set[str]:
    """Every field that the schema has, and those of the rows of each list."""
    rows = {f"{f.name}.{inner.name}" for f in sheet_fields() if f.kind is Kind.ROWS for inner in f.inner}
    return {f.name for f in sheet_fields()} | rows


def typed_from(settings: ReviewSettings) -> dict[str, str]:
    """The texts of a form that shows a sheet."""
    whole = settings.model_dump(mode="json")
    typed: dict[str, str] = {}

    def put(field: SheetField, name: str, value: Any) -> None:
        if field.kind is Kind.ROWS:
            for number, row in enumerate(value):
                for inner in field.inner:
                    put(inner, f"{name}.{number}.{inner.name}", row[inner.name])
        elif field.kind is Kind.EACH:
            typed.update({f"{name}.{key}": str(text) for key, text in value.items()})
        elif field.kind is Kind.TICKS:
            typed.update({f"{name}.{key}": "on" for key in value})
        elif field.kind is Kind.WORDS:
            typed[name] = joined(value, "、")
        elif value is not None:
            typed[name] = str(value)

    for field in sheet_fields():
        put(field, field.name, whole[field.name])
    return typed


def refused(typed: dict[str, str]) -> dict[str, str]:
    form = filled(typed)
    with pytest.raises(ValidationError) as caught:
        ReviewSettings.model_validate(form.sheet)
    return refusals(caught.value, form)


def test_every_field_of_the_schema_has_its_words_and_its_place_and_no_other_has() -> None:
    words = sheet_words()
    assert set(words.fields) == names()
    placed = [name for group in words.groups for name in group.fields]
    assert sorted(placed) == sorted(field.name for field in sheet_fields())


def test_a_sheet_shown_in_the_form_and_read_back_is_the_same() -> None:
    example = load_review_settings(EXAMPLE)
    assert ReviewSettings.model_validate(filled(typed_from(example)).sheet) == example


def test_a_sheet_written_as_a_file_and_read_back_is_the_same() -> None:
    example = load_review_settings(EXAMPLE)
    written = sheet_toml(example).decode()
    assert read_sheet(written) == example
    assert "# 各层级的公布期限" in written
    assert read_sheet(sheet_toml(ReviewSettings()).decode()) == ReviewSettings()


def test_what_is_left_blank_is_the_default_and_a_blank_row_is_none() -> None:
    blank = {
        "overview_length": " ",
        "wordings.0.wrong": "",
        "wordings.0.severity": "error",
        "deadlines.township": "",
    }
    assert ReviewSettings.model_validate(filled(blank).sheet) == ReviewSettings()


def test_words_are_parted_and_a_word_with_a_separator_stays_whole() -> None:
    typed = {"expected_agencies": "云溪县民政局\t张三\n云溪县教育局\n\n云溪县教育局"}
    assert filled(typed).sheet["expected_agencies"] == ["云溪县民政局", "云溪县教育局"]
    assert filled({"expected_agencies": joined(["广播、电视局", "民政局"], "、")}).sheet == {
        "expected_agencies": ["广播、电视局", "民政局"]
    }


def test_full_width_figures_are_figures() -> None:
    sheet = ReviewSettings.model_validate(
        filled({"overview_length": "１２００", "local_deadline": "０１-２６"}).sheet
    )
    assert (sheet.overview_length, sheet.local_deadline) == (1200, (1, 26))


@pytest.mark.parametrize(
    ("typed", "where", "said"),
    [
        ({"overview_length": "很多"}, "overview_length", "请填整数。"),
        ({"overview_length": "0"}, "overview_length", "请填不小于1的数。"),
        ({"similarity": "3"}, "similarity", "请填不大于1的数。"),
        ({"similarity": "0"}, "similarity", "请填大于0的数。"),
        ({"points.STR01": "nan"}, "points.STR01", "请填数字。"),
        ({"points.STR01": "-2"}, "points.STR01", "请填不小于0的数。"),
        ({"deadlines.township": "13-45"}, "deadlines.township", "应写成“月-日”，如“01-26”。"),
        ({"severity.STR01": "fatal"}, "severity.STR01", "请从列出的各项里选。"),
        ({"off.TIM99": "on"}, "off.0", "没有编号为“TIM99”的规则。"),
        ({"wordings.7.wrong": "甲"}, "wordings.7.right", "请填写这一项。"),
        (
            {"required_counts.2.name": "甲", "required_counts.2.words": "乙"},
            "required_counts.2.levels",
            "请至少选一项。",
        ),
        (
            {"required_items.0.section": "九", "required_items.0.name": "甲"},
            "required_items.0.section",
            "请从列出的各项里选。",
        ),
        ({"dedlines.township": "01-01"}, "dedlines", "没有这一项设置。"),
    ],
)
def test_what_is_wrong_is_one_sentence_at_its_field(typed: dict[str, str], where: str, said: str) -> None:
    assert refused(typed)[where] == said


@pytest.mark.parametrize(
    "typed",
    [{"wordings": "x"}, {"wordings.x": "y"}, {"lengths": "x"}, {"off": "x"}, {"a": "x", "a.b": "y"}, {"overview_length.x": "1"}],
    ids=str,
)  # fmt: skip
def test_a_form_of_another_shape_is_refused_and_no_fault(typed: dict[str, str]) -> None:
    assert all(sentence.endswith("。") for sentence in refused(typed).values())


def test_a_file_that_cannot_be_used_says_why_in_one_sentence() -> None:
    for text, why in (("off = [", "不是 TOML 格式"), ('dedline = "01-01"', "“dedline”不是可用的设置项")):
        with pytest.raises(ReviewSettingsError) as caught:
            read_sheet(text)
        assert why in str(caught.value)
        assert str(caught.value).count("。") == 1


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "本地.toml"
    path.write_text('off = ["STR13"]\nexpected_agencies = ["甲局"]\n', encoding="utf-8")
    return path


@pytest.fixture(params=[True, False], ids=["with a file", "without one"])
def desk(request: pytest.FixtureRequest, file: Path, tmp_path: Path) -> Iterator[Desk]:
    workspace = Workspace(Settings(data_dir=tmp_path, review_settings=file if request.param else None))
    yield Desk(workspace, Viewer("li", Role.ADMINISTRATOR))
    workspace.close()


def in_force(desk: Desk) -> ReviewSettings:
    return desk.workspace.reviews.settings


def keep(desk: Desk, typed: dict[str, str]) -> dict[str, Any]:
    return keep_rule_sheet(desk, Typed(typed=typed, basis=rule_sheet(desk, Nothing(), None)["basis"]), None)


def test_a_kept_sheet_is_in_force_at_once_instead_of_the_file_and_can_be_undone_and_dropped(
    desk: Desk,
) -> None:
    before, file = in_force(desk), desk.workspace.settings.review_settings
    shown = rule_sheet(desk, Nothing(), None)
    assert (shown["undo"], shown["reset"]) == (False, "")
    assert ("本地.toml" in shown["said"]) == (file is not None)
    assert keep(desk, {"off.TXT01": "on"}) == {"kept": True}
    assert in_force(desk) == desk.workspace.office.rules() == ReviewSettings(off=frozenset({"TXT01"}))
    undone = undo_rule_sheet(desk, Nothing(), None)
    assert in_force(desk) == before
    assert not undone["undo"]
    keep(desk, {"off.TXT02": "on"})
    assert rule_sheet(desk, Nothing(), None)["reset"] == ("改用服务器上的文件" if file else "全部恢复默认")
    reset_rule_sheet(desk, Nothing(), None)
    assert in_force(desk) == before


def test_a_sheet_that_another_changed_meanwhile_is_not_overwritten_unasked(desk: Desk) -> None:
    basis = rule_sheet(desk, Nothing(), None)["basis"]
    keep(desk, {"off.TXT01": "on"})
    answer = keep_rule_sheet(desk, Typed(typed={"off.TXT02": "on"}, basis=basis), None)
    assert "别人刚才改过规则" in answer["error"]
    assert in_force(desk).off == {"TXT01"}
    keep_rule_sheet(desk, Typed(typed={"off.TXT02": "on"}, basis=answer["basis"]), None)
    assert in_force(desk).off == {"TXT02"}


def test_a_list_of_agencies_from_before_the_form_counts_until_a_sheet_is_kept(desk: Desk) -> None:
    office = desk.workspace.office
    office._kept.put("intake", {"due": "2099-01-31", "expected": ["乙局"]})
    assert office.rules().expected_agencies == ("乙局",)
    assert "乙局" in rule_sheet(desk, Nothing(), None)["html"]
    keep(desk, {"expected_agencies": "丙局"})
    assert office.rules().expected_agencies == ("丙局",)
    assert office.intake().due == date(2099, 1, 31)
    undo_rule_sheet(desk, Nothing(), None)
    assert office.rules().expected_agencies == ("乙局",)


def test_keeping_what_is_kept_is_plain_data(desk: Desk) -> None:
    example = load_review_settings(EXAMPLE)
    desk.use_rules(plain_sheet(example))
    assert in_force(desk) == example
