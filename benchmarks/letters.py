"""Letters from generated sets of findings, polished lines that were corrupted on the way, and second submissions.

Run: python -m benchmarks.letters [sets]
"""

from __future__ import annotations

import contextlib
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from benchmarks.generate import Content, make_content
from benchmarks.planted import DEFECTS, findings, read
from data_files import Data, load_data
from letters.letter import Letter, compose
from letters.lines import Kind, lines_of, to_markdown
from letters.polish import refusal
from reports.model import Report
from review.finding import Finding
from review.reviewer import review
from review.rounds import State, compare_rounds

_REWRITES = Path(__file__).resolve().parent / "polish_rewrites.toml"
_CODE = re.compile(r"\b(?:STR|IDN|TIM|TAB|SUM|TXT|CON|QLT)\d\d\b")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Defects that stand by themselves: one makes no other appear or vanish.
_ALONE = (
    "IDN05",
    "IDN08",
    "IDN09",
    "IDN11",
    "TIM02",
    "TXT04",
    "TXT06",
    "TXT10",
    "TXT13",
    "QLT06",
    "QLT07",
    "QLT09",
)


def damaged(seed: int, most: int = 6) -> Content:
    """A generated report with some planted defects."""
    content, random = make_content(seed), Random(seed)
    for _, plant in random.sample(DEFECTS, random.randint(0, most)):
        # Where an earlier defect took away what this one would damage, it is not planted.
        with contextlib.suppress(KeyError, IndexError):
            plant(content, random)
    return content


def faults(letter: Letter, report: Report, accepted: list[Finding], dismissed: list[Finding]) -> list[str]:
    """What is wrong with a letter: a finding lost, told twice or not accepted, a rule's code, a number from nowhere."""
    told = Counter(i for g in letter.groups for p in g.points for i in p.findings)
    out = [f"{f.rule} told {told[f.id]} times" for f in accepted if told[f.id] != 1]
    out += [f"{f.rule} was dismissed" for f in dismissed if told[f.id]]
    text = to_markdown(letter)
    out += [f"code {code}" for code in _CODE.findall(text)]
    sources = [report.title, letter.title, *letter.opening, letter.closing, letter.day]
    sources += [
        x for f in accepted for x in (f.message, f.suggestion, f.quote, *(b.document for b in f.basis))
    ]
    known = set(_NUMBER.findall("\n".join(sources)))
    points = [p.text for g in letter.groups for p in g.points]
    out += [f"number {n}" for p in points for n in _NUMBER.findall(p) if n not in known]
    return out


def measure_letters(count: int) -> tuple[float, int]:
    """Median milliseconds of a letter, and how many letters have something wrong."""
    taken, wrong = [], 0
    for seed in range(count):
        report = read(damaged(seed))
        every = list(review(report))
        random = Random(seed)
        accepted = [f for f in every if random.random() < 0.8]
        start = time.perf_counter()
        letter = compose(report, accepted)
        to_markdown(letter)
        taken.append((time.perf_counter() - start) * 1000)
        wrong += bool(faults(letter, report, accepted, [f for f in every if f not in accepted]))
    return statistics.median(taken), wrong


def _number(text: str, random: Random) -> str | None:
    found = list(_NUMBER.finditer(text))
    if not found:
        return None
    match = random.choice(found)
    return text[: match.start()] + str(int(float(match[0])) + 3) + text[match.end() :]


def _article(text: str, random: Random) -> str | None:
    return text.replace("第六条", "第七条") if "第六条" in text else text.replace("第五十条", "第五十一条")


def _agency(text: str, random: Random) -> str | None:
    return text.replace("：", "：南山区水利局", 1)


def _dropped(text: str, random: Random) -> str | None:
    return text[: len(text) // 2]


def _invented(text: str, random: Random) -> str | None:
    return f"{text}另外，你单位还存在公开不及时的问题。"


def _quoted(text: str, random: Random) -> str | None:
    return re.sub("“[^”]{3,}”", "“其他内容”", text, count=1)


CORRUPTIONS: dict[str, Callable[[str, Random], str | None]] = {
    "number": _number, "article": _article, "agency": _agency, "dropped": _dropped, "invented": _invented, "quote": _quoted,
}  # fmt: skip


def measure_polish(count: int) -> dict[str, tuple[int, int]]:
    """For each corruption of a polished point, those refused of all."""
    out: dict[str, tuple[int, int]] = {}
    for seed in range(count):
        report = read(damaged(seed))
        lines = [x.text for x in lines_of(compose(report, review(report))) if x.kind is Kind.POINT]
        for line in lines[:3]:
            for name, corrupt in CORRUPTIONS.items():
                wrong = corrupt(line, Random(seed))
                if wrong is None or wrong == line:
                    continue
                hit, tried = out.get(name, (0, 0))
                out[name] = (hit + bool(refusal(line, wrong)), tried + 1)
    return out


class Rewrites(Data):
    """A line of a letter, faithful rewordings of it, and what makes another statement of it (words, others for them)."""

    before: str
    faithful: tuple[str, ...]
    changed: tuple[tuple[str, str], ...]


class _File(Data):
    lines: tuple[Rewrites, ...]


def measure_rewrites() -> tuple[list[str], int, list[str], int]:
    """Rewordings written by hand: those that change the meaning and were taken, of all; faithful ones refused, of all."""
    taken, refused, changed, faithful = [], [], 0, 0
    for line in load_data(_REWRITES, _File).lines:
        for words, others in line.changed:
            changed += 1
            assert words in line.before, words
            wrong = line.before.replace(words, others, 1)
            taken += [] if refusal(line.before, wrong) else [wrong]
        for wording in line.faithful:
            faithful += 1
            refused += [wording] if refusal(line.before, wording) else []
    return taken, changed, refused, faithful


def revised(seed: int) -> tuple[Content, Content, dict[str, State]]:
    """Two submissions and what became of each planted defect: corrected, left, or new."""
    random = Random(seed)
    codes = random.sample(_ALONE, 6)
    states = dict(zip(codes, [State.FIXED] * 2 + [State.UNCHANGED] * 2 + [State.NEW] * 2, strict=True))
    old, new = make_content(seed), make_content(seed)
    expected: dict[str, State] = {}
    clean = {f.rule for f in findings(old)}
    for code, state in states.items():
        plant = next(p for c, p in DEFECTS if c == code)
        done = [plant(c, Random(seed)) for c in _submissions(old, new, state)]
        if all(done) and code not in clean:
            expected[code] = state
    return old, new, expected


def _submissions(old: Content, new: Content, state: State) -> tuple[Content, ...]:
    """Which of the two have a defect that ends in this state."""
    return {State.FIXED: (old,), State.UNCHANGED: (old, new), State.NEW: (new,)}[state]


def measure_rounds(count: int) -> tuple[int, int]:
    """Findings whose state is right, of all that are expected."""
    right = every = 0
    for seed in range(count):
        old, new, expected = revised(seed)
        one, two = read(old), read(new)
        rounds = compare_rounds(one, two, review(one), review(two))
        told = {(o.before or o.after).rule: o.state for o in rounds.outcomes if o.before or o.after}  # type: ignore[union-attr]
        every += len(expected)
        right += sum(told.get(code) is state for code, state in expected.items())
    return right, every


def main() -> None:
    """Prints the three measurements."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    milliseconds, wrong = measure_letters(count)
    print(f"letters from {count} sets of findings: {milliseconds:.1f} ms each (median), {wrong} with a fault")
    for name, (hit, tried) in measure_polish(count // 2).items():
        print(f"polished line corrupted, {name:9s} refused {hit}/{tried} {hit / tried:.1%}")
    taken, changed, refused, faithful = measure_rewrites()
    print(
        f"rewordings that change the meaning: taken {len(taken)}/{changed}; faithful: refused {len(refused)}/{faithful}"
    )
    right, every = measure_rounds(count // 2)
    print(f"second submissions: {right}/{every} states right, {right / every:.1%}")


if __name__ == "__main__":
    main()
