"""工作台: the table of all reports, its counters, what is being read and what could not be read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from office.workbench import Kind, Progress, WorkRow
from reports.model import Level
from reports.reading.progress import Progress as Reading
from review.finding import Severity
from web.escape import safe

COLUMNS = {
    "agency": "单位",
    "level": "类型",
    "year": "年度",
    "version": "第几稿",
    "errors": "必须修改",
    "warnings": "需要核实",
    "notices": "建议完善",
    "handled": "已处理",
    "progress": "进度",
    "updated": "更新",
}
_LEVELS = {
    Level.GOVERNMENT: "政府",
    Level.DEPARTMENT: "部门",
    Level.TOWNSHIP: "乡镇街道",
    Level.ORGANISATION: "组织",
}
_CHINESE = {s.value: s.chinese for s in Severity}


def local(moment: datetime, day: bool = False) -> str:
    """A moment as the clock on the wall shows it; of today only the time, unless the day is wanted."""
    there = moment.replace(tzinfo=UTC).astimezone()
    today = datetime.now().astimezone().date()
    return f"{there:%H:%M}" if there.date() == today and not day else f"{there.month}月{there.day}日"


def _state(row: WorkRow) -> str:
    return f'<span class="chip {row.progress.value}">{row.progress.chinese}</span>'


def row_html(row: WorkRow, mine: bool, days: int) -> str:
    """A report as a row; the name is the way into it. `days` are those to mend a report after its letter."""
    until = row.issued + timedelta(days=days) if row.issued and days else None
    entry, c = row.entry, row.counts
    counts = [c.errors, c.warnings, c.notices] if c else ["…", "…", "…"]
    cells = "".join(
        f'<td class="n {name}{"" if n and c else " zero"}">{n}</td>'
        for n, name in zip(counts, ("error", "warning", "notice"), strict=True)
    )
    name = safe(entry.agency) or f'{safe(entry.file_name)}<span class="chip doubtful">单位名称未读出</span>'
    level = _LEVELS[row.level] if row.level else ""
    handled = f"{row.handled}/{row.total}" if c else "…"
    version = f"第{entry.version}稿" if entry.versions > 1 else "首稿"
    shown = '<span class="chip published">已发布</span>' if entry.published else ""
    return (
        f'<tr data-report="{safe(entry.id)}"><td class="pick"><input type="checkbox" data-pick="{safe(entry.id)}" '
        f'data-mine="{int(mine)}" aria-label="选中 {safe(entry.agency or entry.file_name)}"></td>'
        f'<th scope="row"><a href="{safe(entry.id)}" data-open="{safe(entry.id)}">{name}</a>{shown}</th>'
        f"<td>{level}</td><td>{entry.year or '不明'}</td><td>{version}</td>{cells}"
        f'<td class="n">{handled}</td><td>{_state(row)}</td><td>{local(until, day=True) if until else ""}</td><td>{local(row.updated)}</td></tr>'
    )


def failed_html(name: str, sentence: str, again: bool) -> str:
    """A file that was not stored, as a row with its sentence; `again` where trying once more may help."""
    retry = '<button type="button" data-again>重试</button>' if again else ""
    return (
        f'<tr class="failed"><td class="pick"></td><th scope="row">{safe(name)}</th>'
        f'<td colspan="9" role="alert">{safe(sentence)}</td>'
        f'<td colspan="2">{retry}<button type="button" data-drop="{safe(name)}">移除</button></td></tr>'
    )


def missing_html(agency: str) -> str:
    """An agency that has not handed in."""
    return f'<tr class="missing"><td class="pick"></td><th scope="row">{safe(agency)}</th><td colspan="10">未交</td></tr>'


def counters_html(counts: Mapping[Progress, int], missing: int, chosen: str, total: int) -> str:
    """The counters, each a filter."""
    items = [
        ("", "全部", total),
        *((p.value, p.chinese, n) for p, n in counts.items()),
        ("missing", "未交", missing),
    ]
    return "".join(
        f'<button type="button" data-state="{key}" aria-pressed="{str(key == chosen).lower()}">{word} <b>{n}</b></button>'
        for key, word, n in items
        if n or key != "missing" or chosen == key
    )


def reading_html(name: str, done: int, total: int, reading: Reading, seconds_a_page: float) -> str:
    """Which file is being read and how far it is; of a scan the page, how many are left and about how long."""
    pages = ""
    if reading.pages > 1:
        left = reading.pages - reading.page
        about = f"，约{max(1, round((left + 1) * seconds_a_page))}秒" if seconds_a_page else ""
        pages = f"：第 {reading.page}/{reading.pages} 页，还有{left}页{about}"
    return (
        f'<p role="status">正在读取 {min(done + 1, total)}/{total}　{safe(name)}{pages}</p>'
        f'<progress max="{total}" value="{done}" aria-label="读取进度"></progress>'
        '<button type="button" data-halt>停止</button>'
    )


def kinds_html(kinds: Sequence[Kind], agencies: int) -> str:
    """The kinds of problems over all reports; a click shows the reports."""
    if not kinds:
        return '<p class="empty">没有发现问题。</p>'
    rows = "".join(
        f'<tr><td>{_CHINESE[k.severity]}</td><th scope="row"><button type="button" data-problem="{safe(k.title)}">'
        f'{safe(k.title)}</button></th><td class="n">{len(k.reports)}/{agencies}</td><td class="n">{k.count}</td></tr>'
        for k in kinds
    )
    head = (
        '<tr><th scope="col">程度</th><th scope="col">问题</th><th scope="col">涉及报告</th>'
        '<th scope="col">处数</th></tr>'
    )
    return f'<table class="figures kinds">{head}{rows}</table>'


def sorted_rows(rows: Sequence[WorkRow], key: str, descending: bool) -> list[WorkRow]:
    """The rows by one column."""

    def value(row: WorkRow) -> tuple[int | str, ...]:
        c = row.counts
        numbers = {"errors": c.errors, "warnings": c.warnings, "notices": c.notices} if c else {}
        if key in ("errors", "warnings", "notices"):
            return (numbers.get(key, -1),)
        if key == "handled":
            return (row.total - row.handled,)
        if key == "updated":
            return (row.updated.isoformat(),)
        if key == "progress":
            return (list(Progress).index(row.progress),)
        if key == "level":
            return (row.level or "", row.entry.agency)
        if key == "version":
            return (row.entry.version,)
        return (row.entry.year or 0,) if key == "year" else (row.entry.agency,)

    return sorted(rows, key=value, reverse=descending)


def fitting(rows: Sequence[WorkRow], typed: str, also: Collection[str]) -> list[WorkRow]:
    """The rows whose agency, year or file name holds what was typed, and those with these ids."""
    wanted = typed.strip().lower()
    if not wanted:
        return list(rows)
    return [
        r
        for r in rows
        if r.entry.id in also
        or wanted in f"{r.entry.agency} {r.entry.year or ''} {r.entry.file_name}".lower()
    ]
