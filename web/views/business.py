"""办理: the steps that a report took outside this program, each with its day; and what its agency answered on the form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from library.stages import Stage, StageMark
from office.receipts import Answered
from web.escape import safe


def stages_html(marks: Sequence[StageMark], today: date) -> str:
    """The steps that were noted, and the form that notes another."""
    lines = "".join(
        f'<li>{m.stage.shown}<span>{m.day.month}月{m.day.day}日</span><button type="button" data-act="decide" '
        f'data-unmark="{m.stage.value}" data-day="{m.day.isoformat()}" aria-label="去掉“{m.stage.shown}”">✕</button></li>'
        for m in marks
    )
    done = {m.stage for m in marks}
    following = next((s for s in Stage if s not in done), Stage.PUBLISHED)
    choices = "".join(
        f'<option value="{s.value}"{" selected" if s is following else ""}>{s.shown}</option>' for s in Stage
    )
    return (
        f'<ul class="stages">{lines}</ul><form id="stage-form" data-act="decide">'
        f'<select name="stage" aria-label="办理环节">{choices}</select>'
        f'<input type="date" name="day" value="{today.isoformat()}" max="{today.isoformat()}" aria-label="日期" required>'
        "<button>记下</button></form>"
    )


def receipt_html(items: Sequence[Answered]) -> str:
    """What an agency answered on each item of the form, beside what the comparison of its two submissions found."""
    rows = "".join(
        f"<tr><td>{safe(i.answer.number)}</td><td>{safe(i.answer.place)}：{safe(i.answer.problem)}</td>"
        f"<td>{safe(i.answer.claim.value)}{safe('：' + i.answer.explanation if i.answer.explanation else '')}</td>"
        f"<td>{safe(i.verdict)}</td></tr>"
        for i in items
    )
    head = "".join(f'<th scope="col">{word}</th>' for word in ("序号", "问题", "单位的回复", "与本稿对照"))
    return f'<h3>整改回执</h3><table class="figures"><tr>{head}</tr>{rows}</table>'
