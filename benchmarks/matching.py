"""What speaks for a sentence to be the answer, weighed: fits the weights of corpus/lexicon/matching.toml and holds them
against questions that were not fitted on.

Fitted by logistic regression on the nearest sentences of every question of reports_tuned.tsv whose answer stands in one
sentence of the prose, and of every question that the report does not answer (which count twice); a further set in the form
of benchmarks.outside_questions can be given, of which every third question is left out. Held out: reports_heldout.tsv,
reports_unseen.tsv and that third. Printed for some thresholds: how often the most probable sentence is the answer and
is probable enough, how often it is not the answer and is, and how often what the report does not say stays unsaid.

Run: python -m benchmarks.matching [FILE.jsonl]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import numpy.typing as npt

from answering.evidence.narrative_index import NarrativeIndex
from answering.matching.scoring import Question, Signs
from answering.matching.told import ToldIndex
from benchmarks.answers import load, prose_source
from benchmarks.outside_questions import says
from reports.parse import parse_file

_NEAREST, _SILENT_TWICE, _OUTSIDE = 10, 2.0, 8.0
_THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6)
_FITTED = tuple(f.name for f in fields(Signs) if f.name != "counted")
Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question: the signs of its nearest sentences, which of them are answers, and whether it has none."""

    set: str
    signs: Rows
    answers: Rows
    silent: bool


def _case(name: str, question: str, index: ToldIndex, keys: list[list[str]], silent: bool) -> Case | None:
    asked = Question(question, index)
    nearest = sorted(index.told, key=lambda t: -asked.lexical(t))[:_NEAREST]
    right = [
        float(not silent and all(any(says(k, t.sentence.text) for k in group) for group in keys))
        for t in nearest
    ]
    if not nearest or (not silent and not any(right)):
        return None
    rows = [[getattr(asked.signs(t), n) for n in _FITTED] + [1.0] for t in nearest]
    return Case(name, np.array(rows), np.array(right), silent)


def cases(file: Path | None) -> Iterator[Case]:
    """Every question that prose answers in one sentence, or that nothing answers."""
    indexes: dict[str, ToldIndex] = {}
    for name in ("reports_tuned", "reports_heldout", "reports_unseen"):
        for a in load(name):
            known = indexes.setdefault(a.report, ToldIndex(NarrativeIndex(prose_source(a.report).report)))
            case = _case(name, a.question, known, [[e] for e in a.expected], not a.answerable)
            yield from [case] if case is not None else []
    for n, line in enumerate(file.read_text(encoding="utf-8").splitlines() if file else ()):
        row, right = json.loads(line), json.loads(line)["right"]
        if (
            len(row["reports"]) != 1
            or row["history"]
            or not (right["all"] or right["any"] or right["silent"])
        ):
            continue
        path = Path(str(file)).parent / Path(str(file)).stem.rsplit("_", 1)[-1] / f"{row['reports'][0]}.txt"
        known = indexes.setdefault(str(path), ToldIndex(NarrativeIndex(parse_file(path))))
        keys = [*([k] for k in right["all"]), *right["any"]]
        case = _case("outside, seen" if n % 3 else "outside", row["question"], known, keys, right["silent"])
        yield from [case] if case is not None else []


def fitted(every: list[Case]) -> Rows:
    """The weights, the constant last."""
    own = [c for c in every if c.set in ("reports_tuned", "outside, seen")]
    x = np.concatenate([c.signs for c in own])
    y = np.concatenate([c.answers for c in own])
    weigh = [
        (_OUTSIDE if c.set != "reports_tuned" else 1.0) * (_SILENT_TWICE if c.silent else 1.0) for c in own
    ]
    w = np.repeat(weigh, [len(c.answers) for c in own])
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ weights))
        slope = x.T @ (w * (p - y)) + np.r_[weights[:-1], 0]
        weights -= np.linalg.solve((x * (w * p * (1 - p))[:, None]).T @ x + np.eye(len(weights)), slope)
    return weights


def main() -> None:
    """Prints the weights and how they do, set by set."""
    every = list(cases(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
    weights = fitted(every)
    print("  ".join(f"{n} {w:.3f}" for n, w in zip((*_FITTED, "constant"), weights, strict=True)))
    for name in dict.fromkeys(c.set for c in every):
        own = [c for c in every if c.set == name]
        top = [
            (1 / (1 + np.exp(-(c.signs @ weights).max())), c, int((c.signs @ weights).argmax())) for c in own
        ]
        told = [t for t in top if not t[1].silent]
        unsaid = [t for t in top if t[1].silent]
        print(f"{name}: {len(told)} answered in the prose, {len(unsaid)} not answered")
        for least in _THRESHOLDS:
            right = sum(p >= least and c.answers[n] > 0 for p, c, n in told) / max(1, len(told))
            wrong = sum(p >= least and c.answers[n] == 0 for p, c, n in told) / max(1, len(told))
            kept = sum(p < least for p, _, _ in unsaid) / max(1, len(unsaid))
            print(f"  from {least}: right {right:.1%}  wrong {wrong:.1%}  kept silent {kept:.1%}")


if __name__ == "__main__":
    main()
