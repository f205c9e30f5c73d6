"""Recorded conversations: what a model was told, and what it said, kept as data; run through the whole path again.

The replies of FILE were written by hand on 25 November 2026 by somebody who was given the prompts:
`honest` as a good model would answer, `sloppy` with the slips that models make (a part told as the whole, numbers
exchanged, hedges dropped), `malicious` to deceive. Each sentence stands with whether it is true of its report (+) or
false (-). The questions are those of sets that were written from the reports alone, before this path was made; two
thirds of them are questions that the rules fail on.

PLAYED holds whole answers of 1 December 2026: questions written from reports alone, which the rules answered wrongly or
in part, put with the very prompts to a capable language model that saw nothing else and was told to be honest. Each
sentence was read against its report afterwards: all are true. The false ones beside them were written then, in the
same forms: another value, order, direction, year or number of terms. They are run sentence by sentence, with the findings of then.

A reply of the first file belongs to one prompt. `digest` covers what was said to the model, the report and the question; what code adds to
them (articles, findings, the draft of the rules) may change without a new reply. Where the digest differs, the run stops:
read the prompt (--prompt ID), write the reply that fits it in FILE, then --seal.

Run: python -m benchmarks.conversations [--show] [--prompt ID] [--seal]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from answering.answer import Answer
from answering.assistant import Assistant, Turn
from answering.extract import usable
from answering.model import Model, ModelError, ModelSettings
from answering.source import Source
from answering.with_model.material import Material, Piece, material_of
from answering.with_model.protocol import whole_sentences
from answering.with_model.turn import Asked, Composed
from benchmarks.outside_questions import verdict
from prompts import prompt_text
from reports.parse import parse_file

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "conversations"
FILE = FOLDER / "replies.jsonl"
# Whole answers to the prompts as they are sent, with articles, findings and draft; false twins stand beside them.
PLAYED = FOLDER / "played.jsonl"
_BY_CODE = re.compile(
    r"^\[[FAD]\d+\].*\n?|^〔(?:[^〕]*·)?(?:审查发现|《条例》和收费标准|规则给出的答复)〕\n?", re.M
)


class ChangedPromptError(ModelError):
    """The model is told something else than what the reply was written for."""


@dataclass(frozen=True)
class Said:
    """A reply with the question that it answers; `sentences` are its sentences with whether each is true."""

    row: dict[str, Any]

    @property
    def sentences(self) -> list[tuple[str, bool]]:
        """Its sentences in order."""
        return [(text, bool(true)) for text, true in self.row["sentences"]]

    @property
    def text(self) -> str:
        """The reply as the model gives it."""
        return "\n".join(text for text, _ in self.sentences)


def digest(variables: dict[str, str]) -> str:
    """What identifies a prompt, without what code adds to it."""
    system, user = prompt_text("answer")
    told = [system, user, *(_BY_CODE.sub("", v).strip() for _, v in sorted(variables.items()))]
    return hashlib.sha256("\n\n".join(told).encode()).hexdigest()[:16]


class RecordedModel(Model):
    """Gives the recorded reply to the prompt that it was written for, and refuses any other."""

    def __init__(self, said: Said) -> None:
        super().__init__(ModelSettings("recorded", None, "none"))
        self._said = said

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The reply in small pieces; a sentence that is refused is left out when it is asked for again."""
        if prompt != "answer":
            yield "1. 删去"
            return
        if digest(variables) != self._said.row["digest"]:
            raise ChangedPromptError(
                f"the prompt of {self._said.row['id']} is not the one that its reply was written for: read it with "
                f"python -m benchmarks.conversations --prompt {self._said.row['id']}, mend the reply in {FILE.name} "
                "where it no longer fits, then run --seal"
            )
        for start in range(0, len(self._said.text), 9):
            yield self._said.text[start : start + 9]


class _Listening(Model):
    """Keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(ModelSettings("listening", None, "none"))
        self.variables: dict[str, str] = {}

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """Nothing."""
        self.variables = variables
        yield ""


def recorded(file: Path = FILE) -> list[Said]:
    """Every reply of a file."""
    return [Said(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]


@cache
def report_of(name: str) -> Source:
    """A report that the questions are about."""
    return Source(name, parse_file(FOLDER / f"{name}.txt"))


def ask(said: Said, model: Model | None) -> Answer:
    """The answer to the question of a reply."""
    row = said.row
    assistant = _assistant() if model is None else Assistant(model, searches=_assistant().searches)
    return assistant.ask(
        row["question"], [report_of(r) for r in row["reports"]], [Turn(q) for q in row["history"]]
    )


@cache
def _assistant() -> Assistant:
    return Assistant()


def prompt_of(said: Said) -> dict[str, str]:
    """What the model is told; empty where it is not asked."""
    listening = _Listening()
    ask(said, listening)
    return listening.variables


@dataclass(frozen=True)
class Heard:
    """A sentence of a reply, whether it is true, whether it passed, and why not."""

    voice: str
    id: str
    sentence: str
    true: bool
    passed: bool
    why: str = ""


def each_sentence(said: Said) -> Iterator[Heard]:
    """Every sentence of a reply held against the report by itself."""
    row = said.row
    assistant = _assistant()
    sources = [report_of(r) for r in row["reports"]]
    rules = ask(said, None)
    plan = assistant.plan(row["question"], sources, [Turn(q) for q in row["history"]])
    asked = Asked(row["question"], plan.read_as, plan, rules, assistant.held(sources))
    articles = usable(assistant.searches.regulation.find(plan.read_as, 3)) if row["voice"] == "played" else []
    material = material_of(plan.read_as, asked.helds, articles, rules)
    if "findings" in row:
        _put_findings(material, row["findings"])
    for text, true in said.sentences:
        composed = Composed(material, row["question"], asked.wants_opinion)
        for sentence in whole_sentences(text, final=True)[0]:
            composed.take(sentence)
        composed.end()
        why = "；".join(f for i in composed.failed for f in i.checked.failures)
        yield Heard(row["voice"], row["id"], text, true, bool(composed.shown) and not composed.failed, why)


def _put_findings(material: Material, told: list[str]) -> None:
    """The findings that the reply was written for; the review of today may find others."""
    kept = {key: piece for key, piece in material.pieces.items() if not key.startswith("F")}
    first = next(iter(kept.values()))
    own = (
        Piece(
            f"F{n}",
            line,
            f"审查发现：{line.partition('）')[2]}",
            first.citations,
            "审查发现",
            source=first.source,
        )
        for n, line in enumerate(told, start=1)
    )
    material.pieces = kept | {piece.id: piece for piece in own}


def seal() -> None:
    """Writes the digests of today's prompts."""
    rows = []
    for said in recorded():
        variables = prompt_of(said)
        rows.append(said.row | {"digest": digest(variables) if variables else ""})
    FILE.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def judged(said: Said, answer: Answer) -> str:
    """As any answer is judged; one that says what the report does not say is silent where that is right."""
    if said.row["right"]["silent"] and "报告没有写明" in answer.text:
        return "right"
    return verdict(said.row["right"], answer)


def _print_shares(voice: str, heard: list[Heard]) -> None:
    true, false = [h for h in heard if h.true], [h for h in heard if not h.true]
    dropped, passed = sum(not h.passed for h in true), sum(h.passed for h in false)
    print(f"{voice}: true sentences dropped {dropped}/{len(true)}, false ones passed {passed}/{len(false)}")


def main() -> None:
    """Prints what of true and false sentences passes, and how many answers are right with the model and without."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--prompt")
    parser.add_argument("--seal", action="store_true")
    options = parser.parse_args()
    if options.seal:
        seal()
        return
    if options.prompt:
        said = next(s for s in recorded() if s.row["id"] == options.prompt)
        print("\n\n".join(f"{name}:\n{text}" for name, text in prompt_of(said).items()))
        return
    heard = [h for file in (FILE, PLAYED) for said in recorded(file) for h in each_sentence(said)]
    for voice in dict.fromkeys(h.voice for h in heard):
        _print_shares(voice, [h for h in heard if h.voice == voice])
    if options.show:
        for h in (h for h in heard if h.passed is not h.true):
            print(f"  {h.voice} {h.id} {'dropped' if h.true else 'PASSED'}: {h.sentence} ({h.why})")
    right: Counter[tuple[str, str]] = Counter()
    for said in recorded():
        for way, model in (("offline", None), (said.row["voice"], RecordedModel(said))):
            answer = ask(said, model)
            how = judged(said, answer)
            right[
                f"{said.row['voice']} questions, {'rules alone' if model is None else 'with the model'}",
                how,
            ] += 1
            if options.show and way == "honest" and how != "right":
                print(f"  {said.row['id']} {how}: {said.row['question']} -> {answer.text[:200]}")
    for (which, how), count in sorted(right.items()):
        print(f"{which}: {how} {count}")


if __name__ == "__main__":
    main()
