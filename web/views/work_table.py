"""工作台: the table of all reports, its counters, what is being read and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from library.worklist import Behind, Counters, State, WorkLine
from office.waiting import page_said
from office.workbench import WORDS, Kind
from reports.model import Level
from reports.reading.progress import Progress as Reading
from review.finding import Severity
from web.escape import safe

_LEVELS = {
    Level.GOVERNMENT: "政府",
    Level.DEPARTMENT: "部门",
    Level.TOWNSHIP: "乡镇街道",
    Level.ORGANISATION: "组织",
}
_BEHIND = {
    Behind.EDITED: ("意见待更新", "意见手工改过，之后决定或设置又有变化"),
    Behind.ISSUED: ("出意见后有改动", "意见出了以后又改了决定"),
}
_CHINESE = {s.value: s.chinese for s in Severity}


def local(moment: datetime, day: bool = False) -> str:
    """A moment as the clock on the wall shows it; of today only the time, unless the day is wanted."""
    there = moment.replace(tzinfo=UTC).astimezone()
    today = datetime.now().astimezone().date()
    return f"{there:%H:%M}" if there.date() == today and not day else f"{there.month}月{there.day}日"


def row_html(line: WorkLine, mine: bool) -> str:
    """A report as a row; the name is the way into it."""
    entry, c = line.entry, line.counts
    counts = [c.errors, c.warnings, c.notices] if c else ["…", "…", "…"]
    cells = "".join(
        f'<td class="n {name}{"" if n and c else " zero"}">{n}</td>'
        for n, name in zip(counts, ("error", "warning", "notice"), strict=True)
    )
    name = safe(entry.agency) or f'{safe(entry.file_name)}<span class="chip doubtful">单位名称未读出</span>'
    level = _LEVELS[Level(line.level)] if line.level else ""
    handled = f"{line.handled}/{c.errors + c.warnings + c.notices}" if c else "…"
    version = f"第{entry.version}稿" if entry.versions > 1 else "首稿"
    shown = '<span class="chip published">已发布</span>' if entry.published else ""
    behind = ""
    if line.behind in _BEHIND:
        word, why = _BEHIND[line.behind]
        behind = f'<span class="chip doubtful" title="{why}">{word}</span>'
    updated = max(entry.added, line.issued or entry.added)
    return (
        f'<tr data-report="{safe(entry.id)}"><td class="pick"><input type="checkbox" data-pick="{safe(entry.id)}" '
        f'data-mine="{int(mine)}" aria-label="选中 {safe(entry.agency or entry.file_name)}"></td>'
        f'<th scope="row"><a href="{safe(entry.id)}" data-open="{safe(entry.id)}">{name}</a>{shown}</th>'
        f"<td>{level}</td><td>{entry.year or '不明'}</td><td>{version}</td>{cells}"
        f'<td class="n">{handled}</td><td><span class="chip {line.state.value}">{WORDS[line.state]}</span>{behind}</td>'
        f"<td>{safe(line.assignee)}</td>"
        f"<td>{f'{line.due.month}月{line.due.day}日' if line.due else ''}</td><td>{local(updated)}</td></tr>"
    )


def failed_html(name: str, sentence: str, again: bool) -> str:
    """A file that was not stored, as a row with its sentence; `again` where trying once more may help."""
    retry = '<button type="button" data-again>重试</button>' if again else ""
    return (
        f'<tr class="failed"><td class="pick"></td><th scope="row">{safe(name)}</th>'
        f'<td colspan="11"><span role="alert">{safe(sentence)}</span> '
        f'{retry}<button type="button" data-drop="{safe(name)}">移除</button></td></tr>'
    )


def missing_html(agency: str) -> str:
    """An agency that has not handed in."""
    return f'<tr class="missing"><td class="pick"></td><th scope="row">{safe(agency)}</th><td colspan="11">未交</td></tr>'


def to_match_html(agency: str, why: str) -> str:
    """An expected agency that may have handed in under another name."""
    return (
        f'<tr class="missing"><td class="pick"></td><th scope="row">{safe(agency)}</th>'
        f'<td colspan="11">待核对：{safe(why)}</td></tr>'
    )


def counters_html(counted: Counters, missing: int, chosen: str, mine: bool | None = None) -> str:
    """The counters, each a filter; `mine` says whether only her own work is shown (None: nobody has any of her own)."""
    items = [
        ("", "全部", counted.total),
        *((state.value, WORDS[state], counted.states[state]) for state in State),
        ("missing", "未交", missing),
    ]
    own = ""
    if mine is not None:
        own = f'<button type="button" data-own aria-pressed="{str(mine).lower()}">只看我的</button>'
    return own + "".join(
        f'<button type="button" data-state="{key}" aria-pressed="{str(key == chosen).lower()}">{word} <b>{n}</b></button>'
        for key, word, n in items
        if n or key != "missing" or chosen == key
    )


def reading_html(name: str, done: int, total: int, reading: Reading, seconds_a_page: float) -> str:
    """Which file is being read and how far it is; of a scan the page, how many are left and about how long."""
    said = page_said(reading.page, reading.pages, seconds_a_page)
    pages = f"：{said}" if reading.pages > 1 else ""
    return (
        f'<p role="status">正在读取 {min(done + 1, total)}/{total}　{safe(name)}{pages}</p>'
        f'<progress max="{total}" value="{done}" aria-label="读取进度"></progress>'
        '<button type="button" data-halt>停止</button>'
    )


def kinds_html(kinds: Sequence[Kind], reports: int, over: str = "") -> str:
    """The kinds of problems over so many reports; a click shows those that have it. `over` says what was left out."""
    if not kinds:
        return '<p class="empty">没有发现问题。</p>'
    rows = "".join(
        f'<tr><td>{_CHINESE[k.severity]}</td><th scope="row"><button type="button" data-problem="{safe(k.title)}">'
        f'{safe(k.title)}</button></th><td class="n">{len(k.reports)}/{reports}</td><td class="n">{k.count}</td></tr>'
        for k in kinds
    )
    head = (
        '<tr><th scope="col">程度</th><th scope="col">问题</th><th scope="col">涉及报告</th>'
        '<th scope="col">处数</th></tr>'
    )
    said = f'<p class="quiet">{safe(over)}</p>' if over else ""
    return f'{said}<table class="figures kinds">{head}{rows}</table>'
