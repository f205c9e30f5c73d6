"""What an answer is: text with numbered citations, each a typed object with a verbatim quotation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Citation:
    """Where a claim comes from: `quote` stands verbatim in the source (white space apart).

    `place` names it for people: the row and columns of a cell (主动公开情况表：行政处罚，本年处理决定数量).
    """

    n: int
    source: str
    title: str
    quote: str
    section: str | None = None
    article: int | None = None
    report: str | None = None
    anchor: int | None = None
    cells: tuple[tuple[str, str, str], ...] = ()
    place: str | None = None


@dataclass(frozen=True)
class Answer:
    """An answer; `abstained` where the sources do not say; `notice` is a sentence about how it was made.

    `trace` tells why it is this answer: the decisions in order, each with what it read.
    """

    question: str
    text: str
    citations: tuple[Citation, ...] = ()
    mode: str = "extractive"
    abstained: bool = False
    notice: str | None = None
    table: tuple[tuple[str, ...], ...] = ()
    trace: tuple[tuple[str, str], ...] = ()


@dataclass
class Evidence:
    """Citations gathered while an answer is written; the same place twice is one number."""

    citations: list[Citation] = field(default_factory=list)

    def cite(self, citation: Citation) -> str:
        """The mark, like [1], of a citation; its own `n` is set here."""
        for known in self.citations:
            if replace(citation, n=known.n) == known:
                return f"[{known.n}]"
        numbered = replace(citation, n=len(self.citations) + 1)
        self.citations.append(numbered)
        return f"[{numbered.n}]"
