"""The page: the report on one side, the tabs on the other; put together here, filled by the modules in web/tabs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from reports.errors import UnusableFileError
from web.escape import safe
from web.report_view import report_html
from web.tabs import ask, collection, letter, review
from web.workspace import Workspace

ASSETS = Path(__file__).resolve().parent / "assets"
_FONTS = (
    "system-ui",
    "-apple-system",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "sans-serif",
)
_EMPTY = '<div class="empty"><p>资料库里还没有报告。请用上方的“上传报告”选择一份年度报告（docx、doc、pdf、html、txt）。</p></div>'
_NO_REPORT = "（不选报告，只问《条例》和资料库）"


@dataclass(frozen=True)
class Shared:
    """What the tabs share: the workspace, the page and the chosen report."""

    workspace: Workspace
    page: Any
    chooser: Any


def status(text: str, bad: bool = False) -> str:
    """A line about what just happened; errors are announced to screen readers at once."""
    kind, role = ("status-line bad", "alert") if bad else ("status-line", "status")
    return f'<p class="{kind}" role="{role}">{safe(text)}</p>'


def choices(workspace: Workspace) -> list[tuple[str, str]]:
    """The reports of the library for the chooser, then the choice of none."""
    return [(e.label, e.id) for e in workspace.library.entries()] + [(_NO_REPORT, "")]


def view_of(workspace: Workspace, identifier: str | None) -> str:
    """The chosen report as HTML, or what to do where there is none."""
    if not identifier:
        return _EMPTY
    try:
        return report_html(workspace.report(identifier))
    except (KeyError, UnusableFileError):
        return status("这份报告已不在资料库中，请重新选择。", bad=True)


def theme() -> Any:
    """A plain theme with the system's own fonts: nothing is fetched from outside."""
    return gr.themes.Base(
        primary_hue="blue", font=list(_FONTS), font_mono=["ui-monospace", "Consolas", "monospace"]
    )


def launch_options() -> dict[str, Any]:
    """Style and script of the page, which in Gradio 6 belong to launch()."""
    script = (ASSETS / "page.js").read_text(encoding="utf-8")
    return {
        "theme": theme(),
        "css": (ASSETS / "page.css").read_text(encoding="utf-8"),
        "head": f"<script>{script}</script>",
    }


def build(workspace: Workspace) -> Any:
    """The page's Blocks, not yet launched."""
    entries = workspace.library.entries()
    first = entries[0].id if entries else ""
    with gr.Blocks(title="年报审阅", analytics_enabled=False) as page:
        gr.HTML(
            "<h1>年报审阅</h1><p>审查政府信息公开工作年度报告，回答提问，起草审核意见。每一句话都能点回出处。</p>",
            elem_id="masthead",
        )
        with gr.Row(elem_id="controls"):
            chooser = gr.Dropdown(
                choices(workspace), value=first, label="报告", filterable=True, scale=4, elem_id="chooser"
            )
            upload = gr.UploadButton("上传报告", file_count="single", scale=1, elem_id="upload", size="lg")
        note = gr.HTML("", elem_id="note")
        with gr.Row():
            with gr.Column(scale=6, min_width=320):
                view = gr.HTML(view_of(workspace, first), elem_id="report", js_on_load=None)
            with gr.Column(scale=5, min_width=320, elem_id="side"):
                shared = Shared(workspace, page, chooser)
                refreshers = [
                    review.tab(shared), ask.tab(shared), letter.tab(shared), collection.tab(shared, choices, status)
                ]  # fmt: skip

        def show(identifier: str) -> str:
            return view_of(workspace, identifier)

        def take(path: str) -> tuple[Any, str]:
            try:
                added = list(workspace.add_file(Path(path)))
            except UnusableFileError as error:
                return gr.skip(), status(f"{Path(path).name}：{error}", bad=True)
            if not added:
                return gr.skip(), status("压缩包里没有报告。", bad=True)
            text = f"已读取并审查 {added[0].label}。" if len(added) == 1 else f"已收录 {len(added)} 份报告。"
            return gr.update(choices=choices(workspace), value=added[0].id), status(text)

        chooser.change(show, chooser, view, api_visibility="private")
        for refresh in refreshers:
            refresh()
        upload.upload(take, upload, [chooser, note], api_visibility="private")
        # What was built at the start may be old: a page that is opened or reloaded asks for what is there now.
        page.load(lambda: gr.update(choices=choices(workspace)), None, chooser, api_visibility="private")
        page.load(show, chooser, view, api_visibility="private")
    return page
