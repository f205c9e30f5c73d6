"""Sentences of published reports in clean ones: the review says nothing about them.

real_sentences.tsv holds, for each, what it is an instance of, whose report it stands in, the year, the part (引 for the
introduction), the sentence and the cells that it tells, of natural persons where nothing else is said. The sentences were
gathered from some fifty published annual reports of all levels, 2019 to 2025; places, agencies and telephone numbers are
replaced by made-up ones, the figures stand as they stood; the last sixteen are taken from the reports of benchmarks/outside. That none may give a finding was written down before the
first run. Run: python -m benchmarks.real_sentences
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from decimal import Decimal

from benchmarks.generate import Content, Layout
from benchmarks.generate.layouts import to_html
from benchmarks.generate.prose import FOLDER, empty_tables
from reports.editions import edition_for
from reports.parse import parse_bytes
from review.finding import Finding
from review.reviewer import review

_WHOSE = {
    "D": ("青山区民政局", "department", "我局", "组织业务培训两次，接受社会监督。"),
    "S": ("南湖区东山街道办事处", "township", "街道", "将政务公开纳入年度工作考核；开展社会评议，结果良好；未发生责任追究情形。"),
    "T": ("青山县柳河镇人民政府", "township", "我镇", "将政务公开纳入年度工作考核；开展社会评议，结果良好；未发生责任追究情形。"),
    "G": ("青山县人民政府", "government", "全县", "将政务公开纳入年度工作考核；开展社会评议，结果良好；未发生责任追究情形。"),
    "P": ("青山市人民政府", "government", "全市", "将政务公开纳入年度工作考核；开展社会评议，结果良好；未发生责任追究情形。"),
}  # fmt: skip
_APPLICATIONS = {
    "收": "new_received", "旧": "carried_over", "予": "granted", "部": "partially_granted", "不": "denied_third_party",
    "无": "unable_not_held", "不明": "unable_unclear", "他": "other_misc", "续": "carried_forward",
}  # fmt: skip
_RESULTS = {"维": "upheld", "纠": "corrected", "他": "other", "未": "pending"}
_DISPUTES = {"复": "review", "直": "litigation_direct", "后": "litigation_after_review"}
_DISCLOSURE = {
    "制": ("行政规范性文件", "本年制发件数"), "废": ("行政规范性文件", "本年废止件数"), "效": ("行政规范性文件", "现行有效件数"),
    "规制": ("规章", "本年制发件数"), "规废": ("规章", "本年废止件数"), "规效": ("规章", "现行有效件数"),
    "许": ("行政许可", "本年处理决定数量"), "罚": ("行政处罚", "本年处理决定数量"), "强": ("行政强制", "本年处理决定数量"),
}  # fmt: skip
_CELL = re.compile(r"(?P<name>\D+?)(?P<business>企)?(?P<number>\d+)")
_NOT_RESULTS = frozenset({"new_received", "carried_over", "carried_forward", "total"})


@dataclass(frozen=True)
class RealSentence:
    """A sentence, whose report it stands in and the cells of the tables that it tells."""

    kind: str
    whose: str
    year: int
    part: str
    text: str
    cells: tuple[str, ...]


def load() -> list[RealSentence]:
    """Every sentence, in the order of the file."""
    lines = (FOLDER / "real_sentences.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return [
        RealSentence(k, w, int(y), part, text, tuple(cells.split())) for k, w, y, part, text, cells in rows
    ]


def _fill(content: Content, cell: str) -> None:
    match = _CELL.fullmatch(cell)
    if match is None:
        raise ValueError(f"{cell} is no cell")
    name, number = match["name"], Decimal(match["number"])
    if name in _APPLICATIONS:
        column = "business" if match["business"] else "natural_person"
        content.tables["applications"][_APPLICATIONS[name]][column] = number
    elif name[0] in _DISPUTES and name[1:] in _RESULTS:
        content.tables["disputes"][_DISPUTES[name[0]]][_RESULTS[name[1:]]] = number
    else:
        row, column = _DISCLOSURE[name]
        content.tables["active_disclosure"][row][column] = number


def _add_up(content: Content) -> None:
    applications = content.tables["applications"]
    for column in applications["total"]:
        done = (cells[column] for row, cells in applications.items() if row not in _NOT_RESULTS)
        applications["total"][column] = sum(done, Decimal(0))
    # Who the results and what is carried forward belong to is not told: the applicants of the sentence are the natural ones.
    business = applications["new_received"]["business"]
    if business:
        most = max(
            (r for r in applications if r not in _NOT_RESULTS),
            key=lambda r: applications[r]["natural_person"],
        )
        for row in (most, "total"):
            applications[row]["natural_person"] -= business
            applications[row]["business"] = business
    for table in (applications, content.tables["disputes"]):
        for cells in table.values():
            cells["total"] = sum((v for k, v in cells.items() if k != "total"), Decimal(0))


def clean_report(whose: str, year: int, cells: tuple[str, ...] = ()) -> Content:
    """A report whose prose states no number, with some cells filled and the tables added up."""
    agency, level, own, supervision = _WHOSE[whose]
    edition = edition_for(year)
    assert edition is not None
    content = Content(
        agency=agency,
        level=level,
        year=year,
        edition=edition,
        tables=empty_tables(edition),
        title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble=f"根据《中华人民共和国政府信息公开条例》的规定，编制本报告。本报告所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
        f"如有疑问，请与{agency}办公室联系（地址：人民路18号，邮编：230001，电话：0551-62345678）。",
        sections={
            "一": [
                "（一）主动公开。通过政府网站公开机构职能、政策文件、财政预决算等信息。",
                f"（二）依申请公开。{own}规范登记、审核、办理、答复、归档各环节。",
                "（三）政府信息管理。完善信息发布审核制度，做好规范性文件的动态管理。",
                "（四）政府信息公开平台建设。加强政府网站专栏的日常维护，优化栏目设置。",
                f"（五）监督保障。{supervision}",
            ],
            "二": [], "三": [], "四": [],
            "五": [
                "存在的主要问题：一是政策解读形式比较单一，群众看不懂的情况仍然存在；二是依申请公开答复文书不够规范。",
                f"改进措施：{year + 1}年，一是综合运用图解、短视频等形式解读政策；二是统一答复文书格式，组织案例研讨。",
            ],
            "六": [f"{year}年度未收取信息处理费。没有其他需要报告的事项。"],
        },
        headings={s.number: f"{s.number}、{s.title}" for s in edition.sections},
    )  # fmt: skip
    for cell in cells:
        _fill(content, cell)
    _add_up(content)
    return content


def findings_of(sentence: RealSentence) -> list[Finding]:
    """What the review says with the sentence that it does not say without it."""
    content = clean_report(sentence.whose, sentence.year, sentence.cells)
    without = {f.id for f in _reviewed(content)}
    if sentence.part == "引":
        content.preamble += sentence.text
    else:
        place = 1 if sentence.part == "一" else 0
        content.sections[sentence.part][place] += sentence.text
    return [f for f in _reviewed(content) if f.id not in without]


def _reviewed(content: Content) -> tuple[Finding, ...]:
    return review(parse_bytes(to_html(content, Layout()), "report.html"))


def main() -> None:
    """Prints what is said of a sentence, then of how many nothing is said."""
    sentences = [s for s in load() if not sys.argv[1:] or s.kind in sys.argv[1:]]
    spoken = 0
    for sentence in sentences:
        found = findings_of(sentence)
        spoken += bool(found)
        for f in found:
            print(f"{sentence.kind}\t{sentence.text[:60]}\n\t{f.rule} {f.severity} {f.message}")
    kinds = len({s.kind for s in sentences})
    print(f"{len(sentences) - spoken} of {len(sentences)} sentences of {kinds} kinds give no finding")


if __name__ == "__main__":
    main()
