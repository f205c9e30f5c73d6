"""What a question is about: this report, the Regulation, the review, how to use the tool, or nothing of ours."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from pathlib import Path

from answering.plan.kinds import asks_frequency
from answering.plan.wordings import asks
from answering.reviewed import asks_for_review
from data_files import Data, load_data


class Topic(StrEnum):
    """Where the answer must come from."""

    REVIEW = "review"
    REPORT = "report"
    REGULATION = "regulation"
    EITHER = "either"


_INTERROGATIVE = re.compile(
    r"多少|(?<![十百千万余好])几(?!乎)|什么|啥|哪|谁|[吗么嘛][？?]?$|吗|怎么|如何|怎样|咋|是否|有没有|有无|为何|多久|多长|多高|呢[？?]?$|([一-鿿])不\1|能不能|可不可以"
)
_ARTICLE = re.compile(r"第\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*条|条例\s*(\d{1,2})\s*条")
_FILE = Path(__file__).resolve().parents[2] / "corpus" / "lexicon" / "routing.toml"


class Routing(Data):
    """corpus/lexicon/routing.toml: wordings by what they ask about."""

    rules: tuple[str, ...]
    report: tuple[str, ...]
    done: tuple[str, ...]
    report_duty: tuple[str, ...]
    rules_surely: tuple[str, ...]


@cache
def routing() -> Routing:
    """The wordings of the file."""
    return load_data(_FILE, Routing)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """One pattern for each list of wordings."""
    return {name: re.compile("|".join(wordings)) for name, wordings in routing()}


def _asks(name: str, question: str) -> bool:
    return bool(_patterns()[name].search(question))


def named_article(question: str) -> int | None:
    """The number of the article that a question names."""
    from reports.numerals import chinese_integer

    match = _ARTICLE.search(question)
    if match is None:
        return None
    raw = match[1] or match[2]
    return int(raw) if raw.isdigit() else chinese_integer(raw)


def asks_for_rules(question: str) -> bool:
    """Whether the words of a question ask for what is provided and not for what happened."""
    return _asks("rules", question)


def is_interrogative(text: str) -> bool:
    """Whether words ask something, and are not only the name of a thing (新闻发布会)."""
    return bool(_INTERROGATIVE.search(text))


def topic_of(question: str, with_report: bool) -> Topic:
    """The topic of a question, from its words alone; EITHER where retrieval has to decide."""
    if not with_report:
        return Topic.REGULATION
    if asks("own_case", question):
        return Topic.REGULATION
    if asks_for_review(question):
        return Topic.REVIEW
    if asks_frequency(question) or _asks("done", question):
        return Topic.REPORT
    if _asks("rules_surely", question):
        return Topic.REGULATION
    rules, report = _asks("rules", question), _asks("report", question)
    if _asks("report_duty", question) and rules:
        return Topic.REGULATION
    if rules and not report:
        return Topic.REGULATION
    if (report or not is_interrogative(question)) and not rules:
        return Topic.REPORT
    return Topic.EITHER
