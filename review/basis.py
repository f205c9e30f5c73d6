"""The provisions that findings rest on, taken from the corpus so that every excerpt is verbatim."""

from __future__ import annotations

from regulation import TITLE, load_regulation
from reports.editions import Edition
from review.finding import Basis

FEE_RULES = "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）"


def regulation(number: int, sign: str = "") -> Basis:
    """An article of the Regulation, with the paragraph that contains `sign` as its excerpt."""
    article = load_regulation().article(number)
    return Basis(TITLE, number, article.excerpt(sign) if sign else article.paragraphs[0])


def uniform_format(edition: Edition, part: str, text: str) -> Basis:
    """A provision of the uniform format: the part of the form, and what it holds or requires."""
    return Basis(f"{edition.document}（{edition.number}）", part, text)


def six_parts(edition: Edition) -> Basis:
    """The list of the six parts, as the format names them."""
    return uniform_format(edition, "六个部分", "；".join(f"{s.number}、{s.title}" for s in edition.sections))


def table_form(edition: Edition, table: str, text: str) -> Basis:
    """The form of one of the three tables."""
    section = next(s for s in edition.sections if s.table == table)
    return uniform_format(edition, f"{section.number}、{section.title}", text)


def local_sheet(text: str) -> Basis:
    """A requirement of the reviewing office's own rule sheet."""
    return Basis("本地审查设置", None, text)
