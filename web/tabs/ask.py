"""问答: ask about the chosen report or the Regulation; answers come with citation cards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import gradio as gr

from answering.answer import Answer
from answering.assistant import Turn
from answering.facts import Source
from answering.figures import figure_asked
from reports.errors import UnusableFileError
from web.answer_view import Exchange, conversation_html

if TYPE_CHECKING:
    from web.page import Shared

_KEPT = 40
# The suggested questions of an empty conversation are asked by a click.
_SUGGEST = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-ask]');
  if (button) trigger('select', {question: button.dataset.ask});
});
"""


def tab(shared: Shared) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""
    workspace, chooser = shared.workspace, shared.chooser

    def sources(identifier: str, question: str) -> list[Source]:
        try:
            return workspace.scope_of(question, identifier)
        except (KeyError, UnusableFileError):
            return []

    def reply(
        question: str, identifier: str, past: list[Exchange]
    ) -> Iterator[tuple[str, str, list[Exchange]]]:
        """Streams the conversation; the box is emptied at once so that the next question can be typed."""
        waiting = Exchange(question, Answer(question, ""), busy=True)
        yield "", conversation_html([*past, waiting]), past
        scope = sources(identifier, question)
        exchange = waiting
        for answer in workspace.assistant.stream(question, scope, _turns(past, scope)):
            exchange = Exchange(question, answer, busy=True)
            yield "", conversation_html([*past, exchange]), past
        done = [*past, replace(exchange, busy=False)][-_KEPT:]
        yield "", conversation_html(done), done

    def suggested(
        identifier: str, past: list[Exchange], event: gr.EventData
    ) -> Iterator[tuple[str, str, list[Exchange]]]:
        yield from reply(str(event.question)[:200], identifier, past)

    with gr.Tab("问答", id="ask"):
        scope_note = gr.HTML("", elem_id="scope")
        log = gr.HTML(conversation_html([]), elem_id="conversation", js_on_load=_SUGGEST, autoscroll=True)
        past: Any = gr.State([])
        with gr.Row():
            box = gr.Textbox(
                label="提问", placeholder="例如：收到多少件申请？不予公开的理由是什么？多久给答复？", lines=1, max_lines=4,
                scale=5, elem_id="question", max_length=500,
            )  # fmt: skip
            send = gr.Button("提问", variant="primary", scale=1, elem_id="send")
        with gr.Row():
            stop = gr.Button("停止", size="sm", elem_id="stop")
            clear = gr.Button("清空对话", size="sm", elem_id="clear")
            export = gr.DownloadButton("导出对话", size="sm", elem_id="export")

    def scope_text(identifier: str) -> str:
        if not identifier:
            return '<p class="counts">范围：《条例》和资料库；点名单位和年度可问具体报告。</p>'
        return '<p class="counts">范围：所选的这份报告和《条例》。要问别的，请在上方更换报告。</p>'

    def connect() -> None:
        shown = [box, log, past]
        running = [
            event(
                reply,
                [box, chooser, past],
                shown,
                concurrency_id="answers",
                concurrency_limit=8,
                api_visibility="private",
            )
            for event in (send.click, box.submit)
        ]
        running.append(
            log.select(suggested, [chooser, past], shown, concurrency_id="answers", api_visibility="private")
        )
        for event in running:
            event.then(_exported, past, export, api_visibility="private")
        stop.click(None, cancels=running, api_visibility="private")
        clear.click(lambda: ("", conversation_html([]), []), None, shown, api_visibility="private")
        chooser.change(scope_text, chooser, scope_note, api_visibility="private")

    return connect


def _turns(past: list[Exchange], scope: list[Source]) -> list[Turn]:
    """The earlier questions with the figures that they asked for, for follow-ups like 那自然人呢."""
    turns: list[Turn] = []
    for exchange in past[-4:]:
        before = next((t.figure for t in reversed(turns) if t.figure), None)
        figure = figure_asked(exchange.question, scope[0].report, before) if scope else None
        turns.append(Turn(exchange.question, figure))
    return turns


def _exported(past: list[Exchange]) -> str:
    """The conversation with its citations as a Markdown file."""
    import tempfile
    from pathlib import Path

    lines = ["# 年报审阅对话", ""]
    for exchange in past:
        lines += [f"**问：** {exchange.question}", "", exchange.answer.text, ""]
        lines += [f"- [{c.n}] {c.title}：{c.quote}" for c in exchange.answer.citations]
        lines.append("")
    folder = Path(tempfile.mkdtemp(prefix="nianbao-"))
    path = folder / "对话.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)
