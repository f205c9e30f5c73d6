"""A number and what was done of it, where the prose tells both in one sentence: 抽检水样360份，合格348份."""

from __future__ import annotations

import re
from collections.abc import Iterator

from answering.evidence.clause import is_elliptic
from answering.evidence.groups import ASIDE, Group
from answering.evidence.members import Member, members_of
from answering.plan.lexicon import alike, same_measure
from reports.model import Report
from reports.prose.sentences import whole_sentences

_ADDED = re.compile(
    "[和、已均共]|核实|查实|及时|依法|按[时期]|如期|限时|当场|现场|基本|部分|全部|其中|年底|目前"
)


def rated(done: str, report: Report) -> Iterator[Group]:
    """The numbers of which a later one in the sentence is what was `done` of them, those right before it first."""
    for sentence in whole_sentences(report.paragraphs()):
        told = [] if " | " in sentence.text else members_of(sentence)
        for place, part in enumerate(told):
            if _is_deed(part, done):
                for whole in reversed(told[:place]):
                    like = same_measure(whole.quantity.unit, part.quantity.unit)
                    between = sentence.text[whole.quantity.end : part.quantity.start]
                    if (
                        like
                        and not re.search("[；;]", between)
                        and part.value <= whole.value
                        and not ASIDE.search(whole.words)
                    ):
                        yield Group(sentence, whole.words, (part,), whole)


def says_deed(done: str, label: str) -> bool:
    """Whether a label says a deed in one of its wordings (收回 for 回收)."""
    wordings = (done, done[::-1], *alike().get(done, ()))
    return any(re.search(f"(?<![不未没无]){re.escape(w)}", label) for w in wordings)


def _is_deed(member: Member, done: str) -> bool:
    """Whether a number counts what was done, and names nothing else that it counts."""
    label = member.label
    if not says_deed(done, label) or ASIDE.search(member.words):
        return False
    rest = label.replace(done, "").replace(done[::-1], "")
    return is_elliptic(_ADDED.sub("", rest))
