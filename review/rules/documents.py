"""IDN: documents that a report cites: their names, numbers and articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from data_files import Data, load_data
from regulation import load_regulation
from reports.numerals import chinese_integer, half_width
from reports.prose.sentences import Sentence, clip, whole_sentences
from review.basis import regulation
from review.finding import Basis, Problem, Severity
from review.rule import Context, Rule, rule
from review.rules.bases import accuracy
from review.wordings import FOLDER, load_wordings, wording_problems

_NUMBER = re.compile(
    r"(?P<issuer>国[一-龥]{1,6})\s*[〔\[【(（](?P<year>\d{4})[〕\]】)）]\s*第?(?P<number>\d+)\s*号"
)
_TITLE_TO_NUMBER = 24
_NAME_TO_NUMBER = 40


class CitedDocument(Data):
    """A document that reports cite: how its title is known, its number, and its whole name."""

    name: str
    title: str
    number: str
    issuer: str
    wrong_name: str

    def has_number(self, match: re.Match[str]) -> bool:
        """Whether the number that was found is the document's own."""
        return f"{match['issuer']}〔{match['year']}〕{match['number']}号" == self.number


class Documents(Data):
    """corpus/review/documents.toml."""

    documents: tuple[CitedDocument, ...]


@cache
def cited_documents() -> tuple[CitedDocument, ...]:
    """The documents of corpus/review/documents.toml."""
    return load_data(FOLDER / "documents.toml", Documents).documents


@dataclass(frozen=True)
class _Wrong:
    found: str
    start: int
    message: str
    right: str


def _wrong_numbers(text: str) -> Iterator[_Wrong]:
    """Numbers that follow the title of a document whose number is another, and numbers near to the right one."""
    known = {d.number: d for d in cited_documents()}
    for match in _NUMBER.finditer(text):
        number = f"{match['issuer']}〔{match['year']}〕{match['number']}号"
        before = text[: match.start()]
        for document in cited_documents():
            titles = list(re.finditer(document.title, before))
            if (
                not titles
                or len(before) - titles[-1].end() > _TITLE_TO_NUMBER
                or "《" in before[titles[-1].end() :]
            ):
                continue
            if document.has_number(match):
                break
            if (
                number in known
                and known[number] is not cited_documents()[0]
                and document is cited_documents()[0]
            ):
                break  # The format under the number of the notice before it: told as citing the old edition.
            if number in known:
                said = f"“{number}”是{known[number].wrong_name}，与前面的文件名称不符"
            else:
                said = f"“{match[0]}”文号有误，{document.wrong_name}的文号是{document.number}"
            yield _Wrong(match[0], match.start(), said, document.number)
            break
        else:
            yield from _near_number(text, match)


def _near_number(text: str, match: re.Match[str]) -> Iterator[_Wrong]:
    """国办发〔2021〕30号 and 国办公开办函〔2022〕30号 where a report says what it was made by."""
    form = cited_documents()[0]
    around = text[max(0, match.start() - _NAME_TO_NUMBER) : match.end() + _NAME_TO_NUMBER]
    about = re.search(r"年度报告|年报|编制|格式", around)
    # That office's other numbers of these years are of no format; 30 of other years is a slip of the year.
    known = {d.number for d in cited_documents()}
    own_year = match["issuer"] == "国办公开办函" and match["year"] in ("2019", "2021")
    alike = (match["number"] == "30" and "2020" <= match["year"] <= "2025") or (
        own_year and f"{match['issuer']}〔{match['year']}〕{match['number']}号" not in known
    )
    if about and alike and not form.has_number(match) and re.fullmatch(form.issuer, match["issuer"]):
        yield _Wrong(
            match[0], match.start(), f"“{match[0]}”文号有误，年度报告格式的文号是{form.number}", form.number
        )


_ARTICLE = re.compile(
    r"(?P<name>《[^《》]*条例》)(?:[（(][^（）()]*[)）]|[)）”])*(?:中|的|规定的)?第(?P<article>[一二三四五六七八九十百]+|\d+)条"
)


def _wrong_articles(text: str) -> Iterator[_Wrong]:
    """Articles that the Regulation does not have."""
    last = len(load_regulation().articles)
    for match in _ARTICLE.finditer(text):
        if not (match["name"] == "《条例》" or "信息公开条例" in match["name"]):
            continue
        article = int(match["article"]) if match["article"].isdigit() else chinese_integer(match["article"])
        if article is not None and article > last:
            words = f"第{match['article']}条"
            what = "（第711号是令号）" if article == 711 else ""
            yield _Wrong(
                words,
                match.end() - len(words),
                f"《条例》共{last}条，没有“{words}”{what}",
                f"第一条至第{last}条",
            )


class Topic(Data):
    """What some articles are about: words that follow a citation, and the articles that may be cited for them."""

    what: re.Pattern[str]
    articles: tuple[str, ...]
    right: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]

    def has(self, article: int, item: int | None) -> bool:
        """Whether an article, or its item where one is cited, is among them."""
        cited = {f"{article}", f"{article}.{item}"} if item else {f"{article}"}
        whole = {a.split(".")[0] for a in self.articles}
        return bool(cited & set(self.articles)) or (item is None and f"{article}" in whole)


class Topics(Data):
    """corpus/review/articles.toml."""

    topics: tuple[Topic, ...]


@cache
def article_topics() -> tuple[Topic, ...]:
    """What the articles are about, in the order of the file."""
    return load_data(FOLDER / "articles.toml", Topics).topics


_ONE_ARTICLE = re.compile(
    r"(?:依照|按照|根据|依据|按)(?:《[^《》]{0,16}条例》|条例)(?:[（(][^（）()]*[)）])?第(?P<article>[一二三四五六七八九十]+|\d+)条"
    r"(?:第[一二三]款)?(?:第[（(]?(?P<item>[一二三四五六七八九])[)）]?项)?(?:的?规定)?(?![、和及至第])"
)


def _cited_for_something_else(text: str) -> Iterator[_Wrong]:
    """An article that is cited for what another one says."""
    for match in _ONE_ARTICLE.finditer(text):
        if not ("《条例》" in match[0] or "信息公开条例" in match[0]):
            continue
        number = match["article"]
        article = int(number) if number.isdigit() else chinese_integer(number)
        item = chinese_integer(match["item"]) if match["item"] else None
        topic = next((t for t in article_topics() if t.what.search(text[match.end() :])), None)
        if article is not None and topic is not None and not topic.has(article, item):
            words = text[match.start("article") - 1 : match.end()].removesuffix("规定").removesuffix("的")
            said = f"所引《条例》“{words}”与所做的事不符，有关规定在{topic.right}"
            yield _Wrong(words, match.start("article") - 1, said, topic.right)


def _found(sentence: Sentence) -> Iterator[_Wrong]:
    text = half_width(sentence.text)
    yield from _wrong_numbers(text)
    yield from _wrong_articles(text)
    yield from _cited_for_something_else(text)


def _documents_basis(context: Context) -> tuple[Basis, ...]:
    return (regulation(50, "统一格式"), *accuracy(context))


@rule("IDN13", "引用文件的名称、文号或条款有误", Severity.WARNING, _documents_basis)
def citation(context: Context) -> Iterator[Problem]:
    """检查：条例的名称、令号、条文序号，年度报告格式、信息处理费管理办法、国务院办公厅政务公开工作要点的文号与名称是否相符，所引条文规定的是不是所做的事。

    为何：引用文件应当准确，文号张冠李戴多为照抄所致。
    触发：“国办发〔2021〕30号”“国务院令第771号”“《条例》第五十九条”“《信息公开条例》”；60号的名称配30号的文号；“《条例》第十四条关于个人隐私的规定”；已经废止的法规、短于法定的公告期。
    不触发：“国办公开办函〔2021〕30号”“《政府信息公开条例》”；其他文件的文号。
    例外：修订前的条例由另一规则提示；文号只与紧接的文件名称核对；同一差错合并为一条。
    """
    told: dict[str, tuple[Sentence, _Wrong]] = {}
    for sentence in whole_sentences(context.report.paragraphs()):
        for wrong in _found(sentence):
            told.setdefault(wrong.message, (sentence, wrong))
    for sentence, wrong in told.values():
        yield Problem(
            f"{wrong.message}。",
            f"请核对原文，改为“{wrong.right}”。"
            if "条至" not in wrong.right
            else "请核对条例原文，更正条款序号。",
            context.at_paragraph(sentence.paragraph),
            quote=clip(sentence.text, wrong.start, wrong.start + len(wrong.found)),
            expected=wrong.right,
            actual=wrong.found,
        )
    cited = (*load_wordings("citations"), *load_wordings("laws"))
    yield from wording_problems(context, cited, headings=False)


RULES: tuple[Rule, ...] = (citation,)
