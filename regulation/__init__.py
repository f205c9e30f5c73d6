"""The Regulation on Open Government Information (国务院令第711号), article by article, verbatim."""

from regulation.articles import TITLE, Article, Regulation, load_regulation

__all__ = ["TITLE", "Article", "Regulation", "load_regulation"]
