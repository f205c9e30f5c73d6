"""How many true sentences of a model are let through, and how many corrupted ones are caught.

The sentences are those of the prose reports and of the Regulation, as they stand and slightly reworded, each with its
source; then each is corrupted in every way that it allows. Run: python -m benchmarks.verification
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from random import Random

from answering.verification import verify
from benchmarks.generate.prose import prose_names, prose_report
from regulation import load_regulation

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_AGENCIES = ("南山区水利局", "青石县财政局", "云门镇人民政府", "长岭市教育局")
Corruption = Callable[[str, str, Random], str | None]


def true_sentences() -> list[tuple[str, str]]:
    """Sentence and source, for the narratives and the Regulation."""
    out = []
    for name in prose_names():
        content = prose_report(name)
        for number, paragraphs in content.sections.items():
            for paragraph in paragraphs:
                source = f"{content.title}（{number}）：{paragraph}"
                found = re.findall(r"[^。；]{12,120}[。；]", paragraph)
                out += [(s.rstrip("。；"), source) for s in found]
    for article in load_regulation().articles:
        source = f"《中华人民共和国政府信息公开条例》{article.name}：{article.text}"
        for paragraph in article.paragraphs:
            out += [(s.rstrip("。；"), source) for s in re.findall(r"[^。；：]{12,120}[。；]", paragraph)]
    return [(re.sub(r"^[（(]?[一二三四五六七八九十\d]+[）)、.]", "", s), source) for s, source in out]


def rewordings(sentence: str) -> list[str]:
    """The sentence as a model may write it: plain, introduced, without its opening words."""
    shorter = (
        sentence.split("，", 1)[1] if "，" in sentence and len(sentence.split("，", 1)[1]) > 12 else sentence
    )
    return [f"{sentence}[1]。", f"报告写明，{sentence}[1]。", f"{shorter}[1]。"]


def _other_number(sentence: str, source: str, random: Random) -> str | None:
    numbers = list(_NUMBER.finditer(sentence))
    if not numbers:
        return None
    match = random.choice(numbers)
    wrong = str(int(float(match[0])) + random.randint(3, 60))
    while wrong in _NUMBER.findall(source):
        wrong = str(int(wrong) + 7)
    return sentence[: match.start()] + wrong + sentence[match.end() :]


def _swapped_numbers(sentence: str, source: str, random: Random) -> str | None:
    """Two counts of the sentence exchanged, so that each still stands in the source."""
    counts = list(re.finditer(r"(?<![\d.])\d+(?=件|条|次|篇|人)", sentence))
    pairs = [(a, b) for a in counts for b in counts if a.start() < b.start() and a[0] != b[0]]
    pairs = [(a, b) for a, b in pairs if sentence[a.end()] == sentence[b.end()]]
    if not pairs:
        return None
    a, b = random.choice(pairs)
    return sentence[: a.start()] + b[0] + sentence[a.end() : b.start()] + a[0] + sentence[b.end() :]


def _invented_quote(sentence: str, source: str, random: Random) -> str | None:
    cut = sentence[:12]
    return f"报告写道“{cut}成效十分显著”" if len(cut) == 12 else None


def _other_article(sentence: str, source: str, random: Random) -> str | None:
    match = re.search(r"条例》第([一二三四五六七八九十]+)条", source)
    return f"根据条例第{random.choice((58, 61, 77))}条，{sentence}" if match else None


def _other_agency(sentence: str, source: str, random: Random) -> str | None:
    return f"{random.choice(_AGENCIES)}{sentence}"


def _negated(sentence: str, source: str, random: Random) -> str | None:
    match = re.search(
        r"应当(?=[一-龥]{2})|可以(?=[一-龥]{2})|主动公开|予以公开(?!的)|收到(?=政府)|开展(?=[一-龥]{2})",
        sentence,
    )
    if match is None or re.search(r"[不未无没]", sentence[max(0, match.start() - 4) : match.end() + 3]):
        return None
    opposite = {"应当": "不得", "可以": "不得", "收到": "未收到", "开展": "没有开展"}.get(
        match[0], f"不{match[0]}"
    )
    return sentence[: match.start()] + opposite + sentence[match.end() :]


def _unnegated(sentence: str, source: str, random: Random) -> str | None:
    match = re.search(r"未(?=发生|收取|收到)|没有(?=发生|收到|收取)|不(?=收取)", sentence)
    return None if match is None else sentence[: match.start()] + sentence[match.end() :]


CORRUPTIONS: dict[str, Corruption] = {
    "another number": _other_number,
    "two numbers exchanged": _swapped_numbers,
    "a quotation made up": _invented_quote,
    "another article": _other_article,
    "another agency": _other_agency,
    "a negation put in": _negated,
    "a negation left out": _unnegated,
}


def measure() -> tuple[tuple[int, int], dict[str, tuple[int, int]], list[str]]:
    """True sentences passed of all; for each corruption those caught of all; what slipped through."""
    random = Random(5)
    passed: Counter[bool] = Counter()
    caught: dict[str, tuple[int, int]] = {}
    slipped: list[str] = []
    for sentence, source in true_sentences():
        passed.update(verify(wording, [source]).passed for wording in rewordings(sentence))
        for name, corrupt in CORRUPTIONS.items():
            wrong = corrupt(sentence, source, random)
            if wrong is None or wrong == sentence:
                continue
            found = not verify(f"{wrong}[1]。", [source]).passed
            hit, tried = caught.get(name, (0, 0))
            caught[name] = (hit + found, tried + 1)
            if not found:
                slipped.append(f"{name}: {wrong}")
    caught["a source that does not exist"] = _without_source()
    return (passed[True], passed.total()), caught, slipped


def _without_source() -> tuple[int, int]:
    wrong = [(f"{s}[{n}]。", source) for s, source in true_sentences()[:60] for n in (2, 9)]
    return sum(not verify(s, [source]).passed for s, source in wrong), len(wrong)


def main() -> None:
    """Prints a line for the true sentences and one for each corruption."""
    (passed, every), caught, slipped = measure()
    print(f"true sentences passed          {passed}/{every} {passed / every:.1%}")
    for name, (hit, tried) in caught.items():
        print(f"{name:30s} {hit}/{tried} {hit / tried:.1%}")
    hits, tried = (sum(x) for x in zip(*caught.values(), strict=True))
    print(f"corrupted sentences caught     {hits}/{tried} {hits / tried:.1%}")
    for line in slipped[:5]:
        print(f"    e.g. {line[:100]}")


if __name__ == "__main__":
    main()
