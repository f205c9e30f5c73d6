"""What an answer is: text with numbered citations, each a typed object with a verbatim quotation."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Citation:
    """Where a claim comes from: `quote` stands verbatim in the source (white space apart)."""

    n: int
    source: str
    title: str
    quote: str
    section: str | None = None
    article: int | None = None
    report: str | None = None
    anchor: int | None = None
    cells: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class Answer:
    """An answer; `abstained` where the sources do not say; `notice` is a sentence about how it was made."""

    question: str
    text: str
    citations: tuple[Citation, ...] = ()
    mode: str = "extractive"
    abstained: bool = False
    notice: str | None = None
    table: tuple[tuple[str, ...], ...] = ()


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
