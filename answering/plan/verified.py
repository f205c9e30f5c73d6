"""A rate or a share that a question wants worked out anew: 办结率验算一下, 占比是不是54.6%."""

from __future__ import annotations

import re
from dataclasses import replace

from answering.plan.combined import share
from answering.plan.measures import share_of_quantity
from answering.plan.numbers_said import numbers_said
from answering.plan.operations import Combined, Operation, Verified
from answering.plan.reading import Reading
from reports.prose.quantities import quantities

_VERIFIES = re.compile(
    "验算|核算|复核|重算|(?:帮我|请)?[验算核](?:一[验算核]|一下|对|得对|得准|错)(?:[吗么不没]|了吗|不对)?|(?:是?对的|对不对|准不准|准确|正确|没错|对|准)[吗么吧]?[？?]?$|(?:怎么|咋|如何)(?:来|算|得|算出来|得出来|得来)的?"
)
# Of several numbers 对得上吗 sets one against the other, and doubts no rate.
_DOUBTS = re.compile(
    "(?:对|合)(?:得|不)(?:上|起来)|站得住|站不站得住|属实|可信|靠谱|有(?:没有|无)?(?:算错|水分|误)|是不是(?:算错|虚高|夸大|真)|真的吗|算得(?:对|准)|夸大|(?:这个?)?说法"
)
_FRAME = re.compile(
    "是?(?:怎么|咋|如何)(?:来|算|得|算出来|得出来|得来)的?|算得(?=[，,]|$)|这个?说法|报告(?:里|中|上)?(?:面)?(?:写|说|填)?的?|是不是|是否|帮我|请|这个(?:数|百分比|比例)|[写说]的?(?:是)?$|[，,]+$"
)
_RATE = re.compile("[一-龥][率度](?!先|过)|占比|比例|比重|占")
_GROWS = re.compile("增长|下降|上升|提高|增加|减少|同比")


def verified(reading: Reading) -> Operation | None:
    """The rate or share that a question wants verified; None where it wants none."""
    text = reading.text
    if reading.report is None or len(reading.sources) > 1 or _GROWS.search(text):
        return None
    shares = [v for q in quantities(text) if (v := share_of_quantity(q)) is not None]
    doubts = len(shares) == 1 and _DOUBTS.search(text)
    if not (doubts or _VERIFIES.search(text)) or not (_RATE.search(text) or shares):
        return None
    if doubts and not _VERIFIES.search(text):
        return Verified(text, None, shares[0])
    claimed = next((q for q in numbers_said(text) if q.unit == "%"), None)
    bare = text if claimed is None else f"{text[: claimed.start]}，{text[claimed.end :]}"
    for pattern in (_VERIFIES, _FRAME, _FRAME):
        bare = pattern.sub("", bare.strip("，,？? "))
    if not _RATE.search(bare):
        return None
    asked = f"{bare.strip('，,')}是多少"
    found = share(replace(reading, text=asked))
    return Verified(asked, found if isinstance(found, Combined) else None, claimed.value if claimed else None)
