"""What speaks for a sentence to be the answer, weighed: fits the weights of corpus/lexicon/matching.toml and holds them
against sets that were not fitted on.

Every question of benchmarks/outside whose answer is looked for in the prose is a case: as the finders ask it, with the
nearest sentences of its reports; so is every one of benchmarks/questions on one report, which has many that are to be
left unanswered. A sentence is right where it, or it with the two after it, has what must stand in the answer; of a
question of several parts where it has any of it. Left out are questions that no sentence answers and that are not to
be left unanswered. Fitted is a logistic regression, on all sets but one, and measured on that one: how often
the most probable sentence is right and probable enough (or what the report does not say stays unsaid), how often
another one is, how often nothing is said without a reason. In one run: the weights as they stand, those fitted, and
those fitted with the likeness of sentences in meaning among the signs (--meaning: embeds every sentence, minutes).

Run: python -m benchmarks.matching [--meaning] [--whole] [--weights]

--whole answers each set with the weights of the other sets, as the page does; --weights prints those fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import numpy.typing as npt

from answering.answer import Answer
from answering.assistant import Assistant
from answering.evidence.held import Held
from answering.matching.judged import judged
from answering.matching.scoring import Calibration, Question, Signs, Weights, calibration
from answering.matching.told import Told
from answering.plan.operations import Plan
from benchmarks.answers import load, prose_source
from benchmarks.outside_questions import answer_all, says
from retrieval.embeddings import embed_question, make_embeddings
from retrieval.searches import Searches
from retrieval.vectors import Computed, unit

OWN = ("reports_tuned", "reports_heldout", "reports_unseen")
SETS = Path(__file__).resolve().parent / "outside"
_NEAREST, _SILENT_TWICE, _AFTER = 10, 2.0, 2
_SIGNS = tuple(f.name for f in fields(Signs) if f.name != "counted")
_MEANING = ("likeness", "over the mean", "under the nearest")
Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A part of a question: the signs of its nearest sentences, which of them are right, whether it has no answer.

    `doubted` are the sentences whose probability is lessened, `unknown` is how much of it no sentence says.
    """

    set: str
    signs: Rows
    right: Rows
    silent: bool
    doubted: Rows
    unknown: float


@dataclass(frozen=True)
class Asked:
    """What the finders asked of some reports for a question of a set."""

    question: str
    part: str
    is_part: bool
    helds: Sequence[Held]


def asked_of_one_report(name: str) -> Iterator[tuple[Asked, dict[str, Any]]]:
    """Every question of a set of benchmarks/questions, with what is right."""
    searches = Searches()
    helds: dict[str, Held] = {}
    for asked in load(name):
        held = helds.setdefault(asked.report, Held(prose_source(asked.report), searches))
        right = {"all": list(asked.expected), "any": [], "silent": not asked.answerable}
        yield Asked(asked.question, asked.question, False, [held]), right


def asked_of_prose(file: Path) -> Iterator[tuple[Asked, dict[str, Any]]]:
    """Every part of the questions of a set whose answer is looked for in the prose, with what is right."""
    calls: list[Asked] = []
    current = [""]
    ask = Assistant.ask

    def noted(self: Assistant, question: str, *others: Any) -> Answer:
        current[0] = question
        return ask(self, question, *others)

    def recorded(plan: Plan, part: str, answer: Answer, helds: Sequence[Held]) -> Answer | None:
        if helds and not any(c.cells for c in answer.citations):
            calls.append(Asked(current[0], part, len(part) < len(plan.read_as), list(helds)))
        return judged(plan, part, answer, helds)

    with patch("answering.by_words.judged", recorded), patch.object(Assistant, "ask", noted):
        right = {o.row["question"]: o.row["right"] for o in answer_all(file)}
    yield from ((c, right[c.question]) for c in calls)


class Likeness:
    """How near sentences are to a question in meaning: on the report's own scale, and beside its other sentences."""

    def __init__(self) -> None:
        self._named = make_embeddings()
        self._computed = Computed(self._named)

    def signs(self, question: str, every: Sequence[Told], own: Sequence[Told]) -> Rows:
        """A row for each sentence of `own`, all of `every` being the report's."""
        texts = [t.sentence.text for t in every]
        known = self._computed.known(texts)
        matrix = np.stack([known[t] for t in texts])
        near = matrix @ unit(embed_question(self._named.embeddings, question))
        count, mean = len(matrix), matrix.mean(axis=0)
        unrelated = float((count * count * mean @ mean - count) / max(1, count * (count - 1)))
        at = {id(t): n for n, t in enumerate(every)}
        mine = np.array([near[at[id(t)]] for t in own], dtype=np.float64)
        scale = 3 * max(float(near.std()), 1e-3)
        rows: Rows = np.stack(
            [
                (mine - unrelated) / (1 - unrelated),
                (mine - near.mean()) / scale,
                10 * (mine - near.max()),
            ],
            axis=1,
        )
        return rows


def _has(groups: Sequence[Sequence[str]], text: str, is_part: bool) -> bool:
    said = [any(says(k, text) for k in group) for group in groups]
    return any(said) if is_part else all(said) and bool(said)


def case_of(name: str, asked: Asked, right: dict[str, Any], likeness: Likeness | None) -> Case | None:
    """The case that a part makes; None where no sentence answers what is to be answered."""
    groups = [*([k] for k in right["all"]), *right["any"]]
    signs, hits, doubted, unknown = [], [], [], 0.0
    for held in asked.helds:
        question, every = Question(asked.part, held.told), held.told.told
        if not question.words:
            continue
        order = sorted(range(len(every)), key=lambda n, q=question, e=every: -q.lexical(e[n]))[:_NEAREST]  # type: ignore[misc]
        near = likeness.signs(asked.part, every, [every[n] for n in order]) if likeness is not None else None
        for row, n in enumerate(order):
            own = question.signs(every[n])
            passage = "".join(t.sentence.text for t in every[n : n + 1 + _AFTER])
            alone = _has(groups, every[n].sentence.text, asked.is_part)
            hits.append(float(not right["silent"] and (alone or _has(groups, passage, asked.is_part))))
            extra = near[row].tolist() if near is not None else []
            signs.append([*(getattr(own, s) for s in _SIGNS), *extra, 1.0])
            doubted.append(not (own.is_offered and own.counted))
            unknown = max(unknown, own.unknown)
    if not signs or (not right["silent"] and not any(hits)):
        return None
    return Case(name, np.array(signs), np.array(hits), right["silent"], np.array(doubted), unknown)


def fitted(every: Sequence[Case]) -> Rows:
    """The weights, the constant last; what has no answer counts twice."""
    x = np.concatenate([c.signs for c in every])
    y = np.concatenate([c.right for c in every])
    w = np.repeat([_SILENT_TWICE if c.silent else 1.0 for c in every], [len(c.right) for c in every])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (w * (p - y)) + np.r_[weights[:-1], 0]
        curve = (x * (w * p * (1 - p))[:, None]).T @ x + np.eye(len(weights))
        weights -= np.linalg.solve(curve, slope)
    return weights


def shipped() -> Rows:
    """The weights as they stand."""
    known = calibration()
    return np.array([*(getattr(known.weights, s) for s in _SIGNS), known.constant])


def verdict(case: Case, weights: Rows) -> str:
    """What becomes of a case with some weights and the thresholds as they stand: right, wrong or silent."""
    known = calibration()
    likely = 1 / (1 + np.exp(-case.signs @ weights))
    likely = np.where(case.doubted, likely * known.not_offered, likely)
    best = int(likely.argmax())
    least = known.probably if case.unknown <= known.unknown else known.strangely
    if likely[best] < least:
        return "right" if case.silent else "silent"
    return "right" if case.right[best] else "wrong"


def _row(name: str, verdicts: Sequence[str]) -> str:
    shares = (f"{v} {verdicts.count(v) / max(1, len(verdicts)):.1%}" for v in ("right", "wrong", "silent"))
    return f"  {name:<22} n={len(verdicts):<4} " + "  ".join(shares)


def _calibrated(weights: Rows) -> Calibration:
    own = Weights(**{s: float(w) for s, w in zip(_SIGNS, weights, strict=False)})
    return calibration().model_copy(update={"weights": own, "constant": float(weights[-1])})


def _whole(every: Sequence[Case], files: Sequence[Path]) -> None:
    """Prints each set answered with the weights as they stand, and with those of the other sets."""
    for file in files:
        others = _calibrated(fitted([c for c in every if c.set != file.stem]))
        print(_row(f"{file.stem}, shipped", [o.verdict for o in answer_all(file)]), flush=True)
        with (
            patch("answering.matching.scoring.calibration", lambda known=others: known),
            patch("answering.matching.match.calibration", lambda known=others: known),
            patch("answering.matching.judged.calibration", lambda known=others: known),
        ):
            print(_row(f"{file.stem}, of the others", [o.verdict for o in answer_all(file)]), flush=True)


def main() -> None:
    """Prints how the weights do, each set by those fitted on the others."""
    parser = argparse.ArgumentParser()
    for option in ("--meaning", "--whole", "--weights"):
        parser.add_argument(option, action="store_true")
    options = parser.parse_args()
    files = sorted(SETS.glob("set_*.jsonl"))
    likeness = Likeness() if options.meaning else None
    sources = [(n, asked_of_one_report(n)) for n in OWN] + [(f.stem, asked_of_prose(f)) for f in files]
    made = (case_of(name, a, r, likeness) for name, every in sources for a, r in every)
    every = [c for c in made if c is not None]
    count = len(_SIGNS)
    words = [
        Case(c.set, np.delete(c.signs, slice(count, -1), axis=1), c.right, c.silent, c.doubted, c.unknown)
        for c in every
    ]
    ways = {"as they stand": words, "fitted on the others": words}
    ways |= {"with the meaning": every} if likeness is not None else {}
    totals: dict[str, list[str]] = {way: [] for way in ways}
    for name in dict.fromkeys(c.set for c in every):
        print(name)
        for way, cases in ways.items():
            weights = shipped() if way == "as they stand" else fitted([c for c in cases if c.set != name])
            own = [verdict(c, weights) for c in cases if c.set == name]
            totals[way] += own if name not in OWN else []
            print(_row(way, own))
    print("all that somebody wrote from reports alone")
    for way, verdicts in totals.items():
        print(_row(way, verdicts))
    if options.weights:
        print("\n".join(f"{n} = {w:.3f}" for n, w in zip((*_SIGNS, "constant"), fitted(words), strict=True)))
    if options.whole:
        _whole(words, files)


if __name__ == "__main__":
    main()
