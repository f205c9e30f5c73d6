"""资料库: many reports at once, the worst first; what could not be read; delete; the settings in force."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from letters.ledger import LedgerEntry, to_xlsx
from reports.errors import UnusableFileError
from review.finding import Severity
from web.escape import safe

if TYPE_CHECKING:
    from web.page import Shared
    from web.workspace import Workspace

Choices = Callable[["Workspace"], list[tuple[str, str]]]
Status = Callable[..., str]
_MOST = 200


def overview_html(workspace: Workspace) -> str:
    """The library as a table of reports and their findings by severity, the worst first."""
    rows: list[tuple[tuple[int, ...], str]] = []
    for entry in workspace.library.entries()[:_MOST]:
        try:
            found = workspace.findings(entry.id)
        except UnusableFileError as error:
            rows.append(
                ((-1, 0, 0), f"<tr><td>{safe(entry.label)}</td><td colspan=3>{safe(error)}</td></tr>")
            )
            continue
        counts = tuple(sum(1 for f in found if f.severity is s) for s in Severity)
        cells = "".join(f"<td>{n}</td>" for n in counts)
        rows.append((counts, f"<tr><td>{safe(entry.label)}</td>{cells}</tr>"))
    rows.sort(key=lambda r: r[0], reverse=True)
    if not rows:
        return '<p class="empty">还没有报告。可以一次选择多个文件或一个压缩包。</p>'
    head = "<tr><th>单位与年度</th>" + "".join(f"<th>{s.chinese}</th>" for s in Severity) + "</tr>"
    return f'<div class="overview"><table class="figures">{head}{"".join(r[1] for r in rows)}</table></div>'


def ledger_file(workspace: Workspace) -> Any:
    """The ledger of the whole library as a file, made ahead of the click that downloads it."""
    words = {"accepted": "已采纳", "dismissed": "不采纳"}
    entries = []
    for entry in workspace.library.entries()[:_MOST]:
        try:
            report, found = workspace.report(entry.id), workspace.findings(entry.id)
        except UnusableFileError:
            continue
        decisions = workspace.library.decisions(entry.id)
        entries += [
            LedgerEntry(report, f, words.get(decisions[f.id].state, "") if f.id in decisions else "待处理")
            for f in found
        ]
    if not entries:
        return gr.update(interactive=False)
    path = Path(tempfile.mkdtemp(prefix="nianbao-")) / "问题台账.xlsx"
    path.write_bytes(to_xlsx(entries, date.today()))
    return gr.update(value=str(path), interactive=True)


def settings_html(workspace: Workspace) -> str:
    """The settings in force, never a key."""
    settings = workspace.settings
    model = (
        f"{settings.model or '默认模型'}（已配置）"
        if settings.endpoint_configured
        else "未配置，使用原文摘录与模板"
    )
    lines = [
        ("模型", model), ("向量", settings.embedding_model or "离线（本机计算）"),
        ("存储", "Chroma 服务" if settings.chroma_url else "本机 Chroma"), ("报告数", len(workspace.library.entries())),
    ]  # fmt: skip
    return '<p class="counts">' + "　".join(f"{safe(k)}：{safe(v)}" for k, v in lines) + "</p>"


def tab(shared: Shared, choices: Choices, status: Status) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""
    workspace, chooser = shared.workspace, shared.chooser

    def take(paths: list[str] | None, progress: Any = gr.Progress()) -> Iterator[tuple[str, str, Any]]:  # noqa: B008
        failed, done = [], 0
        every = paths or []
        for number, path in enumerate(every, start=1):
            name = Path(path).name
            progress((number - 1, len(every)), desc=f"正在读取 {name}")
            try:
                done += len(list(workspace.add_file(Path(path))))
            except UnusableFileError as error:
                failed.append(status(f"{name}：{error}", bad=True))
            yield status(f"已处理 {number}/{len(every)} 个文件") + "".join(failed), gr.skip(), gr.skip()
        summary = status(f"收录 {done} 份报告" + (f"，{len(failed)} 个文件未能读取：" if failed else "。"))
        yield summary + "".join(failed), overview_html(workspace), gr.update(choices=choices(workspace))

    def remove(identifier: str, sure: bool) -> tuple[str, str, Any, Any]:
        if not identifier:
            return status("请先在上方选择要删除的报告。", bad=True), gr.skip(), gr.skip(), False
        if not sure:
            return status("请先勾选“确认删除”。", bad=True), gr.skip(), gr.skip(), False
        workspace.remove(identifier)
        left = choices(workspace)
        return status("已删除。"), overview_html(workspace), gr.update(choices=left, value=left[0][1]), False

    with gr.Tab("资料库", id="collection") as opened:
        files = gr.File(
            label="一次收录多份报告（可放入 zip）", file_count="multiple", height=120, elem_id="batch"
        )
        note = gr.HTML("", elem_id="batch-note")
        overview = gr.HTML("", elem_id="overview")
        with gr.Row():
            sure = gr.Checkbox(label="确认删除所选的报告", value=False, elem_id="sure")
            delete = gr.Button("删除", variant="stop", size="sm", elem_id="delete")
            ledger = gr.DownloadButton("下载问题台账", size="sm", elem_id="ledger", interactive=False)
        facts = gr.HTML(settings_html(workspace))

    def connect() -> None:
        files.upload(take, files, [note, overview, chooser], concurrency_limit=2, api_visibility="private")
        opened.select(
            lambda: (overview_html(workspace), settings_html(workspace)),
            None,
            [overview, facts],
            api_visibility="private",
        )
        for event in (opened.select, note.change):
            event(lambda: ledger_file(workspace), None, ledger, api_visibility="private")
        delete.click(remove, [chooser, sure], [note, overview, chooser, sure], api_visibility="private")

    return connect
