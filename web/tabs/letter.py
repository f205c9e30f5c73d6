"""意见: the letter from the findings that were not dismissed; editable, kept, to copy and to download."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from letters.annotated import annotate
from letters.docx import to_docx
from letters.letter import LetterSettings, compose
from letters.lines import Kind, lines_of_markdown, to_markdown
from reports.errors import UnusableFileError
from review.finding import Finding

if TYPE_CHECKING:
    from web.page import Shared


def tab(shared: Shared) -> Callable[[], None]:
    """Builds the tab; the returned function connects it to the chooser."""
    workspace, chooser = shared.workspace, shared.chooser

    def compose_text(identifier: str) -> str:
        if not identifier:
            return ""
        try:
            report, kept = workspace.report(identifier), kept_findings(identifier)
        except (KeyError, UnusableFileError):
            return ""
        return to_markdown(compose(report, kept, LetterSettings(day=date.today())))

    def kept_findings(identifier: str) -> list[Finding]:
        decisions = workspace.library.decisions(identifier)
        every = workspace.findings(identifier)
        return [f for f in every if f.id not in decisions or decisions[f.id].state != "dismissed"]

    def annotated(identifier: str) -> Any:
        """The original with comments where it is a .docx; the button rests for other files."""
        try:
            content = workspace.library.content(identifier)
            data = annotate(content, workspace.report(identifier), kept_findings(identifier))
        except (KeyError, UnusableFileError):
            return gr.update(interactive=False)
        path = Path(tempfile.mkdtemp(prefix="nianbao-")) / "批注稿.docx"
        path.write_bytes(data)
        return gr.update(value=str(path), interactive=True)

    def shown(identifier: str) -> str:
        """The reviewer's own text where she saved one, else the composed letter."""
        saved = workspace.library.letter(identifier) if identifier else None
        return saved if saved is not None else compose_text(identifier)

    def keep(identifier: str, text: str) -> str:
        if identifier and workspace.library.entry(identifier) is not None:
            workspace.library.save_letter(identifier, text)
            return '<p class="counts" role="status">已保存。</p>'
        return ""

    def renew(identifier: str) -> tuple[str, str]:
        text = compose_text(identifier)
        keep(identifier, text)
        return text, '<p class="counts" role="status">已按采纳的问题重新生成。</p>'

    with gr.Tab("意见", id="letter") as opened:
        text = gr.Textbox(
            shown(chooser.value or ""), label="审核意见（可直接修改）", lines=22, max_lines=40, elem_id="letter",
            buttons=["copy"],
        )  # fmt: skip
        note = gr.HTML("", elem_id="letter-note")
        with gr.Row():
            again = gr.Button("按采纳的问题重新生成", size="sm", elem_id="renew")
            markdown = gr.DownloadButton("下载 Markdown", size="sm", elem_id="download-md", interactive=False)
            word = gr.DownloadButton("下载 Word", size="sm", elem_id="download-docx", interactive=False)
            comments = gr.DownloadButton(
                "下载批注稿（Word）", size="sm", elem_id="download-comments", interactive=False
            )

    def files(body: str) -> tuple[Any, Any]:
        """The letter as files, made ahead: a download button gives what it holds when it is clicked."""
        if not body.strip():
            return gr.update(interactive=False), gr.update(interactive=False)
        paths = (_file(body, ".md", body.encode()), _word(body))
        return tuple(gr.update(value=path, interactive=True) for path in paths)

    def connect() -> None:
        events = [
            event(shown, chooser, text, api_visibility="private") for event in (chooser.change, opened.select)
        ]
        events.append(text.blur(keep, [chooser, text], note, api_visibility="private"))
        events.append(again.click(renew, chooser, [text, note], api_visibility="private"))
        for event in events:
            event.then(files, text, [markdown, word], api_visibility="private")
            event.then(annotated, chooser, comments, api_visibility="private")

    return connect


def _title(body: str) -> str:
    return next((line.text for line in lines_of_markdown(body) if line.kind is Kind.TITLE), "审核意见")


def _word(body: str) -> str:
    return _file(body, ".docx", to_docx(lines_of_markdown(body), _title(body)))


def _file(body: str, suffix: str, content: bytes) -> str:
    """A file named after the letter's title, in a folder of its own."""
    name = re.sub(r"[^\w一-鿿（）〔〕-]", "", _title(body))[:60] or "审核意见"
    path = Path(tempfile.mkdtemp(prefix="nianbao-")) / f"{name}{suffix}"
    path.write_bytes(content)
    return str(path)
