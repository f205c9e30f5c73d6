"""QLT: substance and wording; heuristics that point, a person judges."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Level, Paragraph, Section
from reports.numerals import fold
from reports.prose.sentences import clip, sentences
from reports.sections import NUMBERS
from review.basis import regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


def _problems_basis(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "主要问题及改进情况"),)


def _quality(context: Context) -> tuple[Basis, ...]:
    return (uniform_format(context.due_edition, "质量要求", "内容不能遗漏，也不宜泛化。"), regulation(6))


@rule("QLT01", "存在的问题写得空泛", Severity.WARNING, _problems_basis)
def thin_problems(context: Context) -> Iterator[Problem]:
    """检查：问题与改进部分是否只写“无”或过短（默认少于50字，可设置）。

    为何：条例第五十条要求报告主要问题及改进情况。
    触发：“无。”
    不触发：写明具体问题和措施。
    例外：没有该部分或没有任何内容的，由结构规则报告。
    """
    section = context.report.section("五")
    if section is None or not section.text.strip():
        return
    text = fold(section.text)
    nothing = re.fullmatch(r"(?:本单位|我局|目前|暂)?(?:无|没有|暂无|不存在)[^。]{0,20}。?", text)
    if nothing or len(text) < context.settings.problems_length:
        yield Problem(
            f"存在的主要问题及改进情况仅{len(text)}字，没有写明具体问题和改进措施。",
            "请结合本年度工作实际，写明存在的主要问题、原因和改进措施。",
            context.at_paragraph(section.paragraphs[0]),
            quote=section.text[:80],
            expected=f"不少于{context.settings.problems_length}字",
            actual=f"{len(text)}字",
        )


_MEASURES = re.compile(
    r"措施|举措|改进情况|下一步|今后|下一年|整改|20\d\d年[^。；]{0,12}将|将(?:从|进一步|继续|严格|重点|着力|加强)|改进"
)
_COUNTED = re.compile(r"(?<![第之])([一二三四五六七八九])(?:是|、是|要(?!求))")


def _enumerated(text: str) -> int:
    """How many items a text counts off as 一是、二是……; 0 where it does not."""
    found = [m[1] for m in _COUNTED.finditer(text)]
    count = 0
    for mark in found:
        if count < len(NUMBERS) and mark == NUMBERS[count]:
            count += 1
    return count


@rule("QLT02", "问题与措施不对应", Severity.NOTICE, _problems_basis)
def problems_and_measures(context: Context) -> Iterator[Problem]:
    """检查：写了问题是否写了改进措施，“一是、二是”的条数是否对应。

    为何：每个问题都应有相应的改进措施。
    触发：列四个问题，只列两条措施。
    不触发：问题与措施条数相同，或没有用序号列举。
    例外：措施条数多于问题的不报。
    """
    section = context.report.section("五")
    if section is None or len(fold(section.text)) < context.settings.problems_length:
        return
    match = re.search(
        r"改进措施|改进举措|改进情况|下一步|今后|针对(?:以上|上述|存在)|对此[，,]|(?:措施|举措)[：:]|20\d\d年[，,]?[^。；，]{0,12}将",
        section.text,
    )
    if match is None:
        if not _MEASURES.search(section.text):
            yield Problem(
                "写了存在的问题，没有写改进措施或改进情况。",
                "请逐条写明改进措施或改进情况。",
                context.at_paragraph(section.paragraphs[0]),
                quote=section.paragraphs[0].text[:60],
            )
        return
    problems, measures = (
        _enumerated(section.text[: match.start()]),
        _enumerated(section.text[match.start() :]),
    )
    if problems >= 2 and 0 < measures < problems:
        yield Problem(
            f"列出{problems}个问题，改进措施只有{measures}条，未能一一对应。",
            "建议针对每个问题分别写明改进措施。",
            context.at_paragraph(_paragraph_with(section, match[0])),
            quote=clip(section.text, match.start(), match.end(), 30),
            expected=str(problems),
            actual=str(measures),
        )


def _paragraph_with(section: Section, words: str) -> Paragraph:
    return next((p for p in section.paragraphs if words in p.text), section.paragraphs[0])


@rule("QLT03", "总体情况过长", Severity.NOTICE, _quality)
def long_overview(context: Context) -> Iterator[Problem]:
    """检查：总体情况是否超过规定长度（默认1000字，可设置）。

    为何：年度报告应简明，过长多为泛化的工作总结。
    触发：总体情况1700字。
    不触发：不足1000字。
    例外：各级人民政府同样适用；当地另有规定的，按审查设置中各层级的字数判断。
    """
    section = context.report.section("一")
    if section is None:
        return
    limit = context.settings.overview_limit(context.level)
    length = len(fold(section.text))
    if length > limit:
        yield Problem(
            f"总体情况约{length}字，超过{limit}字。",
            "建议精简，只写本年度政府信息公开工作的主要情况和数据。",
            context.at_section("一"),
            quote=section.heading.text,
            expected=f"不超过{limit}字",
            actual=f"{length}字",
        )


_WHOLE_AREA = re.compile(
    r"全(?:区|县|市|镇|乡)(?!面)[^。；]{0,10}|各镇街|区委、区政府|县委、县政府|市委、市政府|(?:区|县|市)本级|区直(?:部门|单位)|县直(?:部门|单位)|"
    r"市直(?:部门|单位)|各镇(?:街|办)?|镇街、|市长热线|区长|县长|政务公开领导小组"
)


@rule(
    "QLT04",
    "内容以上级或全区工作为主",
    Severity.WARNING,
    _quality,
    levels=(Level.DEPARTMENT, Level.ORGANISATION),
)
def whole_area(context: Context) -> Iterator[Problem]:
    """检查：部门和其他组织的总体情况是否通篇写全区（县、市）而不是本单位的工作。

    为何：报告应反映本单位的工作，照搬全区总结属于泛化。
    触发：总体情况多处写“全区”“区直部门”“各镇街”的工作。
    不触发：偶尔提到上级的部署。
    例外：政府办公室等负责全区工作的部门不判；不足四处的不报。
    """
    section = context.report.section("一")
    if section is None or re.search(
        r"政府办|政务公开|政务服务|数据(?:资源)?(?:管理)?局|办公室$", context.report.agency
    ):
        return
    places = [(s, m) for s in sentences(section.paragraphs) for m in _WHOLE_AREA.finditer(s.text)]
    if len(places) < 4:
        return
    words = list(dict.fromkeys(m[0][:8] for _, m in places))
    sentence, match = places[0]
    yield Problem(
        f"总体情况有{len(places)}处写全区（县、市）或上级的工作（如“{'”“'.join(words[:4])}”），没有突出本单位的情况。",
        "请改写为本单位本年度政府信息公开工作的实际情况，删去照搬全区工作总结的内容。",
        context.at_paragraph(sentence.paragraph),
        quote=clip(sentence.text, match.start(), match.end()),
        actual=f"{len(places)}处",
    )


@rule("QLT06", "序号断档或重复", Severity.WARNING, accuracy)
def ordinal_gap(context: Context) -> Iterator[Problem]:
    """检查：“一是、二是”“（一）（二）”是否连续。

    为何：序号断档说明有漏项或删改残留。
    触发：“一是……二是……四是……”。
    不触发：从一开始连续编号；同一段另起一组从一开始。
    例外：引用条款的“（一）项”、表格内的编号不看。
    """
    for section in context.report.sections:
        leading: list[tuple[int, Paragraph, str]] = []
        for paragraph in section.paragraphs:
            marks = [(NUMBERS.find(m[1]) + 1, m) for m in _COUNTED.finditer(paragraph.text)]
            if not marks:
                continue
            opens = not paragraph.text[: marks[0][1].start()].strip("　 （(")
            if opens:
                leading.append((marks[0][0], paragraph, marks[0][1][0]))
            counted_before = opens or _OTHER_FIRST.search(paragraph.text[: marks[0][1].start()])
            gap = _gap([n for n, _ in marks], marks[0][0] - 1 if counted_before else 0)
            if gap is not None:
                before, match = gap[0], marks[gap[1]][1]
                yield _gap_problem(context, paragraph, f"“{NUMBERS[before - 1]}是”" if before else "开头", f"“{match[0]}”",
                                   clip(paragraph.text, match.start(), match.end()))  # fmt: skip
        gap = _gap([n for n, _, _ in leading])
        if gap is not None:
            _, paragraph, mark = leading[gap[1]]
            before_text = f"“{NUMBERS[gap[0] - 1]}是”" if gap[0] else "开头"
            yield _gap_problem(context, paragraph, before_text, f"“{mark}”", paragraph.text[:30])
        heads = [
            (m[1], p)
            for p in section.paragraphs
            if (m := re.match(r"^\s*[（(]([一二三四五六七八九十])[）)]", p.text))
        ]
        gap = _gap([NUMBERS.find(x) + 1 for x, _ in heads])
        if gap is not None:
            mark, paragraph = heads[gap[1]]
            before_text = f"“（{NUMBERS[gap[0] - 1]}）”" if gap[0] else "开头"
            yield _gap_problem(context, paragraph, before_text, f"“（{mark}）”", paragraph.text[:30])


_OTHER_FIRST = re.compile(r"首先|第一|其一|一方面|1[.、．]")


def _gap(numbers: list[int], last: int = 0) -> tuple[int, int] | None:
    """The number before a gap (after `last`) and the position after it; a new start from one is no gap."""
    for position, number in enumerate(numbers):
        if number == 1:
            last = 1
        elif number == last + 1:
            last = number
        elif last == 0 and position == 0 and number > 2:
            return None
        else:
            return last, position
    return None


def _gap_problem(context: Context, paragraph: Paragraph, before: str, after: str, quote: str) -> Problem:
    return Problem(
        f"序号不连续：{before}之后是{after}。",
        "请检查是否有遗漏的内容，并更正序号。",
        context.at_paragraph(paragraph),
        quote=quote,
        actual=after,
    )


_PAIRS = (("《", "》", "书名号"), ("（", "）", "括号"), ("“", "”", "引号"))
_MIXED = re.compile(r"[一-龥][,;:?!](?=[一-龥\d])|[一-龥]\((?=[一-龥])|[。，、；：][。，、；：]+")


@rule(
    "QLT07",
    "标点不规范",
    Severity.NOTICE,
    lambda c: (Basis("《标点符号用法》（GB/T 15834—2011）", None, "标号成对使用，中文文稿使用中文标点。"),),
)
def punctuation(context: Context) -> Iterator[Problem]:
    """检查：书名号、括号、引号是否成对，中英文标点是否混用、重复。

    为何：公文应当使用规范的标点。
    触发：“《政府信息公开条例要求”“电话:0561”“工作，。”。
    不触发：数字、网址、时间里的半角标点。
    例外：同类问题合并为一条，位置取第一处。
    """
    mixed: list[tuple[Paragraph, str]] = []
    for paragraph in context.report.paragraphs():
        # Addresses and the paragraph's own number are blanked, so that places in the text stay what they are.
        text = re.sub(
            r"(?:https?://|www\.)[!-'*-~]+|^\s*[（(]?[一二三四五六七八九十\d]+[）)、.．]",
            lambda m: " " * len(m[0]), paragraph.text,
        )  # fmt: skip
        text_pairs = text.replace("(", "（").replace(")", "）")
        for left, right, name in _PAIRS:
            if text_pairs.count(left) != text_pairs.count(right):
                place = text_pairs.find(left if text_pairs.count(left) > text_pairs.count(right) else right)
                yield Problem(
                    f"{name}不成对：“{left}”{text_pairs.count(left)}个，“{right}”{text_pairs.count(right)}个。",
                    f"请补全或删去多余的{name}。",
                    context.at_paragraph(paragraph),
                    quote=_phrase(paragraph.text, place, place + 1),
                )
        for match in _MIXED.finditer(text):
            mixed.append((paragraph, _phrase(paragraph.text, match.start(), match.end())))
    if mixed:
        paragraph, quote = mixed[0]
        yield Problem(
            f"有{len(mixed)}处半角标点与中文混用或标点重复。",
            "建议统一改为规范的中文标点。",
            context.at_paragraph(paragraph),
            quote=quote,
            actual=f"{len(mixed)}处",
        )


_PHRASE_ENDS = "，。；！？、\n"
_LONGEST_PHRASE = 24


def _phrase(text: str, start: int, end: int) -> str:
    """The words around a place, from one mark to the next, so that no word or number is cut."""
    left = max((text.rfind(m, max(0, start - _LONGEST_PHRASE), start) + 1 for m in _PHRASE_ENDS), default=0)
    left = left or max(0, start - _LONGEST_PHRASE)
    stops = [at for m in _PHRASE_ENDS if (at := text.find(m, end, end + _LONGEST_PHRASE)) >= 0]
    return text[left : min(stops, default=end + _LONGEST_PHRASE)].strip()


_WRONG = (
    (re.compile(r"其它"), "其它", "其他"),
    (re.compile(r"截止(?=到|至|\s*(?:20)?\d{2,4}年|\d{1,2}月|目前|本年|年底)"), "截止", "截至"),
    (re.compile(r"报导"), "报导", "报道"),
    (re.compile(r"帐号|帐户"), "帐", "账"),
)


@rule("QLT08", "用词不规范", Severity.NOTICE, accuracy)
def wording(context: Context) -> Iterator[Problem]:
    """检查：常见错词，如“其它”应为“其他”、跟日期的“截止”应为“截至”。

    为何：公开的文稿用词应当规范，统一格式用“其他”。
    触发：“其它需要报告的事项”“截止12月31日”。
    不触发：“截至12月31日”“报名截止”。
    例外：同一错词合并为一条；部分题名中的“其它”与正文一并提示。
    """
    for pattern, wrong, right in _WRONG:
        headings = [s.heading for s in context.report.sections]
        places = [
            (p, m) for p in sorted((*context.report.paragraphs(), *headings), key=lambda p: p.index)
            for m in pattern.finditer(p.text)
        ]  # fmt: skip
        if places:
            paragraph, match = places[0]
            times = f"（共{len(places)}处）" if len(places) > 1 else ""
            yield Problem(
                f"“{wrong}”宜为“{right}”{times}。",
                f"建议将“{wrong}”改为“{right}”。",
                context.at_paragraph(paragraph),
                quote=clip(paragraph.text, match.start(), match.end(), 12),
                expected=right,
                actual=wrong,
            )


_BRACKETS = re.compile(r"[一-龥]{1,8}[发函字号办令][\[［【(（](20\d\d)[\]］】)）]\s*\d+\s*号")


@rule(
    "QLT09",
    "发文字号括号不规范",
    Severity.NOTICE,
    lambda c: (
        Basis(
            "《党政机关公文格式》（GB/T 9704—2012）", "7.2.5 发文字号", "年份应标全称，用六角括号“〔〕”括入。"
        ),
    ),
)
def document_number(context: Context) -> Iterator[Problem]:
    """检查：发文字号的年份是否用六角括号〔〕。

    为何：党政机关公文格式国家标准的要求。
    触发：“国办发[2021]30号”。
    不触发：“国办公开办函〔2021〕30号”。
    例外：同类问题合并为一条。
    """
    places = [(p, m) for p in context.report.paragraphs() for m in _BRACKETS.finditer(p.text)]
    if places:
        paragraph, match = places[0]
        yield Problem(
            f"发文字号“{match[0]}”的年份没有用六角括号{f'（共{len(places)}处）' if len(places) > 1 else ''}。",
            "建议将年份改用六角括号“〔〕”。",
            context.at_paragraph(paragraph),
            quote=match[0],
            actual=match[0],
        )


RULES: tuple[Rule, ...] = (
    thin_problems, problems_and_measures, long_overview, whole_area, ordinal_gap, punctuation, wording,
    document_number,
)  # fmt: skip
