"""The reports that meet a condition, each with what it says, then those that say the contrary and those that are silent."""

from __future__ import annotations

from collections.abc import Sequence

from answering.draft.sentence import Draft, Kind, Piece, Sentence, Slot, Span
from answering.evidence.fact import PassageFact
from answering.evidence.which import OfReport
from answering.plan.operations import Which

_MOST_NAMED = 12
_MOST_TOLD = 20


def which_draft(asked: Which, found: Sequence[OfReport]) -> Draft | None:
    """The list; None where no report says anything of it."""
    if all(f.met is None and f.near is None for f in found):
        return None
    return _of_cells(asked, found) if asked.figures else _of_words(asked, found)


def _of_cells(asked: Which, found: Sequence[OfReport]) -> Draft:
    met = sorted((f for f in found if f.met), key=_order)
    names = "、".join(f.said() for f in asked.figures)
    each = "都" if len(asked.figures) > 1 else ""
    head = f"{len(found)}份报告中，{names}{each}{asked.condition.said}{asked.figures[0].unit}的"
    silent = _silent(found, "没有填报或没有读准这一数字")
    if not met:
        counted = tuple(c.id for f in found for c in f.cells)
        return Draft((Sentence((f"{head}一个也没有。",), cites=counted[:_MOST_NAMED]), *silent))
    pieces: list[Piece] = [f"{head}有{len(met)}个："]
    same = asked.condition.said.startswith("为")
    for n, one in enumerate(met[:_MOST_NAMED]):
        pieces += ["、" if n else "", one.held.source.name]
        if not same:
            pieces += ["（", *_values(one), "）"]
    pieces.append("等。" if len(met) > _MOST_NAMED else "。")
    cites = tuple(c.id for f in met[:_MOST_NAMED] for c in f.cells) if same else ()
    rows = [(f.held.source.name, *_values(f)) for f in met[:_MOST_NAMED]]
    table = (("单位", names), *rows) if len(asked.figures) == 1 else ()
    return Draft((Sentence(tuple(pieces), cites=cites), *silent), table)


def _values(one: OfReport) -> tuple[Piece, ...]:
    return tuple(p for n, c in enumerate(one.cells) for p in (("、", Slot(c.id)) if n else (Slot(c.id),)))


def _order(one: OfReport) -> tuple[float, str]:
    return -float(one.cells[0].value or 0), one.held.source.name


def _of_words(asked: Which, found: Sequence[OfReport]) -> Draft:
    met = [f for f in found if f.met]
    contrary = [f for f in found if f.met is False]
    what = "”或“".join(asked.words)
    none = "没有" if asked.denied else ""
    head = f"{len(found)}份报告中，{'写明' if asked.denied else '写到'}{none}“{what}”的有{len(met)}份"
    lines = [
        Sentence((f"{head}：" if met else f"{len(found)}份报告中，没有一份写到{none}“{what}”。",), Kind.NOTE)
    ]
    for one in met[:_MOST_TOLD]:
        spans = [p for w in one.words for p in _whole(w)]
        lines.append(Sentence((f"{one.held.source.name}：", *spans)))
    if contrary:
        said = "写到有的" if asked.denied else "写明没有的"
        names = "、".join(f.held.source.name for f in contrary)
        lines.append(
            Sentence(
                (f"{said}有{len(contrary)}份：{names}。",),
                cites=tuple(w.id for f in contrary for w in f.words),
            )
        )
    near = [f for f in found if f.near is not None]
    lines += [
        Sentence((f"{f.held.source.name}有相近的写法，请核对：", *_whole(f.near))) for f in near if f.near
    ]
    return Draft((*lines, *_silent([f for f in found if f.near is None], "没有写到")))


def _whole(words: PassageFact) -> tuple[Piece, ...]:
    """A sentence with a full stop at its end: one before a semicolon is quoted without it."""
    text = words.text.rstrip("；;，,")
    return Span(words.id, 0, len(text)), "" if text.endswith(("。", "！", "？")) else "。"


def _silent(found: Sequence[OfReport], said: str) -> tuple[Sentence, ...]:
    names = [f.held.source.name for f in found if f.met is None]
    if not names:
        return ()
    more = "等" if len(names) > _MOST_NAMED else ""
    return (Sentence((f"{'、'.join(names[:_MOST_NAMED])}{more}的报告{said}。",), Kind.ABSENCE),)
