"""What a figure is made up of, largest first: reasons of refusal, kinds of applicants, outcomes."""

from __future__ import annotations

import re

from answering.plan.figures import figure_asked, outcomes_of
from answering.plan.named import row_mentions
from answering.plan.operations import Divided, Figure, Operation, Way
from answering.plan.reading import Reading
from reports.numerals import chinese_integer

_REASONS = re.compile("理由|原因|情形|依据")
_APPLICANTS = re.compile(
    "(?:机构|组织|申请人|申请者|人).{0,8}(?:哪(?:一)?(?:类|种)|类(?:型|别)|构成|身份)|哪(?:一)?(?:类|种)(?:申请)?(?:人|机构|组织|主体)"
)
_APPLICANTS_RANKED = re.compile("申请(?:人|者)(?:们)?.{0,6}(?:按|排|从多到少|座次)")
# 填在不予公开下面哪一小项: which of the rows of a group.
_WHICH_ROW = re.compile("(?:下面|底下|之下|里头?|中)的?(?:第)?哪(?:一)?个?小?(?:项|行|格)")
# 公开出版物那1件是哪一类申请人提的: which of the columns of a row.
_WHO_APPLIED = re.compile(
    "(?:哪|什么)(?:一)?(?:类|种)(?:的)?(?:申请)?人(?:提|申请|要)|(?:谁|什么人)(?:提出?|申请)的"
)
# 不予公开都有哪些，各多少: the rows of a group, each with its number.
_EACH_PART = re.compile(
    "哪(?:些|几[种类项个]).*(?:各|分别|多少|几件)|(?:各|分别)(?:[是有占])?(?:多少|几)|明细|细分"
)
_ORGANISATIONS = re.compile("机构|组织|法人")
_OUTCOMES = re.compile("(?:办理|处理|答复)?结果|(?:哪(?:一)?(?:类|种))(?:答复|处理|办理)")
_REFUSED = Figure(
    "不予公开", "applications",
    ("denied_state_secret", "denied_law", "denied_security", "denied_third_party", "denied_internal", "denied_process", "denied_enforcement", "denied_inquiry"),
    ("total",),
)  # fmt: skip
_OUTCOME = Figure("办理结果", "applications", ("total",), ("total",))
_TOP = re.compile("前(?P<n>[两二三四五])(?:[名位项个类种]|(?<=[排列居][在名位]前.)|(?<=[排列居]前.))")
_FINEST = re.compile("最?[小细]项|最细|细到|情形|细分")
_LEAST = re.compile("最(?:少|低|小(?!项))|垫底|倒数|从[少低小]到")
_DISPUTED = re.compile("复议|诉讼|官司")


def _is_outcome(figure: Figure) -> bool:
    """Whether a figure counts an outcome of all applicants together."""
    received = figure.rows in (("new_received",), ("total",), ("carried_over",), ("carried_forward",))
    return figure.table == "applications" and not figure.column_name and not received


def divided(reading: Reading) -> Operation | None:
    """The parts of a figure that a question ranks; None where it ranks none of a table."""
    text, report = reading.text, reading.report
    if report is None or len(reading.sources) > 1:
        return None
    if _WHICH_ROW.search(text) and (own := figure_asked(text, report)) is not None and outcomes_of(own):
        return Divided(own, "reason")
    if _WHO_APPLIED.search(text) and (own := figure_asked(text, report)) is not None and _is_outcome(own):
        return Divided(own, "applicant")
    # 主动公开、依申请、不予公开各几件 sets several things beside each other, of which the group is one.
    if _EACH_PART.search(text) and "、" not in text and len(row_mentions(text)) == 1:
        own = figure_asked(text, report)
        if own is not None and outcomes_of(own):
            return Divided(own, "reason", Way.ORDER)
    first = _TOP.search(text)
    if first is not None and _OUTCOMES.search(text) and not _DISPUTED.search(text):
        top = chinese_integer(first["n"].replace("两", "二")) or 0
        return Divided(_OUTCOME, "finest", Way.MOST, top)
    if reading.asks("most") is None and not (reading.asks("order") and _APPLICANTS_RANKED.search(text)):
        return None
    way = Way.LEAST if _LEAST.search(text) else Way.ORDER if re.search("从.到|排", text) else Way.MOST
    figure = figure_asked(text, report)
    if _REASONS.search(text) and (figure is None or figure.table == "applications"):
        grouped = figure if figure is not None and outcomes_of(figure) else None
        return (
            Divided(grouped or _REFUSED, "reason", way) if grouped or re.search("公开|给|拒", text) else None
        )
    if _DISPUTED.search(text):
        return None
    if _OUTCOMES.search(text):
        return Divided(_OUTCOME, "finest" if _FINEST.search(text) else "outcome", way)
    if _APPLICANTS.search(text) or _APPLICANTS_RANKED.search(text):
        by = "organisation" if _ORGANISATIONS.search(text) else "applicant"
        return Divided(Figure("新收政府信息公开申请", "applications", ("new_received",), ("total",)), by, way)
    return None
