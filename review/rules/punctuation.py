"""QLT: punctuation, common wrong words and the form of document numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.model import Paragraph
from reports.prose.sentences import clip
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy

_PAIRS = (("《", "》", "书名号"), ("〈", "〉", "单书名号"), ("（", "）", "括号"), ("“", "”", "引号"))
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
    yield from _mixed_digits(context)
    if mixed:
        paragraph, quote = mixed[0]
        yield Problem(
            f"有{len(mixed)}处半角标点与中文混用或标点重复。",
            "建议统一改为规范的中文标点。",
            context.at_paragraph(paragraph),
            quote=quote,
            actual=f"{len(mixed)}处",
        )


_MIXED_DIGITS = re.compile(r"\d*(?:[０-９][0-9]|[0-9][０-９])\d*")


def _mixed_digits(context: Context) -> Iterator[Problem]:
    """Numbers of which some digits are full width and some half width."""
    found = [(p, m) for p in context.report.paragraphs() for m in _MIXED_DIGITS.finditer(p.text)]
    if found:
        paragraph, match = found[0]
        times = f"（共{len(found)}处）" if len(found) > 1 else ""
        yield Problem(
            f"数字“{match[0]}”全角、半角混用{times}。",
            "建议统一改为半角阿拉伯数字。",
            context.at_paragraph(paragraph),
            quote=_phrase(paragraph.text, match.start(), match.end()),
            actual=match[0],
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


RULES: tuple[Rule, ...] = (punctuation, wording, document_number)
