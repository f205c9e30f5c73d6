"""A judgement on one thing: what can be said as far as the facts carry, then the facts, for and against apart."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.combined import percent
from answering.evidence.fact import ArticleFact, Computed, ProseFact
from answering.evidence.fees import fee_of
from answering.overview.body import span_of
from answering.overview.material import Material, Pieces
from answering.overview.topical import numbers_of
from answering.plan.operations import Fee, Overview
from answering.plan.wordings import asks
from regulation.articles import load_regulation
from reports.prose.quantities import quantities
from review.rules.deadlines import LEGAL_DEADLINES

_TERM, _ARTICLE_OF_TERM, _ARTICLE_OF_REPORTS = 20, 33, 49
_DAY = re.compile(r"(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号]")
# What is concluded from one fact alone (能说办得很规范吗).
_CONCLUDES = re.compile("能(?:不能)?(?:说明|说|证明|代表|断定)")
_ON_TIME = re.compile("及时|快|慢|拖|超期|效率|按期|按时|久|长")
_TAKES = re.compile(
    "(?:平均|一般|办理|答复|用时)(?:(?![缩压提减延早比快超])[^。；;，,]){0,16}?(?P<n>\\d+(?:\\.\\d+)?)个?(?P<unit>工作日|天)"
)
_OF_APPLICATIONS = re.compile("申请|答复|办理|回应")
_NOT_OF_APPLICATIONS = re.compile("来信|留言|热线|来电|信箱|报告从|调查报告|结果公告|投诉")
_FEE = re.compile("收费?|费用|处理费|块|元")
_MUCH = re.compile("申请.*(?:多|少|涨|增|高|降|减|翻|猛|暴|低|大)|(?:多|少|涨|增|高|降|减).{0,6}申请")
_DISPUTES = re.compile("复议|诉讼|败诉|纠正|官司")
_DONE = re.compile("整改|完成|办结|解决|落实|销号|达标")


def view_draft(asked: Overview, m: Material) -> Draft | None:
    """The judgement; None where the report says nothing on the thing."""
    body = m.body
    if due := _by_deadline(asked.topic, m):
        return Draft((Sentence(due, Kind.OPINION),))
    lead, settled = _lead(asked.topic, m)
    if not body.found and not settled:
        return None
    lines = [Sentence(lead, Kind.OPINION)]
    lines += _joined("报告写明", [(span_of(f),) for f in body.told])
    lines += _disputes(asked.topic, m)
    lines += _joined("报告自述的问题", [(span_of(f),) for f in body.problems])
    lines += _joined("报告提出的改进措施", [(s,) for s in body.measures])
    return Draft(tuple(lines))


def _lead(question: str, m: Material) -> tuple[Pieces, bool]:
    """What the facts amount to, and whether a number settles it."""
    for told in (_by_fee(question, m), _by_term(question, m), _by_share(question, m)):
        if told:
            return told, True
    if _DISPUTES.search(question) and (rated := _rates(m)):
        return (("不能单凭这一点断定。", *rated) if _CONCLUDES.search(question) else rated), True
    if _CONCLUDES.search(question):
        return ("不能单凭这一点断定，要结合其他情况看。与此有关的事实是：",), False
    if _MUCH.search(question):
        return ("单凭申请数量的多少不能断定工作好坏，要看申请从何而来、办得怎样。与此有关的事实是：",), False
    if m.body.is_problem:
        return ("报告自己把这一点列为存在的问题，说明还有差距：",), False
    return ("报告的数据不足以断定，没有可以直接对照的规定或目标。与此有关的事实是：",), False


def _by_deadline(question: str, m: Material) -> Pieces:
    """The day on which a report came out beside the one that the Regulation sets (article 49); townships have none."""
    report, said = m.held.report, _DAY.search(question)
    limit = LEGAL_DEADLINES.get(report.level)
    if asks("published_late", question) is None or report.year is None or limit is None:
        return ()
    due = date(report.year + 1, *limit)
    try:
        day = date(report.year + 1, int(said["month"]), int(said["day"])) if said else report.published
    except ValueError:
        return ()
    if day is None:
        return ()
    law = _article(m, _ARTICLE_OF_REPORTS)
    lead, sets = ("超期了", "晚于") if day > due else ("没有超期，不算晚", "没有晚于")
    return (
        f"{lead}：{day.year}年{day.month}月{day.day}日公布，{sets}《条例》", Span(law.id, 0, 0),
        f"第四十九条规定的{due.month}月{due.day}日。",
    )  # fmt: skip


def _by_fee(question: str, m: Material) -> Pieces:
    """A fee beside what the standard makes of the pages or applications."""
    if not _FEE.search(question):
        return ()
    counted = [q for q in quantities(question) if q.unit in ("页", "件", "张")]
    stated = [q for q in quantities(question) if q.unit in ("元", "块")] or [
        q for q in quantities(question) if q.unit not in ("页", "件", "张") and q.value >= 1
    ]
    if not counted:
        return ()
    count = int(counted[0].value)
    asked = Fee(pages=count) if counted[0].unit != "件" else Fee(applications=count)
    fee, _ = fee_of(asked, m.facts)
    head: list[Piece] = [
        Slot(fee.id, "name"),
        "按标准应收",
        Slot(fee.id),
        "（",
        Slot(fee.id, "arithmetic"),
        "）",
    ]
    if not stated:
        return (*head, "。")
    same = stated[0].value == fee.value
    return (*head, "，与所收金额一致，计算合规。" if same else "，与所收金额不一致，需要核实。")


def _by_term(question: str, m: Material) -> Pieces:
    """How long an answer takes on average beside the term of the Regulation."""
    if (
        not _ON_TIME.search(question)
        or not _OF_APPLICATIONS.search(question)
        or _NOT_OF_APPLICATIONS.search(question)
    ):
        return ()
    for clause in m.held.narrative.clauses:
        match = _TAKES.search(clause.text)
        context = clause.sentence.paragraph.text
        if match is None or _NOT_OF_APPLICATIONS.search(clause.text) or not _OF_APPLICATIONS.search(context):
            continue
        value = Decimal(match["n"])
        # A term of calendar days is not set against one of working days where it is the longer one.
        if match["unit"] == "天" and value >= _TERM:
            continue
        paragraph = clause.sentence.paragraph
        fact = m.facts.add(
            ProseFact(
                "", m.held.source.id, "平均用时", value, f"个{match['unit']}" if match["unit"] == "工作日" else "天",
                m.held.report.section_of(paragraph.index), paragraph.index, clause.start, clause.text,
            )
        )  # fmt: skip
        law = _article(m, _ARTICLE_OF_TERM)
        within = value < _TERM
        said = "从报告看是及时的" if within else "从报告看不算及时"
        against = "短于" if within else "不短于"
        return (
            f"{said}：平均",
            Slot(fact.id),
            f"，{against}《条例》",
            Span(law.id, 0, 0),
            f"第三十三条规定的{_TERM}个工作日。",
        )
    return ()


def _article(m: Material, number: int) -> ArticleFact:
    article = load_regulation().article(number)
    return m.facts.add(ArticleFact("", number, "中华人民共和国政府信息公开条例", None, article.text))


def _by_share(question: str, m: Material) -> Pieces:
    """What share is done, where the question names how many are and the report of how many."""
    if not _DONE.search(question):
        return ()
    asked = {n for n in numbers_of(question) if n.isdigit()}
    for told in m.body.told:
        own = quantities(told.text)
        for done in (q for q in own if str(q.value) in asked):
            whole = next(
                (q for q in own if q.start < done.start and q.unit == done.unit and q.value > done.value),
                None,
            )
            if whole is None or not _DONE.search(told.text):
                continue
            value = percent(done.value, whole.value)
            left = whole.value - done.value
            made = m.facts.add(
                Computed("", "完成率", value, "%", f"{done.value}÷{whole.value}＝{value:f}%", (told.fact.id,))
            )
            return (
                "完成",
                Slot(made.id),
                "（",
                Slot(made.id, "arithmetic"),
                f"），还有{left}{done.unit}没有完成，不能算全部到位。",
            )
    return ()


def _joined(head: str, each: list[Pieces]) -> list[Sentence]:
    if not each:
        return []
    pieces: list[Piece] = [f"{head}："]
    for n, own in enumerate(each):
        pieces += ["；" if n else "", *own]
    return [Sentence((*pieces, "。"))]


def _disputes(question: str, m: Material) -> list[Sentence]:
    """The table's figures on disputes with their rates."""
    if not _DISPUTES.search(question):
        return []
    told = m.disputed(results=True)
    return [Sentence(("表格载明：", *told, "。"))] if told else []


def _rates(m: Material) -> Pieces:
    """How often what was decided was corrected or lost."""
    rates = [m.seen.rates[n] for n in ("行政复议纠错率", "行政诉讼败诉率") if n in m.seen.rates]
    pieces: list[Piece] = []
    for fact in rates:
        pieces += [
            "，" if pieces else "按表格计算，",
            Slot(fact.id, "name"),
            Slot(fact.id),
            "（",
            Slot(fact.id, "arithmetic"),
            "）",
        ]
    return (*pieces, "；件数不多，只能作参考。") if pieces else ()
