"""A letter that somebody wrote into is composed anew: her words stay, stand beside the new ones, or are told of."""

from __future__ import annotations

from letters.revision import carry_over

BASE = "# 意见\n\n总体看，有2处不符，须修改。\n\n## 一、必须修改\n\n1. 第一部分：合计为5，应为6。\n\n2. 第二部分：年度写错。\n\n某办\n"
ONE_LEFT = "# 意见\n\n总体看，有1处不符，须修改。\n\n## 一、必须修改\n\n1. 第二部分：年度写错。\n\n某办\n"


def test_words_added_to_a_paragraph_stay_where_its_numbers_change() -> None:
    renewed = carry_over(BASE, BASE.replace("须修改。", "须修改。请抓紧。"), ONE_LEFT)
    assert "总体看，有1处不符，须修改。请抓紧。" in renewed.text
    assert (renewed.both, renewed.gone) == (0, ())


def test_where_both_changed_the_same_words_both_paragraphs_stand() -> None:
    renewed = carry_over(BASE, BASE.replace("有2处不符", "有好几处不符"), ONE_LEFT)
    assert renewed.text.index("有1处不符") < renewed.text.index("有好几处不符")
    assert renewed.both == 1


def test_words_on_a_point_that_is_told_no_more_are_named() -> None:
    renewed = carry_over(BASE, BASE.replace("应为6。", "应为6，请附依据。"), ONE_LEFT)
    assert "请附依据" not in renewed.text and renewed.text == carry_over(BASE, BASE, ONE_LEFT).text
    assert renewed.gone == ("• 第一部分：合计为5，应为6，请附依据。",)


def test_a_paragraph_written_after_a_point_that_is_told_no_more_stays_in_its_place() -> None:
    renewed = carry_over(BASE, BASE.replace("应为6。", "应为6。\n\n附件另送。"), ONE_LEFT)
    assert renewed.text == ONE_LEFT.replace("必须修改\n\n", "必须修改\n\n附件另送。\n\n")


def test_what_she_wrote_as_the_new_letter_has_it_stands_once() -> None:
    renewed = carry_over(BASE, BASE.replace("有2处", "有1处"), ONE_LEFT)
    assert renewed.text == ONE_LEFT and not renewed.both


def test_points_are_numbered_again_and_deleted_ones_stay_deleted() -> None:
    hers = BASE.replace("1. 第一部分：合计为5，应为6。\n\n2.", "1.")
    more = BASE.replace("2. 第二", "2. 第三部分：缺附表。\n\n3. 第二")
    assert "1. 第三部分：缺附表。\n\n2. 第二部分" in carry_over(BASE, hers, more).text
