"""审查: the findings beside the report; click one and its place lights up; accept, dismiss, reword, note, undo."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from answering.model import ModelError
from errors import NotVisibleError
from library.decisions import ACCEPTED, DISMISSED
from reports.errors import UnusableFileError
from review.opinions import opinions
from web.face import GONE, Face, status
from web.findings_view import findings_html, opinions_html

_FILTERS = [("全部", ""), ("必须修改", "error"), ("需要核实", "warning"), ("建议完善", "notice")]
# What is clicked in a card becomes an event with the finding's id; everything else is the page's script.
_EVENTS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-do]');
  if (!button) return;
  const card = button.closest('.finding');
  const field = (name) => { const box = card.querySelector(`[name=${name}]`); return box ? box.value : ''; };
  trigger('select', {report: card.closest('.findings').dataset.report, finding: button.dataset.finding, action: button.dataset.do, wording: field('wording'), note: field('note'), reason: field('reason')});
});
"""
_LONGEST = 2000


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it to the chooser."""

    def cards(identifier: str, only: str, request: gr.Request) -> str:
        if not identifier:
            return '<p class="empty">选择或上传一份报告后，这里列出审查发现的问题。</p>'
        desk = face.desk(request)
        try:
            return findings_html(identifier, desk.findings(identifier), desk.decisions(identifier), only)
        except (NotVisibleError, UnusableFileError):
            return f'<p class="empty">{GONE}</p>'

    def act(identifier: str, only: str, request: gr.Request, event: gr.EventData) -> str:
        if str(event.report) != identifier:
            return cards(identifier, only, request)  # clicked on the cards of the report shown before
        desk = face.desk(request)
        finding, action = str(event.finding), str(event.action)
        words = {name: str(getattr(event, name))[:_LONGEST] for name in ("wording", "note", "reason")}
        try:
            if action in (ACCEPTED, DISMISSED):
                decided = desk.decisions(identifier).get(finding)
                again = decided is not None and decided.state == action
                reason = words["reason"] if action == DISMISSED and not again else ""
                desk.decide(identifier, finding, state="" if again else action, reason=reason)
            elif action == "save":
                desk.reword(identifier, finding, words["wording"])
                desk.decide(identifier, finding, note=words["note"].strip())
        except NotVisibleError:
            pass  # the cards say that the report is gone
        return cards(identifier, only, request)

    def undo(identifier: str, only: str, request: gr.Request) -> tuple[str, str]:
        try:
            undone = face.desk(request).undo(identifier) if identifier else None
        except NotVisibleError:
            undone = None
        said = "已撤销上一步。" if undone else "没有可以撤销的操作。"
        return cards(identifier, only, request), status(said)

    def ask_model(identifier: str, request: gr.Request) -> Iterator[str]:
        model = face.workspace.model
        if model is None:
            yield status("没有配置模型；规则审查不需要模型。", bad=True)
            return
        yield status("正在请模型通读全文……")
        try:
            report = face.desk(request).report(identifier)
            yield opinions_html(list(opinions(report, model.complete)))
        except ModelError as error:
            yield status(f"{error}，未请模型提意见。", bad=True)
        except (NotVisibleError, UnusableFileError):
            yield status(GONE, bad=True)

    with gr.Tab("审查", id="review"):
        with gr.Row():
            only = gr.Radio(_FILTERS, value="", label="只看", elem_id="severity", scale=4)
            back = gr.Button("撤销", size="sm", elem_id="undo", scale=1)
        gr.HTML('<p class="counts">点一条，左边亮出所在位置；按 n、p 键逐条查看。不采纳的不写入意见。</p>')
        note = gr.HTML("", elem_id="review-note")
        found = gr.HTML("", elem_id="findings", js_on_load=_EVENTS)
        with gr.Accordion("模型的看法（供参考，逐字引自报告）", open=False):
            more = gr.Button("请模型通读", size="sm", elem_id="opinions-ask")
            views = gr.HTML("", elem_id="opinions")

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        shown = [face.chooser, only]
        for event in (face.chooser.change, only.change, face.page.load):
            event(cards, shown, found, **private)
        face.chooser.change(lambda: ("", ""), None, [views, note], **private)
        found.select(act, shown, found, **private)
        back.click(undo, shown, [found, note], **private)
        more.click(ask_model, face.chooser, views, concurrency_id="model", concurrency_limit=2, **private)

    return connect
