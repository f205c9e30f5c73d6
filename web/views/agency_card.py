"""An agency as citizens meet it: found by its name, its figures in a sentence and a picture, its reports, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from reports.model import Report
from web.escape import safe

_CONTACT = {"address": "地址", "phone": "电话", "postcode": "邮编", "email": "电子邮箱", "website": "网址"}


def agencies_html(names: Sequence[str], typed: str) -> str:
    """The agencies that fit, each a choice; that nothing fits is said."""
    if not names:
        said = (
            f"没有名称里有“{safe(typed)}”的单位，换个说法试试。"
            if typed
            else "还没有公开的报告，可以先问怎么申请。"
        )
        return f'<p class="empty" role="status">{said}</p>'
    return "".join(f'<button type="button" data-agency="{safe(n)}">{safe(n)}</button>' for n in names)


def contact_html(report: Report) -> str:
    """Whom to ask: what the report itself tells of its office."""
    lines = [
        f"<li>{_CONTACT.get(k, '联系')}：{safe(v)}</li>"
        for k, v in report.contact.items()
        if v and k in _CONTACT
    ]
    return f'<ul class="contact">{"".join(lines)}</ul>' if lines else ""


def agency_html(newest: Report, years: Sequence[tuple[str, int | None]], sentence: str, picture: str) -> str:
    """The card of an agency."""
    reports = "".join(
        f'<button type="button" data-read="{safe(i)}">{year or "年度不明"}年报</button>' for i, year in years
    )
    contact = contact_html(newest)
    whom = f"<h3>联系谁</h3>{contact}" if contact else ""
    return (
        f'<h2>{safe(newest.shown_agency)}</h2><p class="said">{safe(sentence)}</p>{picture}'
        f'<div class="years" aria-label="年度报告" role="group">{reports}</div>{whom}'
    )
