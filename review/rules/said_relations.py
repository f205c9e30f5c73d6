"""TXT26: what is said of numbers against the numbers themselves: a net growth, a direction, a goal met or set, none where there were some."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.model import Report
from reports.numerals import spoken
from reports.prose.moves import moves
from reports.prose.phrases import MARK, Phrase, exact, find_phrase, of
from reports.prose.quantities import counts
from reports.prose.quantity import Bound, Kind
from reports.prose.sentences import Sentence, sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


@dataclass(frozen=True)
class _Contrary:
    """What is wrong, in which words, what would be right, and how sure that is."""

    said: str
    words: str
    right: str
    severity: Severity = Severity.ERROR


_COUNTED = (Kind.COUNT, Kind.MONEY, Kind.PERCENT)
_NET = re.compile(rf"净增加?(?:了)?{MARK}")
# 增加到5篇，未达到不少于4篇的目标
_MET = re.compile(
    rf"{MARK}[^。；;{MARK}]{{0,12}}?(?P<how>(?:没有|未能?|尚未)(?:达到|完成|实现)|超额完成|超过|高于|达到|完成|实现)了?"
    rf"(?:[^，,。；;{MARK}]{{0,8}}?)(?P<bound>不少于|不低于|至少|不超过|不多于)?{MARK}(?P<end>以上|以下|以内)?[^，,。；;{MARK}]{{0,3}}?的?(?:年度|预定|既定)?(?:目标|任务|计划)"
)
# 12项规划草案均没有收到任何意见
_NONE = re.compile(
    rf"{MARK}(?P<what>[^，,。；;{MARK}]{{2,12}}?)(?:均|都|全部)(?:没有|未)(?:收到|征集到|接到)(?:任何|过)*(?P<noun>意见|建议|反馈|留言)"
)
# 转载占比降到四成以下
_AHEAD = re.compile(
    r"(?P<what>[一-龥]{2,10})(?:的)?(?:占比|比例|比重)(?:要|将|争取|力争)?(?:(?P<up>提高|提升|增加|上升|升)|(?P<down>降低|下降|压减|压缩|降))[到至](?P<share>\d+(?:\.\d+)?[%％]|[一二三四五六七八九]成)"
)
_GOALS = (Bound.EXACT, Bound.ABOVE, Bound.AT_MOST)
_TENTHS = {c: Decimal(10 * n) for n, c in enumerate("一二三四五六七八九", 1)}


def _net_growth(context: Context, sentence: Sentence) -> Iterator[_Contrary]:
    if "净增" not in sentence.text or "规范性文件" not in sentence.text:
        return
    found = find_phrase(_NET, sentence.text, exact(*_COUNTED))
    if found is None:
        return
    made = context.value("active_disclosure", "行政规范性文件", "本年制发件数")
    gone = context.value("active_disclosure", "行政规范性文件", "本年废止件数")
    said = found.quantities[0]
    if made is None or gone is None or said.value == made - gone:
        return
    told = {q.value for q in counts(sentence.text) if q.unit == said.unit}
    yield _Contrary(
        f"制发{spoken(made)}件、废止{spoken(gone)}件，净增应为{spoken(made - gone)}件，正文写“{said.raw}”",
        found.words,
        f"{spoken(made - gone)}件",
        Severity.ERROR if {made, gone} <= told else Severity.WARNING,
    )


def _direction(sentence: Sentence) -> Iterator[_Contrary]:
    for move in moves(sentence.text, exact(*_COUNTED)):
        before, after = move.before, move.after
        if move.rises is None or before.unit in ("位", "名"):
            continue
        if (after.value > before.value) is not move.rises or after.value == before.value:
            yield _Contrary(
                f"由{before.raw}到{after.raw}，不是“{move.way}”",
                move.words,
                "减少" if move.rises else "增加",
            )


# 由第8位升至第5位
_RANKED = re.compile(
    rf"[由从](?:上年|去年|20\d\d年)?的?{MARK}[^，。；{MARK}]{{0,4}}?(?:(?P<up>上升|升|提升|提高|前进|进步|跃升|跃居)|(?P<down>下降|降|下滑|后退|退))[^，。；{MARK}]{{0,3}}[至到为]?{MARK}"
)


def _rank(sentence: Sentence) -> Iterator[_Contrary]:
    found = (
        find_phrase(_RANKED, sentence.text, exact(Kind.ORDINAL), bare=True) if "第" in sentence.text else None
    )
    if found is None:
        return
    before, after = found.quantities
    if before.unit == after.unit and before.unit in ("位", "名") and before.value != after.value:
        rises = found.groups["up"] is not None
        if (after.value < before.value) is not rises:
            said = found.groups["up"] or found.groups["down"]
            yield _Contrary(
                f"由{before.raw}到{after.raw}，不是“{said}”", found.words, "下降" if rises else "上升"
            )


# 力争回复率达到95%以上
_RATE_AHEAD = re.compile(
    rf"(?P<what>[一-龥]{{2}})率(?:要|将|争取|力争)?(?:达到?|提高到|提升到|提升至|提高至|保持在|不低于|稳定在)+{MARK}"
)
_AHEAD_OF_US = re.compile("力争|争取|确保|目标|将|明年|下一?步")


def _rate_ahead(report: Report, sentence: Sentence) -> Iterator[_Contrary]:
    """A rate that is to be reached and was reached already: 力争……回复率达到75%以上, now 81.49%."""
    ahead = _AHEAD_OF_US.search(sentence.text) or f"{(report.year or 0) + 1}年" in sentence.text
    found = (
        find_phrase(_RATE_AHEAD, sentence.text, of(Kind.PERCENT)) if ahead and "率" in sentence.text else None
    )
    if found is None:
        return
    goal, what = found.quantities[0], found.groups["what"] or ""
    present = re.compile(
        rf"{what}(?:率[^，。；{MARK}]{{0,4}}{MARK}|的(?P<part>{MARK})[，,（(]占(?:比|其)?{MARK})"
    )
    for other in sentences(report.paragraphs()):
        told = (
            find_phrase(present, other.text, exact(Kind.COUNT, Kind.PERCENT)) if other != sentence else None
        )
        now = told.quantities[-1] if told else None
        if told is None or now is None or now.unit != "%" or re.search("上年|去年|目标|力争", other.text):
            continue
        same = any(word in sentence.text for word in _pairs(other.text[: told.start]))
        if now.value > goal.value and same:
            yield _Contrary(
                f"本年“{told.words}”，目标“{found.words}”低于现状",
                found.words,
                f"高于{now.raw}",
                Severity.WARNING,
            )
        return


def _pairs(text: str) -> set[str]:
    """The pairs of characters of the last words of a text, by which two places are known to be on one thing."""
    last = re.sub(r"[^一-龥\d]", "", text)[-16:]
    return {last[n : n + 3] for n in range(len(last) - 2)}


def _goal_met(sentence: Sentence) -> Iterator[_Contrary]:
    told = re.search("目标|任务|计划", sentence.text)
    found = find_phrase(_MET, sentence.text, of(*_COUNTED)) if told else None
    if found is None:
        return
    now, goal = found.quantities
    if now.unit != goal.unit or now.approximate or goal.bound not in _GOALS:
        return
    at_most = (
        goal.bound is Bound.AT_MOST
        or found.groups["bound"] in ("不超过", "不多于")
        or found.groups["end"] in ("以下", "以内")
    )
    met = now.value <= goal.value if at_most else now.value >= goal.value
    how = found.groups["how"] or ""
    more = how in ("超过", "高于", "超额完成") and not at_most
    denied = how.startswith(("没有", "未", "尚未"))
    if denied == met or (more and now.value <= goal.value):
        fact = "已经达到" if met and denied else "没有超过" if met else "没有达到"
        yield _Contrary(f"{now.raw}{fact}{goal.raw}的目标，正文写“{how}”", found.words, fact)


def _none_where_some(report: Report, sentence: Sentence) -> Iterator[_Contrary]:
    said = re.search("(?:均|都|全部)(?:没有|未)", sentence.text)
    found = find_phrase(_NONE, sentence.text, exact(*_COUNTED)) if said else None
    if found is None:
        return
    these, what, noun = found.quantities[0], found.groups["what"] or "", found.groups["noun"] or ""
    some = re.compile(rf"(?:收到|征集到?|收集到?)[^，,。；;{MARK}]{{0,6}}{noun}(?:建议)?{MARK}")
    for other in sentences(report.paragraphs()):
        same = [q for q in counts(other.text) if q.value == these.value and q.unit == these.unit]
        told = find_phrase(some, other.text, exact(*_COUNTED)) if same and other != sentence else None
        about = same and any(what[i : i + 2] in other.text[same[0].end :] for i in range(len(what) - 1))
        if told is not None and about and told.quantities[0].value > 0:
            yield _Contrary(f"另处写“{told.words}”，这里却写“{found.words}”", found.words, told.words)
            return


def _goal_ahead(report: Report, sentence: Sentence) -> Iterator[_Contrary]:
    match = _AHEAD.search(sentence.text) if "比" in sentence.text else None
    if match is None:
        return
    share = match["share"]
    goal = _TENTHS[share[0]] if share.endswith("成") else Decimal(share.rstrip("%％"))
    for size in (4, 3, 2):
        what = match["what"][-size:]
        present = next(iter(_present_shares(report, sentence, what)), None) if len(what) == size else None
        if present is None:
            continue
        value, words = present
        if (match["up"] and value >= goal) or (match["down"] and value <= goal):
            yield _Contrary(
                f"本年“{words}”，已是{spoken(round(value, 2))}%，目标“{match[0]}”没有意义",
                match[0],
                "高于现状的目标",
            )
        return


def _present_shares(report: Report, goal: Sentence, what: str) -> Iterator[tuple[Decimal, str]]:
    """This year's shares of something as the text tells them: by a percentage, or by the part of a number."""
    name = re.escape(what)
    told = re.compile(rf"{name}[^。；;{MARK}]{{0,6}}{MARK}[，,（(]占比?(?:为|达|达到)?{MARK}")
    part = re.compile(
        rf"{MARK}[^。；;{MARK}]{{0,10}}中[，,]?(?:还|仅|只)?有{MARK}[^，,。；;{MARK}]{{0,6}}{name}"
    )
    plain = re.compile(rf"{name}(?:的)?(?:占比|比例|比重)(?:为|达|达到|仅|只有)?{MARK}")
    for sentence in sentences(report.paragraphs()):
        if sentence == goal or re.search("上年|去年|目标", sentence.text):
            continue
        for pattern in (told, plain, part):
            found = find_phrase(pattern, sentence.text, exact(*_COUNTED))
            if found is None:
                continue
            value = _share(found, pattern is part)
            if value is not None:
                yield value, found.words


def _share(found: Phrase, of_numbers: bool) -> Decimal | None:
    first, last = found.quantities[0], found.quantities[-1]
    if not of_numbers:
        return last.value if last.unit == "%" else None
    return last.value * 100 / first.value if first.unit == last.unit and first.value else None


@rule("TXT26", "说法与数字相反", Severity.ERROR, accuracy)
def contrary_to_numbers(context: Context) -> Iterator[Problem]:
    """检查：净增、增减和名次升降的方向、目标是否达到、下一年的目标、“均没有”与所列的数字是否相合。

    为何：说法与数字相反，其中必有一处写错。
    触发：制发7件、废止4件而写“净增4件”；“由6120人增加到5738人”；“增加到5篇，未达到不少于4篇的目标”；现状已是58%而写“降到六成以下”；收到意见76条的12项草案又写“均没有收到任何意见”。
    不触发：“由6120人增加到7385人”；“超过了不少于4篇的目标”；“降到四成以下”。
    例外：约数不比；没有写出现状的目标不判；低于现状的比率目标只提示核实。
    """
    for sentence in sentences(context.report.paragraphs()):
        for wrong in (
            *_net_growth(context, sentence),
            *_direction(sentence),
            *_rank(sentence),
            *_rate_ahead(context.report, sentence),
            *_goal_met(sentence),
            *_none_where_some(context.report, sentence),
            *_goal_ahead(context.report, sentence),
        ):
            yield Problem(
                f"{wrong.said}。",
                "请核对数字和说法，更正其中一处。",
                context.at_paragraph(sentence.paragraph),
                quote=wrong.words,
                expected=wrong.right,
                actual=wrong.words,
                severity=wrong.severity,
            )


RULES: tuple[Rule, ...] = (contrary_to_numbers,)
