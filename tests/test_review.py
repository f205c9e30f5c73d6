"""The review finds what a careful reviewer finds, at its place, and nothing on a clean report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.generate.text_exports import to_txt
from benchmarks.planted import DEFECTS, YEAR_DEFECTS, findings, located, read, two_years, wrong_cell
from reports.model import Level, Report
from reports.parse import parse_bytes
from review.finding import Finding, Severity
from review.reviewer import review
from review.rules import all_rules
from review.settings import ReviewSettings, load_review_settings


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {f.rule for f in found}


def one(found: tuple[Finding, ...], code: str) -> Finding:
    matching = [f for f in found if f.rule == code]
    assert len(matching) == 1, [f.message for f in matching]
    return matching[0]


def test_every_defect_of_the_sample_is_found(sample: Report) -> None:
    assert codes(review(sample)) == {
        "STR05", "STR09", "STR13", "IDN04", "IDN08", "TIM02", "TAB01", "TXT08", "TXT11", "QLT02", "QLT03", "QLT04",
        "QLT07", "QLT08",
    }  # fmt: skip


def test_the_listed_parts_of_the_sample_miss_their_total_by_19(sample: Report) -> None:
    finding = one(review(sample), "TXT08")
    assert (finding.actual, finding.expected, finding.severity) == ("158", "139", Severity.ERROR)
    assert finding.location.section == "一"


def test_the_blank_cell_of_the_sample_is_named_with_the_value_that_the_sums_force(sample: Report) -> None:
    finding = one(review(sample), "TAB01")
    assert (finding.location.row, finding.location.column, finding.expected) == (
        "denied_security",
        "total",
        "0",
    )


def test_a_government_office_may_speak_for_its_area(sample: Report) -> None:
    other = replace(sample, agency="相山区人民政府办公室", level=Level.DEPARTMENT)
    assert not [f for f in review(other) if f.rule == "IDN04" and f.actual == "我区"]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_clean_report_has_no_error_and_no_warning(seed: int) -> None:
    report = parse_bytes(to_html(make_content(seed), Layout()), "report.html")
    assert [f.message for f in review(report) if f.severity is not Severity.NOTICE] == []


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_a_single_wrong_cell_is_one_finding_with_the_right_value(seed: int) -> None:
    content = make_content(seed)
    cell = wrong_cell(content, Random(seed))
    found = [f for f in findings(content) if f.rule.startswith("SUM")]
    assert len(found) == 1
    assert located(tuple(found), [cell])


@pytest.mark.parametrize(("code", "plant"), DEFECTS, ids=[f"{c}-{n}" for n, (c, _) in enumerate(DEFECTS)])
def test_a_planted_defect_is_found(code: str, plant) -> None:
    tried = 0
    for seed in range(40):
        content = make_content(seed)
        if code in codes(findings(content)) or not plant(content, Random(seed)):
            continue
        tried += 1
        assert code in codes(findings(content)), seed
        if tried == 3:
            break
    assert tried, "the defect could not be planted in any report"


@pytest.mark.parametrize(("code", "plant"), YEAR_DEFECTS, ids=[c for c, _ in YEAR_DEFECTS])
def test_what_does_not_follow_from_last_year_is_found(code: str, plant) -> None:
    now, before = two_years(3)
    plant(now, before)
    assert code in codes(review(read(now), previous=read(before)))


def test_numbers_that_follow_from_last_year_give_no_finding() -> None:
    now, before = two_years(3)
    found = codes(review(read(now), previous=read(before)))
    assert not found & {"CON01", "CON02", "CON03"}


def test_words_in_a_value_cell_are_told_and_do_not_move_the_row() -> None:
    content = make_content(2)
    content.raw["applications", "granted", "natural_person"] = "若干"
    finding = one(findings(content), "TAB02")
    assert (finding.location.row, finding.location.column) == ("granted", "natural_person")


def test_an_impossible_number_that_the_sums_correct_is_told_once_and_shortly() -> None:
    content = make_content(2)
    right = content.tables["applications"]["granted"]["natural_person"]
    content.tables["applications"]["granted"]["natural_person"] = Decimal(-1)
    finding = one([f for f in findings(content) if f.rule in ("TAB02", "SUM06")], "SUM06")
    assert finding.expected == str(right)
    assert f"填报-1（负数），按勾稽关系应为{right}（该行" in finding.message


def test_several_independent_wrong_cells_are_each_told_alone() -> None:
    content = make_content(4)
    table = content.tables["applications"]
    rows = ("granted", "denied_third_party", "unable_not_held", "rejected_repeat", "other_misc")
    columns = ("natural_person", "business", "natural_person", "legal", "business")
    wrong = []
    for row, column in zip(rows, columns, strict=True):
        wrong.append((row, column, table[row][column]))
        table[row][column] += 7
    found = findings(content)
    assert located(found, wrong)
    assert not [f for f in found if f.rule in ("SUM01", "SUM02", "SUM03")]


def test_a_broken_total_with_one_equation_names_every_possibility() -> None:
    content = make_content(1)
    content.tables["disputes"]["review"] = dict(
        zip(("upheld", "corrected", "other", "pending", "total"), map(Decimal, (1, 0, 0, 0, 2)), strict=True)
    )
    finding = one(findings(content), "SUM04")
    assert (finding.expected, finding.actual) == ("1", "2")
    assert "或" in finding.suggestion


def test_missing_sections_are_named() -> None:
    text = to_txt(make_content(1), Layout()).decode()
    start, stop = text.index("五、"), text.index("六、")
    found = review(parse_bytes((text[:start] + text[stop:]).encode(), "r.txt"))
    assert one(found, "STR01").expected == "五、存在的主要问题及改进情况"


def test_a_report_without_tables_gets_three_findings_and_no_cascade() -> None:
    content = make_content(1)
    lines = [content.title, content.preamble]
    for number in "一二三四五六":
        lines += [content.headings[number], *content.sections[number]]
    found = review(parse_bytes("\n".join(lines).encode(), "r.txt"))
    assert [f.rule for f in found if f.severity is Severity.ERROR] == ["STR06"] * 3


def test_all_blank_tables_are_three_findings() -> None:
    content = make_content(1)
    found = review(parse_bytes(to_txt(content, Layout(number=lambda d: "")), "r.txt"))
    assert [f.rule for f in found if f.rule.startswith(("TAB", "SUM"))] == ["TAB01"] * 3


def test_old_rows_in_a_new_report_are_an_edition_and_not_missing_rows() -> None:
    content = make_content(1, year=2023)
    text = to_txt(content, Layout()).decode()
    lines = text.split("\n")
    start = next(i for i, line in enumerate(lines) if line == "\t（六）其他处理")
    stop = next(i for i, line in enumerate(lines) if line == "\t（七）总计")
    rows = ["\t（六）其他处理", *["\t0"] * 7, "", "\t"]
    found = review(parse_bytes("\n".join(lines[:start] + rows + lines[stop:]).encode(), "r.txt"))
    assert "STR11" in codes(found)
    assert "STR12" not in codes(found)


def test_reports_before_2019_are_judged_by_another_standard(sample: Report) -> None:
    found = review(replace(sample, year=2016))
    assert [f.rule for f in found] == ["STR00"]


@pytest.mark.parametrize(("seed", "year"), [(2, 2022), (1, 2021), (2, 2021)])
def test_of_two_reports_in_one_file_the_first_is_reviewed_and_the_other_told_of(seed: int, year: int) -> None:
    """Two agencies, or two years of one."""
    first, second = (make_content(s, level="department", year=y) for s, y in ((1, 2022), (seed, year)))
    data = b"\n".join(to_txt(content, Layout()) for content in (first, second))
    alone, both = (parse_bytes(d, "r.txt") for d in (to_txt(first, Layout()), data))
    assert both.tables == alone.tables and both.reading == alone.reading
    (told,) = (f for f in review(both) if f.rule == "STR00")
    assert second.title in told.message
    assert [f.message for f in review(both) if f != told] == [f.message for f in review(alone)]


def test_departments_are_late_after_january_and_governments_after_march() -> None:
    department = read(make_content(1, level="department", year=2022))
    government = read(make_content(1, level="government", year=2022))
    day = date(2023, 2, 5)
    assert "TIM01" in codes(review(department, published=day))
    assert "TIM01" not in codes(review(government, published=day))
    assert "TIM01" in codes(review(government, published=date(2023, 4, 1)))


def test_townships_are_late_only_by_a_local_deadline() -> None:
    report = read(make_content(1, level="township", year=2022))
    day = date(2023, 2, 20)
    assert "TIM01" not in codes(review(report, published=day))
    found = review(report, published=day, settings=ReviewSettings(local_deadline=(1, 31)))
    assert one(found, "TIM01").severity is Severity.WARNING


def test_what_was_carried_forward_last_year_is_carried_over_this_year() -> None:
    this, last = make_content(1, year=2023), make_content(1, year=2022)
    last.agency, last.title = this.agency, this.title.replace("2023", "2022")
    for column, value in this.tables["applications"]["carried_over"].items():
        last.tables["applications"]["carried_forward"][column] = value
    assert "CON01" not in codes(review(read(this), previous=read(last)))
    last.tables["applications"]["carried_forward"]["total"] += 3
    assert "CON01" in codes(review(read(this), previous=read(last)))


def test_a_narrative_copied_from_another_agency_is_pointed_out() -> None:
    mine, theirs = make_content(1, year=2023), make_content(1, year=2023)
    theirs.agency = "远山县水利局"
    assert "CON05" in codes(review(read(mine), peers=[read(theirs)]))


def test_text_about_the_whole_area_is_a_question_and_not_an_error() -> None:
    content = make_content(1, level="government", year=2023)
    content.tables["applications"]["new_received"]["total"] += 0
    content.sections["一"][1] = "（二）依申请公开。区政府办公室受理政府信息公开申请999件。"
    assert one(review(read(content)), "TXT01").severity is Severity.WARNING


def test_findings_are_the_same_every_time_and_keep_their_ids_through_edits_elsewhere(sample: Report) -> None:
    first, second = review(sample), review(sample)
    assert first == second
    assert len({f.id for f in first}) == len(first)
    edited = replace(sample, preamble=sample.preamble[:1] + sample.preamble)
    assert {f.id for f in first if f.location.section} <= {f.id for f in review(edited)}


def test_a_rule_can_be_switched_off_and_its_severity_set(sample: Report, tmp_path) -> None:
    path = tmp_path / "review.toml"
    path.write_text(
        'off = ["TXT08"]\noverview_length = 5000\n[severity]\nTIM02 = "error"\n', encoding="utf-8"
    )
    found = review(sample, settings=load_review_settings(path))
    assert not {"TXT08", "QLT03"} & codes(found)
    assert one(found, "TIM02").severity is Severity.ERROR


def test_every_finding_is_complete(sample: Report) -> None:
    for finding in review(sample):
        assert finding.message.endswith("。") and finding.suggestion.endswith("。")
        assert finding.basis and all(b.text for b in finding.basis)
        assert not any(code in finding.message for code in (finding.rule, "None"))


def test_quotes_stand_verbatim_in_the_report(sample: Report) -> None:
    text = "".join(p.text for p in sample.paragraphs()) + "".join(s.heading.text for s in sample.sections)
    text += "".join(label for c in sample.charts for label, _ in c.points)
    for finding in review(sample):
        assert finding.quote in text, finding.rule


@pytest.mark.parametrize("rule", all_rules(), ids=lambda r: r.code)
def test_every_rule_documents_itself(rule) -> None:
    text = rule.check.__doc__ or ""
    assert all(word in text for word in ("检查：", "为何：", "触发：", "不触发：", "例外："))
