"""The two faces of the page: 工作台 and 审阅 for reviewers, 查询 for everyone. Each is one component of our own.

What it shows and does is in web/places and web/views, how it looks and moves in web/assets.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import gradio as gr

from office.batch import Batches
from office.pending import Removals
from office.workspace import Workspace
from web.api import endpoints
from web.face import Face
from web.gates.arguments import CheckedBlocks
from web.places import (
    administration,
    asking,
    business,
    citizens,
    exports,
    intake,
    letter,
    office_settings,
    originals,
    review,
    rule_sheet,
    same_agencies,
    with_model,
    workbench,
)

ASSETS = Path(__file__).resolve().parent / "assets"
_FONTS = (
    "system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "sans-serif",
)  # fmt: skip
_SCRIPTS = (
    "core", "marks", "workbench", "decisions", "review", "letter", "asking", "rule_sheet", "administration", "reviewers", "citizens",
)  # fmt: skip
_STYLES = (
    "base",
    "report",
    "workbench",
    "review",
    "rule_sheet",
    "administration",
    "answers",
    "citizens",
    "print",
)
# The events of a place are named here, since Gradio looks for their names in this text.
_BEGIN = """
const events = ["ask", "cease", "polish", "opinions"];
window.nianbao.begin(NAME, element, server, trigger, upload);
"""
_HEAR = "watch('value', () => window.nianbao.heard(props.value));"
_ANSWERS = {"concurrency_id": "answers", "concurrency_limit": 8}
_MODEL = {"concurrency_id": "model", "concurrency_limit": 2}
_PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def theme() -> Any:
    """A plain theme with the system's own fonts: nothing is fetched from outside."""
    return gr.themes.Base(
        primary_hue="blue", font=list(_FONTS), font_mono=["ui-monospace", "Consolas", "monospace"]
    )


def look() -> dict[str, Any]:
    """Style and script of the page, which in Gradio 6 belong to the mounting."""
    return {
        "theme": theme(),
        "css": "\n".join(_asset(f"{name}.css") for name in _STYLES),
        # Gradio puts its own container before every selector of `css`, so what is around that stands in the head.
        "head": f"<script>{page_script()}</script><style>{_asset('paper.css')}</style>",
    }


@cache
def _asset(name: str) -> str:
    return (ASSETS / name).read_text(encoding="utf-8")


def page_script() -> str:
    """The script that stands in the head of both faces."""
    return "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)


def _place(name: str, calls: list[Any]) -> Any:
    return gr.HTML(
        "",
        html_template=_asset(f"{name}.html"),
        js_on_load=_BEGIN.replace("NAME", f'"{name}"'),
        apply_default_css=False,
        server_functions=calls,
        elem_id="place",
    )


def build(workspace: Workspace, for_reviewers: bool, with_login: bool = False) -> Any:
    """The Blocks of one face, not yet mounted. Whether there is a login the place learns from its own calls."""
    face = Face(workspace, for_reviewers)
    title = "年报审阅" if for_reviewers else "政府信息公开年报查询"
    calls = asking.calls(face)
    if for_reviewers:
        for part in (
            review,
            same_agencies,
            business,
            originals,
            letter,
            exports,
            office_settings,
            rule_sheet,
            administration,
        ):
            calls += part.calls(face)
        batches = Batches(workspace)
        calls += intake.calls(face, batches) + workbench.calls(face, Removals(workspace), batches)
    else:
        calls += citizens.calls(face)
    with CheckedBlocks(title=title, analytics_enabled=False, fill_width=True) as page:
        place = _place("reviewers" if for_reviewers else "citizens", calls)
        # What is answered bit by bit arrives here; the place's script takes it on.
        heard = gr.HTML("", html_template="<span></span>", js_on_load=_HEAR, elem_id="heard")
        running = [place.ask(asking.stream(face), None, heard, **_ANSWERS, **_PRIVATE)]
        if for_reviewers:
            running.append(place.polish(with_model.polished(face), None, heard, **_MODEL, **_PRIVATE))
            running.append(place.opinions(with_model.opinions_shown(face), None, heard, **_MODEL, **_PRIVATE))
        place.cease(None, cancels=running, **_PRIVATE)
        endpoints(face)
    return page
