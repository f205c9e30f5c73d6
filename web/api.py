"""The same verbs over named endpoints: what a program asks of the page, with the records of the command line.

Reviewers' face: /reports /parse /review /ask /search /draft. Citizens' face: /reports /ask /search.
What cannot be done is one Chinese sentence under "error", never a traceback.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import gradio as gr

from errors import NianbaoError
from office.desk import Desk
from office.permissions import Act
from office.questions import assistant_of, scope_of
from office.records import answer_record, hit_record
from office.verbs import draft_verb, parse_verb, review_verb
from web.face import Face

_HITS, _MOST_HITS = 5, 100
_NO_FILE = "没有附文件；请先上传，再把它作为参数。"


class _NoFileError(NianbaoError):
    """A call about a file came without one."""


def endpoints(face: Face) -> None:
    """Adds the endpoints of a face; called inside its Blocks."""

    def reports(request: gr.Request) -> dict[str, Any]:
        """The reports that may be asked about: id, agency, year, version, published."""
        entries = face.desk(request).entries()
        return {
            "reports": [
                {
                    "id": e.id,
                    "agency": e.agency or None,
                    "year": e.year,
                    "version": e.version,
                    "published": e.published,
                }
                for e in entries
            ]
        }

    def ask(question: str | None, report: str | None, request: gr.Request) -> dict[str, Any]:
        """The answer to a question, about the report with this id, or with "" about the Regulation and the library."""

        def answer(desk: Desk) -> dict[str, Any]:
            asked = question or ""
            sources = scope_of(desk, asked, [report] if report else [])
            return answer_record(assistant_of(desk).ask(asked, sources))

        return _guarded(face, request, answer)

    def search(query: str | None, report: str | None, k: float | None, request: gr.Request) -> dict[str, Any]:
        """The best k passages for a query, in the report with this id, or with "" in the Regulation and the library."""

        def hits(desk: Desk) -> dict[str, Any]:
            words = query or ""
            sources = scope_of(desk, words, [report]) if report else []
            most = max(1, min(_MOST_HITS, _HITS if k is None else int(k)))
            found = assistant_of(desk).search(words, sources, most)
            return {"query": words, "hits": [hit_record(h) for h in found]}

        return _guarded(face, request, hits)

    def of_file(
        file: str | None, work: Callable[[Path, Desk], dict[str, Any]], request: gr.Request
    ) -> dict[str, Any]:
        def checked(desk: Desk) -> dict[str, Any]:
            desk.permit(Act.HAND_IN)
            if file is None:
                raise _NoFileError(_NO_FILE)
            return work(Path(file), desk)

        return _guarded(face, request, checked)

    def parse(file: str | None, request: gr.Request) -> dict[str, Any]:
        """Agency, year, sections and tables of an uploaded report; nothing is kept."""
        return of_file(file, lambda path, _: parse_verb(path), request)

    def review(file: str | None, request: gr.Request) -> dict[str, Any]:
        """The findings on an uploaded report; nothing is kept."""
        return of_file(file, review_verb, request)

    def draft(file: str | None, request: gr.Request) -> dict[str, Any]:
        """The draft letter on an uploaded report, as Markdown; nothing is kept."""
        return of_file(file, draft_verb, request)

    identifier, text = gr.Textbox(visible=False), gr.Textbox(visible=False)
    number, out = gr.Number(_HITS, visible=False), gr.JSON(visible=False)
    hidden = gr.Button(visible=False)
    hidden.click(reports, None, out, api_name="reports")
    hidden.click(ask, [text, identifier], out, api_name="ask", concurrency_id="answers")
    hidden.click(search, [text, identifier, number], out, api_name="search")
    if face.for_reviewers:
        file = gr.File(visible=False)
        for verb, name in ((parse, "parse"), (review, "review"), (draft, "draft")):
            hidden.click(verb, file, out, api_name=name)


def _guarded(face: Face, request: Any, work: Callable[[Desk], dict[str, Any]]) -> dict[str, Any]:
    """What the work gives, or the sentence that says why it cannot be done."""
    try:
        return work(face.desk(request))
    except NianbaoError as error:
        return {"error": str(error)}
