"""The local rule sheet: an office's own deadlines, lengths, required contents and words."""

from __future__ import annotations

from datetime import date

import pytest

from benchmarks.generate import make_content
from benchmarks.planted import read
from review.finding import Finding, Severity
from review.reviewer import review
from review.settings import ReviewSettings, ReviewSettingsError, load_review_settings


def sheet(tmp_path, text: str) -> ReviewSettings:
    path = tmp_path / "本地.toml"
    path.write_text(text, encoding="utf-8")
    return load_review_settings(path)


def of(found: tuple[Finding, ...], code: str) -> list[Finding]:
    return [f for f in found if f.rule == code]


@pytest.mark.parametrize(
    ("level", "day", "severity"),
    [
        ("department", date(2023, 1, 28), None),
        ("department", date(2023, 1, 29), Severity.WARNING),
        ("department", date(2023, 2, 1), Severity.ERROR),
        ("government", date(2023, 2, 20), None),
        ("government", date(2023, 2, 21), Severity.WARNING),
        ("government", date(2023, 4, 1), Severity.ERROR),
        ("township", date(2023, 1, 16), Severity.WARNING),
    ],
)
def test_each_level_has_its_own_deadline_beside_the_law(tmp_path, level, day, severity) -> None:
    settings = sheet(
        tmp_path,
        'local_deadline = "01-15"\n[deadlines]\ndepartment = "01-28"\ngovernment = "02-20"\n',
    )
    report = read(make_content(1, level=level, year=2022))
    found = of(review(report, published=day, settings=settings), "TIM01")
    assert [f.severity for f in found] == ([severity] if severity else [])


def test_each_level_has_its_own_length(tmp_path) -> None:
    content = make_content(1, level="government", year=2022)
    content.sections["一"].append("推进政务公开工作。" * 80)
    report = read(content)
    assert of(review(report, settings=sheet(tmp_path, "overview_length = 600\n")), "QLT03")
    assert not of(review(report, settings=sheet(tmp_path, "[lengths]\ngovernment = 5000\n")), "QLT03")


def test_counts_that_the_overview_has_to_give(tmp_path) -> None:
    content = make_content(1, year=2022)
    content.sections["一"].append("加强政策解读。举办新闻发布会3场。未出刊政府公报。")
    settings = sheet(
        tmp_path,
        "".join(
            f'[[required_counts]]\nname = "{name}"\nwords = ["{word}"]\n'
            for name, word in (("解读数", "图文解读"), ("发布会数", "新闻发布会"), ("公报期数", "政府公报"))
        ),
    )
    (finding,) = of(review(read(content), settings=settings), "STR14")
    assert finding.expected == "解读数"


def test_items_that_a_part_has_to_tell(tmp_path) -> None:
    settings = sheet(
        tmp_path,
        '[[required_items]]\nname = "建议提案公开"\nwords = ["政协提案"]\nsection = "六"\n',
    )
    content = make_content(1, year=2022)
    assert of(review(read(content), settings=settings), "STR15")
    content.sections["六"].append("政协提案办理结果均已公开。")
    assert not of(review(read(content), settings=settings), "STR15")


def test_local_words_have_their_right_form(tmp_path) -> None:
    settings = sheet(tmp_path, '[[wordings]]\nwrong = "政务大厅"\nright = "政务服务大厅"\n')
    content = make_content(1, year=2022)
    content.sections["一"].append("在政务服务大厅设公开专区。")
    assert not of(review(read(content), settings=settings), "QLT10")
    content.sections["一"].append("在政务大厅设查阅点。")
    (finding,) = of(review(read(content), settings=settings), "QLT10")
    assert (finding.actual, finding.expected) == ("政务大厅", "政务服务大厅")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('dedline = "01-28"', "“dedline”不是可用的设置项"),
        ('[deadlines]\ndepartment = "13-45"', "“deadlines.department”的值不能用"),
        ('[severity]\nTIM02 = "fatal"', "“severity.TIM02”的值不在可选范围内"),
        ('off = ["TIM99"]', "没有编号为“TIM99”的规则"),
        ("similarity = 3", "“similarity”的值不合要求"),
        ('[[wordings]]\nwrong = "甲"', "“wordings.1.right”没有填写"),
        ("off = [", "不是 TOML 格式"),
    ],
)
def test_a_sheet_that_cannot_be_used_is_one_chinese_sentence(tmp_path, text, said) -> None:
    with pytest.raises(ReviewSettingsError) as caught:
        sheet(tmp_path, text)
    assert said in str(caught.value)
    assert str(caught.value).count("。") == 1 and "\n" not in str(caught.value)
