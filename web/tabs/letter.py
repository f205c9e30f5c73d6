"""意见: the letter from the findings that were not dismissed; editable, kept, to copy, to polish and to download."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from answering.model import ModelError
from errors import NotVisibleError
from letters.docx import to_docx
from letters.lines import lines_of_markdown, markdown_of
from letters.polish import Polished, polish
from library.phrases import Phrase
from office.desk import Desk
from office.letters import annotated_copy, renewed_text, restarted_text, save_text, text_of, title_of
from reports.errors import UnusableFileError
from web.face import GONE, Face, status
from web.rounds_view import rounds_html

_MISSING = (NotVisibleError, UnusableFileError)


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it to the chooser."""

    def shown(identifier: str, request: gr.Request) -> tuple[str, str, str, Any, Any]:
        desk = face.desk(request)
        text, compared = text_of(desk, identifier), _compared(desk, identifier)
        # A polish that can be taken back was one of the letter shown before.
        return text, identifier, compared, _offers(desk), gr.update(visible=False)

    def keep(identifier: str, text: str, request: gr.Request) -> str:
        if identifier and not text.strip():
            return status("文字是空的，没有保存；点“恢复模板文字”可以取回。", bad=True)
        return status("已保存。") if save_text(face.desk(request), identifier, text) else ""

    def renew(identifier: str, held: str, text: str, request: gr.Request) -> tuple[str, str, str]:
        """Composes the letter anew and carries over what the reviewer wrote into it."""
        # A box that does not show this letter yet holds no edit of it.
        merged = renewed_text(face.desk(request), identifier, text if held == identifier else None)
        if merged is None:
            return text, held, status(GONE, bad=True)
        return merged, identifier, status("已按采纳的问题重新生成，您改过的文字保留。")

    def restart(identifier: str, request: gr.Request) -> tuple[str, str, str]:
        text = restarted_text(face.desk(request), identifier)
        if text is None:
            return "", identifier, status(GONE, bad=True)
        return text, identifier, status("已恢复为模板文字。")

    def smooth(text: str, held: str) -> Iterator[tuple[str, str, str, str, Any]]:
        """The letter polished line by line; what was there before can be had back."""
        model = face.workspace.model
        if model is None:
            nothing = status("没有配置模型；模板文字可以直接使用。", bad=True)
            yield text, held, "", nothing, gr.update(visible=False)
            return
        lines = lines_of_markdown(text)
        done: list[Polished] = []
        try:
            for step in polish(lines, model.complete):
                done.append(step)
                now = markdown_of([p.after for p in done] + lines[len(done) :])
                yield now, held, text, status(f"正在润色 {len(done)}/{len(lines)}……"), gr.update(visible=True)
        except ModelError as error:
            now = markdown_of([p.after for p in done] + lines[len(done) :])
            yield now, held, text, status(f"{error}，其余文字未润色。", bad=True), gr.update(visible=True)
            return
        now = markdown_of([p.after for p in done])
        yield now, held, text, _polished_text(done), gr.update(visible=True)

    def files(body: str, held: str, request: gr.Request) -> tuple[Any, Any]:
        """The letter as files, made ahead: a download button gives what it holds when it is clicked."""
        if not body.strip():
            return gr.update(interactive=False), gr.update(interactive=False)
        title = title_of(body)
        paths = (
            face.made_file(request, f"{title}.md", body.encode(), held),
            face.made_file(request, f"{title}.docx", to_docx(lines_of_markdown(body), title), held),
        )
        return tuple(gr.update(value=path, interactive=True) for path in paths)

    def annotated(identifier: str, request: gr.Request) -> Any:
        """The original with comments where it is a .docx, else the report and its findings side by side."""
        try:
            name, content = annotated_copy(face.desk(request), identifier)
            path = face.made_file(request, name, content, identifier)
        except _MISSING:
            return gr.update(interactive=False)
        return gr.update(value=path, interactive=True)

    def adopt(offer: str | None, request: gr.Request) -> tuple[Any, str]:
        return settle(face.desk(request), offer, yes=True)

    def decline(offer: str | None, request: gr.Request) -> tuple[Any, str]:
        return settle(face.desk(request), offer, yes=False)

    def settle(desk: Desk, offer: str | None, yes: bool) -> tuple[Any, str]:
        for phrase in desk.phrases_offered():
            if offer == _offer(phrase):
                desk.settle_phrase(phrase, adopted=yes)
        said = "以后这类问题都这样写；可以在资料库里取消。" if yes else "不再提示。"
        return _offers(desk), status(said)

    with gr.Tab("意见", id="letter") as opened:
        text = gr.Textbox(
            "", label="审核意见（可直接修改，离开输入框即保存）", lines=22, max_lines=40, elem_id="letter",
            buttons=["copy"],
        )  # fmt: skip
        # Whose letter the box shows; it comes to the page with the text, so that the two cannot disagree.
        held = gr.Textbox("", visible=False)
        before_polish = gr.State("")
        note = gr.HTML("", elem_id="letter-note")
        with gr.Row():
            again = gr.Button("按采纳的问题重新生成", size="sm", elem_id="renew")
            fresh = gr.Button("恢复模板文字", size="sm", elem_id="restart")
            smoothing = gr.Button("请模型润色", size="sm", elem_id="polish")
            stop = gr.Button("停止", size="sm", elem_id="polish-stop")
            revert = gr.Button("撤回润色", size="sm", visible=False, elem_id="polish-revert")
        with gr.Row():
            markdown = gr.DownloadButton("下载 Markdown", size="sm", elem_id="download-md", interactive=False)
            word = gr.DownloadButton("下载 Word", size="sm", elem_id="download-docx", interactive=False)
            comments = gr.DownloadButton(
                "下载批注稿", size="sm", elem_id="download-comments", interactive=False
            )
        with gr.Row(visible=False, elem_id="phrases") as offering:
            offer = gr.Dropdown([], label="您三次这样改写，要作为今后的写法吗？", scale=4, elem_id="phrase")
            yes = gr.Button("今后这样写", size="sm", scale=1, elem_id="phrase-yes")
            no = gr.Button("不用", size="sm", scale=1)
        compared = gr.HTML("", elem_id="rounds")

    def _offers(desk: Desk) -> Any:
        offers = [_offer(p) for p in desk.phrases_offered()]
        return gr.update(choices=offers, value=offers[0] if offers else None)

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        letter = [text, held, note]
        events = [
            event(shown, face.chooser, [text, held, compared, offer, revert], **private)
            for event in (face.chooser.change, opened.select)
        ]
        events.append(text.blur(keep, [held, text], note, **private))
        events.append(again.click(renew, [face.chooser, held, text], letter, **private))
        events.append(fresh.click(restart, face.chooser, letter, **private))
        smoothed = smoothing.click(
            smooth, [text, held], [text, held, before_polish, note, revert], concurrency_id="model", **private
        )
        for stopping in (stop.click, face.chooser.change):
            stopping(None, cancels=[smoothed], **private)
        events.append(smoothed.then(keep, [held, text], None, **private))
        back = revert.click(
            lambda old: (old, status("已撤回润色。"), gr.update(visible=False)),
            before_polish,
            [text, note, revert],
            **private,
        )
        events.append(back.then(keep, [held, text], None, **private))
        for event in events:
            event.then(files, [text, held], [markdown, word], **private)
            event.then(annotated, face.chooser, comments, **private)
        offer.change(lambda o: gr.update(visible=bool(o)), offer, offering, **private)
        yes.click(adopt, offer, [offer, note], **private)
        no.click(decline, offer, [offer, note], **private)

    return connect


def _offer(phrase: Phrase) -> str:
    return f"“{phrase.old}” 改为 “{phrase.new}”"


def _compared(desk: Desk, identifier: str) -> str:
    """What became of the problems of the submission before this one; empty where there was none."""
    try:
        rounds = desk.rounds(identifier) if identifier else None
    except _MISSING:
        return ""
    return rounds_html(rounds) if rounds is not None else ""


def _polished_text(done: list[Polished]) -> str:
    """Which lines were changed and which wordings were not taken."""
    changed = sum(1 for p in done if p.changed)
    refused = [p for p in done if p.refused]
    said = f"已润色 {changed} 段，可以撤回。"
    if refused:
        reasons = "、".join(dict.fromkeys(p.refused for p in refused))
        said += f"{len(refused)} 段的改写未通过核对（{reasons}），保留原文。"
    return status(said)
