"""IDN: what was left over from a template, from another year or from rules that are no longer in force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.dates import YEAR, year_number
from reports.model import Grid, Paragraph
from reports.numerals import fold
from reports.prose.sentences import clip, sentences
from review.basis import regulation, uniform_format
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import load_wordings, wording_problems

_TABLE_BELOW = re.compile(r"(?:表格?|具体|情况|数据)(?:情况)?如下(?:表)?[:：。]?$|如下表(?:所示)?[:：。]?$")


@rule("IDN06", "占位符或模板提示语残留", Severity.ERROR, accuracy)
def placeholders(context: Context) -> Iterator[Problem]:
    """检查：是否残留占位符（××、XX、**、空括号）、模板的提示语、编辑痕迹或写作助手的话。

    为何：公开的报告不应留有未填写的内容。
    触发：“（单位名称）2021年……”“发布政策解读X篇”“（没有则写‘无’）”“以上内容仅供参考”“表格如下：”之后没有表格。
    不触发：正常使用的书名号、数学符号和网址；打星号的电话号码（138****1234）和证件号。
    例外：网址、邮箱、车牌号等字母组合不报；“表格如下”之后有表格或图片的不报；同一种残留的各处合并为一条。
    """
    yield from wording_problems(context, load_wordings("leftovers"))
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


_DOCUMENT = re.compile(rf"《([^《》]*?({YEAR})年[^《》]*?)》")
_TITLE = re.compile("《[^《》]*》")
# 对照上级2021年政务公开工作要点, without the marks of a title
_BARE_DOCUMENT = re.compile(
    rf"(?<=[一-龥])(({YEAR})年度?(?:政务公开|政府信息公开|信息公开)(?:重点)?工作(?:要点|任务|安排|计划|方案))(?![^，。；]{{0,6}}(?:完成|落实情况|评估))"
)
_BASIS_VERB = re.compile(r"印发|制定|出台|按照|根据|落实|依据|制发|下发|贯彻|执行|对照|围绕|修订")
_YEARLY = re.compile(r"要点|计划|方案|安排|任务|通知|意见|台账|清单|考核办法|实施细则|责任分解")
_NOT_YEARLY = re.compile(
    r"决算|预算|年度报告|年报|总结|统计公报|规划|纲要|五年|条例|规定|办法》|评估结果|考核结果|白皮书"
)


@rule("IDN08", "引用往年文件作本年依据", Severity.WARNING, accuracy)
def stale_document(context: Context) -> Iterator[Problem]:
    """检查：印发、按照、落实的文件题名所标年份是否早于报告年度。

    为何：用往年的工作要点作本年度的工作依据，多为沿用旧稿。
    触发：2020年度报告写“印发《××区2019年政务公开工作要点》”。
    不触发：“公开《2019年部门决算》”；“与《2019年……》相比”。
    例外：没有书名号的，只看“年+政务公开工作要点”一类的名称；决算、年度报告、规划、法规等长期有效或本来就在次年形成的文件不报；标明多年期间的不报。
    """
    year = context.report.year
    if year is None:
        return
    for sentence in sentences(context.report.paragraphs()):
        untitled = _TITLE.sub(lambda m: " " * len(m[0]), sentence.text)
        for match in (*_DOCUMENT.finditer(sentence.text), *_BARE_DOCUMENT.finditer(untitled)):
            stated = year_number(match[2])
            reach = 30 if match[0].startswith("《") else 12
            before = sentence.text[max(0, match.start() - reach) : match.start()]
            if match[0] != f"《{match[1]}》":
                before = re.split("[，。；》]", before)[-1]
            period = re.search(rf"{YEAR}\s*[-—－~～至]\s*{YEAR}", match[1])
            compared = re.search(r"相比|比较|对比|上年|上一年|去年|往年", sentence.text)
            if stated is None or stated >= year or period or compared or _NOT_YEARLY.search(match[0]):
                continue
            if not (_YEARLY.search(match[1]) and _BASIS_VERB.search(before)):
                continue
            yield Problem(
                f"{year}年度的报告以{match[0]}为依据，该文件标明的年份是{stated}年。",
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
        if re.search(r"711\s*号|修订(?:前|了|为|后?废止)|(?:20\d\d年[^，。]{0,10}|经)修订", sentence.text):
            continue
        folded = fold(sentence.text)
        for pattern, why, right in _OLD_RULES:
            match = pattern.search(folded)
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


@rule("IDN10", "仍引用旧版格式文件", Severity.NOTICE, _current_format, since="2021")
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
            r"国办公开办函[(（〔\[【]2019[)）〕\]】]\s*60\s*号|年度报告格式[(（]试行[)）]|(?:关于)?政府信息公开工作年度报告有关事项的通知",
            paragraph.text,
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


RULES: tuple[Rule, ...] = (placeholders, stale_document, old_regulation, old_format_document)
