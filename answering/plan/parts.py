"""Several questions in one: 办了几期培训，多少人参加. Each is answered by itself, the answers stand under each other."""

from __future__ import annotations

import re

from answering.plan.named import names_figure
from answering.plan.routing import is_interrogative
from answering.plan.wordings import asks
from answering.plan.words import content_words, without_number

_PART = re.compile(r"[^，,；;。？?！!\n]+[，,；;。？?！!\n]*")
_MOST_PARTS = 4
# 问题写了几条，分别是什么: the same thing once more.
_WHICH_THEN = re.compile("(?:都|分别|各|具体)+(?:是|有|为)?(?:什么|啥|哪些|哪几[条个项])[？?]?$")
# 比第二多几件 belongs to what the first is asked of.
_GOES_ON = re.compile(
    rf"{_WHICH_THEN.pattern}|(?:比|和|跟)?第二(?:名|位|多的)?(?:是谁|多|少|差|呢)[^，,]{{0,6}}[？?]?$"
)


def parts_of(question: str) -> list[str]:
    """The questions in a text, each with what is said before it; the text alone where it asks one thing."""
    if asks("own_case", question):
        return [question]
    parts: list[str] = []
    said = ""
    for match in _PART.finditer(question):
        said += match[0]
        if parts and not said.removesuffix(match[0]) and _GOES_ON.match(match[0]):
            parts[-1] += f"，{match[0].strip('，,；;。！!')}"
            said = ""
        elif is_interrogative(match[0]):
            parts.append(said.strip("，,；;。！!\n 　"))
            said = ""
    if len(parts) < 2 or len(parts) > _MOST_PARTS:
        return [question]
    return [*parts[:-1], parts[-1] + said.rstrip("，,；;。！!\n 　")]


def asks_which_too(question: str) -> bool:
    """Whether a question wants beside a number the things themselves (写了几条，分别是什么), which a number is no answer to."""
    return _WHICH_THEN.match(_PART.findall(question)[-1]) is not None if _PART.search(question) else False


# These are follow-ups: the figure of the question before is what they ask about.
_FOLLOWS = re.compile(r"^(?:那|又)?(?:为什么|为何|因为什么|原因|理由)|呢[？?]?$")

_HOW = re.compile("^(?:又|都|最后|后来)?(?:怎么|怎样|如何)")
# 罚了多少回？许可呢: of another figure the same is asked.
_AND = re.compile("^(?:那么?|又)?(?P<what>[一-龥]{2,8})呢[？?]?$")


# 合计几件 asks of nothing new.
_BARE_COUNT = re.compile("^(?:合计|一共|总共|共|各|分别)?(?:是|有)?(?:多少|几)[件份条个次人元起宗]?[？?]?$")


def in_context(part: str, first: str) -> str:
    """A part that names nothing itself (多少人参加) with what the first one is about."""
    other = _AND.match(part)
    if other is not None and names_figure(counted := f"{other['what']}有多少件"):
        return counted
    if _FOLLOWS.search(part):
        return part
    if _BARE_COUNT.match(part):
        return f"{without_number(first)}{part}"
    names = any(not w.is_light and not w.is_general for w in content_words(part))
    # 发现了多少条，怎么处理的: of what was found, and not of the applications.
    goes_on = _HOW.match(part) is not None and not names
    return part if names or (names_figure(part) and not goes_on) else f"{without_number(first)}{part}"
