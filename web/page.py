"""The two faces of the page: the report on one side, the tabs on the other; the modules in web/tabs fill them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from errors import NotVisibleError
from office.workspace import Workspace
from reports.errors import UnusableFileError
from web import chooser, upload
from web.api import endpoints
from web.face import GONE, Face, status
from web.gates.arguments import CheckedBlocks
from web.report_view import report_html
from web.tabs import ask, batch, collection, figures, letter, review

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
_EMPTY_PUBLIC = '<div class="empty"><p>还没有公开的报告。可以先在右侧问《政府信息公开条例》。</p></div>'
_NOTHING_CHOSEN = '<div class="empty"><p>没有选择报告：可以问《政府信息公开条例》和资料库。</p></div>'
_REVIEWERS = "<h1>年报审阅</h1><p>审查政府信息公开工作年度报告，回答提问，起草审核意见。每一句话都能点回出处。　<a href='../'>公众页面</a></p>"
_CITIZENS = "<h1>政府信息公开年报查询</h1><p>看年度报告，问“收到多少申请、为什么不公开”，也可以问怎么申请公开信息。每一句回答都能点回原文。　<a href='review/'>审查人员入口</a></p>"

_LOG_OUT = "<form method='post' action='logout'><button>退出登录</button></form>"


def theme() -> Any:
    """A plain theme with the system's own fonts: nothing is fetched from outside."""
    return gr.themes.Base(
        primary_hue="blue", font=list(_FONTS), font_mono=["ui-monospace", "Consolas", "monospace"]
    )


def look() -> dict[str, Any]:
    """Style and script of the page, which in Gradio 6 belong to the mounting."""
    return {
        "theme": theme(),
        "css": (ASSETS / "page.css").read_text(encoding="utf-8"),
        "head": f"<script>{page_script()}</script>",
    }


def page_script() -> str:
    """The script that stands in the head of both faces."""
    return (ASSETS / "page.js").read_text(encoding="utf-8")


def _view(face: Face, identifier: str | None, request: Any = None) -> str:
    """The chosen report as HTML, or what to do where there is none."""
    if not identifier:
        if face.desk(request).size():
            return _NOTHING_CHOSEN
        return _EMPTY if face.for_reviewers else _EMPTY_PUBLIC
    try:
        return report_html(face.desk(request).report(identifier))
    except (NotVisibleError, UnusableFileError):
        return status(GONE, bad=True)


def _connect(face: Face, view: Any, finder: Any) -> None:
    def show(identifier: str, request: gr.Request) -> str:
        return _view(face, identifier, request)

    face.chooser.change(show, face.chooser, view, show_progress="hidden", api_visibility="private")
    chooser.connect(face, finder)
    face.page.load(show, face.chooser, view, api_visibility="private")


def build(workspace: Workspace, for_reviewers: bool, with_login: bool = False) -> Any:
    """The Blocks of one face, not yet mounted; where there is a login there is a way out too."""
    face = Face(workspace, for_reviewers)
    # Nothing that only some may see is built into the page, which is the same for everyone.
    there = [(e.label, e.id) for e in workspace.library.entries() if e.published][:1]
    there.append((chooser.NO_REPORT, ""))
    first = there[0][1]
    title = "年报审阅" if for_reviewers else "政府信息公开年报查询"
    head = (_REVIEWERS + (_LOG_OUT if with_login else "")) if for_reviewers else _CITIZENS
    with CheckedBlocks(title=title, analytics_enabled=False) as page:
        gr.HTML(head, elem_id="masthead")
        with gr.Row(elem_id="controls"):
            finder = gr.Textbox(
                "", label="查找报告", placeholder="单位或年度，回车选第一份", visible=False, scale=2, elem_id="finder",
            )  # fmt: skip
            choosing = gr.Dropdown(
                there, value=first, label="报告", filterable=True, scale=4, elem_id="chooser",
            )  # fmt: skip
            face = replace(face, page=page, chooser=choosing)
            if for_reviewers:
                uploading = gr.UploadButton(
                    "上传报告", file_count="single", scale=1, elem_id="upload", size="lg"
                )
                stopping = gr.Button("停止读取", visible=False, scale=1, elem_id="upload-stop", size="lg")
        # Long and random, known to no one else. Outside the tabs, since a tab that was not opened is not there yet.
        conversation = gr.BrowserState("", storage_key=f"nianbao-{for_reviewers:d}", secret="nianbao")
        face = replace(face, conversation=conversation)
        note = gr.HTML("", elem_id="note")
        with gr.Row():
            with gr.Column(scale=6, min_width=320, elem_id="left"):
                view = gr.HTML(_view(face, first), elem_id="report", js_on_load=None)
            with gr.Column(scale=5, min_width=320, elem_id="side"):
                tabs = [ask.tab, figures.tab]
                if for_reviewers:
                    tabs = [review.tab, ask.tab, letter.tab, batch.tab, figures.tab, collection.tab]
                with gr.Tabs() as row:
                    face = replace(face, tabs=row)
                    connectors = [tab(face) for tab in tabs]
        _connect(face, view, finder)
        for connect in connectors:
            connect()
        if for_reviewers:
            upload.connect(face, uploading, stopping, note)
        endpoints(face)
    page.queue(default_concurrency_limit=8)
    return page
