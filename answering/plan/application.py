"""A citizen's request for information that is to be written: what is wanted, of which agency."""

from __future__ import annotations

import re

from answering.plan.operations import Application, Operation
from answering.plan.reading import Reading

_OF = re.compile("(?:向|给|找|跟)(?P<agency>[^，。,]{2,20}?)(?:申请|提|要|写)")
# 就……申请公开 names what is wanted before the verb.
_BEFORE = re.compile("(?:就|对|关于)(?P<subject>[^，。,？?]{2,60}?)(?:的?(?:事|问题))?(?:提出?|要|想)?申请")
_SUBJECT = re.compile(
    "(?:申请(?:公开)?|公开|想要|想看|获取)(?P<subject>[^，。,？?]{2,60}?)(?:的?(?:信息公开)?申请书?|[，,。？?]|该?怎么写|$)"
)
_AGENCY = re.compile(
    "^(?P<agency>[^，。,的]{1,14}?(?:局|委员会|委|人民政府|政府|办公室|办事处|厅|管委会|街道办))(?P<rest>.+)$"
)
_TAIL = re.compile("的?(?:有关|相关)?(?:材料|信息|资料|内容|东西)?$")


def application(reading: Reading) -> Operation | None:
    """The request with its subject and agency as far as the question names them."""
    if reading.asks("application") is None:
        return None
    text = reading.text
    match = _BEFORE.search(text) or _SUBJECT.search(text)
    subject = match["subject"] if match else ""
    named = _OF.search(text)
    agency = named["agency"] if named else ""
    own = _AGENCY.match(subject)
    if own is not None:
        agency, subject = agency or own["agency"], own["rest"].lstrip("的")
    if len(reading.sources) == 1 and (agency or not named):
        report = reading.sources[0].report
        agency = report.shown_agency if not agency or agency[-3:] in report.shown_agency else agency
    kept = subject if _TAIL.sub("", subject) else ""
    return Application(kept, agency)
