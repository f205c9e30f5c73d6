"""IDN: the agency's name in every place where it stands: title, introduction, signature, file; and its scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from reports.model import Level, Paragraph
from reports.numerals import fold
from reports.prose.sentences import clip, whole_sentences
from reports.titles import agency_in
from review.agencies import AgencyName, compatible, perhaps_same_agency
from review.closing import closing_of
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_SHORTEST = 5
_OWN_CLAUSE = re.compile(
    r"编制|编写|制作|撰写|联系|咨询|公布|发布|报告如下|[现兹]将|可[到向与拨]|请[到向与拨]|前往"
)
_CLAUSE = re.compile(r"[^，,。；;：:（()）]+")


def one_character_apart(name: str, text: str) -> str | None:
    """A stretch of a text that differs from a name by exactly one character; None where there is none or the name itself."""
    if len(name) < _SHORTEST or name in text:
        return None
    size = len(name)
    for start in range(len(text) - size + 1):
        window = text[start : start + size]
        if window[-2:] == name[-2:] and sum(a != b for a, b in zip(window, name, strict=True)) == 1:
            return window
    return None


def _elsewhere(context: Context) -> Iterator[Problem]:
    """The introduction names the agency with another character than the title."""
    report, agency = context.report, fold(context.report.agency_words)
    for sentence in whole_sentences(report.preamble):
        if sentence.paragraph.index == report.title_paragraph:
            continue
        clauses = (c for c in _CLAUSE.findall(sentence.text) if _OWN_CLAUSE.search(c))
        found = next(filter(None, (one_character_apart(agency, fold(c)) for c in clauses)), None)
        if found:
            scan = report.provenance.ocr
            yield Problem(
                f"题名的单位是“{agency}”，引言写的是“{found}”，相差一字。",
                "请核实单位名称，全文统一。" + ("本件为识别得来，请先核对原件。" if scan else ""),
                context.at_paragraph(sentence.paragraph),
                quote=found if found in sentence.text else "",
                expected=agency,
                actual=found,
                severity=Severity.NOTICE if scan else Severity.ERROR,
            )
            return


_COMPILED_BY = re.compile(
    "(?:^|由)(?P<place>[省市县区州旗])(?:人民)?政府(?:办公室|办公厅|办)(?:负责)?(?:汇总|编制|牵头|组织)"
)


def _compiled_by_another(context: Context) -> Iterator[Problem]:
    """市政府办公室 compiles the report of a county."""
    agency = fold(context.report.agency_words)
    own = re.search("([省市县区州旗])(?:人民)?政府$", agency)
    for sentence in whole_sentences(context.report.preamble):
        for clause in _CLAUSE.findall(sentence.text):
            match = _COMPILED_BY.search(clause)
            if own and match and match["place"] != own[1] and match["place"] not in agency:
                yield Problem(
                    f"引言写由“{match[0].removeprefix('由')}”，题名的单位是“{agency}”，不是同一级。",
                    "请核实编制报告的单位。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clause,
                    expected=agency,
                    actual=match[0],
                )


_TOWN = re.compile(
    "(?:联系|与|向|咨询|[省市县区旗])(?P<name>[一-龥]{2,3}?)(?P<kind>街道|镇|乡)(?:人民政府|办事处|党政|办公室|政府|综合)"
)
_TO_REACH = re.compile("联系|咨询")
_DEPARTMENT = re.compile("(?:与|向|联系|咨询)(?P<name>[一-龥]{4,20}?(?:局|委员会|联合会))")


def _reached_elsewhere(context: Context) -> Iterator[Problem]:
    """Whoever has questions is sent to another township or department than the one whose report it is."""
    agency = fold(context.report.agency_words)
    other = _other_town if context.level is Level.TOWNSHIP else _other_department
    for sentence in whole_sentences(context.report.preamble):
        for clause in _CLAUSE.findall(sentence.text):
            name = other(clause, agency) if _TO_REACH.search(clause) else ""
            if name:
                yield Problem(
                    f"引言请公众联系的是“{name}”，题名的单位是“{agency}”。",
                    "请核实联系方式是否为本单位的。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clause,
                    expected=agency,
                    actual=name,
                    severity=Severity.WARNING,
                )
                return


def _other_town(clause: str, agency: str) -> str:
    match = _TOWN.search(clause)
    if match is None or match["kind"] not in agency:
        return ""
    name = match["name"] + match["kind"]
    return "" if name in agency else name


def _other_department(clause: str, agency: str) -> str:
    match = _DEPARTMENT.search(clause)
    name = match["name"] if match else ""
    # 请与我局办公室联系, 请与县局联系: a name without a place is not surely another's.
    if not AgencyName.of(name).places or perhaps_same_agency(name, agency) or compatible(name, agency):
        return ""
    return name


def _in_file_name(context: Context) -> Iterator[Problem]:
    report, agency = context.report, fold(context.report.agency_words)
    stem = re.sub(r"^[A-Za-z0-9]*[_\-\s.、]+", "", report.provenance.file_name.rsplit(".", 1)[0])
    named = agency_in(stem)
    same_length = len(named) == len(agency) >= _SHORTEST
    found = named if same_length and sum(a != b for a, b in zip(named, agency, strict=True)) == 1 else None
    if found and report.title_paragraph is not None:
        yield Problem(
            f"文件名写的是“{found}”，题名的单位是“{agency}”，相差一字。",
            "请核实单位名称，将题名和文件名改为一致。",
            context.at_paragraph(report.preamble[0] if report.preamble else None),
            expected=agency,
            actual=found,
            severity=Severity.WARNING,
        )


def _signature(context: Context) -> Iterator[Problem]:
    """The report is signed by another agency."""
    report, signed = context.report, closing_of(context.report)
    agency = fold(report.agency_words)
    if signed.agency is None or len(agency) < _SHORTEST - 1 or compatible(signed.agency, agency):
        return
    government = context.level is Level.GOVERNMENT and signed.agency.endswith(
        ("办公室", "办公厅", "政府办", "局")
    )
    alike = SequenceMatcher(None, signed.agency, agency).ratio()
    if government or (signed.agency.endswith("办公室") and alike > 0.6):
        return
    yield Problem(
        f"落款单位“{signed.agency}”与题名的单位“{agency}”不同。",
        "请核实是哪个单位的报告，将题名、引言和落款改为一致。",
        context.at_paragraph(signed.agency_paragraph),
        quote=signed.agency_paragraph.text if signed.agency_paragraph else "",
        expected=agency,
        actual=signed.agency,
    )


@rule("IDN17", "单位名称前后不一致", Severity.ERROR, accuracy)
def agency_names(context: Context) -> Iterator[Problem]:
    """检查：题名、引言、落款、文件名里的单位名称是否一致。

    为何：名称不一致，读者无法确认是谁的报告，多为套用其他单位的文稿。
    触发：题名“青山区民政局”，引言写“青山县民政局编制本报告”；落款是另一个局，或请公众联系另一个局。
    不触发：落款或引言用简称；政府的报告由政府办公室落款、联系。
    例外：扫描识别的文件先疑识别有误，只作建议；文件名不一致的只提示核实。
    """
    if not context.report.agency:
        return
    yield from _elsewhere(context)
    yield from _compiled_by_another(context)
    if context.level in (Level.TOWNSHIP, Level.DEPARTMENT):
        yield from _reached_elsewhere(context)
    yield from _in_file_name(context)
    yield from _signature(context)


_TOWNS = (
    ("镇", re.compile(r"(?<![各县城镇两邻])乡(?:人民)?政府"), "镇"),
    ("乡", re.compile(r"(?<![各县城乡两邻])镇(?:人民)?政府"), "乡"),
    ("街道", re.compile(r"(?<![各县城乡镇两邻])[乡镇](?:人民)?政府(?!街道)"), "街道"),
)
_OTHERS = re.compile(r"原|撤销|撤并|合并|各|周边|相邻|邻近|其他|乡镇|先进|学习|考察|交流|区划|撤乡|改为")


@rule("IDN18", "镇、乡、街道的称谓混用", Severity.WARNING, accuracy, levels=(Level.TOWNSHIP,))
def township_kind(context: Context) -> Iterator[Problem]:
    """检查：镇的报告是否写“乡政府”，乡的报告是否写“镇政府”，街道的报告是否写“镇政府”“乡政府”。

    为何：称谓与单位性质不符，多为照搬其他乡镇的文稿。
    触发：镇人民政府的报告写“推进乡政府信息公开各项工作”。
    不触发：“乡镇政府”“各乡政府”“原柳河乡政府”。
    例外：同类各处合并为一条。
    """
    agency = fold(re.sub(r"(?:人民)?政府$|办事处$|党工委$", "", context.report.agency_words))
    kind = next((k for k in _TOWNS if agency.endswith(k[0])), None)
    if kind is None:
        return
    told = [p.actual for p in _elsewhere(context) if p.actual]
    found: list[tuple[Paragraph, re.Match[str], str]] = []
    for sentence in whole_sentences(context.report.paragraphs()):
        for match in kind[1].finditer(sentence.text):
            around = sentence.text[max(0, match.start() - 12) : match.end()]
            if not _OTHERS.search(around) and not any(around.endswith(name) for name in told):
                found.append((sentence.paragraph, match, sentence.text))
    if found:
        paragraph, match, text = found[0]
        times = f"（共{len(found)}处）" if len(found) > 1 else ""
        yield Problem(
            f"“{context.report.agency}”的报告写“{match[0]}”{times}，与单位性质不符，疑为照搬其他文稿。",
            f"请核实内容是否为本单位的工作，并改用“{kind[2]}”的称谓。",
            context.at_paragraph(paragraph),
            quote=clip(text, match.start(), match.end()),
            actual=match[0],
        )


_ONLY_OFFICE = re.compile(
    r"(?:(?:本)?报告(?:仅|只)?|(?:仅|只)(?:为|是)?)(?:涵盖|反映|包括|包含|统计|汇总|记录|总结|是|为|介绍)(?:了|的是)?[^。；，]{0,10}?(?P<office>(?:省|市|县|区|州|旗)?(?:人民)?政府办公?(?:室|厅)?(?:本级)?)(?P<rest>[^。；]{0,30})"
)
_WHOLE_AREA = re.compile(
    r"各(?:镇|乡|部门|单位|街道|委|办|局|县|区|市|级)|乡镇|部门|所属|下属|全[县市区州旗省]|组成|汇总|街道|辖区|[和及、与]"
)


@rule("IDN19", "政府的报告只写政府办公室的情况", Severity.WARNING, accuracy, levels=(Level.GOVERNMENT,))
def only_the_office(context: Context) -> Iterator[Problem]:
    """检查：县级以上人民政府的报告，引言是否把范围限定为政府办公室。

    为何：条例第四十九条要求公布的是本级政府的年度报告，应当汇总全辖区的情况。
    触发：县政府报告引言写“本报告涵盖了县政府办公室政府信息公开各项工作”。
    不触发：“本报告由县政府办公室汇总各部门、各乡镇的报告编制”。
    例外：单位是政府办公室的不判。
    """
    for paragraph in context.report.preamble:
        match = _ONLY_OFFICE.search(paragraph.text)
        if match and not _WHOLE_AREA.search(match["rest"].replace("各项", "")) and "汇总" not in match[0]:
            yield Problem(
                f"引言把报告的范围写为“{match['office']}”，题名是“{context.report.agency}”的报告，应当汇总全辖区的情况。",
                "请核实统计范围：数据是全辖区的，请改正引言；只是政府办公室的，请汇总各部门、各乡镇的数据后重新填报。",
                context.at_paragraph(paragraph),
                quote=match[0],
                actual=match["office"],
            )
            return


RULES: tuple[Rule, ...] = (agency_names, township_kind, only_the_office)
