"""IDN: how to reach the agency: address, postcode, telephone, web site, mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.certainty import Subject
from reports.numerals import half_width
from reports.prose.sentences import clip, whole_sentences
from review.finding import Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy


@rule("IDN07", "联系方式缺失或有误", Severity.NOTICE, accuracy)
def contact_data(context: Context) -> Iterator[Problem]:
    """检查：引言是否有联系方式，邮政编码、电话位数、网址、邮箱是否正确，句子是否完整。

    为何：公众对报告有疑问时需要能够联系到单位。
    触发：邮编写成“23500”；网址写成“www.qingshan,gov.cn”；邮箱没有“@”；“请与××办公室（地址：……）。”缺“联系”。
    不触发：区号加8位座机、400电话、12345热线。
    例外：没有引言的文件只提示缺少联系方式；联系方式写在总体情况之内的不算缺少。
    """
    contact = context.report.contact
    stated = any(contact.get(name) for name in ("phone", "address", "email"))
    unread = context.report.reading.about(Subject.CONTACT)
    if not stated and not unread and not any(_REACHED.search(p.text) for p in context.report.paragraphs()):
        yield Problem(
            "没有联系地址、电话等联系方式。",
            "建议在引言中写明联系地址、邮政编码和联系电话。",
            context.at_paragraph(context.report.preamble[-1] if context.report.preamble else None),
        )
    else:
        yield from _numbers(context)
    yield from _addresses(context)


def _numbers(context: Context) -> Iterator[Problem]:
    """Postcodes and telephone numbers of a wrong length."""
    contact, evidence = context.report.contact, context.report.evidence
    by_index = {p.index: p for p in context.report.paragraphs()}
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
        # Where the area code has three digits, the numbers have eight.
        return len(rest) in ((8,) if area == 3 else (7, 8)) or (
            len(rest) > 8 and bool(re.search(r"[-—－转]\s*\d{1,4}$", phone))
        )
    return len(digits) in (7, 8)


_WRONG_ADDRESS = re.compile(
    r"(?:https?://|www[.。])[\w.:/-]*[,，。、;；]\s*(?:[\w-]+\.)*(?:gov|com|cn|net|org)\b[\w./-]*|www[,，。、][\w.-]+|https?[;；：/]+[\w.-]+"
)
_WRONG_MAIL = re.compile(
    r"(?:电子)?(?:邮箱|邮件)(?:地址)?(?:为|是)?[:：]?\s*(?P<mail>[\w-]+(?:[.#＃$&*][\w-]+)*\.(?:com|cn|net|org)(?![\w.@-])|[\w.-]+@[\w-]*(?:[,，。、;；]+[\w.-]*|\s*(?=[),;，。）；]|$)))"
)
_UNFINISHED = re.compile(
    r"请(?:直接|及时)?(?:与|向|同|和)(?P<whom>[^。；，（(]{2,40})[（(][^）)]{2,120}[）)](?=\s*(?:[。；]|$))"
)
_VERB = re.compile(r"联系|咨询|沟通|反映|反馈|接洽|提出|了解|查询|索取|申请|说明|垂询|来电|来函")
# A label with nothing after it: （电话：）.
_NOT_FILLED = re.compile(
    r"(?:(?:联系|咨询)?电话|地址|邮政编码|邮编|传真|(?:电子)?邮箱)[:：]\s*(?=[)），,。；;]|$)"
)
_REACHED = re.compile(r"电话[:：为]?\s*[\d（(]|地址[:：为]|邮箱[:：为]|邮编[:：为]")


def _addresses(context: Context) -> Iterator[Problem]:
    """Addresses that lead nowhere, and the sentence on whom to reach without its verb."""
    opening = (*context.report.preamble, *(s for x in context.report.sections[:1] for s in x.paragraphs[:3]))
    for sentence in whole_sentences(opening):
        text = half_width(sentence.text)
        for pattern, what in ((_WRONG_ADDRESS, "网址"), (_WRONG_MAIL, "电子邮箱")):
            match = pattern.search(text)
            if match:
                wrong = match["mail"] if "mail" in match.groupdict() else match[0]
                yield Problem(
                    f"{what}“{wrong}”写法有误。",
                    f"请核对并更正{what}。",
                    context.at_paragraph(sentence.paragraph),
                    quote=clip(sentence.text, match.start(), match.end(), 12),
                    actual=wrong,
                )
        match = _NOT_FILLED.search(sentence.text)
        if match:
            yield Problem(
                f"“{match[0].strip()}”之后没有填写内容。",
                "请补上联系方式。",
                context.at_paragraph(sentence.paragraph),
                quote=clip(sentence.text, match.start(), match.end(), 12),
            )
        match = _UNFINISHED.search(sentence.text)
        if match and _REACHED.search(match[0]) and not _VERB.search(match["whom"]):
            yield Problem(
                "联系方式一句不完整，“请与……”之后没有写“联系”。",
                "请补全句子，如“请与××办公室联系（地址：……，电话：……）”。",
                context.at_paragraph(sentence.paragraph),
                quote=match[0],
            )


RULES: tuple[Rule, ...] = (contact_data,)
