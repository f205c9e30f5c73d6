"""Claims that all of a figure are of one kind: 11件全是家长个人提的对吧, 复议全维持了, 申请都办结了吧."""

from __future__ import annotations

import re

from answering.plan.named import column_mentions, row_mentions, row_named
from answering.plan.numbers_said import amounts_said
from answering.plan.operations import AllOf, Divided, Figure, Operation
from answering.plan.reading import Reading

_ALL = re.compile(
    "(?:全(?:部|都)?|(?<!首)都|均|统统|清一色|一律|无一例外|件件|百分之百)(?!市|区|县|镇|乡|省|国|年|程|文|面|称|局|社会|系统|体|州)(?:是|为|由|被|给|已经?|会)*"
)
_ASKS = re.compile("哪|多少|几[件个条成分]|什么|啥|怎么|怎样|谁|为何|占|比例|比率|比重")
_APPLICATIONS = re.compile("申请|新收|件")
_OF_OTHERS = re.compile("来信|信箱|热线|工单|建议|提案|留言|文件|规章|许可|处罚|问题|意见")
_SUBMITTED = re.compile("提|申请|递|交|要")
_PERSONS = re.compile("家长|村民|居民|群众|老百姓|百姓|市民|个人|农民|业主|职工|学生|患者|自然人|私人")
_FIRMS = re.compile("企业|公司|法人|单位|组织|机构|律所|律师")
_DISPUTES = (("review", "复议"), ("litigation", "诉讼|官司|法院"))
_DONE = re.compile("办结|办完|办理完|答复|回复|处理完")
_NO_OUTCOME = (("new_received",), ("total",), ("carried_over",), ("carried_forward",))
_CARRIED_OVER = ("carried_over",)
_RECEIVED = Figure("新收政府信息公开申请", "applications", ("new_received",), ("total",))
_DEALT_WITH = Figure("办理结果总计", "applications", ("total",), ("total",))
_LEFT = Figure("结转下年度继续办理的申请", "applications", ("carried_forward",), ("total",))


def claims_all(text: str) -> bool:
    """Whether a question claims something of all that it speaks of, beside the number that it states."""
    claim = _ALL.search(text)
    return claim is not None and not _ASKS.search(text) and bool(amounts_said(text[: claim.start()]))


def all_of(reading: Reading) -> Operation | None:
    """What a question claims of all of a figure; None where it claims nothing of all, or asks for more."""
    text = reading.text
    claim = _ALL.search(text)
    if reading.report is None or len(reading.sources) > 1 or claim is None or _ASKS.search(text):
        return None
    stated = next((q.value for q in amounts_said(text[: claim.start()]) if q.unit == "件"), None)
    rest = text[claim.end() :]
    told = _of_disputes(text, rest)
    if told is None and _APPLICATIONS.search(text) and not _OF_OTHERS.search(text):
        before = text[: claim.start()]
        # 企业的申请都公开了吗 is of theirs alone, 去年结转下来的3件都办完没有 of what was carried over.
        left = any(row.rows == _CARRIED_OVER for _, row in row_mentions(before))
        of_some = left or bool(column_mentions(before, "applications"))
        told = _of_applicants(rest) or (None if of_some else _of_outcomes(rest))
    return AllOf(*told, stated=stated) if told is not None else None


# The whole, what all of it is said to be, and what it is made up of.
_Claim = tuple[Figure, Figure, Divided | None]


def _of_disputes(text: str, rest: str) -> _Claim | None:
    row = next((r for r in row_mentions(text) if r[1].table == "disputes"), None)
    if row is None:
        return None
    columns = column_mentions(rest, "disputes") or column_mentions(f"结果{rest}", "disputes")
    if len(columns) != 1 or columns[0][1].columns == ("total",):
        return None
    name, column = row[1].name, columns[0][1]
    whole = Figure(name, "disputes", row[1].rows, ("total",))
    return whole, Figure(f"{name}{column.name}", "disputes", row[1].rows, column.columns), None


def _of_applicants(rest: str) -> _Claim | None:
    columns = column_mentions(rest, "applications")
    if len(columns) == 1 and _SUBMITTED.search(rest):
        name, keys = columns[0][1].name, columns[0][1].columns
    elif _PERSONS.search(rest) and _SUBMITTED.search(rest):
        name, keys = "自然人", ("natural_person",)
    else:
        return None
    part = Figure(name, "applications", _RECEIVED.rows, keys)
    return _RECEIVED, part, Divided(_RECEIVED, "applicant")


def _of_outcomes(rest: str) -> _Claim | None:
    rows = [
        row for _, row in row_mentions(rest) if row.table == "applications" and row.rows not in _NO_OUTCOME
    ]
    if len(rows) == 1:
        part = Figure(rows[0].name, "applications", rows[0].rows, ("total",))
        return (
            _DEALT_WITH,
            part,
            Divided(Figure("办理结果", "applications", ("total",), ("total",)), "outcome"),
        )
    if rest.startswith("公开"):
        granted = row_named("granted")
        part = Figure(granted.name, "applications", granted.rows, ("total",))
        return (
            _DEALT_WITH,
            part,
            Divided(Figure("办理结果", "applications", ("total",), ("total",)), "outcome"),
        )
    if _DONE.match(rest):
        return _RECEIVED, _LEFT, None
    return None
