"""What a model says of a source passes where it is the source's, and fails where one word makes it another claim."""

from __future__ import annotations

import pytest

from answering.changed_claims import changed_claims
from answering.claims import Licence, load_claims
from answering.verification import verify
from benchmarks.checker_suites import TUNED, Figures, held_out, measure

LICENCES = [pytest.param(licence, id=licence.name) for licence in load_claims().licences]

PROSE = (
    "竹溪镇2022年政府信息公开工作年度报告（一）：全年收到3件申请，申请人为同一村的3户村民。镇里一并答复，3户均表示满意。"
    "发布信息174条，其中网站公开60条，比上年减少22条。设公开栏41块，7块不能使用。部分站所格式不规范。2023年，我镇将加强培训。"
)
ROW = "竹溪镇2022年政府信息公开工作年度报告（三）：（一）予以公开：自然人 12，商业企业 3，其他 0，总计 15"
ARTICLE = (
    "中华人民共和国政府信息公开条例第三十三条：行政机关不能当场答复的，应当自收到申请之日起20个工作日内予以答复；"
    "行政机关征求第三方意见所需时间不计算在前款规定的期限内。"
)


@pytest.mark.parametrize("licence", LICENCES)
def test_a_word_that_strengthens_needs_its_like_in_the_clause_that_says_the_same(licence: Licence) -> None:
    assert [pair for pair in licence.fails if not list(changed_claims(*pair))] == []


@pytest.mark.parametrize("licence", LICENCES)
def test_a_word_that_the_clause_licenses_may_be_said(licence: Licence) -> None:
    assert [
        (pair, list(changed_claims(*pair))) for pair in licence.stands if list(changed_claims(*pair))
    ] == []


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (PROSE, "全年收到三件申请，3户都表示满意[1]。"),
        (PROSE, "公开栏有41块，不能使用的有7块[1]。"),
        (PROSE, "2023年，该镇将加强培训[1]。"),
        (PROSE, "比去年减少22条，共发布信息174条[1]。"),
        (ROW, "予以公开的申请中，自然人有12件[1]。"),
        (ROW, "予以公开的申请总计15件[1]。"),
        (ARTICLE, "条例第三十三条规定，不能当场答复的，应在20个工作日内答复[1]。"),
    ],
)
def test_a_faithful_wording_passes(source: str, sentence: str) -> None:
    assert verify(sentence, [source]).failures == ()


@pytest.mark.parametrize(
    ("source", "sentence", "why"),
    [
        (ROW, "予以公开的申请中，商业企业有12件[1]。", "不是12"),
        (ROW, "本机关不掌握相关政府信息的自然人申请12件[1]。", "本机关不掌握相关政府信息"),
        (ROW, "予以公开的申请中，自然人有12次[1]。", "不以“次”计"),
        (PROSE, "发布信息174条，全部网站公开60条[1]。", "全部"),
        (PROSE, "发布信息仅174条[1]。", "仅"),
        (PROSE, "比上年增加22条[1]。", "增加"),
        (PROSE, "2023年，我镇加强培训[1]。", "打算"),
        (PROSE, "因镇里一并答复，3户均表示满意[1]。", "因"),
        (PROSE, "设公开栏41块，7块能使用[1]。", "否定"),
        (PROSE, "申请人为同一村的3户企业[1]。", "企业"),
        (ARTICLE, "行政机关可以自收到申请之日起20个工作日内予以答复[1]。", "可以"),
        (ARTICLE, "应当自收到申请之日起20日内予以答复[1]。", "数字"),
        (ARTICLE, "条例第三十四条规定，应当自收到申请之日起20个工作日内予以答复[1]。", "第三十四条"),
    ],
)
def test_a_sentence_with_one_thing_changed_fails_with_its_reason(
    source: str, sentence: str, why: str
) -> None:
    assert why in "；".join(verify(sentence, [source]).failures)


@pytest.fixture(scope="module")
def figures() -> Figures:
    return measure(held_out(every=8))


def test_of_the_false_sentences_of_reports_never_looked_at_one_in_twenty_passes_at_most(
    figures: Figures,
) -> None:
    assert sum(n for (true, _), n in figures.tried.items() if not true) >= 500
    assert figures.share(true=False) <= 0.05


def test_of_the_true_ones_at_least_ninety_two_in_a_hundred_pass(figures: Figures) -> None:
    assert sum(n for (true, _), n in figures.tried.items() if true) >= 500
    assert figures.share(true=True) >= 0.92


@pytest.mark.parametrize(
    "kind", ["other labels", "direction", "plan as fact", "negation", "units", "subject"]
)
def test_of_each_kind_of_change_few_pass(figures: Figures, kind: str) -> None:
    assert figures.passed[False, kind] <= max(1, figures.tried[False, kind] // 10)


def test_the_reports_that_the_checker_was_mended_on_are_not_measured() -> None:
    titles = {s.source.split("（")[0] for s in held_out(every=8)}
    assert not [t for t in titles if any(t.startswith(name[:-4]) for name in TUNED)]
