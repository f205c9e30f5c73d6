"""资料库: what is there, in which versions; publish, index anew, delete; health, phrases, the settings in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from errors import NianbaoError, NotVisibleError
from library.phrases import Phrase
from office.desk import Desk
from web.chooser import updated
from web.escape import safe
from web.face import GONE, Face, status

_CHOOSE = "请先在上方选择报告。"


def settings_html(desk: Desk) -> str:
    """The settings in force and the state of things, never a key."""
    workspace = desk.workspace
    settings = workspace.settings
    model = (
        f"{settings.model or '默认模型'}（已配置）"
        if settings.endpoint_configured
        else "未配置，使用原文摘录与模板"
    )
    lines = [
        ("账户", desk.viewer.name or "本机"),
        ("报告", f"{desk.size()} 份可见，共 {workspace.library.size()} 份"),
        ("全文检索", "就绪" if workspace.index_ready else "未就绪（正在建立，或由另一个进程使用）"),
        *_not_indexed(desk),
        ("模型", model),
        ("向量", settings.embedding_model or "离线（本机计算）"),
        ("存储", "Chroma 服务" if settings.chroma_url else "本机 Chroma"),
        ("数据库", "PostgreSQL" if (settings.database_url or "").startswith("postgres") else "SQLite"),
        ("审查设置", "自定义" if settings.review_settings else "默认"),
        ("审核单位", settings.letter_office or "未设置（NIANBAO_LETTER_OFFICE）"),
        ("联系方式", settings.letter_contact or "未设置（NIANBAO_LETTER_CONTACT）"),
    ]
    rows = "".join(f"<tr><th>{safe(k)}</th><td>{safe(v)}</td></tr>" for k, v in lines)
    return f'<table class="figures settings">{rows}</table>'


def _not_indexed(desk: Desk) -> list[tuple[str, str]]:
    """The reports that could not be indexed, each with why; those of others are not told of."""
    failures = desk.workspace.outcomes.failures()
    return [("未能建立索引", f"{e.label}：{failures[e.id]}") for e in desk.entries() if e.id in failures]


def _entry_html(desk: Desk, identifier: str) -> str:
    """What is known of the chosen report and of its other versions."""
    if not identifier:
        return f'<p class="counts">{_CHOOSE}</p>'
    try:
        entry = desk.entry(identifier)
    except NotVisibleError:
        return status(GONE, bad=True)
    rows = "".join(
        f"<tr><td>{'→ ' if e.id == identifier else ''}第{e.version}稿</td><td>{safe(e.file_name)}</td>"
        f"<td>{e.added:%Y-%m-%d %H:%M} UTC</td><td>{'已发布' if e.published else '未发布'}</td><td>{safe(e.owner or '本机')}</td></tr>"
        for e in desk.versions(entry)
    )
    head = "<tr><th>版本</th><th>文件</th><th>收录时间</th><th>状态</th><th>上传者</th></tr>"
    return f'<div class="overview"><table class="figures">{head}{rows}</table></div>'


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""

    def shown(identifier: str, request: gr.Request) -> tuple[str, str, Any]:
        desk = face.desk(request)
        phrases = [_said(p) for p in desk.phrases_adopted()]
        return _entry_html(desk, identifier), settings_html(desk), gr.update(choices=phrases, value=None)

    def publish(identifier: str, request: gr.Request) -> tuple[str, str, Any]:
        desk = face.desk(request)
        if not identifier:
            return status(_CHOOSE, bad=True), "", gr.skip()
        try:
            now = not desk.entry(identifier).published
            desk.publish(identifier, now)
        except NianbaoError as error:
            return status(str(error), bad=True), _entry_html(desk, identifier), gr.skip()
        said = "已发布：公众和其他审查人员都能看到。" if now else "已撤回发布，只有上传者能看到。"
        return status(said), _entry_html(desk, identifier), updated(desk, identifier)

    def index_again(identifier: str, request: gr.Request) -> str:
        desk = face.desk(request)
        if not face.workspace.index_ready:
            return status("全文检索还没有就绪，请稍后再试。", bad=True)
        try:
            face.workspace.index_report(desk.entry(identifier).id)
        except NotVisibleError:
            return status(_CHOOSE, bad=True)
        why = face.workspace.outcomes.failures().get(identifier)
        return status(why, bad=True) if why else status("已重新建立索引。")

    def remove(identifier: str, sure: bool, request: gr.Request) -> tuple[str, Any, bool]:
        desk = face.desk(request)
        if not identifier:
            return status(_CHOOSE, bad=True), gr.skip(), False
        if not sure:
            return status("请先勾选“确认删除”。", bad=True), gr.skip(), False
        try:
            desk.remove(identifier)
        except NianbaoError as error:
            return status(str(error), bad=True), gr.skip(), False
        return status("已删除。"), updated(desk, None), False

    def drop(said: str | None, request: gr.Request) -> Any:
        desk = face.desk(request)
        for phrase in desk.phrases_adopted():
            if _said(phrase) == said:
                desk.settle_phrase(phrase, adopted=False)
        return gr.update(choices=[_said(p) for p in desk.phrases_adopted()], value=None)

    with gr.Tab("资料库", id="collection") as opened:
        facts = gr.HTML("", elem_id="entry")
        note = gr.HTML("", elem_id="collection-note")
        with gr.Row():
            publishing = gr.Button("发布或撤回发布", size="sm", elem_id="publish")
            indexing = gr.Button("重新建立索引", size="sm", elem_id="reindex")
        with gr.Row():
            sure = gr.Checkbox(label="确认删除所选的报告", value=False, elem_id="sure")
            delete = gr.Button("删除", variant="stop", size="sm", elem_id="delete")
        with gr.Accordion("我的习惯写法", open=False):
            phrase = gr.Dropdown([], label="已作为今后写法的改写", elem_id="adopted")
            dropping = gr.Button("取消这一写法", size="sm")
        with gr.Accordion("运行情况和设置", open=True):
            health = gr.HTML("", elem_id="health")

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        for event in (opened.select, face.chooser.change):
            event(shown, face.chooser, [facts, health, phrase], **private)
        publishing.click(publish, face.chooser, [note, facts, face.chooser], **private)
        indexing.click(index_again, face.chooser, note, **private)
        delete.click(remove, [face.chooser, sure], [note, face.chooser, sure], **private)
        dropping.click(drop, phrase, phrase, **private)

    return connect


def _said(phrase: Phrase) -> str:
    return f"“{phrase.old}” → “{phrase.new}”"
