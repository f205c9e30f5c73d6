"""Planted defects: clean generated reports are damaged in one known way, and the review must say so.

Prints recall for each rule, how often a wrong cell is located with its right value, and false alarms on clean
reports. Run: python -m benchmarks.planted [reports]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from random import Random

from benchmarks.generate import Content, Layout, make_content
from benchmarks.generate.layouts import to_html
from benchmarks.generate.prose import prose_report
from benchmarks.generate.text_exports import to_txt
from reports.model import Report
from reports.parse import parse_bytes
from review.finding import Finding
from review.reviewer import review

Defect = Callable[[Content, Random], bool]


def read(content: Content) -> Report:
    """The report as it is read from its text form."""
    return parse_bytes(to_txt(content, Layout()), "report.txt")


def findings(content: Content) -> tuple[Finding, ...]:
    """The review of a generated report."""
    return review(read(content))


def wrong_cell(content: Content, random: Random) -> tuple[str, str, Decimal]:
    """Changes one cell of table three; returns its row, column and right value."""
    table = content.tables["applications"]
    row = random.choice(list(table))
    column = random.choice(list(table[row]))
    right = table[row][column]
    table[row][column] = Decimal(random.choice([v for v in range(0, 90) if v != right]))
    return row, column, right


def located(found: tuple[Finding, ...], cells: list[tuple[str, str, Decimal]]) -> bool:
    """Whether the review names exactly these cells with their right values."""
    said = {(f.location.row, f.location.column, f.expected) for f in found if f.rule == "SUM06"}
    return said == {(r, c, str(v)) for r, c, v in cells}


def _drop_section(c: Content, random: Random) -> bool:
    del c.headings[random.choice("一二三四五六")]
    return True


def _swap_sections(c: Content, random: Random) -> bool:
    first = random.choice("一二三四五")
    second = "一二三四五六"["一二三四五六".index(first) + 1]
    order = [*c.headings]
    place = order.index(first)
    order[place : place + 2] = [second, first]
    c.headings = {n: c.headings[n] for n in order}
    return True


def _renumber(c: Content, random: Random) -> bool:
    number = random.choice("二三四五六")
    before = "一二三四五六"["一二三四五六".index(number) - 1]
    c.headings[number] = c.headings[number].replace(number, before, 1)
    return True


def _retitle(c: Content, random: Random) -> bool:
    number, title = random.choice(
        (
            ("一", "工作推进情况"),
            ("三", "申请公开的工作"),
            ("五", "下步工作打算和存在问题"),
            ("六", "其他应当说明的问题"),
        )
    )
    c.headings[number] = f"{number}、{title}"
    return True


def _seventh(c: Content, random: Random) -> bool:
    c.headings["七"] = random.choice(("七、下一步工作打算", "七、附则", "七、工作建议"))
    c.sections["七"] = ["明年将继续做好各项工作。"]
    return True


def _drop_table(c: Content, random: Random) -> bool:
    kind = random.choice(list(c.tables))
    del c.tables[kind]
    c.sections[{"active_disclosure": "二", "applications": "三", "disputes": "四"}[kind]] = [
        "本年度无相关情况。"
    ]
    return True


def _drop_row(c: Content, random: Random) -> bool:
    rows = [
        r
        for r, cells in c.tables["applications"].items()
        if not cells["total"] and r not in ("total", "other")
    ]
    if not rows:
        return False
    del c.tables["applications"][random.choice(rows)]
    return True


def _rename_row(c: Content, random: Random) -> bool:
    key, name = random.choice(
        (("denied_internal", "5.属于三类内部事务的信息内容"), ("rejected_excessive", "4.无正当理由反复大量申请"),
         ("carried_forward", "四、结转下年度继续办理数量"), ("unable_not_held", "1.本机关不掌握相关信息"))
    )  # fmt: skip
    c.names[key] = name
    return True


def _write(texts: tuple[str, ...], kind: str | None = None) -> Defect:
    """Some cell of a table, or of a table drawn by chance, written as a text instead of its number."""

    def plant(c: Content, random: Random) -> bool:
        table = kind or random.choice(list(c.tables))
        row = random.choice(list(c.tables[table]))
        column = random.choice(list(c.tables[table][row]))
        number = str(c.tables[table][row][column])
        c.raw[table, row, column] = random.choice(texts).replace("{n}", number)
        return True

    return plant


def _shift_year(text: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        if c.year < 2021:
            return False
        c.preamble = f"{text}{c.preamble}"
        return True

    return plant


def _old_tables(c: Content, random: Random) -> bool:
    """A report on 2022 whose tables are still those of the edition before."""
    if c.year != 2020:
        return False
    c.title, c.preamble = (t.replace("2020", "2022") for t in (c.title, c.preamble))
    c.sections = {
        n: [p.replace("2020", "2022").replace("2021", "2023") for p in ps] for n, ps in c.sections.items()
    }
    return True


def _only_problems(c: Content, random: Random) -> bool:
    c.sections["五"] = [p for p in c.sections["五"] if "改进措施" not in p] + [
        "上述情况影响了信息公开的实际效果，公众对此反映较多，需要引起重视。"
    ]
    return True


def _long(c: Content, random: Random) -> bool:
    c.sections["一"].append("围绕重点领域持续做好信息公开，" * 150 + "取得实效。")
    return True


def _whole_area(c: Content, random: Random) -> bool:
    c.sections["一"].append(
        "全区各部门加强学习。区委、区政府高度重视，各镇街积极落实。对全区信息员开展培训，通报区直部门的问题。全区政务公开水平提升。"
    )
    return True


def _edit(number: str, old: str, new: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        text = c.sections[number]
        for i, paragraph in enumerate(text):
            if old in paragraph:
                text[i] = paragraph.replace(
                    old, new.replace("{year}", str(c.year)).replace("{last}", str(c.year - 1)), 1
                )
                return True
        return False

    return plant


def _append(number: str, addition: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        c.sections[number].append(addition.replace("{year}", str(c.year)).replace("{last}", str(c.year - 1)))
        return True

    return plant


def _empty(number: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        c.sections[number] = []
        return True

    return plant


def _preamble(old: str, new: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        before = c.preamble
        c.preamble = before.replace(
            old.replace("{year}", str(c.year)), new.replace("{last}", str(c.year - 1))
        )
        return c.preamble != before

    return plant


def _cell(table: str, row: str, column: str, value: Decimal, year: range = range(2019, 2030)) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        cells = c.tables[table].get(row)
        if cells is None or column not in cells or c.year not in year or cells[column] == value:
            return False
        cells[column] = value
        return True

    return plant


def _dispute_total(row: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        c.tables["disputes"][row]["total"] += random.randint(1, 5)
        return True

    return plant


def _said(rule_words: str, delta: int) -> Defect:
    """Raises the number after some words of the overview, so that text and table differ."""

    def plant(c: Content, random: Random) -> bool:
        import re

        for i, paragraph in enumerate(c.sections["一"]):
            match = re.search(rule_words + r"(\d+)件", paragraph)
            if match:
                # Above any sum with what was carried over, which 收到 may also mean.
                number = str(int(match[1]) + 40 + random.randint(1, delta))
                c.sections["一"][i] = paragraph[: match.start(1)] + number + paragraph[match.end(1) :]
                return True
        return False

    return plant


def _listing(c: Content, random: Random) -> bool:
    import re

    match = re.search(r"信息(\d+)条", c.sections["一"][0])
    assert match is not None
    wrong = str(int(match[1]) + random.randint(1, 30))
    c.sections["一"][0] = c.sections["一"][0][: match.start(1)] + wrong + c.sections["一"][0][match.end(1) :]
    return True


def _no_applications(c: Content, random: Random) -> bool:
    if not c.tables["applications"]["new_received"]["total"]:
        return False
    c.sections["一"][1] = "（二）依申请公开。本年度未收到政府信息公开申请。"
    return True


def _title(new: str) -> Defect:
    def plant(c: Content, random: Random) -> bool:
        c.title = new.format(agency=c.agency, year=c.year)
        return True

    return plant


def _level(level: str, then: Defect) -> Defect:
    return lambda c, random: c.level == level and then(c, random)


def _thin(c: Content, random: Random) -> bool:
    c.sections["五"] = [random.choice(("无。", "暂无问题。", "没有。"))]
    return True


def _forget_applications(c: Content, random: Random) -> bool:
    del c.sections["一"][1]
    return True


def _from(year: int, then: Defect) -> Defect:
    return lambda c, random: c.year >= year and then(c, random)


DEFECTS: tuple[tuple[str, Defect], ...] = (
    ("STR01", _drop_section),
    ("STR02", _swap_sections),
    ("STR02", _renumber),
    ("STR03", _retitle),
    ("STR04", _empty("五")),
    ("STR04", _empty("六")),
    ("STR05", _preamble("所列数据", "本报告由总体情况、推进情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等部分组成。所列数据")),
    ("STR06", _drop_table),
    ("STR08", _seventh),
    ("STR09", _forget_applications),
    ("STR10", _level("township", _edit("一", "开展社会评议，", ""))),
    ("STR10", _level("government", _edit("一", "；未发生责任追究情形", ""))),
    ("STR11", _old_tables),
    ("STR12", _drop_row),
    ("STR12", _rename_row),
    ("IDN01", _title("政府信息公开工作报告")),
    ("IDN02", _preamble("{year}年1月1日起至{year}年12月31日", "{last}年1月1日起至{last}年12月31日")),
    ("IDN03", _preamble("12月31日", "11月30日")),
    ("IDN04", _level("organisation", _append("五", "我局将加强管理。"))),
    ("IDN04", _level("department", _append("五", "我县政务公开工作取得进步。"))),
    ("IDN05", _append("一", "西岭县水利局认真贯彻落实上级部署。")),
    ("IDN06", _append("一", "公开网址为（具体网址）。")),
    ("IDN06", _append("六", "××单位无其他事项。")),
    ("IDN07", _preamble("230001", "23000")),
    ("IDN08", _append("一", "印发《{last}年政务公开工作要点》，明确任务分工。")),
    ("IDN09", _append("一", "根据国务院令第492号的要求开展工作。")),
    ("IDN10", _shift_year("按照国办公开办函〔2019〕60号要求编制。")),
    ("IDN11", _append("一", "申请人身份证号11010519491231002X。")),
    ("TIM02", _append("五", "{year}年，我单位将进一步加强信息发布。")),
    ("TAB01", _write(("", "/", "-", "—", "无"))),
    ("TAB02", _write(("若干", "见附件", "十几"), "applications")),
    ("TAB03", _write(("{n}件", "１２３"), "disputes")),
    ("TAB02", _cell("disputes", "review", "upheld", Decimal("-1"))),
    ("SUM06", _cell("applications", "granted", "natural_person", Decimal("-1"))),
    ("SUM06", _cell("applications", "total", "research", Decimal("1.5"))),
    ("TAB04", _cell("active_disclosure", "行政规范性文件", "本年制发件数", Decimal(999))),
    ("TAB05", _level("department", _cell("active_disclosure", "规章", "本年制发件数", Decimal(2)))),
    ("TAB06", _cell("active_disclosure", "规范性文件", "对外公开总数量", Decimal(0))),
    ("TAB07", _cell("active_disclosure", "政府集中采购", "采购项目数量", Decimal(0))),
    ("TAB08", _level("department", _cell("active_disclosure", "行政事业性收费", "本年收费金额（单位：万元）", Decimal(1258000)))),
    ("SUM04", _dispute_total("review")),
    ("SUM05", _dispute_total("litigation_direct")),
    ("TXT01", _said("全年新收政府信息公开申请", 9)),
    ("TXT02", _said("予以公开", 9)),
    ("TXT02", _said("结转下年度继续办理", 9)),
    ("TXT03", _append("一", "全年收到的申请中，自然人申请9999件。")),
    ("TXT04", _append("四", "本年度因政府信息公开被申请行政复议99件。")),
    ("TXT04", _append("四", "本年度被提起行政诉讼99件。")),
    ("TXT05", _no_applications),
    ("TXT06", _append("一", "全年制发规范性文件998件。")),
    ("TXT07", _append("一", "全年作出行政处罚决定9987件。")),
    ("TXT08", _listing),
    ("TXT09", _append("一", "{year}年，新增主动公开政府信息9998条。")),
    ("TXT10", _append("一", "全年发布政策解读50件，其中图解20件，占30%。")),
    ("TXT10", _append("一", "全年发布政策解读50件，比{last}年的40件增长35%。")),
    ("TXT13", _append("六", "收取信息处理费（行政事业性收费）12万元。")),
    ("TXT12", _from(2021, _edit("六", "本年度未收取信息处理费。", ""))),
    ("QLT01", _thin),
    ("QLT02", _only_problems),
    ("QLT03", _long),
    ("QLT04", _level("department", _whole_area)),
    ("QLT06", _append("一", "一是加强领导；二是完善制度；四是强化监督。")),
    ("QLT07", _append("一", "落实《政府信息公开条例要求。")),
    ("QLT08", _append("一", "其它工作有序开展。")),
    ("QLT08", _append("一", "截止12月31日，工作全部完成。")),
    ("QLT09", _append("一", "落实国办发[2020]5号文件。")),
)  # fmt: skip


def _planted(count: int) -> None:
    hit: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    missed: dict[str, int] = {}
    for n, (code, plant) in enumerate(DEFECTS):
        for seed in range(count):
            content = make_content(seed)
            before = {f.rule for f in findings(content)}
            if not plant(content, Random(seed * 1000 + n)) or code in before:
                continue
            tried[code] += 1
            if any(f.rule == code for f in findings(content)):
                hit[code] += 1
            else:
                missed.setdefault(code, seed)
    for code in sorted(tried):
        rest = f"   first missed: seed {missed[code]}" if code in missed else ""
        print(f"{code}  {hit[code]:5d}/{tried[code]:<5d} {hit[code] / tried[code]:7.1%}{rest}")


def _cells(count: int) -> None:
    one = two = 0
    for seed in range(count):
        content, random = make_content(seed), Random(seed)
        cell = wrong_cell(content, random)
        one += located(findings(content), [cell])
    for seed in range(count // 2):
        content, random = make_content(seed), Random(seed + 7)
        first = wrong_cell(content, random)
        second = wrong_cell(content, random)
        while second[:2] == first[:2]:
            second = wrong_cell(content, random)
        two += located(findings(content), [first, second])
    print(f"one wrong cell located with its value   {one}/{count} {one / count:.1%}")
    print(f"two wrong cells located with values     {two}/{count // 2} {two / (count // 2):.1%}")


def two_years(seed: int) -> tuple[Content, Content]:
    """An agency's reports on two years that follow each other, which agree where they must."""
    now = make_content(seed, year=2023)
    before = make_content(seed + 50_000, level=now.level, year=2022)
    before.agency, before.title = now.agency, now.title.replace("2023", "2022")
    before.tables["applications"]["carried_forward"] = dict(now.tables["applications"]["carried_over"])
    for row in ("规章", "行政规范性文件"):
        made, repealed, valid = now.tables["active_disclosure"][row].values()
        before.tables["active_disclosure"][row]["现行有效件数"] = max(valid - made + repealed, Decimal(0))
    return now, before


def _break_carry(now: Content, before: Content) -> bool:
    before.tables["applications"]["carried_forward"]["natural_person"] += 7
    return True


def _break_valid(now: Content, before: Content) -> bool:
    before.tables["active_disclosure"]["行政规范性文件"]["现行有效件数"] += 9
    return True


def _jump(now: Content, before: Content) -> bool:
    column = "本年处理决定数量"
    now.tables["active_disclosure"]["行政许可"][column] = Decimal(4000)
    before.tables["active_disclosure"]["行政许可"][column] = Decimal(12)
    return True


def _copy_overview(now: Content, before: Content) -> bool:
    before.sections = {n: list(p) for n, p in now.sections.items()}
    return True


def _copy_problems(now: Content, before: Content) -> bool:
    before.sections["五"] = [p.replace("2024", "2023") for p in now.sections["五"]]
    # The generator's sentences repeat: where the rest is last year's too, it is the whole that is told.
    before.sections["一"] = prose_report("磐石镇2021").sections["一"]
    return True


YEAR_DEFECTS: tuple[tuple[str, Callable[[Content, Content], bool]], ...] = (
    ("CON01", _break_carry),
    ("CON02", _break_valid),
    ("CON03", _jump),
    ("CON04", _copy_overview),
    ("CON06", _copy_problems),
)


def _years(count: int) -> None:
    """Rules that compare with last year's report, and with another agency's of the same year (CON05)."""
    alarms = 0
    hit: Counter[str] = Counter()
    for seed in range(count):
        now, before = two_years(seed)
        # The generator's sentences repeat from year to year and its numbers jump: only what must follow is held apart.
        alarms += sum(f.rule in ("CON01", "CON02") for f in review(read(now), previous=read(before)))
        for code, plant in YEAR_DEFECTS:
            now, before = two_years(seed)
            plant(now, before)
            hit[code] += any(f.rule == code for f in review(read(now), previous=read(before)))
        now, other = make_content(seed, year=2023), make_content(seed, year=2023)
        other.agency, other.title = "南溪区水利局", "南溪区水利局2023年政府信息公开工作年度报告"
        hit["CON05"] += any(f.rule == "CON05" for f in review(read(now), peers=[read(other)]))
    for code in sorted(hit):
        print(f"{code}  {hit[code]:5d}/{count:<5d} {hit[code] / count:7.1%}")
    print(f"two years whose numbers agree: {count}, findings on them {alarms / count:.3f} each")


def _clean(count: int) -> None:
    errors = warnings = 0
    for seed in range(count):
        found = review(
            parse_bytes(to_html(make_content(seed), Layout()), "report.html"), published=date(2000, 1, 1)
        )
        errors += sum(1 for f in found if f.severity == "error" and f.rule != "TIM03")
        warnings += sum(1 for f in found if f.severity == "warning")
    print(f"clean reports: {count}, errors {errors}, warnings {warnings / count:.3f} each")


def main() -> None:
    """Prints the measurements."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    _clean(count)
    _cells(count)
    _planted(count)
    _years(count)


if __name__ == "__main__":
    main()
