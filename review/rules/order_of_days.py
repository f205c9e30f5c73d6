"""TIM11: days of one sentence that cannot follow one another so, or that lie further apart than it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.dates import YEAR, year_number
from reports.numerals import half_width
from reports.prose.sentences import Sentence, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


def _day(n: str) -> str:
    return rf"(?:(?P<y{n}>{YEAR})年)?(?<!\d)(?P<m{n}>\d{{1,2}})月(?P<d{n}>\d{{1,2}})日"


_SPAN = re.compile(
    _day("1")
    + rf"(?:起)?(?:至|到|[—－–~～-]{{1,2}})(?:(?P<y2>{YEAR})年)?(?:(?P<m2>\d{{1,2}})月)?(?P<d2>\d{{1,2}})日"
    r"[^。；，,\d]{0,12}[，,（(]?(?:公示期?|期限|时间|历时|为期|前后|连续|累计|共|计|为|持续|展示)+(?P<days>\d{1,3})(?:天|日|个自然日)(?!以上|以内)"
)
# 7月8日印发、7月15日公开: the next day begins a statement of its own.
_ONE = re.compile(_day("") + r"(?P<said>(?:[^。；;，,、]|、(?!\d{1,2}月|20\d\d年))*)")
_BEGINS = re.compile("(?:发生|启动|开始|收到|受理|受理了|接到|报名|立案|征求|公布|发布|公开)(?!.*结果)")
_ENDS = re.compile("结果|办结|结案|答复|回复|整改(?:完成|到位)|完成整改|送达|公布.{0,6}(?:成绩|名单)")
_ISSUED = re.compile("印发|出台|制发|审议通过")
_AFTER_ISSUE = re.compile("(?:施行|实施|公开|公布|发布|上网|生效)(?:并[^，。；]*)?$")
# A draft is laid out before it is issued.
_OF_A_DRAFT = re.compile("征求|草案|征集|听证|公示|意见")
# The day goes on with what the clause before tells and names no subject of its own.
_GOES_ON = re.compile("[，,、（(](?:即|并|便|随即|已|经|于)*$")


@dataclass(frozen=True)
class _Told:
    """A day with what the clause says of it, and where it stands."""

    day: date
    said: str
    start: int
    end: int


def _date(year: str | None, month: str, day: str, reported: int) -> date | None:
    try:
        return date((year_number(year) if year else None) or reported, int(month), int(day))
    except ValueError:
        return None


def _days_told(text: str, reported: int) -> list[_Told]:
    """The days of a sentence, each with its clause; 起 may stand after a day from which something is in force."""
    out = []
    for match in _ONE.finditer(text):
        day = _date(match["y"], match["m"], match["d"], reported)
        if day is not None and not re.match("[至到—－–~～前-]|之前", match["said"]):
            out.append(_Told(day, match["said"], *match.span()))
    return out


def _wrong_spans(text: str, reported: int) -> Iterator[tuple[str, int, int, Severity]]:
    for match in _SPAN.finditer(text):
        first = _date(match["y1"], match["m1"], match["d1"], reported)
        last = _date(match["y2"] or match["y1"], match["m2"] or match["m1"], match["d2"], reported)
        if first is None or last is None:
            continue
        if last < first and not match["y2"]:
            last = _date(str(first.year + 1), match["m2"] or match["m1"], match["d2"], reported)
        days = (last - first).days if last else 0
        if days > 0 and int(match["days"]) not in (days, days + 1):
            yield f"首尾都算为{days + 1}天，不是{match['days']}天", *match.span(), Severity.ERROR


def _wrong_order(text: str, reported: int) -> Iterator[tuple[str, int, int, Severity]]:
    told = _days_told(text, reported)
    for n, later in enumerate(told):
        if not _GOES_ON.search(text[: later.start]):
            continue
        for earlier in told[:n]:
            issued = _ISSUED.search(earlier.said) and _AFTER_ISSUE.search(later.said)
            closed = _BEGINS.search(earlier.said) and _ENDS.search(later.said)
            apart = _ISSUED.search(later.said) or _OF_A_DRAFT.search(later.said)
            parted = apart or "；" in text[earlier.start : later.start]
            if later.day < earlier.day and (issued or closed) and not parted:
                said = f"“{text[later.start : later.end]}”早于“{text[earlier.start : earlier.end]}”，先后不合"
                yield said, earlier.start, later.end, Severity.ERROR
                return


@rule("TIM11", "日期的先后、天数不合", Severity.ERROR, accuracy)
def order_of_days(context: Context) -> Iterator[Problem]:
    """检查：一句话里起止日期与所写天数是否相符，公布结果、办结、施行是否早于开始、印发。

    为何：日期对不上，其中必有一处写错。
    触发：“5月8日至6月7日公示，共28天”；“6月27日印发，6月1日起施行”；“7月28日发生滑坡，7月22日公布处置结果”。
    不触发：“5月8日至6月7日公示，共31天”；首尾算不算在内都算相符；“6月27日印发，8月1日起施行”。
    例外：按工作日计的不判；先征求意见、公示草案再印发的不算先后不合。
    """
    reported = context.report.year
    for sentence in whole_sentences(context.report.paragraphs()) if reported else ():
        if sentence.text.count("日") > 1:
            yield from _problems(context, sentence, reported or 0)


def _problems(context: Context, sentence: Sentence, reported: int) -> Iterator[Problem]:
    text = half_width(sentence.text)
    for said, start, end, severity in (*_wrong_spans(text, reported), *_wrong_order(text, reported)):
        yield Problem(
            f"{said}。",
            "请核实各个日期和天数并更正。",
            context.at_paragraph(sentence.paragraph),
            quote=sentence.text[start:end],
            severity=severity,
        )


RULES: tuple[Rule, ...] = (order_of_days,)
