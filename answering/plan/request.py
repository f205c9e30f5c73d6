"""What a request for a text or a judgement is about: its words without how it is to be written, for whom and of what length."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from answering.plan.scope import names_of, place_of_agency
from data_files import Data, load_data

_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "requests.toml"
_CLAUSES = re.compile("[，,。；;：:？?！!\n（）()]|(?<=[一-龥]) +(?=[一-龥])")
_QUOTED = re.compile('[“”"《》]')
_POINTS = re.compile("[、]|(?<=[一-龥]{2})(?:以及|和|(?<!参)与|跟|及)(?=[一-龥]{2})")
_SHORTEST = 2
_ROUNDS = 4


class RequestExample(Data):
    """A question with what it is about, beside a report of an agency."""

    question: str
    topics: tuple[str, ...]
    agency: str = ""


class Requests(Data):
    """corpus/lexicon/requests.toml: patterns of what a text is not about, in the order in which they are taken out."""

    limits: tuple[str, ...]
    readers: tuple[str, ...]
    makes: tuple[str, ...]
    genres: tuple[str, ...]
    tells: tuple[str, ...]
    judges: tuple[str, ...]
    scopes: tuple[str, ...]
    ends: tuple[str, ...]
    general: tuple[str, ...]
    examples: tuple[RequestExample, ...]


@cache
def requests() -> Requests:
    """The patterns of the file."""
    return load_data(_FILE, Requests)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    every = "|".join(getattr(requests(), name))
    # 回复 is what is to be written in 写个回复, and what it is about in 留言回复慢.
    return re.compile(f"^(?:{every})(?:的|里|中)?|的?(?:{every})$" if name == "genres" else every)


@cache
def _general() -> re.Pattern[str]:
    words = sorted((re.escape(w) for w in requests().general), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(words)}|[的了是和与及在有把将对就])+")


def topics_of(question: str, agency: str = "") -> tuple[str, ...]:
    """The things that a request is about, one for each that it sets side by side; nothing where it names none."""
    found = [t for clause in _clauses(without_agency(question, agency)) for t in _POINTS.split(clause)]
    told = (_plain(t) for t in found)
    own = names_of(agency) if agency else frozenset()
    kept = (t for t in told if len(t) >= _SHORTEST and not _general().fullmatch(t) and t[1:] not in own)
    return tuple(dict.fromkeys(kept))


def without_agency(question: str, agency: str) -> str:
    """A question without the names by which it calls an agency."""
    while agency and (said := place_of_agency(agency, question)) is not None:
        question = question[: said[0]] + question[said[1] :]
    return question


def is_of_any_report(word: str) -> bool:
    """Whether a word says nothing of its own about what a request is about: every report and every request has it."""
    return _general().fullmatch(word) is not None


def without_reader(question: str) -> str:
    """A request without whom it is for: 起草一份给县农业农村局的审核意见 is 起草一份审核意见."""
    return _pattern("readers").sub("", question)


def _clauses(text: str) -> list[str]:
    out = []
    for clause in _CLAUSES.split(without_reader(text)):
        if not clause or _pattern("limits").search(clause):
            continue
        for name in ("makes", "genres", "scopes", "judges", "tells"):
            clause = _pattern(name).sub("", clause)
        out.append(clause)
    return out


def _plain(text: str) -> str:
    text = _QUOTED.sub("", text).strip()
    for _ in range(_ROUNDS):
        shorter = (
            _pattern("tells").sub("", _pattern("judges").sub("", _pattern("ends").sub("", text))).strip()
        )
        if shorter == text:
            break
        text = shorter
    return text
