"""Reads corpus/regulation: the official text, and the glosses and everyday questions that help to find it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import RootModel

from data_files import Data, load_data

TITLE = "《中华人民共和国政府信息公开条例》"
FOLDER = Path(__file__).resolve().parent.parent / "corpus" / "regulation"
_ARTICLE = re.compile(r"^### 第(.+?)条\n(.*?)(?=^#{2,3} |\Z)", re.M | re.S)
_CHAPTER = re.compile(r"^## (第.+?章) (.+)$", re.M)
_DIGITS = "零一二三四五六七八九"


def article_name(number: int) -> str:
    """33 as 第三十三条."""
    tens, ones = divmod(number, 10)
    text = (_DIGITS[tens] if tens > 1 else "") + ("十" if tens else "") + (_DIGITS[ones] if ones else "")
    return f"第{text}条"


@dataclass(frozen=True)
class Article:
    """One article: number, chapter, official text as paragraphs; gloss and questions are our own words."""

    number: int
    chapter: str
    paragraphs: tuple[str, ...]
    gloss: str = ""
    questions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The official text, one paragraph a line."""
        return "\n".join(self.paragraphs)

    @property
    def name(self) -> str:
        """The article's name, e.g. 第三十三条."""
        return article_name(self.number)

    def excerpt(self, sign: str) -> str:
        """The paragraph that contains `sign`; the first one where none does."""
        return next((p for p in self.paragraphs if sign in p), self.paragraphs[0])


@dataclass(frozen=True)
class Regulation:
    """The 56 articles in order."""

    articles: tuple[Article, ...]

    def article(self, number: int) -> Article:
        """The article with this number; KeyError where there is none."""
        for article in self.articles:
            if article.number == number:
                return article
        raise KeyError(number)


class Note(Data):
    """Our own words on one article: what it says, and how it is asked for."""

    gloss: str
    questions: tuple[str, ...]


class Notes(RootModel[dict[int, Note]]):
    """corpus/regulation/questions.toml: the notes by the number of the article."""


@cache
def notes() -> dict[int, Note]:
    """Our own words on the articles."""
    return load_data(FOLDER / "questions.toml", Notes).root


@cache
def load_regulation() -> Regulation:
    """The Regulation from its file, with our glosses and questions."""
    text = (FOLDER / "regulation-2019.md").read_text(encoding="utf-8")
    chapters = [(m.start(), f"{m[1]} {m[2]}") for m in _CHAPTER.finditer(text)]
    articles = []
    for number, match in enumerate(_ARTICLE.finditer(text), start=1):
        if f"第{match[1]}条" != article_name(number):
            raise ValueError(f"corpus/regulation: 第{match[1]}条 stands where {article_name(number)} should")
        chapter = [name for start, name in chapters if start < match.start()][-1]
        paragraphs = tuple(p.strip() for p in match[2].split("\n") if p.strip())
        note = notes()[number]
        articles.append(Article(number, chapter, paragraphs, note.gloss, note.questions))
    return Regulation(tuple(articles))
