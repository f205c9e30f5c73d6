"""What drafts to somebody are filled with: who it is for and from, what it is about, tasks with person and deadline."""

from __future__ import annotations

import re

from answering.draft.sentence import Span
from answering.evidence.part_five import Item as Told
from answering.overview.body import span_of
from answering.overview.frames import Item
from answering.overview.material import Material, Pieces, item_pieces, joined
from answering.plan.operations import Overview

_AUDIENCE = re.compile("网友|群众|市民|村民|居民|记者|家长")
_TO = re.compile(
    "给(?P<to>[^，。,的]{2,12}?)(?=写|拟|发|起草|出|提|回|编|弄|$)|(?:发给|写给|提醒)(?P<also>[^，。,的]{2,12}?(?:街道|镇|乡|局|委|办|中心|所|单位|部门|社区|村))"
)
_FROM = re.compile("以(?P<signer>[^，。,]{2,14}?)(?:的)?名义")
_PERSON = re.compile("由(?P<who>[^，。；,;]{2,18}?)(?:牵头|负责|调度|组织|承担)")
_BY_WHEN = re.compile("(?:20\\d\\d年)?(?:第[一二三四]季度|上半年|下半年|\\d{1,2}月底?前?|年底前|年内)")
_UNSAID = "报告未写明，待定"
_MOST = 2


def recipient(asked: Overview, m: Material) -> Pieces:
    """Whom it is for."""
    audience = _AUDIENCE.search(asked.topic)
    if audience is not None and asked.shape == "reply":
        return (f"{audience[0]}",)
    match = _TO.search(asked.topic)
    said = (match["to"] or match["also"] or "") if match else ""
    said = re.sub("^(?:我|你|他)?们?", "", said)
    return (said,) if len(said) > 1 and "们" not in said else (m.agency,)


def signer(asked: Overview, m: Material) -> Pieces:
    """Who signs: who the question names, or somebody who is to be filled in."""
    match = _FROM.search(asked.topic)
    return (match["signer"],) if match else ("××（落款单位）",)


def about(m: Material, praising: bool = False) -> Pieces:
    """What the report says on the things, nothing that goes wrong in praise; its problems where the question names none."""
    body = m.body
    found = [*body.told, *(() if praising else body.problems)]
    if praising and not found:
        return ()
    said: list[Pieces] = [(span_of(f),) for f in found]
    return joined(said or [item_pieces(i) for i in m.five.problems[:_MOST]])


def about_measure(m: Material) -> Pieces:
    """The measures on the things."""
    return joined([(s,) for s in m.body.measures])


def tasks(m: Material) -> list[Item]:
    """Each problem with its measure, who answers for it and by when."""
    return [
        {
            "item": item_pieces(p),
            "measure": item_pieces(t) if t else ("报告没有写对应的措施",),
            "person": _found(_PERSON, t, "who"),
            "deadline": _found(_BY_WHEN, t, 0),
        }
        for p, t in m.five.pairs
    ]


def _found(pattern: re.Pattern[str], item: Told | None, group: str | int) -> Pieces:
    match = pattern.search(item.text) if item is not None else None
    if item is None or match is None:
        return (_UNSAID,)
    return (Span(item.fact.id, item.start + match.start(group), item.start + match.end(group)),)


def headline(asked: Overview) -> Pieces:
    """The title in the question's own words, where one is asked for."""
    match = (
        re.search("(?:说|关于|讲|介绍|突出)(?P<said>[^，。,]{4,30})$", asked.topic)
        if "标题" in asked.topic
        else None
    )
    return (match["said"],) if match else ()


def kind_of_outline(asked: Overview) -> Pieces:
    """What the question calls it."""
    match = re.search("台账|提纲|清单|方案|对照表|任务表|计划", asked.topic)
    return (match[0],) if match else ("清单",)
