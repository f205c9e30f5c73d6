"""批量: many files or an archive at once; the worst reports first; the ledger and all the letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from office.batch import Batch, Batches
from office.ledger import ledger_file
from office.letters import letters_zip
from office.overview import OverviewRow, latest_versions, overview
from web.chooser import choices, updated
from web.face import Face, status

_HEAD = ["单位", "年度", "必须修改", "需要核实", "建议完善", "状态", "编号"]
_SECONDS = 0.7
_MOST_SHOWN = 200


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""
    batches = Batches()

    def begin(paths: list[str] | None, request: gr.Request) -> tuple[Any, str, Any]:
        if not paths:
            return gr.Timer(active=False), status("请先选择文件。", bad=True), gr.update(visible=False)
        if not batches.start(face.desk(request), [Path(p) for p in paths]):
            return gr.Timer(active=True), status("上一批还在处理，请等它完成或先停止。", bad=True), gr.skip()
        return gr.Timer(active=True), status("正在开始……"), gr.update(visible=True)

    def tick(identifier: str, request: gr.Request) -> tuple[Any, str, Any, Any, Any, Any]:
        """The state of the batch; once it is done, the table and the chooser are made anew."""
        desk = face.desk(request)
        batch = batches.of(desk.viewer.name)
        if batch is None:
            return gr.Timer(active=False), "", gr.update(visible=False), gr.skip(), gr.skip(), gr.skip()
        if not batch.finished:
            going = progress_html(batch), gr.update(visible=True), gr.skip(), gr.skip()
            return gr.Timer(active=True), *going, gr.update(visible=False)
        there = gr.update(choices=choices(desk, identifier or ""))
        rows = _rows(overview(desk))
        done = progress_html(batch), gr.update(visible=False), rows, there
        return gr.Timer(active=False), *done, gr.update(visible=bool(batch.again))

    def overview_now(request: gr.Request) -> tuple[list[list[Any]], str]:
        rows = overview(face.desk(request))
        return _rows(rows), _overview_note(rows)

    def again(request: gr.Request) -> tuple[Any, str, Any]:
        if not batches.retry(face.desk(request)):
            return gr.skip(), status("没有可以重试的文件。", bad=True), gr.skip()
        return gr.Timer(active=True), status("正在重试……"), gr.update(visible=True)

    def halt(request: gr.Request) -> str:
        batches.stop(face.desk(request).viewer.name)
        return status("正在停止，已收录的保留。")

    def chosen(request: gr.Request, event: gr.SelectData) -> tuple[Any, Any]:
        return updated(face.desk(request), str(event.row_value[-1])), gr.Tabs(selected="review")

    def export(request: gr.Request) -> tuple[Any, str]:
        desk = face.desk(request)
        entries = latest_versions(desk)
        if not entries:
            return gr.update(visible=False), status("还没有报告。", bad=True)
        ledger = face.made_file(request, "问题台账.xlsx", ledger_file(desk, entries))
        letters = face.made_file(request, "审核意见.zip", letters_zip(desk, entries))
        return gr.update(value=[ledger, letters], visible=True), status("已生成，点文件名下载。")

    with gr.Tab("批量", id="batch") as opened:
        files = gr.File(
            label="放入多份报告或 zip（docx、doc、pdf、html、txt 可以混放）",
            file_count="multiple",
            height=140,
            elem_id="batch",
        )
        with gr.Row():
            halting = gr.Button("停止", size="sm", visible=False, elem_id="batch-stop")
            retrying = gr.Button("重试没有处理完的文件", size="sm", visible=False, elem_id="batch-retry")
        note = gr.HTML("", elem_id="batch-note")
        waiting = gr.HTML("", elem_id="overview-note")
        table = gr.Dataframe(
            headers=_HEAD, datatype=["str", "number", "number", "number", "number", "str", "str"], interactive=False,
            label="全部报告（点表头排序，点一行打开）", elem_id="overview", max_height=420, wrap=False,
            column_widths=["38%", "10%", "12%", "12%", "12%", "16%", "1px"],
        )  # fmt: skip
        make = gr.Button("生成问题台账和全部审核意见", size="sm", elem_id="batch-export")
        made = gr.File(
            label="下载",
            file_count="multiple",
            interactive=False,
            height=90,
            visible=False,
            elem_id="batch-files",
        )
        clock = gr.Timer(_SECONDS, active=False)

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        files.upload(begin, files, [clock, note, halting], **private)
        retrying.click(again, None, [clock, note, halting], **private)
        shown = [clock, note, halting, table, face.chooser, retrying]
        clock.tick(tick, face.chooser, shown, **private)
        face.page.load(tick, face.chooser, shown, **private)
        halting.click(halt, None, note, **private)
        opened.select(overview_now, None, [table, waiting], **private)
        picked = table.select(chosen, None, [face.chooser, face.tabs], **private)
        picked.then(None, None, None, js="() => document.body.classList.remove('wide')", **private)
        make.click(export, None, [made, note], api_visibility="private")

    return connect


def progress_html(batch: Batch) -> str:
    """How far a batch is, which file it reads, and what could not be read."""
    total = len(batch.files)
    if batch.finished:
        how = "已停止" if batch.progress.stopped else "完成"
        failed = sum(t.failed for t in batch.failures)
        refused = len(batch.failures) - failed
        said = [f"收录 {batch.kept} 份报告"]
        said += [f"{refused} 个文件未能读取"] * bool(refused) + [f"{failed} 个没有处理完，可以重试"] * bool(
            failed
        )
        head = status(f"{how}：{'，'.join(said)}{'：' if batch.failures else '。'}", bad=bool(failed))
    else:
        read = batch.progress
        page = f"第 {read.page}/{read.pages} 页，" if read.pages > 1 else ""
        head = status(
            f"正在处理 {min(batch.done + 1, total)}/{total}：{batch.current}（{page}已收录 {batch.kept} 份）"
        )
        head += f'<progress max="{total}" value="{batch.done}" aria-label="进度"></progress>'
    notes = "".join(status(f"{t.name}：{t.note}", bad=True) for t in batch.taken if t.note)
    return head + "".join(status(f"{t.name}：{t.error}", bad=True) for t in batch.failures) + notes


def _overview_note(rows: Sequence[OverviewRow]) -> str:
    """What the table does not show."""
    left = sum(1 for row in rows if row.counts is None)
    said = ""
    if len(rows) > _MOST_SHOWN:
        said += (
            f"共 {len(rows)} 份，这里列出问题最多的 {_MOST_SHOWN} 份；其余请在上方按单位查找，台账包含全部。"
        )
    if left:
        said += f"还有 {left} 份正在后台审查，稍后再打开这一页就能看到件数。"
    return status(said) if said else ""


def _rows(shown: Sequence[OverviewRow]) -> list[list[Any]]:
    """The table; counts that are not known yet are left blank."""
    return [
        [
            row.entry.agency or row.entry.file_name,
            row.entry.year or "",
            *((row.counts.errors, row.counts.warnings, row.counts.notices) if row.counts else ("", "", "")),
            "已发布" if row.entry.published else "未发布",
            row.entry.id,
        ]
        for row in shown[:_MOST_SHOWN]
    ]
