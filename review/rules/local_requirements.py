"""STR and QLT: what the reviewing office's own rule sheet asks for; without a sheet these rules say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.prose.quantities import counts
from reports.prose.sentences import clip, whole_sentences
from review.basis import local_sheet
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule

# 未发布、没有开展 is a number too: none.
_NONE = re.compile(r"未|没有|无|零")


def _sheet(context: Context) -> tuple[Basis, ...]:
    return (local_sheet("本地对年度报告内容和用词的要求。"),)


@rule("STR14", "总体情况没有给出当地要求的数据", Severity.WARNING, _sheet)
def required_counts(context: Context) -> Iterator[Problem]:
    """检查：审查设置列出的数据，总体情况是否逐项给出。

    为何：一些地方要求写明分渠道公开数、解读与回应数、规范性文件数、平台与公报数等。
    触发：设置要求“政策解读”的数量，总体情况只写“加强政策解读”。
    不触发：“发布政策解读12篇”“未发布政策解读”。
    例外：没有设置的不判；缺少的各项合并为一条。
    """
    section = context.report.section("一")
    if section is None or not section.text.strip():
        return
    asked = [c for c in context.settings.required_counts if context.level in c.levels]
    said = [s.text for s in whole_sentences(section.paragraphs)]
    missing = [
        c.name for c in asked
        if not any(
            any(w in text for w in c.words) and (any(counts(text)) or _NONE.search(text)) for text in said
        )
    ]  # fmt: skip
    if missing:
        yield Problem(
            f"总体情况没有给出{'、'.join(f'“{m}”' for m in missing)}的数量。",
            "请按当地要求补充这些数据；没有发生的，写明“0”或“未发生”。",
            context.at_section("一"),
            quote=section.heading.text,
            expected="、".join(missing),
            basis=(local_sheet(f"总体情况应写明：{'、'.join(c.name for c in asked)}。"),),
        )


@rule("STR15", "没有报告当地要求的事项", Severity.WARNING, _sheet)
def required_items(context: Context) -> Iterator[Problem]:
    """检查：审查设置列出的事项，报告（或指定的部分）是否写到。

    为何：一些地方在统一格式之外要求报告特定事项。
    触发：设置要求第六部分报告“建议提案办理结果公开”，第六部分没有提到。
    不触发：写到其中任何一个说法。
    例外：没有设置的不判。
    """
    for item in context.settings.required_items:
        section = context.report.section(item.section) if item.section else None
        paragraphs = section.paragraphs if section else context.report.paragraphs()
        if context.level not in item.levels or (item.section and section is None):
            continue
        if not any(w in p.text for p in paragraphs for w in item.words):
            yield Problem(
                f"没有报告当地要求的“{item.name}”。",
                f"请补充“{item.name}”的情况；没有的，也请说明。",
                context.at_section(item.section) if item.section else context.at_section("六"),
                expected=item.name,
                basis=(local_sheet(f"应报告：{item.name}。"),),
            )


@rule("QLT10", "用词与当地规定不符", Severity.NOTICE, _sheet)
def local_wordings(context: Context) -> Iterator[Problem]:
    """检查：审查设置列出的词语是否用了规定的写法。

    为何：各地对机构简称、平台名称、固定提法有自己的统一写法。
    触发：设置“掌上办”应写“指尖办”，正文写“掌上办”。
    不触发：已经用规定的写法（规定的写法包含该词的，也不报）。
    例外：没有设置的不判；同一词语合并为一条。
    """
    for entry in context.settings.wordings:
        places = [
            (p, m)
            for p in context.report.paragraphs()
            for m in re.finditer(re.escape(entry.wrong), p.text)
            if entry.wrong not in entry.right or not _inside(p.text, m.start(), entry.wrong, entry.right)
        ]
        if places:
            paragraph, match = places[0]
            yield Problem(
                f"“{entry.wrong}”应写作“{entry.right}”{f'（共{len(places)}处）' if len(places) > 1 else ''}。",
                f"请将“{entry.wrong}”改为“{entry.right}”。",
                context.at_paragraph(paragraph),
                quote=clip(paragraph.text, match.start(), match.end()),
                expected=entry.right,
                actual=entry.wrong,
                severity=entry.severity,
                basis=(local_sheet(f"“{entry.wrong}”写作“{entry.right}”。"),),
            )


def _inside(text: str, start: int, wrong: str, right: str) -> bool:
    """Whether the word stands there as a part of its right form."""
    begin = start - right.index(wrong)
    return begin >= 0 and text.startswith(right, begin)


RULES: tuple[Rule, ...] = (required_counts, required_items, local_wordings)
