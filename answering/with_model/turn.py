"""A question put to the model: one call, its sentences checked as they arrive, the refused ones repaired in their place.

Whatever goes wrong, the answer of the rules is shown, with a sentence about why. Nothing that was shown is withdrawn.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from answering.answer import Answer, Evidence
from answering.evidence.held import Held
from answering.joined import joined
from answering.model import Model, ModelError
from answering.plan.operations import Plan
from answering.plan.wordings import asks
from answering.with_model.asking import wants_opinion
from answering.with_model.checks import Checked, check
from answering.with_model.material import Material, material_of
from answering.with_model.protocol import (
    Kind,
    Written,
    folded,
    is_complete,
    read_sentence,
    whole_sentences,
)
from retrieval.search import Hit

_MOST_REPAIRED = 8
_LEFT_OUT = re.compile(r"^(?:删去|删除|略|无|不写)[。]?$")
_NUMBERED = re.compile(r"^\s*(\d{1,2})\s*[.、．)）:：]\s*(.+)$")
_INTRODUCES = re.compile(r"[：:]$")
_SALUTATION = re.compile(r"(?P<who>(?P<any>各|你|贵|尊敬的|全体)?[一-龥、（）]{1,20})[：:]")


@dataclass(frozen=True)
class Asked:
    """A question with its plan, what the rules answer, the reports in scope (two at most) and the nearest articles.

    Over more reports than two: the nearest passages of all of them, and what was looked up in them for the model.
    """

    question: str
    read_as: str
    plan: Plan
    rules: Answer
    helds: Sequence[Held] = ()
    articles: Sequence[Hit] = ()
    history: Sequence[str] = ()
    passages: Sequence[Hit] = ()
    looked_up: Sequence[Answer] = ()

    @property
    def draft(self) -> Answer:
        """What code has found, as the model is given it."""
        found = [a for a in (self.rules, *self.looked_up) if not a.abstained]
        return joined(self.question, found) if self.looked_up else self.rules

    @property
    def wants_opinion(self) -> bool:
        """Whether a judgement, a proposal or a draft of one is asked for."""
        return wants_opinion(self.plan)


@dataclass
class _Item:
    """A sentence in its place: shown once it has passed."""

    checked: Checked
    begins_line: bool
    text: str = ""


@dataclass
class Composed:
    """The answer as far as it goes: every sentence in its place, its citations numbered as they are first shown."""

    material: Material
    question: str
    opinions: bool
    items: list[_Item] = field(default_factory=list)
    evidence: Evidence = field(default_factory=Evidence)
    salutation: str = ""
    _waiting: list[tuple[Written, bool]] = field(default_factory=list)

    def take(self, raw: str) -> bool:
        """Checks a sentence; says whether something new can be shown."""
        begins = bool(re.match(r"\s*(?:[-*•·]|\d{1,2}[.、)）](?!\d)|#)", raw))
        written = read_sentence(folded(raw))
        if written is None:
            return False
        if not written.claims:
            if not self.items and self._addresses(written.words):
                self.salutation = written.words
            elif not _INTRODUCES.search(written.words):
                self._waiting.append((written, begins))  # its mark may stand at the end of the paragraph
            return False
        waiting, self._waiting = self._waiting, []
        shown = [self._place(replace(w, marks=written.marks), b) for w, b in waiting if written.marks]
        return any([*shown, self._place(written, begins)])

    def _addresses(self, words: str) -> bool:
        """Whether words are the salutation of a draft, to those whom the question or the reports name or to all of a kind."""
        match = _SALUTATION.fullmatch(words)
        if match is None or not asks("making", self.question):
            return False
        known = self.question + "".join(h.report.shown_agency for h in self.material.helds)
        return bool(match["any"]) or match["who"] in known

    def end(self) -> None:
        """Says that nothing follows: what still has no mark has none."""
        waiting, self._waiting = self._waiting, []
        for written, begins in waiting:
            self._place(written, begins)

    def _place(self, written: Written, begins: bool) -> bool:
        checked = check(written, self.material, self.question, self.opinions)
        if checked.passed and any(i.text and i.checked.text == checked.text for i in self.items):
            return False
        item = _Item(checked, begins)
        self.items.append(item)
        if checked.passed:
            item.text = checked.marked(self.evidence)
        return checked.passed

    @property
    def failed(self) -> list[_Item]:
        """The sentences that are not shown."""
        return [i for i in self.items if not i.text]

    @property
    def shown(self) -> list[_Item]:
        """The sentences that are."""
        return [i for i in self.items if i.text]

    def mend(self, item: _Item, raw: str) -> None:
        """Puts a sentence written anew in the place of the one that failed, if it passes."""
        written = read_sentence(folded(raw))
        if written is None:
            return
        checked = check(written, self.material, self.question, self.opinions)
        if checked.passed and all(i.checked.text != checked.text for i in self.shown):
            item.checked, item.text = checked, checked.marked(self.evidence)

    @property
    def only_silent(self) -> bool:
        """Whether all that is shown says that something is not there."""
        return all(i.checked.written.kind is Kind.ABSENCE for i in self.shown)

    def answer(self, asked: Asked, notice: str | None = None) -> Answer:
        """What has passed so far."""
        text = "".join(f"\n{i.text}" if i.begins_line else i.text for i in self.shown).strip()
        text = f"{self.salutation}\n{text}" if self.salutation and text else text
        used = any(p.id.startswith("D") for i in self.shown for p in i.checked.rests)
        return Answer(
            asked.question,
            text,
            tuple(self.evidence.citations),
            mode="model",
            notice=notice,
            table=asked.draft.table if used else (),
            trace=(
                *asked.rules.trace,
                *(("替模型查", a.question) for a in asked.looked_up),
                ("请模型作答", asked.read_as),
            ),
        )


def answered(model: Model, asked: Asked) -> Iterator[Answer]:
    """Ever more complete answers; the last one is the answer. Errors of the model become a sentence of it."""
    material = material_of(asked.read_as, asked.helds, asked.articles, asked.draft, asked.passages)
    composed = Composed(material, asked.question, asked.wants_opinion)
    notice = ""
    try:
        for _ in _written(model, asked, composed):
            if not model.second_look:
                yield composed.answer(asked)
    except ModelError as error:
        notice = f"{error}"
    composed.end()
    if not notice:
        notice = _repaired(model, asked, composed)
    if model.second_look and composed.shown:
        notice = notice or _looked_at_again(model, asked, composed)
    yield _final(asked, composed, notice)


def told_history(history: Sequence[str]) -> str:
    """The last questions before this one, as a prompt gives them."""
    return "；".join(history[-3:]) or "无"


def _variables(asked: Asked, material: Material) -> dict[str, str]:
    return {"material": material.text(), "history": told_history(asked.history), "question": asked.read_as}


def _written(model: Model, asked: Asked, composed: Composed) -> Iterator[None]:
    """One step for each sentence that can be shown; of a stream that breaks off the last, unfinished one is left out."""
    pending = ""
    try:
        for piece in model.stream("answer", _variables(asked, composed.material)):
            found, pending = whole_sentences(pending + piece, final=False)
            passed = [composed.take(s) for s in found]
            if any(passed):
                yield
    except ModelError:
        for sentence in whole_sentences(pending, final=True)[0] if is_complete(pending) else ():
            composed.take(sentence)
        raise
    for sentence in whole_sentences(pending, final=True)[0]:
        composed.take(sentence)
    composed.end()
    yield


def _repaired(model: Model, asked: Asked, composed: Composed) -> str:
    """Asks once for the refused sentences anew; returns what is to be said about those that were left out."""
    failed = composed.failed
    worth = [i for i in failed if i.checked.written.marks or i.checked.written.slots][:_MOST_REPAIRED]
    worth = [i for i in worth if i.checked.failures != ("是指令而不是陈述",)]
    if worth:
        told = "\n".join(
            f"{n}. {_as_written(i.checked.written)}（{'；'.join(i.checked.failures)}）"
            for n, i in enumerate(worth, start=1)
        )
        variables = _variables(asked, composed.material) | {"failures": told}
        variables.pop("history")
        with contextlib.suppress(ModelError):  # what is shown stays
            _take_repairs(model.complete("repair", variables), worth, composed)
    lost = sum(1 for i in composed.failed if i.checked.written.claims)
    return f"模型答复中有{lost}句在来源中找不到依据，已略去。" if lost else ""


def _as_written(written: Written) -> str:
    return written.words + "".join(f"[{m}]" for m in written.marks)


def _take_repairs(reply: str, worth: Sequence[_Item], composed: Composed) -> None:
    lines = [line for line in reply.splitlines() if line.strip()]
    for order, line in enumerate(lines):
        numbered = _NUMBERED.match(line)
        place = int(numbered[1]) - 1 if numbered else order
        words = numbered[2] if numbered else line
        if 0 <= place < len(worth) and not worth[place].text and not _LEFT_OUT.match(words.strip()):
            composed.mend(worth[place], words)


def _looked_at_again(model: Model, asked: Asked, composed: Composed) -> str:
    """A second reader takes away what it finds not borne out; where it fails, nothing is taken away."""
    shown = composed.shown
    told = "\n".join(f"{n}. {i.text}" for n, i in enumerate(shown, start=1))
    variables = {"material": composed.material.text(), "question": asked.read_as, "sentences": told}
    try:
        reply = model.complete("second_look", variables)
    except ModelError:
        return ""
    if not re.fullmatch(r"[\s\d,，、。.和句第]+", reply):
        return ""
    refused = {int(n) for n in re.findall(r"\d{1,2}", reply)}
    gone = [i for n, i in enumerate(shown, start=1) if n in refused]
    for item in gone:
        item.text = ""
    return f"模型答复中有{len(gone)}句复核时没有通过，已略去。" if gone else ""


def _final(asked: Asked, composed: Composed, notice: str) -> Answer:
    """What is shown in the end: the model's answer, the rules' own, or after a failure the one and then the other."""
    rules = replace(asked.rules, question=asked.question)
    failed = notice and not notice.endswith("。")
    if not composed.shown:
        why = f"{notice}，" if failed else "模型没有给出可以核实的答复，"
        told = notice if notice and not failed else f"{why}以下为按规则查到的答复。"
        return replace(rules, notice=told)
    if failed:
        both = joined(
            asked.question,
            [composed.answer(asked), rules] if not rules.abstained else [composed.answer(asked)],
        )
        told = f"{notice}，只显示已经核对的部分" + ("和按规则查到的答复。" if not rules.abstained else "。")
        return replace(both, mode="model", notice=told, trace=composed.answer(asked).trace, abstained=False)
    lost = sum(1 for i in composed.failed if i.checked.written.claims)
    if lost > len(composed.shown) and not rules.abstained:  # a model that errs more than not is no guide
        both = joined(asked.question, [composed.answer(asked), rules])
        return replace(both, mode="model", notice=notice, trace=composed.answer(asked).trace)
    if composed.only_silent:
        if not rules.abstained:
            return replace(rules, notice=notice or None)
        return replace(composed.answer(asked, notice or None), abstained=True)
    return composed.answer(asked, notice or None)
