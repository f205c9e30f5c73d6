"""What offices write in prose is held against the tables and against itself, without false alarms."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.generate import Content, make_content
from benchmarks.generate.prose import (
    ordinary_sentences,
    prose_defects,
    prose_names,
    prose_report,
    with_words_changed,
)
from benchmarks.planted import findings, read
from review.finding import Severity
from review.statements import Statement, statements

USUAL = "相山区教育局2022"
DEPARTMENT = next(n for n in range(60) if make_content(n, year=2023).level == "department")

CHANGES = [
    ("申请15件","申请18件","TXT01"),("共收到政府信息公开申请15件","收到申请十八件","TXT01"),("自然人13件","自然人12件","TXT03"),("组织2件","组织3件","TXT03"),("予以公开7件","予以公开9件","TXT02"),("按时办结14件","按时办结15件","TXT02"),("结转下年度2件","结转下年度3件","TXT02"),("因政府信息公开申请行政复议1件，结果维持1件；","未发生行政复议；","TXT04"),("因政府信息公开申请行政复议1件，结果维持1件；","因政府信息公开引发行政复议2件；","TXT04"),("未发生行政诉讼","行政诉讼1件","TXT04"),
 ("制定规范性文件2件","制定规范性文件4件","TXT06"),("行政许可决定35件","行政许可决定53件","TXT07"),("行政处罚决定3件","行政处罚决定5件","TXT07"),("信息425条","信息420条","TXT08"),("增长10.1%","增长15.1%","TXT10"),("解读8次","解读9次","TXT08"),("上年结转1件","上年结转3件","TXT02"),("不予公开1件","不予公开2件","TXT02"),("无法提供3件","无法提供4件","TXT02"),("2022年共收到政府信息公开申请15件，其中自然人13件，法人或其他组织2件；上年结转1件。","2022年未收到政府信息公开申请。","TXT05"),
 ("党的二十大精神","党的二十大精神，印发《2021年政务公开工作要点》","IDN08"),("2023年，我局将","2022年，我局将","TIM02"),("我局将从","我校将从","IDN04"),("未收取信息处理费","无其他情况","TXT12"),("425条","××条","IDN06"),("三是专职人员力量不足","四是专职人员力量不足","QLT06"),("占全部任务的100%","占全部任务的100％。共收到建议提案25件，其中人大建议10件、政协提案12件","TXT08"),
 ("其中自然人13件","其中自然人13件，占比86.7%","-"),("其中自然人13件","其中自然人13件，占比76.7%","TXT10"),("共收到政府信息公开申请15件","共收到政府信息公开申请15件，同比减少25%（2021年为20件）","-"),("阅读量累计达20余万人次","联系人手机13856781234","IDN11"),("全年通过","截止2022年12月31日，通过","QLT08"),("（国务院令第711号","（国务院令第492号","IDN09"),("人民中路256号","人民中路256号（单位名称）","IDN06"),

]  # fmt: skip


@pytest.mark.parametrize("name", prose_names())
def test_prose_that_agrees_with_the_tables_gives_no_error_and_no_warning(name: str) -> None:
    found = [f for f in findings(prose_report(name)) if f.severity is not Severity.NOTICE]
    assert [f.message for f in found] == []


@pytest.mark.parametrize("name", prose_names())
def test_prose_that_agrees_with_the_tables_gives_only_advice_that_is_due(name: str) -> None:
    content = prose_report(name)
    due = {"IDN07", "QLT07"} if "," in content.preamble else {"IDN07"}
    advice = {f.rule for f in findings(content)}
    assert advice <= due, "only the way to reach the office may be missing, and commas be of half width"


@pytest.mark.parametrize(("number", "sentence"), ordinary_sentences())
def test_an_ordinary_sentence_about_something_else_gives_no_finding(number: str, sentence: str) -> None:
    content = make_content(DEPARTMENT, year=2023)
    content.sections[number][-1] += sentence
    assert {f.message for f in findings(content) if (f.rule, f.message) not in without_it()} == set()


@cache
def without_it() -> frozenset[tuple[str, str]]:
    """What is said of the same report without a sentence more."""
    return frozenset((f.rule, f.message) for f in findings(make_content(DEPARTMENT, year=2023)))


def stated(content: Content) -> list[Statement]:
    """The exact numbers of a whole that stand once in their sentence, so that it is known which one is changed."""
    return [
        s for s in statements(read(content))
        if s.raw[0].isdigit() and s.quote.count(s.raw) == 1 and not (s.area or s.approximate or s.narrowed)
    ]  # fmt: skip


def with_another_number(name: str, said: Statement) -> Content:
    """The report in which one stated number is another."""
    content = prose_report(name)
    wrong = said.raw.replace(str(said.value), str(said.value + 1003), 1)
    for paragraphs in content.sections.values():
        for i, text in enumerate(paragraphs):
            if said.quote in text:
                place = text.index(said.quote) + said.quote.index(said.raw)
                paragraphs[i] = text[:place] + wrong + text[place + len(said.raw) :]
                return content
    raise AssertionError(said.quote)


@pytest.mark.parametrize("name", prose_names())
def test_any_number_that_differs_from_the_table_is_found(name: str) -> None:
    report = read(prose_report(name))
    for said in stated(prose_report(name)):
        if said.metric.readings(report):
            found = [f for f in findings(with_another_number(name, said)) if f.rule.startswith("TXT")]
            assert found, f"{said.metric.name} {said.raw}: {said.quote}"


@pytest.mark.parametrize(("old", "new", "rule"), CHANGES)
def test_a_wrong_number_or_word_is_found_and_told_once(old: str, new: str, rule: str) -> None:
    found = [f.rule for f in findings(with_words_changed(prose_report(USUAL), old, new))]
    if rule == "-":
        assert found == []
    else:
        assert rule in found
        assert found.count(rule) == 1


@pytest.mark.parametrize(("name", "old", "new", "rule"), prose_defects())
def test_a_defect_in_any_style_is_found_and_little_else_is_said(
    name: str, old: str, new: str, rule: str
) -> None:
    found = [f.rule for f in findings(with_words_changed(prose_report(name), old, new))]
    others = [r for r in found if r not in (rule, "IDN07")]
    assert rule == "-" or rule in found
    assert len(others) <= (0 if rule == "-" else 1)


SENTENCES = [
    ("一", "全年发布政策类信息32条（其中规范性文件2条、其他30条），动态类信息68条。", "-"),
    ("一", "全年发布政策类信息32条（其中规范性文件2条、其他28条），动态类信息68条。", "TXT08"),
    ("一", "受理信访件7件，其中个人6件、企业1件，予以采纳2件、不予采纳4件、转办1件。", "-"),
    ("一", "引发争议11件，其中，调解7件，达成协议6件，未达成1件；仲裁4件，支持2件，驳回2件。", "-"),
    ("一", "引发争议12件，其中，调解7件，达成协议6件，未达成1件；仲裁4件，支持2件，驳回2件。", "TXT08"),
    ("一", "发布部门动态400条，其中科室动态90条、乡镇动态60条、通知55条、视频30条。", "TXT08"),
    ("一", "发布部门动态900条，其中科室动态90条、乡镇动态60条、通知55条、视频30条。", "-"),
    ("一", "全市通过网站公开信息8420条，其中门户网站2306条；公众号发布7512条，微博发布874条。", "-"),
    ("一", "公开调查报告5份，其中较大事故1份、一般事故4份，公开评估报告4份。", "-"),
    ("一", "公开信息371条，其中网站138条，公众号233条，比上年增加106条。", "-"),
    ("一", "公开信息4218条，其中网站3027条，公众号884条，现场公示307处。", "-"),
    ("一", "公开信息4218条，其中网站3027条；公众号884条；微博507条。", "TXT08"),
    ("一", "我县政务公开工作取得进步。", "IDN04"),
    ("一", "受理咨询120件次，其中电话咨询80件次、现场咨询30件次等。", "-"),
    ("一", "发布信息约500条，其中政策100条、动态300条。", "-"),
    ("一", "公开率由2023年的85%提高到95%，提高10个百分点。", "-"),
    ("一", "2023年收到申请20件，2024年收到28件，同比增长40%。", "-"),
    ("一", "2023年收到申请20件，2024年收到28件，同比增长45%。", "TXT10"),
    ("一", "收到群众来信1347件，办结1331件，办结率98.8%，满意率96.2%。", "-"),
    ("一", "收到群众来信1347件，办结1331件，办结率96.8%，满意率96.2%。", "TXT10"),
    ("一", "收到群众来信1347件，办结1331件，办结率100%。", "-"),
    ("一", "在12个乡镇中排第7位，比上年上升4位。", "-"),
    ("一", "在12个乡镇中排第10位，比上年上升4位。", "TXT19"),
    ("一", "公开信息684条，其中门户网站123条。", "-"),
    ("一", "公开信息684条，其中门户网站1230条。", "TXT19"),
    ("一", "发布解读比上年增加20篇，其中图解35篇。", "-"),
    ("一", "平均办理12.5个工作日，最长20个工作日，最短3个工作日。", "-"),
    ("一", "平均办理2.5个工作日，最短3个工作日。", "TXT19"),
    ("二", "证明事项由36项精简到30项，减少6项。", "-"),
    ("二", "证明事项由36项精简到30项，减少5项。", "TXT10"),
    ("二", "关注人数由1.2万人增加到1.5万人，增长26%。", "-"),
    ("二", "关注人数由1.2万人增加到1.5万人，增长45%。", "TXT10"),
    ("二", "从100件答复中抽查10件，较上年增加5件，增长100%。", "-"),
    ("一", "近三年累计收到申请70件，其中2022年22件、2023年20件、2024年28件。", "-"),
    ("一", "代省厅受理并转办信息公开申请5件。", "-"),
    ("一", "县政府办公室转来申请3件，已协助答复。", "-"),
    ("一", "指导乡镇办理申请40件。", "-"),
    ("一", "收到12345热线工单300件，办结300件，满意率98%。", "-"),
    ("一", "根据《安平县农业农村“十四五”规划（2021—2025年）》公开年度任务。", "-"),
    ("一", "与市农业农村局联合开展执法，公开案例3起。", "-"),
    ("一", "“我为群众办实事”实践活动公开事项12项。", "-"),
    ("一", "面积为20×30米的公开栏。", "-"),
    ("一", "旧条例规定15个工作日答复，2019年修订后改为20个工作日。", "-"),
    ("一", "全年办理行政许可412件，其中农药经营许可200件、兽药经营许可150件、其他62件。", "-"),
    ("五", "2024年，针对上年问题，我局已建立台账并将其纳入考核。", "-"),
    ("五", "2024年以来将政务公开列入党组议事日程。", "-"),
    ("五", "2024年，我局将继续加大公开力度。", "TIM02"),
    ("五", "首先是认识不足，二是力量不够。", "-"),
]  # fmt: skip


@pytest.mark.parametrize(("number", "sentence", "rule"), SENTENCES)
def test_a_sentence_is_told_only_where_it_is_wrong(number: str, sentence: str, rule: str) -> None:
    content = prose_report("安平县农业农村局2024")
    content.sections[number].append(sentence)
    found = [f.rule for f in findings(content) if f.rule != "IDN07"]
    assert found == ([] if rule == "-" else [rule])


WHOLES = [
    "全年通过网络、信函等渠道共收到政府信息公开申请{n}件。", "各渠道共受理政府信息公开申请{n}件。", "先后收到依申请公开{n}件。",
    "全年共登记受理信息公开申请{n}件。", "我局依法受理公民、法人提出的政府信息公开申请{n}件。", "2023年，局机关收到群众提交的信息公开申请{n}件。",
    "全年实际收到有效信息公开申请{n}件。", "线上线下共收到政府信息公开申请{n}件。", "本年度新增信息公开申请{n}件。",
    "共接收各类政府信息公开申请{n}件，均为书面形式。", "收到申请人提交的政府信息公开申请表{n}份。", "全年政府信息公开申请受理量为{n}件。",
    "一年来共收到来自社会各界的信息公开申请{n}件。", "全年办结政府信息公开申请{n}件，办结率100%。",
    "均在法定期限内答复，共答复政府信息公开申请{n}件。", "在规定时限内办结信息公开申请{n}件。", "全部{n}件信息公开申请均已按时办结。",
    "严格按程序答复信息公开申请{n}件。", "高质量办结信息公开申请{n}件。", "经审查决定予以公开的{n}件。", "答复予以公开{n}件。",
]  # fmt: skip


DISPUTES = [
    "共发生行政复议案件97起。", "因信息公开被提起行政诉讼97件。", "全年无行政复议案件。", "没有因信息公开工作被复议、诉讼。",
    "未引发行政复议、行政诉讼案件。", "申请人对答复不服提起行政复议97件。", "无信息公开行政复议。",
]  # fmt: skip


@pytest.mark.parametrize("wording", DISPUTES)
def test_a_wrong_number_of_disputes_is_found_in_whatever_words_it_is_told(wording: str) -> None:
    content = make_content(DEPARTMENT, year=2023)
    assert content.tables["disputes"]["review"]["total"] > 0
    content.sections["一"][-1] += wording
    assert "TXT04" in {f.rule for f in findings(content)}


@pytest.mark.parametrize("wording", WHOLES)
def test_a_wrong_total_is_found_in_whatever_words_it_is_told(wording: str) -> None:
    content = make_content(DEPARTMENT, year=2023)
    applications = content.tables["applications"]
    wrong = max(applications[row]["total"] for row in ("new_received", "total", "granted")) - 3
    content.sections["一"][-1] += wording.format(n=wrong)
    assert {f.rule for f in findings(content)} & {"TXT01", "TXT02"}
