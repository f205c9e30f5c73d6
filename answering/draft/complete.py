"""Whether a report holds what it has to: the verdict first, then each thing in the report's own words, or that it is not there."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Sentence, Span
from answering.evidence.complete import Demand, Owed, Thing
from answering.evidence.held import Held


def complete_draft(held: Held, demands: Sequence[Demand]) -> Draft:
    """A verdict on each demand with what it rests on."""
    return Draft(tuple(s for d in demands for s in (_verdict(held, d), *_things(d))))


def _verdict(held: Held, demand: Demand) -> Sentence:
    name, missing = held.source.name, "、".join(t.name for t in demand.missing)
    if missing and demand.owed is Owed.NOT:
        text = f"不必补写：{demand.why}；{name}的报告没有写{missing}，不算缺项。"
        return Sentence((text,), Kind.ABSENCE)
    if missing:
        told = f"没有写{missing}" if len(demand.things) == 1 else f"没有写齐，缺{missing}"
        where = "" if missing == demand.what else demand.what
        due = "不符合要求，应当补充" if demand.owed is Owed.MUST else "不够完整，建议补充"
        return Sentence((f"{name}的报告{where}{told}，{due}：{demand.why}。",), Kind.ABSENCE)
    names = "、".join(t.name for t in demand.things)
    told = f"写了{names}" if len(demand.things) == 1 else f"{demand.what}都写了，写齐了，没有缺项"
    where = demand.what if len(demand.things) == 1 and demand.what.startswith("第") else ""
    meets = "" if demand.owed is Owed.NOT else "，符合要求，合格"
    return Sentence((f"{name}的报告{where}{told}{meets}：{demand.why}。",))


def _things(demand: Demand) -> list[Sentence]:
    noted = [t for t in demand.things if t.note]
    if noted and len(noted) == len(demand.things) > 1:
        return [Sentence((f"{demand.what}齐全：{'；'.join(t.name for t in noted)}。",))]
    return [s for t in demand.things if (s := _thing(t, demand)) is not None]


def _thing(thing: Thing, demand: Demand) -> Sentence | None:
    if thing.told is not None:
        return Sentence((f"{thing.name}：", Span(thing.told.id)))
    if thing.note or len(demand.things) == 1:
        return None
    return Sentence((f"{thing.name}：没有找到写明的语句。",), Kind.ABSENCE)
