"""An answer worded by the model and verified by code: shown sentence by sentence, each only once it has passed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answering.answer import Answer, Citation
from answering.hostile import without_instructions
from answering.model import Model, ModelError
from answering.verification import Verdict, is_silence, verify

_END = re.compile(r"[^。！？\n]+(?:[。！？]+[”』」]?(?:\s*[\[【]\d{1,2}[\]】])*|\n|$)")
# How models write marks: [2,6] [^2] （材料2） [来源 2].
_MARKS = re.compile(
    r"[\[【（(]\s*\^?(?:材料|来源|资料|参考|source)?\s*(\d{1,2}(?:\s*[,，、;；]\s*\^?\d{1,2})*)\s*[\]】）)]",
    re.I,
)
_OWN_MARKS = re.compile(r"[\[【]|材料|来源|资料|参考|source|\^", re.I)
_RAW = re.compile(r"\s*(?:[{|]|```|\[\s*[{\"])")
_LONGEST_SOURCE = 1200
_MOST_SOURCES = 10


def source_text(citation: Citation, text: str) -> str:
    """A source as the model sees it: what it is, then its words without what poses as an instruction."""
    place = f"（{citation.section}）" if citation.section else ""
    return f"{citation.title}{place}：{without_instructions(text)[:_LONGEST_SOURCE]}"


def whole_sentences(text: str, final: bool) -> tuple[list[str], str]:
    """The complete sentences of a growing text, with the marks after them, and what is still open."""
    found: list[str] = []
    rest = 0
    for match in _END.finditer(text):
        complete = bool(re.search(r"[。！？\n][”』」]?(?:\s*[\[【]\d{1,2}[\]】])*$", match[0]))
        # A mark may still follow a sentence that ends the text so far.
        if (complete and match.end() < len(text)) or final:
            if match[0].strip():
                found.append(match[0].strip())
            rest = match.end()
    return found, text[rest:]


def usual_marks(text: str) -> str:
    """A text with its marks as [2][6]; （2）, which may number an item, stays."""

    def usual(match: re.Match[str]) -> str:
        if not _OWN_MARKS.search(match[0]):
            return match[0]
        return "".join(f"[{n}]" for n in re.findall(r"\d{1,2}", match[1]))

    return _MARKS.sub(usual, text)


def _moved_marks(sentence: str) -> str:
    """A sentence whose marks stand before or after its full stop, with them after its last word."""
    marks = re.findall(r"[\[【]\d{1,2}[\]】]", sentence)
    words = re.sub(r"\s*[\[【]\d{1,2}[\]】]", "", sentence).strip()
    return words + "".join(m.replace("【", "[").replace("】", "]") for m in marks)


class GroundedAnswer:
    """Builds a verified answer from a stream; `texts[i]` is what source i + 1 says."""

    def __init__(self, question: str, citations: Sequence[Citation], texts: Sequence[str]) -> None:
        self._question = question
        self._citations = list(citations)[:_MOST_SOURCES]
        self._texts = [source_text(c, t) for c, t in zip(self._citations, texts, strict=False)]
        self.shown: list[str] = []
        self.failed: list[Verdict] = []
        self._used: list[int] = []
        self._unmarked: list[str] = []

    @property
    def sources(self) -> str:
        """The numbered sources as the prompt gives them."""
        return "\n".join(f"[{n}] {t}" for n, t in enumerate(self._texts, start=1))

    def take(self, sentence: str) -> bool:
        """Checks a sentence and keeps it where it passes; says whether something new can be shown."""
        if _RAW.match(sentence):
            return False  # JSON, a row of a table, a fence: no sentence
        moved = _moved_marks(usual_marks(sentence))
        if is_silence(moved):
            return False  # where nothing else is said, the extract stands
        marks = re.findall(r"\[\d{1,2}\]", moved)
        if not marks:
            self._unmarked.append(moved)  # the mark may stand at the end of the paragraph
            return False
        before, self._unmarked = self._unmarked, []
        kept = [self._keep(s) for s in (*(b + "".join(marks) for b in before), moved)]
        return any(kept)

    def end(self) -> None:
        """Says that nothing follows: what still has no mark has none."""
        for sentence in self._unmarked:
            self._keep(sentence)
        self._unmarked = []

    def _keep(self, sentence: str) -> bool:
        verdict = verify(sentence, self._texts)
        if not verdict.passed:
            self.failed.append(verdict)
            return False
        if verdict.sentence in self.shown:
            return False
        self.shown.append(verdict.sentence)
        self._used.extend(m for m in verdict.cited if m not in self._used)
        return True

    def answer(self, notice: str | None = None) -> Answer:
        """What has passed so far, its citations numbered in the order of their first use."""
        order = {old: new for new, old in enumerate(self._used, start=1)}
        text = "".join(self.shown)
        text = re.sub(r"\[(\d{1,2})\]", lambda m: f"[{order[int(m[1])]}]", text)
        citations = tuple(replace(self._citations[old - 1], n=new) for old, new in order.items())
        return Answer(self._question, text, citations, mode="model", notice=notice)


def stream_grounded(
    model: Model, question: str, history: str, citations: Sequence[Citation], texts: Sequence[str]
) -> Iterator[Answer]:
    """Ever longer verified answers; raises ModelError. Nothing that is yielded is withdrawn later."""
    grounded = GroundedAnswer(question, citations, texts)
    pending = ""
    variables = {"sources": grounded.sources, "question": question, "history": history or "无"}
    for piece in model.stream("answer", variables):
        found, pending = whole_sentences(pending + piece, final=False)
        passed = [grounded.take(s) for s in found]
        if any(passed):
            yield grounded.answer()
    for sentence in whole_sentences(pending, final=True)[0]:
        grounded.take(sentence)
    grounded.end()
    if grounded.failed:
        failures = "\n".join(f"{v.sentence}（{'；'.join(v.failures)}）" for v in grounded.failed[:6])
        try:
            again = model.complete(
                "repair", {"sources": grounded.sources, "question": question, "failures": failures}
            )
        except ModelError:
            if not grounded.shown:
                raise
            again = ""  # what is shown stays
        dropped, grounded.failed = len(grounded.failed), []
        before = len(grounded.shown)
        for sentence in whole_sentences(again, final=True)[0]:
            grounded.take(sentence)
        grounded.end()
        lost = dropped - (len(grounded.shown) - before)
        notice = f"模型答复中有{lost}句在来源中找不到依据，已略去。" if lost > 0 else None
        yield grounded.answer(notice)
        return
    yield grounded.answer()
