"""What code settles of a model's sentence by itself: what it reckons from slots goes through, its false twin does not."""

from __future__ import annotations

import re

import pytest

from answering.answer import Answer
from answering.evidence.held import Held
from answering.verification import verify
from answering.with_model.articles import Standing, articles_for, standings
from answering.with_model.checks import check
from answering.with_model.expressions import SlotError, reckoned
from answering.with_model.material import Material, Piece, material_of
from answering.with_model.protocol import read_sentence
from answering.with_model.settled.wordings import settled_wordings, wording
from benchmarks.conversations import report_of
from prompts import prompt_text
from retrieval.searches import Searches

COUNTY = "云浦县人民政府2023年度"
BUREAUS = ("岚江市生态环境局2023年度", "岚江市生态环境局2024年度")


def material(*names: str) -> Material:
    searches = Searches()
    helds = [Held(report_of(name), searches) for name in names]
    return material_of("", helds, [], Answer("", "", abstained=True))


@pytest.fixture(scope="module")
def county() -> Material:
    return material(COUNTY)


@pytest.fixture(scope="module")
def two_years() -> Material:
    return material(*BUREAUS)


def why(sentence: str, own: Material, question: str = "") -> str:
    written = read_sentence(sentence)
    assert written is not None
    return "；".join(check(written, own, question, opinions=True).failures)


@pytest.mark.parametrize("name", sorted(settled_wordings().wordings))
def test_a_wording_reads_what_it_must_and_nothing_else(name: str) -> None:
    own, pattern = settled_wordings().wordings[name], wording(name)
    assert [t for t in own.must if not pattern.search(t)] == []
    assert [t for t in own.must_not if pattern.search(t)] == []


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("T7.总计+T8.总计-T31.总计", 191),
        ("T30.总计/(T7.总计+T8.总计)", 0.9409),
        ("(P7.74件+P7.24件)÷P7.191件", 0.5131),
        ("T6.本年收费金额（单位：万元）", 4267.35),
        ("P6.4期×P6.1500册", 6000),
    ],
)
def test_a_slot_reckons_sums_products_and_brackets(county: Material, slot: str, value: float) -> None:
    assert float(reckoned(slot, county).number) == pytest.approx(value, abs=0.0001)


def test_every_slot_that_the_prompt_shows_is_one_that_can_be_reckoned(county: Material) -> None:
    told = {
        "P6": "公开栏36块，5块不能用；办结21件，收到23件；上年165件；培训682人次；公报4期，每期1500册；征地81件，共189件。",
        "A33": "20个工作日内答复，最多延长20个工作日。", "F1": "正文为7件，表中为5件。", "D1": "其中31件已办结。",
    }  # fmt: skip
    pieces = county.pieces | {key: Piece(key, text, text, ()) for key, text in told.items()}
    shown = Material(list(pieces.values()), county.helds, shortened=False)
    slots = [s.replace("{{", "").replace("}}", "") for s in re.findall(r"{{.+?}}", prompt_text("answer")[0])]
    assert len(slots) > 10
    assert [s for s in slots if not reckoned(s, shown).operands] == []


@pytest.mark.parametrize("matter", standings(), ids=lambda m: m.name)
def test_a_matter_of_citizens_is_read_from_its_wordings_and_brings_its_articles(matter: Standing) -> None:
    assert [t for t in matter.must if not re.search(matter.said, t)] == []
    assert [t for t in matter.must_not if re.search(matter.said, t)] == []
    found = {h.passage.article for h in articles_for(matter.must[0], Searches())}
    assert set(matter.articles) <= found


def test_a_heading_stands_over_what_follows_it_in_the_prompt(two_years: Material) -> None:
    assert "（二）依申请公开〕\n[P23] 新收68件" in two_years.text("P")
    assert "[P22]" not in two_years.text("P")


def test_the_name_of_a_column_is_read_before_a_sign_of_reckoning() -> None:
    assert reckoned("T4.本年增/减", material("珑川县教育体育局2020年度")).number == -2


@pytest.mark.parametrize(
    "slot", ["T7.总计+", "(T7.总计", "T99.总计", "T7.总计+P5.2160万元", "T7.总计/T13.总计"]
)
def test_what_cannot_be_reckoned_is_refused(county: Material, slot: str) -> None:
    with pytest.raises(SlotError):
        reckoned(slot, county)


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("三项累加为{T3.本年处理决定数量+T4.本年处理决定数量+T5.本年处理决定数量}[T3]。",
         "四项累加为{T3.本年处理决定数量+T4.本年处理决定数量+T5.本年处理决定数量}[T3]。"),
        ("最多的是予以公开，{T9.总计}[T9]。", "最多的是部分公开，{T10.总计}[T10]。"),
        ("其余各列均为0[T13]。", "其余各列均为0[T14]。"),
        ("行政许可、行政处罚分别为{T3.本年处理决定数量}、{T4.本年处理决定数量}[T3][T4]。",
         "行政许可、行政处罚分别为{T4.本年处理决定数量}、{T3.本年处理决定数量}[T3][T4]。"),
        ("办理结果总计{T30.总计}，与正文办结191件一致[T30][P7]。", "办理结果总计{T30.总计}，与正文办结191件不一致[T30][P7]。"),
        ("比上年增加{P7.189件-P7.165件}[P7]。", "比上年减少{P7.189件-P7.165件}[P7]。"),
        ("第五部分写了三项不足[P12]。", "第六部分写了三项不足[P12]。"),
    ],
)  # fmt: skip
def test_of_one_report_the_true_form_passes_and_its_twin_does_not(
    county: Material, true: str, false: str
) -> None:
    assert why(true, county) == ""
    assert why(false, county) != ""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("2024年比2023年减少{T32.总计-T66.总计}[T32][T66]。", "2024年比2023年增加{T32.总计-T66.总计}[T32][T66]。"),
        ("减少{P5.314条-P16.268条}[P5][P16]。", "增加{P5.314条-P16.268条}[P5][P16]。"),
        ("翻倍了，2024年是2023年的{P20.17篇/P5.8篇}[P5][P20]。", "2023年是2024年的{P20.17篇/P5.8篇}[P5][P20]。"),
        ("2024年更高[T9][T30][T43][T64]。", "2023年更高[T9][T30][T43][T64]。"),
    ],
)  # fmt: skip
def test_of_two_years_the_true_form_passes_and_its_twin_does_not(
    two_years: Material, true: str, false: str
) -> None:
    assert why(true, two_years) == ""
    assert why(false, two_years) != ""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("平均办理时长由12个工作日缩短{P7.12个工作日-P23.9.5个工作日}[P7][P23]。", "平均办理时长由12个工作日延长{P7.12个工作日-P23.9.5个工作日}[P7][P23]。"),
        ("新收68件，加上年结转2件，减结转下年度3件，得{P23.68件+P23.2件-P23.3件}，与办结67件一致[P23]。",
         "新收68件，减上年结转2件，加结转下年度3件，得{P23.68件+P23.2件-P23.3件}，与办结67件一致[P23]。"),
        ("对得平：新收68件，加上年结转2件，得{P23.68件+P23.2件}，与办结67件、结转3件的共70件一致[P23]。",
         "对得平：新收68件，加上年结转2件，得{P23.68件+P23.2件}，与办结67件、结转3件的共70件不一致[P23]。"),
        ("排第一的是噪声，987件[P29]。", "排第一的是大气，702件[P29]。"),
        ("排第二的是大气，702件[P29]。", "排第二的是水，213件[P29]。"),
        ("以四类合计为分母，噪声987件占{P29.987件/(P29.987件+P29.702件+P29.213件+P29.296件)}[P29]。",
         "以新收申请为分母，噪声987件占{P29.987件/(P29.987件+P29.702件+P29.213件+P29.296件)}[P29]。"),
        ("政策解读由2023年的8篇变为2024年的17篇[P5][P20]。", "政策解读由2023年的17篇变为2024年的8篇[P5][P20]。"),
        ("政策解读由2023年的8篇增加到2024年的17篇[P5][P20]。", "政策解读由2023年的8篇降到2024年的17篇[P5][P20]。"),
        ("2024年新收申请比2023年增长{(T41.总计-T7.总计)/T7.总计}[T41][T7]。", "2024年新收申请比2023年下降{(T41.总计-T7.总计)/T7.总计}[T41][T7]。"),
        ("2024年新收申请比2023年增长{(T41.总计-T7.总计)/T7.总计}[T41][T7]。", "2024年新收申请比2023年增长{(T41.总计-T7.总计)/T41.总计}[T41][T7]。"),
        ("群众举报中噪声占四成多，即{P29.987件/P29.2198件}[P29]。", "群众举报中噪声占五成多，即{P29.987件/P29.2198件}[P29]。"),
        ("平均每期{P29.231人次/P29.4期}[P29]。", "平均每场{P29.231人次/P29.4期}[P29]。"),
        ("政策解读由2023年的8篇变为2024年的17篇[P5][P20]。", "环评批复由2023年的8篇变为2024年的17篇[P5][P20]。"),
        ("“噪声问答库”出现在一处[P37]。", "“噪声问答库”出现在两处[P37]。"),
        ("意见：噪声类诉求还不能说都解决了[P33]。", "意见：噪声类诉求都解决了[P33]。"),
    ],
)  # fmt: skip
def test_what_a_sentence_reckons_ranks_or_counts_in_words_is_held_against_the_numbers(
    two_years: Material, true: str, false: str
) -> None:
    assert why(true, two_years) == ""
    assert why(false, two_years) != ""


@pytest.mark.parametrize(
    ("question", "true", "false"),
    [
        ("县里申请减少了，为什么？", "提问的前提与报告不符，新收189件，上年165件，同比增长14.5%[P7]。",
         "提问的前提与报告不符，新收189件，上年165件，同比下降14.5%[P7]。"),
        ("追责了几个人？", "提问的前提不成立，未发生需要追究责任的情形[P10]。", "提问的前提不成立，发生需要追究责任的情形[P10]。"),
        ("写一段给承办单位的提醒", "请各承办单位做好答复文书审核，避免检索范围过窄、超期答复[P12]。", "请各承办单位于3月底前做好答复文书审核[P12]。"),
        ("写一段给承办单位的提醒", "请各承办单位加强审核[P12]。", "请各承办单位停止违规收费[P12]。"),
        ("写一段给承办单位的提醒", "请各承办单位加强审核[P12]。", "请青石县财政局加强审核[P12]。"),
        ("写一段给承办单位的提醒", "4件被复议机关纠正，请引以为戒[P12]。", "6件被复议机关纠正，请引以为戒[P12]。"),
        ("写一段通报，表扬隐私排查", "对隐私排查工作，予以通报表扬[P8]。", "对隐私排查获得全国先进，予以通报表扬[P8]。"),
        ("不予公开的情形里哪个最多？", "按各行看，最多的是予以公开，{T9.总计}[T9]。", "按各行看，最多的是部分公开，{T10.总计}[T10]。"),
    ],
)  # fmt: skip
def test_what_a_sentence_answers_the_question_with_is_held_against_both(
    county: Material, question: str, true: str, false: str
) -> None:
    assert why(true, county, question) == ""
    assert why(false, county, question) != ""


@pytest.mark.parametrize(
    ("question", "told"),
    [("县里申请增长14.5%，为什么？", "同比增长14.5%。"), ("31项都完成了吗", "同比增长14.5%。")],
)
def test_a_premise_that_cannot_be_shown_to_be_wrong_is_not_called_so(
    county: Material, question: str, told: str
) -> None:
    written = read_sentence("提问的前提有误，同比增长14.5%[P7]。")
    assert written is not None
    assert check(written, county, question, opinions=True).text == told


def test_how_many_reports_or_terms_a_sentence_speaks_of_is_counted(two_years: Material) -> None:
    assert why("两年政策解读合计{P20.17篇+P5.8篇}[P5][P20]。", two_years) == ""
    assert why("三年政策解读合计{P20.17篇+P5.8篇}[P5][P20]。", two_years) != ""


def test_what_a_draft_asks_for_is_let_through_only_where_a_draft_is_asked_for(county: Material) -> None:
    exhortation = "请各承办单位加强审核，做到有问必答[P12]。"
    assert why(exhortation, county, "写一段给承办单位的提醒") == ""
    assert why(exhortation, county, "答复文书有什么问题") != ""


def test_a_school_may_be_called_one_in_its_own_report_and_its_pupils_are_somebody_else() -> None:
    source = "岭南市第三中学学校2020年政府信息公开工作年度报告（一）：通过校园网公开信息328条。"
    assert verify("学校通过校园网公开信息328条[1]。", [source]).passed
    assert not verify("学生通过校园网公开信息328条[1]。", [source]).passed
    told = source.replace("通过", "教师通过")
    assert not verify("学校通过校园网公开信息328条[1]。", [told]).passed


def test_what_is_missing_may_be_of_the_year_before_and_is_not_found_in_numbers_of_another_unit(
    two_years: Material,
) -> None:
    assert why("未载明：上一年度政务热线的接通数量", two_years) == ""
    assert why("未载明：5件申请的内容", two_years) != ""


def test_money_for_each_of_some_people_is_an_average_and_no_share(two_years: Material) -> None:
    written = read_sentence("平均每人{P6.4.3万元/P6.17名}[P6]。")
    assert written is not None
    assert "2529.41元" in check(written, two_years, "", opinions=False).text


def test_a_measure_is_of_the_year_that_the_heading_over_it_says(two_years: Material) -> None:
    assert why("2025年将建成噪声问答库，首批不少于60问[P37]。", two_years) == ""
    assert why("2026年将建成噪声问答库，首批不少于60问[P37]。", two_years) != ""
