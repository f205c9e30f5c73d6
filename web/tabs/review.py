"""审查: the findings beside the report; click one and its place lights up; accept or dismiss."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import gradio as gr

from library.store import Decision
from reports.errors import UnusableFileError
from web.findings_view import findings_html

if TYPE_CHECKING:
    from web.page import Shared

_FILTERS = [("全部", ""), ("必须修改", "error"), ("需要核实", "warning"), ("建议完善", "notice")]
# A click on 采纳 or 不采纳 becomes an event with the finding's id; everything else is the page's script.
_DECIDE = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('[data-decide]');
  if (button) trigger('select', {finding: button.dataset.finding, state: button.dataset.decide});
});
"""


def tab(shared: Shared) -> Callable[[], None]:
    """Builds the tab; the returned function connects it to the chooser."""
    workspace, chooser = shared.workspace, shared.chooser

    def cards(identifier: str, only: str) -> str:
        if not identifier:
            return '<p class="empty">选择或上传一份报告后，这里列出审查发现的问题。</p>'
        try:
            return findings_html(
                workspace.findings(identifier), workspace.library.decisions(identifier), only
            )
        except (KeyError, UnusableFileError):
            return '<p class="empty">这份报告已不在资料库中，请重新选择。</p>'

    def decide(identifier: str, only: str, event: gr.EventData) -> str:
        finding, state = str(event.finding), str(event.state)
        known = {f.id for f in workspace.findings(identifier)} if identifier else set()
        if finding in known and state in ("accepted", "dismissed"):
            now = workspace.library.decisions(identifier).get(finding)
            same = now is not None and now.state == state
            workspace.library.decide(identifier, finding, None if same else Decision(state))
        return cards(identifier, only)

    with gr.Tab("审查", id="review"):
        only = gr.Radio(_FILTERS, value="", label="只看", elem_id="severity")
        gr.HTML('<p class="counts">点一条，左边亮出所在位置；按 n、p 键逐条查看。不采纳的不写入意见。</p>')
        found = gr.HTML(cards(chooser.value or "", ""), elem_id="findings", js_on_load=_DECIDE)

    def connect() -> None:
        for event in (chooser.change, only.change, shared.page.load):
            event(cards, [chooser, only], found, api_visibility="private")
        found.select(decide, [chooser, only], found, api_visibility="private")

    return connect
