"""The sentences of reports that say what is asked; and where none does, the nearest one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answering.answer import Answer, Evidence
from answering.evidence.narrative_index import NarrativeIndex, Ranked
from answering.evidence.spoken_numbers import counts_in_words
from answering.hostile import poses_as_instruction, without_instructions
from answering.plan.kinds import answers_the_kind, asks_rank
from answering.plan.measures import asks_number
from answering.plan.routing import is_interrogative
from answering.plan.words import Word
from answering.source import Source, cite_paragraph
from reports.prose.sentences import Sentence
from retrieval.terms import fold_text

_ASKS_HOW = re.compile("怎么|怎样|如何|为什么|为何|原因|结果")
# Up to the end of the sentence, or to its next item.
_TO_ITS_END = re.compile(
    r"[^。！？\n]{1,160}?(?:[。！？]|[；;](?=\s*(?:[（(]?[一二三四五六七八九\d]+[）)、.．]|[一二三四五六七八九]是)))"
)
_ASKS_WHICH = re.compile("哪[些几]|什么|啥|怎么|如何|怎样|分别")
_FIRST_ITEM = re.compile(r"一是|第一[，、是]|[（(]1[）)]|①|首先")
_NEXT_ITEM = re.compile(r"[二三四五六七八九]是|第[二三四五六七八九][，、是]|[（(][2-9][）)]|[②-⑨]|其次|最后")
_MARK = 4
_LONGEST_LIST = 400
_NONE = re.compile(r"未(?!来|办结|审结)|没有|无(?!法|效)|零")
_APPLIED_FOR = "申请"
_ENOUGH_OF_NUMBER = 0.66
_ENOUGH = 0.52
_SURELY = 0.85
_OPENING = 24
_AS_GOOD = 0.02
_NEAR = 0.3


def answer_from_statements(
    question: str, sources: list[Source], indexes: list[NarrativeIndex]
) -> Answer | None:
    """The sentences of the narratives that say what is asked, at most two of a report; None where none does.

    To a question for a number only that there was none is an answer: numbers are read from their clauses.
    """
    evidence, said = Evidence(), []
    for source, index in zip(sources, indexes, strict=True):
        fitting = _fitting(question, index)
        for best in [r for r in fitting[:2] if r.score >= fitting[0].score - _AS_GOOD]:
            text = without_instructions(shown(question, best.sentence)).rstrip("；;，")
            if text and text in best.sentence.paragraph.text:
                mark = cite_paragraph(evidence, source, best.sentence.paragraph, text)
                said.append(f"{source.name}的报告写道：{ended(text)}{mark}")
    return Answer(question, "\n".join(said), tuple(evidence.citations)) if said else None


def _fitting(question: str, index: NarrativeIndex) -> list[Ranked]:
    """The sentences that say enough of a question and are of the kind that it asks for, best first."""
    words = index.words(question)
    of_number = asks_number(question)
    bare = not is_interrogative(question)  # what only names a thing is answered by what names it as well
    enough = _enough(question, words)
    return [
        r for r in index.statements(question, words)
        if r.coverage >= enough and not poses_as_instruction(r.sentence.text)
        and answers_the_kind(question, r.sentence.text)
        and (not bare or _names_all(r.sentence, words))
        and (not of_number or denies(r.sentence.text, words) or counts_in_words(question, r.sentence.text, words))
    ]  # fmt: skip


def _names_all(sentence: Sentence, words: Sequence[Word]) -> bool:
    """Whether a sentence or the line that opens its paragraph names every thing that some words name."""
    near = fold_text(sentence.text + sentence.paragraph.text[:_OPENING])
    return all(w.said_in(near) for w in words if w.is_telling and not w.is_light)


def says_surely(question: str, indexes: Sequence[NarrativeIndex]) -> bool:
    """Whether a sentence of some report says nearly all that a question names, and the question names something."""
    for index in indexes:
        words = index.words(question)
        best = next(iter(index.statements(question, words)), None)
        if (
            best is not None
            and best.coverage >= _SURELY
            and any(w.is_telling and not w.is_light for w in words)
        ):
            return True
    return False


def shown(question: str, sentence: Sentence) -> str:
    """The words of a sentence to show; to how and why with what follows its semicolons, where that is not long."""
    listed = _with_its_list(sentence) if _ASKS_WHICH.search(question) else ""
    if listed:
        return listed
    if sentence.text.endswith(("；", ";")) and _ASKS_HOW.search(question):
        match = _TO_ITS_END.match(sentence.paragraph.text, sentence.start)
        return match[0] if match else sentence.text
    return sentence.text


def _with_its_list(sentence: Sentence) -> str:
    """A sentence that announces a list (坚持三个“突出”), with the sentences of the list; empty where it announces none."""
    text = sentence.paragraph.text
    end = sentence.start + len(sentence.text)
    opens = _FIRST_ITEM.search(text, sentence.start, min(len(text), end + _MARK))
    if opens is None or opens.start() == sentence.start:
        return ""
    end = opens.end()
    items = list(_NEXT_ITEM.finditer(text, end))
    last = items[-1].end() if items else end
    stop = re.compile(r"[。；;]|$").search(text, last)
    end = stop.end() if stop else len(text)
    return text[sentence.start : end] if end - sentence.start <= _LONGEST_LIST else ""


def ended(text: str) -> str:
    """Quoted words with a full stop where they have no end of their own."""
    return text if text.endswith(("。", "！", "？", "”", "）")) else f"{text}。"


def _enough(question: str, words: Sequence[Word]) -> float:
    """How much of a question a sentence must say; 排第几 with nothing else said asks for any rank that is told."""
    if asks_rank(question) and not any(w.is_telling and not w.is_year for w in words):
        return 0.0
    return _ENOUGH_OF_NUMBER if asks_number(question) else _ENOUGH


def denies(text: str, words: Sequence[Word]) -> bool:
    """Whether a clause says that there was none of what a question is about, and the sentence all that it is about."""
    whole = fold_text(text)
    if any(w.is_telling and not w.is_light and not w.said_in(whole) for w in words):
        return False
    clauses = [fold_text(c) for c in re.split("[，,；;。：:]", text) if _NONE.search(c)]
    telling = [w for w in words if w.is_telling]
    if not telling:
        applied = any(_APPLIED_FOR in w.text for w in words)
        clauses = [c for c in clauses if applied or _APPLIED_FOR not in c]
        return any(len(w.text) > 1 for w in words) and any(all(w.said_in(c) for w in words) for c in clauses)
    return any(w.said_in(c) for c in clauses for w in telling)


def nearest_statement(question: str, sources: list[Source], indexes: list[NarrativeIndex]) -> Answer:
    """报告未载明, with the nearest thing that the reports do say."""
    evidence = Evidence()
    name = "、".join(dict.fromkeys(s.name for s in sources))
    text = f"报告未载明：{name}的报告没有写到这一内容。"
    unsaid = f"报告未载明：没有在{name}的报告中找到直接的答案。"
    for source, index in zip(sources, indexes, strict=True):
        words = index.words(question)
        best = next(iter(index.statements(question, words)), None) if words else None
        if best is None or best.coverage < _NEAR or poses_as_instruction(best.sentence.text):
            continue
        near = without_instructions(best.sentence.text).rstrip("；;，")
        if near and near in best.sentence.paragraph.text:
            mark = cite_paragraph(evidence, source, best.sentence.paragraph, near)
            text = f"{unsaid}\n相近的内容是：{ended(near)}{mark}"
            break
    return Answer(question, text, tuple(evidence.citations), abstained=True)
