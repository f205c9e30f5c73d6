"""IDN: title, subject, year and what was left over from a template."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.dates import YEAR, year_number
from reports.model import Grid, Level, Paragraph
from reports.numerals import fold
from reports.sentences import clip, sentences
from review.basis import regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule


def _report_duty(context: Context) -> tuple[Basis, ...]:
    return (regulation(49), regulation(50, "统一格式"))


def _accuracy(context: Context) -> tuple[Basis, ...]:
    return (regulation(6),)


@rule("IDN01", "题名不完整", Severity.WARNING, _report_duty)
def title_parts(context: Context) -> Iterator[Problem]:
    """检查：题名是否写明单位、年度，并称“政府信息公开工作年度报告”。

    为何：年度报告向社会公布，题名应能独立说明是谁、哪一年的报告。
    触发：题名为“政府信息公开工作报告”。
    不触发：“××区民政局2023年政府信息公开工作年度报告”。
    例外：“××年度政府信息公开工作报告”这类语序不同而要素齐全的不报。
    """
    title = fold(context.report.title)
    missing = []
    if not title or context.report.title_paragraph is None:
        missing = ["题名"]
    else:
        if not re.search(rf"{YEAR}年", title):
            missing.append("年度")
        if (
            len(
                re.sub(
                    rf"关于|{YEAR}年度?|(?:政府信息|政务|信息)公开|工作|年度|报告|的|[(（].*?[)）]|\d",
                    "",
                    title,
                )
            )
            < 2
        ):
            missing.append("单位名称")
        if not (
            "信息公开" in title and "报告" in title and ("年度" in title or re.search(r"年.*报告", title))
        ):
            missing.append("“政府信息公开工作年度报告”的名称")
    if missing:
        first = context.report.preamble[0] if context.report.preamble else None
        yield Problem(
            f"题名缺少{'、'.join(missing)}。" if missing != ["题名"] else "正文没有题名。",
            "请将题名写为“单位名称＋年度＋政府信息公开工作年度报告”。",
            context.at_paragraph(first),
            quote=context.report.title,
            expected=f"{context.report.agency or '单位名称'}{context.report.year or ''}年政府信息公开工作年度报告",
            actual=context.report.title,
        )


def _opening_year(context: Context) -> tuple[int, Paragraph, str] | None:
    """The year with which the general part begins, where it is the subject of the first sentence."""
    section = context.report.section("一")
    if section is None:
        return None
    for paragraph in section.paragraphs[:3]:
        match = re.match(rf"^\s*(?:（一）[^。]{{0,15}})?({YEAR})年(?:度)?[，,以来]", fold(paragraph.text))
        if match:
            year = year_number(match[1])
            return (year, paragraph, match[0]) if year else None
    return None


@rule("IDN02", "题名、统计期限、正文年度不一致", Severity.ERROR, _report_duty)
def year_conflict(context: Context) -> Iterator[Problem]:
    """检查：题名的年度、数据统计期限的年度和总体情况开头的年度是否一致。

    为何：年度不一致，读者无法判断数据属于哪一年，多为沿用上年文稿所致。
    触发：题名为2021年，统计期限写“2020年1月1日至2020年12月31日”。
    不触发：正文中与上年比较时提到上一年度。
    例外：只看总体情况首句的年度，其他位置提到的年份不作为依据。
    """
    report = context.report
    if report.year is None:
        return
    period = report.evidence.get("period")
    if report.period and report.period[1].year != report.year and period:
        paragraph = next((p for p in report.paragraphs() if p.index == period.paragraph), None)
        yield Problem(
            f"题名年度为{report.year}年，统计期限却为{report.period[0].year}年"
            + (f"至{report.period[1].year}年。" if report.period[0].year != report.period[1].year else "。"),
            "请核实报告年度，将题名、统计期限和正文年度改为一致，并核对数据是否属于该年度。",
            context.at_paragraph(paragraph),
            quote=period.quote,
            expected=str(report.year),
            actual=str(report.period[1].year),
        )
    opening = _opening_year(context)
    if opening and opening[0] != report.year:
        yield Problem(
            f"题名年度为{report.year}年，总体情况开头却写“{opening[0]}年”。",
            "请核实正文内容属于哪一年度，并改正年份。",
            context.at_paragraph(opening[1]),
            quote=opening[2],
            expected=str(report.year),
            actual=str(opening[0]),
        )


@rule("IDN03", "统计期限缺失或不完整", Severity.WARNING, _report_duty)
def statistical_period(context: Context) -> Iterator[Problem]:
    """检查：是否写明数据统计期限，期限是否为当年1月1日至12月31日。

    为何：年度报告应反映完整的一个年度。
    触发：“数据统计期限为2020年1月1日至2020年11月30日”。
    不触发：“自2020年1月1日起至12月31日止”。
    例外：期限年度与题名不符的，由年度不一致规则报告。
    """
    report = context.report
    if report.period is None:
        place = report.preamble[-1] if report.preamble else None
        yield Problem(
            "没有写明报告所列数据的统计期限。",
            f"请在引言中写明“所列数据的统计期限自{report.year or '××××'}年1月1日起至12月31日止”。".replace(
                "××××", "本"
            ),
            context.at_paragraph(place),
            expected="1月1日至12月31日",
        )
        return
    start, end = report.period
    if (start.month, start.day, end.month, end.day) != (1, 1, 12, 31) or start.year != end.year:
        evidence = report.evidence["period"]
        paragraph = next((p for p in report.paragraphs() if p.index == evidence.paragraph), None)
        yield Problem(
            f"统计期限为{start:%Y年%m月%d日}至{end:%Y年%m月%d日}，不是一个完整年度。",
            "请将统计期限改为当年1月1日至12月31日，并按完整年度重新核对数据。",
            context.at_paragraph(paragraph),
            quote=evidence.quote,
            expected="1月1日至12月31日",
            actual=f"{start:%m-%d}至{end:%m-%d}",
        )


_SELF = re.compile(
    r"(?<![自忘])我(局|委|办|区|县|市|镇|乡|街道|会|厅|院|中心|省|州|旗|部|校|馆|处|队|社|联)(?!们|国|党|家)"
)
_PLACES = frozenset("区县市镇乡省州旗")
_KINDS = (
    (r"街道(?:办事处|党工委)?$", {"街道", "办", "处"}),
    (r"镇(?:人民政府|政府)?$", {"镇"}),
    (r"乡(?:人民政府|政府)?$", {"乡"}),
    (r"(?:人民)?政府(?:办公室|办公厅|办)$", {"办", "厅", "区", "县", "市", "省", "州", "旗"}),
    (r"(?:人民)?政府$|[省市县区州旗]$", {"区", "县", "市", "省", "州", "旗"}),
    (r"中心$", {"中心"}),
    (r"委员会$|委$", {"委", "会", "办", "区"}),
    (
        r"(?:联合会|残联|妇联|文联|科协|侨联|工商联|协会|学会|红十字会|总工会|联社|联合社|供销社)$",
        {"会", "联", "社"},
    ),
    (r"局$|分局$", {"局"}),
    (r"厅$", {"厅"}),
    (r"(?:办公室|办)$", {"办"}),
    (r"院$|法院$", {"院"}),
    (r"部$", {"部"}),
    (r"(?:支队|总队|大队)$", {"队"}),
    (r"(?:学校|党校|大学)$", {"校"}),
    (r"馆$", {"馆"}),
)


def own_words(agency: str, level: Level) -> set[str] | None:
    """The words that may follow 我 when this agency speaks of itself; None where its kind is not known."""
    for pattern, words in _KINDS:
        if re.search(pattern, fold(agency)):
            return words
    return None


@rule("IDN04", "自称与单位性质不符", Severity.WARNING, _accuracy)
def self_reference(context: Context) -> Iterator[Problem]:
    """检查：报告的自称（我局、我区、我会……）与单位的性质是否相符、前后是否一致。

    为何：自称混用多为照搬其他单位或上级文稿，主体不清则内容真实性存疑。
    触发：残联的报告自称“我局”“我区”。
    不触发：民政局自称“我局”；政府办公室代拟的报告写“我区”。
    例外：单位性质无法从名称判断的不判；同一种错误自称合并为一条，位置取第一处。
    """
    allowed = own_words(context.report.agency, context.level)
    if allowed is None:
        return
    uses: dict[str, list[tuple[Paragraph, str]]] = {}
    for paragraph in context.report.paragraphs():
        for match in _SELF.finditer(paragraph.text):
            if match[1] not in allowed:
                uses.setdefault(match[1], []).append(
                    (paragraph, clip(paragraph.text, match.start(), match.end()))
                )
    for word, places in uses.items():
        paragraph, quote = places[0]
        place = word in _PLACES
        why = "以地区而不是本单位为主体" if place else "与单位性质不符"
        times = f"（全文共{len(places)}处）" if len(places) > 1 else ""
        yield Problem(
            f"“{context.report.agency}”的报告自称“我{word}”{times}，{why}，疑为照搬其他文稿。",
            "请核实该处内容是否为本单位的工作，并统一改用符合本单位性质的自称。",
            context.at_paragraph(paragraph),
            quote=quote,
            actual=f"我{word}",
        )


_SUBJECT = re.compile(
    r"^(?:20\d\d年[，,度]*)?((?:[一-龥]{2,6}(?:省|市|县|区|旗|镇|乡))[一-龥]{0,10}?"
    r"(?:局|委员会|联合会|街道办事处|镇人民政府|乡人民政府|民政厅|教育厅|管理厅))"
    r"(?=高度重视|认真|积极|严格|坚持|共|主动公开|收到|未|没有|将|深入|切实|持续|全面|进一步|不断|按照|根据|始终|新收)"
)


@rule("IDN05", "出现其他单位作主体", Severity.WARNING, _accuracy)
def foreign_subject(context: Context) -> Iterator[Problem]:
    """检查：句子的主语是否为本单位以外的同类单位。

    为何：以其他单位为主体的句子多为套用模板的残留。
    触发：甲县教育局的报告写“乙县教育局认真贯彻……”。
    不触发：写上级机关部署工作，或与其他单位联合开展工作。
    例外：人民政府作主语、单位简称与本单位名称相容的不报。
    """
    agency = fold(context.report.agency)
    for sentence in sentences(context.report.paragraphs()):
        match = _SUBJECT.match(sentence.text.lstrip("一二三四五六七八九十（）()、是:： "))
        if match is None or not agency:
            continue
        name = fold(match[1])
        if name in agency or agency in name or (name[-4:] == agency[-4:] and name[:2] == agency[:2]):
            continue
        if set(name) <= set(agency):
            continue
        yield Problem(
            f"以“{name}”为主体，与报告单位“{agency}”不一致，疑为模板残留。",
            "请核实该句内容；如为误用其他单位文稿，请改为本单位的情况。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text,
            expected=agency,
            actual=name,
        )


_PLACEHOLDER = re.compile(
    r"[×✕╳]{1,}|[xXＸ]{2,}|[*＊]{2,}|_{3,}|某某|[(（](?:单位名称|单位全称|具体网址|网址|填写[^)）]{0,12}|请填写[^)）]{0,12}|"
    r"此处[^)）]{0,20}|具体[^)）]{0,10}情况|机关名称|联系电话|地址)[)）]|该部分(?:内容)?以表格形式报告|〔年份〕|\[单位[^\]]*\]"
)
_TABLE_BELOW = re.compile(r"(?:表格?|具体|情况|数据)(?:情况)?如下(?:表)?[:：。]?$|如下表(?:所示)?[:：。]?$")


@rule("IDN06", "占位符或模板提示语残留", Severity.ERROR, _accuracy)
def placeholders(context: Context) -> Iterator[Problem]:
    """检查：正文是否残留占位符（××、XX、**）或模板的提示语。

    为何：公开的报告不应留有未填写的内容。
    触发：“（单位名称）2021年……”“该部分以表格形式报告”“表格如下：”之后没有表格。
    不触发：正常使用的书名号、数学符号和网址。
    例外：网址、邮箱、车牌号等字母组合不报；“表格如下”之后有表格或图片的不报。
    """
    seen: set[str] = set()
    for paragraph in context.report.paragraphs():
        text = re.sub(
            r"https?://[!-~]+|www\.[!-~]+|[\w.+-]+@[\w.-]+", lambda m: " " * len(m[0]), paragraph.text
        )
        for match in _PLACEHOLDER.finditer(text):
            if re.search(r"\d\s*[×✕╳]\s*\d", text[max(0, match.start() - 3) : match.end() + 3]):
                continue
            quote = clip(paragraph.text, match.start(), match.end())
            if quote in seen:
                continue
            seen.add(quote)
            yield Problem(
                f"残留模板内容“{match[0]}”。",
                "请填写实际内容或删去模板提示语。",
                context.at_paragraph(paragraph),
                quote=quote,
                actual=match[0],
            )
    yield from _tables_announced(context)


def _tables_announced(context: Context) -> Iterator[Problem]:
    for section in context.report.sections:
        blocks = section.blocks
        for position, block in enumerate(blocks):
            if not isinstance(block, Paragraph) or not _TABLE_BELOW.search(block.text.strip()):
                continue
            if any(not isinstance(b, Paragraph) for b in blocks[position + 1 :]) or "表" not in block.text:
                continue
            if len(blocks) > position + 1 and not any(isinstance(b, Grid) for b in blocks[:position]):
                continue
            yield Problem(
                "写有“表格如下”，其后没有表格。",
                "请补上表格，或删去该提示语。",
                context.at_paragraph(block),
                quote=block.text[-40:],
            )


@rule("IDN07", "联系方式缺失或有误", Severity.NOTICE, _accuracy)
def contact_data(context: Context) -> Iterator[Problem]:
    """检查：引言是否有联系方式，邮政编码是否6位，电话位数是否正确。

    为何：公众对报告有疑问时需要能够联系到单位。
    触发：邮编写成“23500”。
    不触发：区号加8位座机、400电话、12345热线。
    例外：没有引言的文件只提示缺少联系方式。
    """
    contact, evidence = context.report.contact, context.report.evidence
    by_index = {p.index: p for p in context.report.paragraphs()}
    if not contact.get("phone") and not contact.get("address") and not contact.get("email"):
        yield Problem(
            "没有联系地址、电话等联系方式。",
            "建议在引言中写明联系地址、邮政编码和联系电话。",
            context.at_paragraph(context.report.preamble[-1] if context.report.preamble else None),
        )
        return
    code = contact.get("postcode", "").replace(" ", "")
    if code and len(code) != 6:
        place = evidence["postcode"]
        yield Problem(
            f"邮政编码“{code}”不是6位。",
            "请更正邮政编码。",
            context.at_paragraph(by_index.get(place.paragraph or 0)),
            quote=place.quote,
            expected="6位",
            actual=f"{len(code)}位",
        )
    phone = contact.get("phone", "")
    if phone and not _phone_ok(phone):
        place = evidence["phone"]
        yield Problem(
            f"联系电话“{phone}”的位数不正确。",
            "请核对并更正联系电话。",
            context.at_paragraph(by_index.get(place.paragraph or 0)),
            quote=place.quote,
            actual=phone,
        )


def _phone_ok(phone: str) -> bool:
    digits = re.sub(r"\D", "", phone)
    if digits.startswith(("400", "800")) and len(digits) == 10:
        return True
    if re.fullmatch(r"1[3-9]\d{9}", digits) or len(digits) == 5:
        return True
    if digits.startswith("0"):
        area = 3 if digits[:2] in ("01", "02") else 4
        rest = digits[area:]
        return len(rest) in (7, 8) or (len(rest) > 8 and bool(re.search(r"[-—－转]\s*\d{1,4}$", phone)))
    return len(digits) in (7, 8)


_DOCUMENT = re.compile(rf"《([^《》]*?({YEAR})年[^《》]*?)》")
_BASIS_VERB = re.compile(r"印发|制定|出台|按照|根据|落实|依据|制发|下发|贯彻|执行|对照|围绕|修订")
_YEARLY = re.compile(r"要点|计划|方案|安排|任务|通知|意见|台账|清单|考核办法|实施细则|责任分解")
_NOT_YEARLY = re.compile(
    r"决算|预算|年度报告|年报|总结|统计公报|规划|纲要|五年|条例|规定|办法》|评估结果|考核结果|白皮书"
)


@rule("IDN08", "引用往年文件作本年依据", Severity.WARNING, _accuracy)
def stale_document(context: Context) -> Iterator[Problem]:
    """检查：印发、按照、落实的文件题名所标年份是否早于报告年度。

    为何：用往年的工作要点作本年度的工作依据，多为沿用旧稿。
    触发：2020年度报告写“印发《××区2019年政务公开工作要点》”。
    不触发：“公开《2019年部门决算》”；“与《2019年……》相比”。
    例外：决算、年度报告、规划、法规等长期有效或本来就在次年形成的文件不报；标明多年期间的不报。
    """
    year = context.report.year
    if year is None:
        return
    for sentence in sentences(context.report.paragraphs()):
        for match in _DOCUMENT.finditer(sentence.text):
            stated = year_number(match[2])
            before = sentence.text[max(0, match.start() - 30) : match.start()]
            period = re.search(rf"{YEAR}\s*[-—－~～至]\s*{YEAR}", match[1])
            compared = re.search(r"相比|比较|对比|上年|上一年|去年|往年", sentence.text)
            if stated is None or stated >= year or period or compared or _NOT_YEARLY.search(match[0]):
                continue
            if not (_YEARLY.search(match[1]) and _BASIS_VERB.search(before)):
                continue
            yield Problem(
                f"{year}年度的报告以《{match[1]}》为依据，该文件标明的年份是{stated}年。",
                f"请核实是否应为{year}年的文件；如沿用旧稿，请改写为本年度的实际工作。",
                context.at_paragraph(sentence.paragraph),
                quote=clip(sentence.text, match.start(), match.end(), 12),
                expected=f"{year}年",
                actual=f"{stated}年",
            )


_OLD_RULES = (
    (re.compile(r"国务院令?第?\s*492\s*号"), "国务院令第492号公布的是修订前的条例", "国务院令第711号"),
    (re.compile(r"2008年5月1日(?:起)?(?:正式)?施行"), "2008年施行的是修订前的条例", "2019年5月15日起施行"),
    (re.compile(r"(?:1[55]|十五)个工作日(?:之?内)?(?:予以|作出|给予|进行)?答复"), "修订前的答复期限为15个工作日", "20个工作日"),
    (re.compile(r"条例》?[^。]{0,8}第三十一条[^。]{0,20}(?:年度报告|年报)|第三十一条[^。]{0,12}(?:编制|公布)[^。]{0,12}(?:年度报告|年报)"),
     "修订前的条例第三十一条规定年度报告", "第四十九条、第五十条"),
)  # fmt: skip


@rule("IDN09", "引用修订前的条例", Severity.WARNING, lambda c: (regulation(56), regulation(50, "统一格式")))
def old_regulation(context: Context) -> Iterator[Problem]:
    """检查：是否引用2019年修订前的条例或其规定。

    为何：2019年5月15日起施行的是国务院令第711号修订后的条例，条文序号和期限都有变化。
    触发：“根据《政府信息公开条例》（国务院令第492号）第三十一条编制年度报告”。
    不触发：“根据国务院令第711号修订的条例第四十九条”。
    例外：同一句同时写明第711号、说明修订经过的不报。
    """
    for sentence in sentences(context.report.paragraphs()):
        if re.search(r"711\s*号|修订", sentence.text):
            continue
        for pattern, why, right in _OLD_RULES:
            match = pattern.search(fold(sentence.text))
            if match:
                yield Problem(
                    f"“{match[0]}”依据的是修订前的条例：{why}。",
                    f"请按2019年修订的条例改为“{right}”。",
                    context.at_paragraph(sentence.paragraph),
                    quote=sentence.text,
                    expected=right,
                    actual=match[0],
                )


def _current_format(context: Context) -> tuple[Basis, ...]:
    return (uniform_format(context.due_edition, "适用年度", f"{context.due_edition.first_year}年度起适用。"),)


@rule("IDN10", "仍引用旧版格式文件", Severity.NOTICE, _current_format, editions=("2021",))
def old_format_document(context: Context) -> Iterator[Problem]:
    """检查：2021年度起的报告是否仍只引用2019版格式文件。

    为何：2021年9月起适用国办公开办函〔2021〕30号。
    触发：2022年度报告只写“按照国办公开办函〔2019〕60号要求编制”。
    不触发：同时引用〔2021〕30号。
    例外：没有引用格式文件的不报。
    """
    paragraphs = context.report.paragraphs()
    if any(re.search(r"2021[)）〕\]】]\s*30\s*号", p.text) for p in paragraphs):
        return
    for paragraph in paragraphs:
        match = re.search(
            r"国办公开办函[(（〔\[【]2019[)）〕\]】]\s*60\s*号|年度报告格式[(（]试行[)）]", paragraph.text
        )
        if match:
            yield Problem(
                f"引用的“{match[0]}”是2019版格式文件，不适用于{context.report.year}年度。",
                f"建议改为引用{context.due_edition.document}（{context.due_edition.number}）。",
                context.at_paragraph(paragraph),
                quote=clip(paragraph.text, match.start(), match.end()),
                expected=context.due_edition.number,
                actual=match[0],
            )
            return


_ID_NUMBER = re.compile(
    r"(?<!\d)([1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx])(?!\d)"
)
_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def id_number_valid(number: str) -> bool:
    """Whether an 18-digit identity number has the right check digit (GB 11643—1999)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(d) * w for d, w in zip(number[:17], weights, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


def _texts(context: Context) -> Iterable[Paragraph]:
    yield from context.report.paragraphs()
    for section in context.report.sections:
        for grid in section.blocks:
            if isinstance(grid, Grid):
                for row in grid.rows:
                    for cell in row:
                        if len(cell.text) >= 11:
                            yield Paragraph(cell.text, grid.index, grid.page)


@rule("IDN11", "出现个人信息", Severity.ERROR, lambda c: (regulation(15),))
def personal_data(context: Context) -> Iterator[Problem]:
    """检查：是否出现身份证号（校验位有效）或个人手机号。

    为何：条例第十五条规定涉及个人隐私的信息不得公开。
    触发：正文列出申请人的身份证号。
    不触发：座机号码、文号、18位以上的其他数字。
    例外：身份证号校验位不成立的不报；手机号可能是公务号码，只提示核实。
    """
    for paragraph in _texts(context):
        for match in _ID_NUMBER.finditer(paragraph.text):
            if id_number_valid(match[1]):
                yield Problem(
                    "出现公民身份号码，属于个人隐私。",
                    "请立即删除，已公布的应撤下重发。",
                    context.at_paragraph(paragraph),
                    quote=f"{match[1][:6]}********{match[1][-4:]}",
                )
        for match in _MOBILE.finditer(paragraph.text):
            yield Problem(
                f"出现手机号码“{match[0][:3]}****{match[0][-4:]}”，可能是个人信息。",
                "请核实；如为个人号码，请改为办公电话。",
                context.at_paragraph(paragraph),
                quote=f"{match[0][:3]}****{match[0][-4:]}",
                severity=Severity.WARNING,
            )


RULES: tuple[Rule, ...] = (
    title_parts, year_conflict, statistical_period, self_reference, foreign_subject, placeholders, contact_data,
    stale_document, old_regulation, old_format_document, personal_data,
)  # fmt: skip
