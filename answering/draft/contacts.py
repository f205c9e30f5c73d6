"""Sentences on how an agency is reached."""

from __future__ import annotations

from collections.abc import Sequence

from answering.answer import Answer
from answering.draft.render import Renderer
from answering.draft.sentence import Draft, Kind, Sentence, Slot, Span
from answering.evidence.contacts import Reached, contacts_of, said_alike
from answering.evidence.fact import Facts
from answering.plan.contacts import contact_wordings
from answering.plan.operations import Contacts
from answering.source import Source

_PERSONAL = "个人的联系方式"


def contacts_draft(asked: Contacts, sources: Sequence[Source], facts: Facts) -> Draft:
    """What each report tells of what is asked, what it does not, and whether they tell the same."""
    if contact_wordings().says("person", asked.words):
        return Draft((_silent(sources, _PERSONAL),), abstained=True)
    reached = [contacts_of(asked, s, facts) for s in sources]
    sentences = [line for s, r in zip(sources, reached, strict=True) for line in _of_one(s, r)]
    if asked.compared and len(sources) > 1:
        alike = said_alike(reached).items()
        sentences += [Sentence((f"{word}{'相同' if same else '不同'}。",), Kind.NOTE) for word, same in alike]
    return Draft(tuple(sentences), abstained=not any(r.told or r.words for r in reached))


def _silent(sources: Sequence[Source], what: str) -> Sentence:
    names = "、".join(s.name for s in sources)
    return Sentence((f"报告未载明：{names}的报告没有写{what}。",), Kind.ABSENCE)


def _of_one(source: Source, reached: Reached) -> list[Sentence]:
    sentences = [Sentence((f"{source.name}报告载明的{word}是", Slot(f.id), "。")) for word, f in reached.told]
    sentences += [Sentence((f"{source.name}的报告写明：", Span(f.id), "。")) for f in reached.words]
    if reached.missing:
        sentences.append(_silent([source], "、".join(reached.missing)))
    return sentences + [Sentence((f"{source.name}的报告写明：", Span(f.id), "。")) for f in reached.near]


def contacts_told(question: str, asked: Contacts, sources: Sequence[Source]) -> Answer:
    """The answer to a question, or to a part of one, of how agencies are reached."""
    facts = Facts()
    draft = contacts_draft(asked, sources, facts)
    return Renderer(facts, {s.id: s for s in sources}).answer(question, draft)
