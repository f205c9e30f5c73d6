"""Clauses that count what the tables do not: other business, another time, a wider area, another count."""

from __future__ import annotations

import re
from decimal import Decimal

from reports.model import Level, Report
from reports.prose.phrases import MARK, find_phrase, in_unit

_OTHER_TIME = re.compile(
    r"上年|上一年|去年|同期|往年|历年|累计|以来|截至目前|近年|前年|自.{0,8}起至今|十三五|十四五|每年|年均|下降|增长|增加|减少|上升|同比|环比"
)
_CARRIED = re.compile(
    r"(?:由|自|从)?(?:上年|上一年|20\d\d年)(?:度)?结转|结转上年(?:度)?|结转(?:至|到)?20\d\d年(?:度)?"
)
_AREA = re.compile(
    r"全(?:省|市|区|县|州|旗|镇|乡|系统|辖区)|各(?:级|镇|乡|街道|部门|单位|市|县|区)|辖区|所属|下属|政府办(?:公室|公厅)?|本级|代(?:省|市|区|县|州|上级)"
)
# A government's tables are of its whole area, so 全县 tells no other scope; nor does 政府办 in that office's own report.
_OWN_AREA = re.compile("全(?:省|市|区|县|州|旗|镇|乡|辖区)|各级|各(?:镇|乡|街道|部门|单位|市|县|区)")
_OWN_OFFICE = re.compile("政府办(?:公室|公厅)?")
# 全市收到1432件，其中市政府本级收到218件（不含上年结转6件）: a part that no table has.
_OF_THE_OFFICE_ALONE = re.compile("其中[^，。；]{0,12}本级")
_OTHER_SUBJECT = re.compile(
    r"信访|12345|热线|留言|(?<!电子)信箱|工单|建议提案|(?<!复)议案|咨询|投诉|举报|来信|来访|许可申请|救助申请|登记申请|业务申请"
)
# 不予公开5件、按照信访渠道处理1件: what is handled so is an application.
_ON_APPLICATIONS = re.compile("信息公开申请|依申请|予以公开|部分公开|不予公开|无法提供|不予处理")
# 建议58件、提案74件，公开办理结果130件，另2件不予公开: their results are called as those of applications are.
_RESULTS_OF_ITS_OWN = re.compile(
    r"(?:人大|代表|政协|委员)[^。；]{0,12}(?:建议|提案|议案)|建议提案|提案\s*\d|复文|12345|热线|留言|(?<!电子)信箱|工单|来信|来访"
)
# Applications that are others' to answer: they are in others' tables.
_OTHERS_BUSINESS = re.compile(
    r"代(?:省|市|区|县|州|旗|本级|上级)[^，。；]{0,6}(?:办理|答复|受理|起草)|转办|转交|转来|移送|协助(?:办理|答复|处理)|指导.{0,10}(?:办理|答复|处理)"
)
# What an agency decides as the authority of reconsideration, and cases of its other business.
_AS_AUTHORITY = re.compile(
    r"(?:作为|系|是)(?:行政)?复议机关|(?:行政)?复议机构|(?:受理|收到|承办|办理|审理|审结)(?:各类)?行政复议(?:申请|案件)"
)
_UNRELATED = re.compile(
    r"与(?:政府)?信息公开(?:工作)?(?:无关|没有关系)|(?:不涉及|不属于|非)(?:政府)?信息公开|(?:均|都|全部)(?:为|是|系|由|因)[^。；]{0,10}(?:处罚|征收|拆迁|许可|强制|拆除|登记|确权)[^。；]{0,6}(?:引起|引发|案件|类)"
)
_OF_DISCLOSURE = re.compile(r"信息公开|政务公开|依申请|申请公开|被申请")
# How documents were classed when they were written (公文属性认定) is no handling of applications.
_OF_DOCUMENTS = re.compile(
    r"公开属性|属性.{0,6}(?:认定|审核|审查|确定|标注|界定)|不予?公开(?:的)?(?:公文|文件|文电)|"
    r"(?:公文|发文|文件|制发|文电)[^。；]{0,40}(?:主动公开|依申请公开)[^。；]{0,40}不予?公开|"
    r"(?=[^。；]*主动公开(?:类|的|公文|文件)*\s*\d)(?=[^。；]*依申请公开(?:类|的|公文|文件)*\s*\d)(?![^。；]*(?:收到|受理|新收|办结|答复))[^。；]*不予?公开"
)
_OTHER_COUNT = re.compile(r"备案|登记|立案|应诉|代理|化解|撤回|在办")
# What other results are is said in brackets: 其他结果（含终止、撤回）9件.
_OF_OTHER_RESULTS = re.compile(r"(?<=其他结果)[（(][^（()）]*[)）]")


def of_another_time(words: str) -> bool:
    """Whether a clause compares or adds up years; what was carried over is of this year's table."""
    return bool(_OTHER_TIME.search(without_carried(words)))


def without_carried(text: str) -> str:
    """A text without the words for what was carried over or forward, whose years are not those of the figures."""
    return _CARRIED.sub("", text)


def of_others_business(words: str) -> bool:
    """Whether a clause counts applications that are others' to answer."""
    return bool(_OTHERS_BUSINESS.search(words))


def of_another_area(report: Report, sentence: str, clause: str = "") -> bool:
    """Whether a sentence, or a clause of it, may count for a wider or a smaller circle than the report's tables."""
    if report.level in (Level.GOVERNMENT, Level.TOWNSHIP):
        if _OWN_AREA.search(clause):
            return False
        sentence = _OWN_AREA.sub("", sentence)
    elif re.search("政府办公[室厅]", report.agency_words):
        sentence = _OWN_OFFICE.sub("", sentence)
    return bool(_AREA.search(sentence))


_WITHIN_CARRIED = re.compile("结转[^，。；（()）]{0,10}[（(][^（()）]*$")


def within_what_was_carried(before: str) -> bool:
    """Whether what follows some words divides, in brackets, what was carried over: 上年结转的7件（自然人5件、商业企业2件）."""
    return bool(_WITHIN_CARRIED.search(before))


def of_the_office_alone(before: str) -> bool:
    """Whether what follows some words is a part that only the government's own office dealt with."""
    return bool(_OF_THE_OFFICE_ALONE.search(before))


def of_another_count(words: str) -> bool:
    """Whether words count cases otherwise than the table: when they were filed, registered, withdrawn."""
    return bool(_OTHER_COUNT.search(_OF_OTHER_RESULTS.sub("", words)))


def on_other_subject(sentence: str) -> bool:
    """Whether a whole sentence is about other business whose numbers no table holds."""
    if _OTHER_SUBJECT.search(sentence) and not _ON_APPLICATIONS.search(sentence):
        return True
    if _RESULTS_OF_ITS_OWN.search(sentence) and "申请" not in sentence:
        return True
    if _UNRELATED.search(sentence):
        return True
    return bool(_AS_AUTHORITY.search(sentence) and not _OF_DISCLOSURE.search(sentence))


def on_classing_of_documents(sentence: str) -> bool:
    """Whether a sentence tells how documents were classed when they were written, which tells nothing of applications."""
    return bool(_OF_DOCUMENTS.search(sentence))


_PART_OF_DISCLOSURE = re.compile(r"其中[^。；]{0,12}(?:信息公开|政务公开|依申请)[^。；]{0,12}?\d")
# Cases of information disclosure told as a part of all cases: 全年受理行政复议申请86件，其中涉及政府信息公开1件.
_ALL_CASES = re.compile("复议|诉讼|应诉")


def of_all_business(words: str, after: str) -> bool:
    """Whether a clause counts the cases of all business, of which the next ones tell those on disclosure."""
    return bool(
        _ALL_CASES.search(words)
        and not re.search("信息公开|政务公开", words)
        and _PART_OF_DISCLOSURE.search(after)
    )


# Applications carried over that a text tells apart from those of the year: 办理上年结转申请4件.
_APART = re.compile(
    rf"(?:办理|办结|答复|处理|完成)[^，。；{MARK}]{{0,8}}(?:上年|上一年|20\d\d年)度?结转[^，。；{MARK}]{{0,12}}{MARK}"
    rf"|(?:上年|上一年)度?结转[^，。；{MARK}]{{0,10}}{MARK}[^。；{MARK}]{{0,8}}(?:办结|办理完毕|答复|办毕)"
)


def told_apart(paragraph: str) -> Decimal:
    """How many applications carried over a paragraph says were dealt with, beside those of the year."""
    found = find_phrase(_APART, paragraph, in_unit("件"))
    return found.quantities[0].value if found else Decimal(0)
