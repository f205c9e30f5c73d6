"""Answers are computed or quoted, cite what they say, and are silent where the sources are."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from answering.answer import Answer
from answering.assistant import Assistant, Turn
from answering.help import help_on
from answering.plan.scope import Named, asks_for_year_before, compared, mentioned, said_of_more
from answering.source import Source
from benchmarks.answers import Asked, answer_all, load, rules_beside_a_report, source_of, wrong_reports
from benchmarks.generate import make_content
from benchmarks.generate.prose import prose_report
from benchmarks.planted import read
from regulation import load_regulation
from regulation.guides import guides
from reports.model import Report
from web.views.answers import Exchange, exchange_html


@pytest.fixture(scope="module")
def busy() -> Source:
    """A report with applications, refusals and disputes."""
    content = make_content(3, level="government", year=2022)
    return Source("busy", read(content))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def source_text(report: Report) -> str:
    grids = [b for s in report.sections for b in s.blocks if hasattr(b, "rows")]
    cells = "".join(c.text for g in grids for row in g.rows for c in row if not c.merged)
    return flat(report.title + "".join(p.text for p in report.paragraphs()) + cells)


def check(answer: Answer, report: Report) -> None:
    """Every mark has its citation, and every quote stands in its source."""
    marks = {int(m) for m in re.findall(r"\[(\d+)\]", answer.text)}
    assert marks == {c.n for c in answer.citations}
    for citation in answer.citations:
        if citation.source == "report":
            assert flat(citation.quote) in source_text(report), citation.quote
        elif citation.source == "regulation" and citation.article:
            assert citation.quote in load_regulation().article(citation.article).text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("收到多少件申请？", "0件"),
        ("自然人申请有几件", "0件"),
        ("有没有被复议", "0件"),
        ("联系电话是多少", "0561-3031186"),
        ("邮编是多少", "235000"),
        ("地址在哪里", "桂苑路2号"),
        ("统计期限是什么", "2020年1月1日至2020年12月31日"),
        ("新增主动公开了多少条信息", "158条"),
        ("招标采购公开了几条", "招标采购5条"),
        ("存在的主要问题是什么", "信息发布及内容保障工作不平衡"),
        ("改进措施有哪些", "加强教育，提高认识"),
        ("有什么问题？", "相差19条"),
        ("其他需要报告的事项有哪些", "无其他报告事项"),
    ],
)
def test_the_sample_is_answered_with_citations(
    assistant: Assistant, sample_source: Source, question: str, expected: str
) -> None:
    answer = assistant.ask(question, [sample_source])
    assert expected in answer.text
    assert not answer.abstained and answer.citations
    check(answer, sample_source.report)


@pytest.mark.parametrize(
    "question",
    [
        "一把手是谁？",
        "单位有多少编制",
        "残联今年预算多少钱",
        "办公楼有几层",
        "局长的工资是多少",
        "今天天气怎么样",
        "怎么做红烧肉",
        "举办了几场新闻发布会",
    ],
)
def test_what_the_report_does_not_say_is_not_made_up(
    assistant: Assistant, sample_source: Source, question: str
) -> None:
    answer = assistant.ask(question, [sample_source])
    assert answer.abstained
    assert any(said in answer.text for said in ("未载明", "不在", "没有在"))


@pytest.mark.parametrize(
    ("question", "row", "column"),
    [
        ("新收了多少件政府信息公开申请", "new_received", "total"),
        ("企业申请了多少件", "new_received", "business"),
        ("予以公开的有几件", "granted", "total"),
        ("结转到下年度的有多少", "carried_forward", "total"),
        ("办结了多少件", "total", "total"),
        ("因为国家秘密不公开的有几件", "denied_state_secret", "total"),
        ("重复申请有多少件", "rejected_repeat", "total"),
    ],
)
def test_any_cell_of_the_applications_is_read(
    assistant: Assistant, busy: Source, question: str, row: str, column: str
) -> None:
    value = busy.report.tables["applications"].value(row, column)
    answer = assistant.ask(question, [busy])
    assert f"{value}件" in answer.text
    check(answer, busy.report)


def test_sums_over_rows_are_computed(assistant: Assistant, busy: Source) -> None:
    table = busy.report.tables["applications"]
    denied = sum(
        (table.value(r, "total") or Decimal(0) for r in table.cells if r.startswith("denied")), Decimal(0)
    )
    assert f"不予公开{denied}件" in assistant.ask("不予公开的有多少件", [busy]).text


def test_the_largest_reason_is_named(assistant: Assistant, busy: Source) -> None:
    table = busy.report.tables["applications"]
    most = max(table.value(r, "total") or Decimal(0) for r in table.cells if r.startswith("denied"))
    assert f"{most}件" in assistant.ask("不予公开最多的理由是什么", [busy]).text


def test_shares_are_computed(assistant: Assistant, busy: Source) -> None:
    table = busy.report.tables["applications"]
    part, whole = table.value("new_received", "natural_person"), table.value("new_received", "total")
    assert part is not None and whole
    assert f"{part * 100 / whole:.1f}%" in assistant.ask("自然人申请占比多少", [busy]).text


def test_follow_ups_keep_the_figure_and_change_the_column(assistant: Assistant, busy: Source) -> None:
    first = "收到多少件申请"
    turn = Turn(first)
    value = busy.report.tables["applications"].value("new_received", "natural_person")
    assert f"{value}件" in assistant.ask("那自然人呢", [busy], [turn]).text


@pytest.mark.parametrize(
    ("follow_up", "words"),
    [
        ("为什么", "最多的理由是“属于行政执法案卷”"),
        ("原因是什么？", "最多的理由是“属于行政执法案卷”"),
        ("占多少", "的38.2%"),
        ("和去年比呢", "资料库中没有对照年度的报告"),
    ],
)
def test_a_follow_up_that_names_nothing_is_about_the_figure_before(
    assistant: Assistant, follow_up: str, words: str
) -> None:
    source = source_of(prose_report("平原市公安局2023"), "r")
    first = "不予公开几件"
    turn = Turn(first)
    assert words in assistant.ask(follow_up, [source], [turn]).text


def test_why_so_many_came_in_is_not_answered_with_how_many(assistant: Assistant, busy: Source) -> None:
    first = "收到多少件申请"
    assert assistant.ask("为什么", [busy], [Turn(first)]).abstained


def pair_of_years() -> tuple[Source, Source]:
    old, new = (
        make_content(11, level="department", year=2021),
        make_content(12, level="department", year=2022),
    )
    old.agency, old.title = new.agency, new.title.replace("2022", "2021")
    return Source("old", read(old)), Source("new", read(new))


def test_two_years_of_one_agency_are_compared(assistant: Assistant) -> None:
    old, new = pair_of_years()
    a, b = (s.report.tables["applications"].value("new_received", "total") for s in (old, new))
    assert a is not None and b is not None
    text = assistant.ask("新收申请比上年增加了多少", [old, new]).text
    assert "持平" in text if a == b else f"{abs(b - a)}件" in text


def test_the_agency_with_the_most_is_named(assistant: Assistant) -> None:
    sources = [Source(str(n), read(make_content(n, level="township", year=2022))) for n in range(20, 23)]
    best = max(
        sources, key=lambda s: s.report.tables["applications"].value("new_received", "total") or Decimal(0)
    )
    answer = assistant.ask("三个乡镇里谁收到的申请最多", sources)
    assert best.report.agency in answer.text.split("\n")[0]
    assert len(answer.table) == 4


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("哪些乡镇收到的申请超过40件", lambda v: v > 40),
        ("哪些乡镇收到的申请不足四十件", lambda v: v < 40),
        ("收到申请在20到60件之间的乡镇有哪些", lambda v: 20 <= v <= 60),
        ("几个乡镇没有收到申请", lambda v: v == 0),
        ("有多少个乡镇收到过申请", lambda v: v > 0),
    ],
)
def test_all_the_agencies_that_meet_a_condition_are_named(
    assistant: Assistant, question: str, holds: Callable[[Decimal], bool]
) -> None:
    made = [Source(str(n), read(make_content(n, level="township", year=2022))) for n in range(20, 30)]
    sources = list({s.name: s for s in made}.values())
    received = {s.name: s.report.tables["applications"].value("new_received", "total") for s in sources}
    met = {name for name, value in received.items() if value is not None and holds(value)}
    answer = assistant.ask(question, sources)
    assert {row[0] for row in answer.table[1:]} == met
    assert f"有{len(met)}个" in answer.text if met else "一个也没有" in answer.text
    assert {c.report for c in answer.citations if c.report} == {
        s.id for s in sources if not met or s.name in met
    }


def test_the_regulation_is_answered_briefly_and_then_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("多久给答复？")
    assert answer.citations[0].article == 33
    assert "20个工作日" in answer.text


def test_a_named_article_is_given_whole(assistant: Assistant) -> None:
    assert load_regulation().article(33).text in assistant.ask("第三十三条怎么规定的").text


def test_a_question_on_the_rules_is_answered_from_the_rules_also_beside_a_report(
    assistant: Assistant, sample_source: Source
) -> None:
    assert assistant.ask("申请公开要交钱吗", [sample_source]).citations[0].article == 42


def test_advice_beyond_the_text_is_declined_with_the_article(assistant: Assistant) -> None:
    answer = assistant.ask("我该不该起诉他们")
    assert "法律意见" in answer.text and 51 in {c.article for c in answer.citations}


@pytest.mark.parametrize("question", ["", "   ", "？？？", "问" * 600])
def test_unusable_questions_get_one_sentence(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.abstained and answer.text.endswith("。")


def test_agencies_are_recognised_in_their_short_forms() -> None:
    reports = [
        Named("1", "相山区残疾人联合会", 2020),
        Named("2", "相山区残疾人联合会", 2019),
        Named("3", "相山区民政局", 2020),
    ]
    assert [n.id for n in mentioned("相山区残联2020年收到多少申请", reports)] == ["1"]
    assert [n.id for n in mentioned("民政局有什么问题", reports)] == ["3"]
    assert mentioned("多久给答复", reports) == []


def test_reports_of_a_kind_are_compared() -> None:
    reports = [
        Named("1", "城东街道办事处", 2022),
        Named("2", "城西街道办事处", 2022),
        Named("3", "民政局", 2022),
        Named("4", "城东街道办事处", 2021),
    ]
    assert [n.id for n in compared("哪个街道收到的申请最多", reports)] == ["1", "2", "4"]
    assert [n.id for n in compared("2022年哪个街道收到的申请最多", reports)] == ["1", "2"]
    assert [n.id for n in compared("最新一年哪个街道收到的申请最多", reports)] == ["1", "2"]
    assert [n.id for n in compared("哪份报告新收的申请最多", reports)] == ["1", "2", "3", "4"]
    assert [n.id for n in compared("哪份报告2021年新收的申请最多", reports)] == ["4"]
    assert [n.id for n in compared("哪些报告是2021年的", reports)] == ["1", "2", "3", "4"]
    assert compared("多久给答复", reports) == []


def test_reports_that_a_comparison_leaves_out_are_counted() -> None:
    reports = [Named(str(n), f"第{n}街道办事处", 2022) for n in range(230)]
    looked_at = len(compared("哪个街道收到的申请最多", reports))
    said = said_of_more("哪个街道收到的申请最多", looked_at, lambda: reports)
    assert (looked_at, said) == (200, "符合的报告有230份，这里只看了200份；请写明年度或单位再问。")
    assert said_of_more("哪个街道收到的申请最多", 2, lambda: reports[:2]) is None
    assert said_of_more("哪个街道收到的申请最多", 200, lambda: reports[:200]) is None


def test_a_comparison_with_the_year_before_is_recognised() -> None:
    assert asks_for_year_before("比去年增加了多少")
    assert not asks_for_year_before("收到多少件")


@pytest.fixture(scope="module")
def told() -> list[tuple[Asked, Answer, float]]:
    return answer_all(load("reports_tuned"))


def test_everyday_questions_on_many_reports_are_answered_rightly(told) -> None:
    right = [a.right(answer) for a, answer, _ in told if a.answerable]
    assert len(right) >= 200
    assert sum(right) / len(right) >= 0.95


def test_rules_are_still_found_when_a_report_is_chosen() -> None:
    lost, found = rules_beside_a_report(["regulation_everyday"])
    assert found >= 200
    assert lost / found <= 0.1


def test_right_answers_cite_the_right_part(told) -> None:
    cited = [a.rightly_cited(answer) for a, answer, _ in told if a.answerable and a.right(answer)]
    assert sum(cited) / len(cited) >= 0.97


def test_questions_that_the_reports_do_not_answer_are_met_with_silence(told) -> None:
    silent = [answer.abstained for a, answer, _ in told if not a.answerable]
    assert sum(silent) / len(silent) >= 0.9


def test_no_answer_about_one_report_cites_another_look_alike() -> None:
    assert wrong_reports(library=40, questions=80) == 0


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("信函申请有多少件", "信函申请34件"),
        ("申请主要涉及什么内容", "征地批文"),
        ("都是什么人申请的", "自然人63件、法律服务机构12件、商业企业5件"),
        ("申请的处理结果有哪些", "本机关不掌握相关政府信息无法提供33件"),
    ],
)
def test_what_narrows_a_question_is_heeded(assistant: Assistant, question: str, words: str) -> None:
    source = source_of(prose_report("高平县自然资源局2023"), "r")
    answer = assistant.ask(question, [source])
    assert words in answer.text
    check(answer, source.report)


def test_a_figure_narrowed_by_what_no_report_tells_is_not_answered_with_the_whole(
    assistant: Assistant,
) -> None:
    source = source_of(prose_report("高平县自然资源局2023"), "r")
    assert assistant.ask("女性申请人有多少", [source]).abstained


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("你好", "年度报告"),
        ("怎么用这个工具？", "打开一份报告"),
        ("可以上传什么文件", "docx"),
        ("审核意见怎么导出", "Word"),
        ("怎么导出台账", "Excel"),
    ],
)
def test_questions_on_using_the_tool_are_answered(assistant: Assistant, question: str, words: str) -> None:
    answer = assistant.ask(question)
    assert words in answer.text and not answer.abstained


def test_no_question_on_the_rules_or_a_report_is_taken_for_one_on_the_tool() -> None:
    asked = [q for article in load_regulation().articles for q in article.questions]
    asked += [a.question for name in ("reports_tuned", "reports_heldout") for a in load(name)]
    assert [q for q in asked if help_on(q)] == []


def test_a_count_without_a_report_asks_which_report_is_meant(assistant: Assistant) -> None:
    answer = assistant.ask("残联收到多少申请")
    assert answer.abstained and "单位和年度" in answer.text


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("白湖镇存在哪些问题", ["a"]),
        ("明州市2021年纠错率多少", ["b"]),
        ("明州市教育局收到多少申请", []),
        ("相山区教育局收到多少申请", ["c"]),
        ("教育局收到多少申请", ["c"]),
    ],
)
def test_a_place_stands_for_its_government_and_for_no_other_agency(question: str, named: list[str]) -> None:
    reports = [
        Named("a", "庐江县白湖镇人民政府", 2023), Named("b", "明州市人民政府", 2021), Named("c", "淮北市相山区教育局", 2022),
    ]  # fmt: skip
    assert [n.id for n in mentioned(question, reports)] == named
    assert compared("白湖镇存在哪些问题", reports) == []


def words_shown(assistant: Assistant, question: str) -> str:
    """What the page shows of an answer above its folded cards."""
    shown = exchange_html(Exchange(question, assistant.ask(question, [])), "", "x")
    return shown.partition('<div class="words">')[2].partition("</div>")[0]


@pytest.mark.parametrize(
    "question", ["怎么申请公开信息？", "多久能答复我的申请？", "不答复怎么办？", "申请要收费吗？"]
)
def test_an_article_told_in_plain_words_stands_in_its_card_alone(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question, [])
    shown = words_shown(assistant, question)
    glosses = [load_regulation().article(answer.citations[0].article or 0).gloss]
    plain = (*glosses, *(g.direct for g in guides().values()))
    assert shown.startswith(plain) and "规定：" not in shown
    assert all(c.quote.split("\n")[0] not in shown for c in answer.citations)


def test_an_article_asked_for_by_its_number_is_the_answer_itself(assistant: Assistant) -> None:
    shown = words_shown(assistant, "条例第二十七条是什么？")
    assert load_regulation().article(27).text.split("\n")[0] in shown
