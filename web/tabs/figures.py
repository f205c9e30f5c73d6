"""图表: applications, outcomes, refusals, review and litigation over years and agencies, each with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from answering.trends import Theme, data_of, sentence, themes
from errors import NotVisibleError
from letters.figures import figures_workbook
from library.store import Entry
from reports.errors import UnusableFileError
from reports.model import Report
from web.escape import safe
from web.face import Face

_MOST = 40
_MOST_OFFERED = 500
_NONE = "请选择一个或几个单位；图里按年度排列。"


def tab(face: Face) -> Callable[[], None]:
    """Builds the tab; the returned function connects it."""

    def reports_of(agencies: list[str], request: gr.Request) -> list[Report]:
        """The latest version of each year's report of the chosen agencies."""
        desk = face.desk(request)
        wanted = [e for e in desk.entries() if e.agency in agencies and e.version == e.versions]
        found = []
        for entry in wanted[:_MOST]:
            try:
                found.append(desk.report(entry.id))
            except (NotVisibleError, UnusableFileError):
                continue
        return found

    def draw(agencies: list[str] | None, request: gr.Request) -> list[Any]:
        reports = reports_of(agencies or [], request)
        out: list[Any] = []
        for theme in themes():
            out += [_plot(theme, reports), _words(theme, reports)]
        return [*out, _numbers(face, reports, request)]

    def offered(identifier: str, request: gr.Request) -> Any:
        """The agencies there are; the chosen report's own to begin with."""
        entries = face.desk(request).entries()
        chosen = [e.agency for e in entries if e.id == identifier] or [e.agency for e in entries][:1]
        return gr.update(choices=_offered(_agencies(entries), chosen[0] if chosen else ""), value=chosen)

    with gr.Tab("图表", id="figures") as opened:
        agencies = gr.Dropdown(
            [],
            label="单位（可选几个比较；列表里没有的，输入全称后回车）",
            multiselect=True,
            allow_custom_value=True,
            max_choices=12,
            filterable=True,
            elem_id="figure-agencies",
        )
        parts: list[Any] = []
        for theme in themes():
            gr.HTML(f"<h3>{safe(theme.title)}</h3>")
            words = gr.HTML(f'<p class="counts">{_NONE}</p>', elem_classes="figure-words")
            plot = gr.BarPlot(
                x="年度", y="数量", color="项目", y_title=theme.unit, x_title="", tooltip="all", height=260,
                show_label=False, buttons=["export", "fullscreen"], elem_id=f"figure-{theme.key}",
            )  # fmt: skip
            parts += [plot, words]
        numbers = gr.DownloadButton(
            "下载图中的数（Excel）", size="sm", interactive=False, elem_id="figure-xlsx"
        )

    def connect() -> None:
        private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        opened.select(offered, face.chooser, agencies, **private)
        agencies.change(draw, agencies, [*parts, numbers], **private)

    return connect


def _agencies(entries: list[Entry]) -> list[str]:
    return sorted({e.agency for e in entries if e.agency})


def _offered(agencies: list[str], chosen: str) -> list[str]:
    """All the agencies, or where they are too many for a list those whose names begin most like the chosen one's."""
    if len(agencies) <= _MOST_OFFERED:
        return agencies
    from rapidfuzz.distance import Prefix

    alike = sorted(agencies, key=lambda a: -Prefix.similarity(a, chosen))
    return sorted(alike[:_MOST_OFFERED])


def _name(report_agency: str, year: int | None, several: bool) -> str:
    when = str(year or "年度不明")
    return f"{when} {report_agency}" if several else when


def _plot(theme: Theme, reports: list[Report]) -> Any:
    import pandas as pd

    data = data_of(theme, reports)
    several = len({d.agency for d in data}) > 1
    frame = pd.DataFrame(
        {
            "年度": [_name(d.agency, d.year, several) for d in data],
            "项目": [d.line for d in data],
            "数量": [float(d.value) for d in data],
        }
    )
    return gr.BarPlot(frame, x_label_angle=-30 if several else 0, visible=any(d.value for d in data))


def _words(theme: Theme, reports: list[Report]) -> str:
    said = sentence(theme, data_of(theme, reports)) if reports else _NONE
    return f'<p class="counts">{safe(said)}</p>'


def _numbers(face: Face, reports: list[Report], request: Any) -> Any:
    if not reports:
        return gr.update(interactive=False)
    sheets = {
        t.title: [(d.agency, d.year, d.line, float(d.value)) for d in data_of(t, reports)] for t in themes()
    }
    return gr.update(
        value=face.made_file(request, "图表数据.xlsx", figures_workbook(sheets)), interactive=True
    )
