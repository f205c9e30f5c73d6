"""问答: ask about the chosen report, its agency's years, the library or the Regulation; answers come with citations."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import gradio as gr

from answering.answer import Answer
from letters.conversation import Said, conversation_docx, conversation_markdown
from office.desk import Desk
from office.questions import Scope, assistant_in, kept_under, questions_to_ask, sources_in, turns_of
from web.answer_view import Exchange, conversation_html
from web.face import Face

_KEPT = 40
_LONGEST = 500
_SCOPES = [
    ("这份报告", Scope.REPORT.value),
    ("本单位各年", Scope.AGENCY.value),
    ("全部报告和《条例》", Scope.LIBRARY.value),
    ("只问《条例》", Scope.REGULATION.value),
]
_NOTES = {
    Scope.REPORT: "只在所选的这份报告和《条例》里找。",
    Scope.AGENCY: "在所选单位各年度的报告里找。",
    Scope.LIBRARY: "在全部报告和《条例》里找；点名单位和年度，答得更准。",
    Scope.REGULATION: "只在《政府信息公开条例》里找。",
}
# A question, a vote or a report to open, clicked in the conversation, becomes an event.
_EVENTS = """
element.addEventListener('click', (event) => {
  const ask = event.target.closest('[data-ask]'), vote = event.target.closest('[data-vote]'), open = event.target.closest('[data-open]');
  const note = (button) => { const box = button.closest('.judge').querySelector('[name=comment]'); return box ? box.value : ''; };
  if (ask) trigger('select', {kind: 'ask', text: ask.dataset.ask, number: 0, vote: 0});
  else if (vote) trigger('select', {kind: 'vote', text: note(vote), number: +vote.dataset.number, vote: +vote.dataset.vote});
  else if (open) trigger('select', {kind: 'open', text: open.dataset.open, number: 0, vote: 0});
});
"""
Shown = tuple[Any, str, list[Exchange], Any]


def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Answer)


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""

    def reply(
        question: str, identifier: str, scope: str, past: list[Exchange], name: str, request: gr.Request
    ) -> Iterator[Shown]:
        """Streams the conversation; the box is emptied at once so that the next question can be typed."""
        desk = face.desk(request)
        exchange = Exchange(question, Answer(question, ""), busy=True)
        yield "", conversation_html([*past, exchange], identifier), past, gr.skip()
        sources = sources_in(desk, identifier, scope, question)
        turns = turns_of([e.question for e in past])
        for answer in assistant_in(desk, scope).stream(question, sources, turns):
            exchange = replace(exchange, answer=answer)
            yield "", conversation_html([*past, exchange], identifier), past, gr.skip()
        number = desk.workspace.conversations.keep(
            name, question[:_LONGEST], _adapter().dump_json(exchange.answer).decode(), desk.viewer.name,
            kept_under(desk, identifier),
        )  # fmt: skip
        done = [*past, replace(exchange, busy=False, number=number)][-_KEPT:]
        yield "", conversation_html(done, identifier, _suggested(desk, identifier, done)), done, gr.skip()

    def clicked(
        identifier: str, scope: str, past: list[Exchange], name: str, request: gr.Request, event: gr.EventData
    ) -> Iterator[Shown]:
        if event.kind == "ask":
            yield from reply(str(event.text)[:_LONGEST], identifier, scope, past, name, request)
            return
        if event.kind == "open":
            yield gr.skip(), gr.skip(), past, str(event.text)
            return
        number, vote = int(event.number), int(event.vote)
        face.workspace.conversations.judge(name, number, vote, str(event.text))
        judged = [replace(e, vote=vote) if e.number == number else e for e in past]
        yield gr.skip(), conversation_html(judged, identifier), judged, gr.skip()

    def restored(identifier: str, name: str, request: gr.Request) -> tuple[str, str, list[Exchange]]:
        """The conversation that this browser had, after a reload; a new name where it had none."""
        desk = face.desk(request)
        if not name:
            name = secrets.token_hex(16)
        kept = desk.workspace.conversations.of(name, _KEPT)
        past = [
            Exchange(k.question, _adapter().validate_json(k.answer), number=k.id, vote=k.vote) for k in kept
        ]
        return name, conversation_html(past, identifier, _suggested(desk, identifier, past)), past

    def forget(identifier: str, name: str, request: gr.Request) -> Shown:
        face.workspace.conversations.clear(name)
        desk = face.desk(request)
        return "", conversation_html([], identifier, _suggested(desk, identifier, [])), [], gr.skip()

    def another(identifier: str, past: list[Exchange], request: gr.Request) -> str:
        return conversation_html(past, identifier, _suggested(face.desk(request), identifier, past))

    def exported(past: list[Exchange], request: gr.Request) -> tuple[Any, Any]:
        return _exported(face, past, request)

    with gr.Tab("问答", id="ask"):
        scope = gr.Radio(_SCOPES, value=Scope.REPORT.value, label="在哪里找", elem_id="scope")
        scope_note = gr.HTML(f'<p class="counts">{_NOTES[Scope.REPORT]}</p>', elem_id="scope-note")
        log = gr.HTML("", elem_id="conversation", js_on_load=_EVENTS, autoscroll=True)
        past: Any = gr.State([])
        with gr.Row():
            box = gr.Textbox(
                label="提问", placeholder="例如：收到多少件申请？不予公开的理由是什么？多久给答复？", lines=1, max_lines=4,
                scale=5, elem_id="question", max_length=_LONGEST,
            )  # fmt: skip
            send = gr.Button("提问", variant="primary", scale=1, elem_id="send")
        with gr.Row():
            stop = gr.Button("停止", size="sm", min_width=80, elem_id="stop")
            clear = gr.Button("清空对话", size="sm", min_width=80, elem_id="clear")
            export = gr.DownloadButton(
                "导出 Markdown", size="sm", min_width=80, interactive=False, elem_id="export"
            )
            word = gr.DownloadButton(
                "导出 Word", size="sm", min_width=80, interactive=False, elem_id="export-docx"
            )

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        answers: dict[str, Any] = {"concurrency_id": "answers", "concurrency_limit": 8, **private}
        shown = [box, log, past, face.chooser]
        name = face.conversation
        asked = [face.chooser, scope, past, name]
        running = [event(reply, [box, *asked], shown, **answers) for event in (send.click, box.submit)]
        running.append(log.select(clicked, asked, shown, **answers))
        cleared = clear.click(forget, [face.chooser, name], shown, **private)
        loaded = face.page.load(restored, [face.chooser, name], [name, log, past], **private)
        for event in (*running, cleared, loaded):
            event.then(exported, past, [export, word], **private)
        stop.click(None, cancels=running, **private)
        scope.change(lambda s: f'<p class="counts">{_NOTES[s]}</p>', scope, scope_note, **private)
        face.chooser.change(another, [face.chooser, past], log, **private)

    return connect


def _suggested(desk: Desk, identifier: str, past: list[Exchange]) -> list[str]:
    return questions_to_ask(desk, identifier, [e.question for e in past])


def _exported(face: Face, past: list[Exchange], request: Any) -> tuple[Any, Any]:
    """The conversation with its citations as files."""
    if not past:
        return gr.update(interactive=False), gr.update(interactive=False)
    said = [
        Said(e.question, e.answer.text, [(c.n, c.title, c.quote) for c in e.answer.citations]) for e in past
    ]
    paths = (
        face.made_file(request, "对话.md", conversation_markdown(said).encode()),
        face.made_file(request, "对话.docx", conversation_docx(said)),
    )
    return tuple(gr.update(value=p, interactive=True) for p in paths)
