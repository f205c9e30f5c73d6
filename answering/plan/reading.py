"""A question as the recognisers see it: spelt right, with the reports that it is asked of and the plans before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from answering.plan.operations import Operation, Plan
from answering.plan.wordings import asks
from answering.source import Source
from reports.model import Report


@dataclass(frozen=True)
class Reading:
    """`text` is the question after spelling; `sources` are the chosen reports, none where nothing was chosen."""

    question: str
    text: str
    sources: tuple[Source, ...]
    before: tuple[Plan, ...] = ()

    @property
    def report(self) -> Report | None:
        """The first of the reports."""
        return self.sources[0].report if self.sources else None

    def asks(self, name: str) -> str | None:
        """The words that tell a kind of question (corpus/lexicon/questions.toml); None where it is another kind."""
        return asks(name, self.text)

    @cached_property
    def last(self) -> Plan | None:
        """The plan of the question before."""
        return self.before[-1] if self.before else None

    def of_last(self, kind: type[Operation]) -> Operation | None:
        """The last operation of a kind in the plan before."""
        operations: Sequence[Operation] = self.last.operations if self.last else ()
        return next((o for o in reversed(operations) if isinstance(o, kind)), None)
