"""提问: questions and answers on either face. Where it was looked is said, not asked; answers arrive while they are made."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Annotated, Any, Literal

import gradio as gr
from pydantic import StringConstraints, TypeAdapter, ValidationError

from answering.answer import Answer
from errors import NO_FAULT, NianbaoError, NotVisibleError
from letters.conversation import Said, conversation_docx, conversation_text
from library.roles import Role
from office.desk import Desk
from office.pending import Forgetting
from office.questions import assistant_of, kept_under, questions_to_ask, sources_about, turns_of
from web.calls import Asked, Line, Nothing, served
from web.face import Face
from web.views.answers import Exchange, exchange_html, suggestions_html, whereabouts
from web.views.cited_figures import figures_html
from web.views.pictures import picture_of

LOGGER = logging.getLogger(__name__)
_KEPT = 40
_ANSWER = TypeAdapter(Answer)
_WRONG = "这个问题没有送到，请再问一次。"
_FAILED = "这个问题没有答完，请再问一次。"

Name = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class Conversation(Asked):
    """A conversation, known by its long random name, beside a report or beside none ("")."""

    conversation: Name
    report: Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{6,40})?$")]


class Question(Conversation):
    """A question."""

    question: Line


class Vote(Conversation):
    """What the asker thought of an answer."""

    number: int
    vote: Literal[-1, 1]
    comment: Line


class Export(Conversation):
    """The conversation as a file."""

    form: Literal["docx", "txt"]


class Forgotten(Asked):
    """A conversation that is about to be forgotten, by the name of its forgetting."""

    name: Line


def _past(desk: Desk, asked: Conversation) -> list[Exchange]:
    kept = desk.workspace.conversations.of(asked.conversation, desk.viewer.name, _KEPT)
    answers = ((k, _ANSWER.validate_json(k.answer)) for k in kept)
    return [
        _with_figures(desk, asked.report, Exchange(k.question, a, number=k.id, vote=k.vote))
        for k, a in answers
    ]


def _with_figures(desk: Desk, chosen: str, exchange: Exchange) -> Exchange:
    """The exchange with the numbers that its answer cites: drawn where they can be, else as a table."""
    drawn = picture_of(exchange.answer, desk.report)
    table = "" if drawn else figures_html(exchange.answer, chosen, desk.report)
    return replace(exchange, picture=drawn, figures=table)


def _suggested(desk: Desk, asked: Conversation, past: list[Exchange]) -> str:
    """What could be asked next; a citizen who chose no agency is led to whom she can ask."""
    questions = questions_to_ask(desk, asked.report, [e.question for e in past])
    return suggestions_html(
        questions, whom=desk.viewer.role is Role.CITIZEN and not asked.report and bool(past)
    )


def stream(face: Face) -> Callable[[gr.Request, gr.EventData], Iterator[str]]:
    """The handler that answers: ever more complete answers, as JSON for the place's script."""

    def reply(request: gr.Request, event: gr.EventData) -> Iterator[str]:
        try:
            asked = Question.model_validate(event._data)
            yield from _replies(face, asked, request)
        except ValidationError:
            yield json.dumps({"error": _WRONG, "done": True})
        except NotVisibleError:
            yield json.dumps({"error": _FAILED, "done": True})
        except NianbaoError as error:
            yield json.dumps({"error": str(error), "done": True})
        except NO_FAULT:
            raise
        except BaseException:
            LOGGER.exception("a question was not answered")
            yield json.dumps({"error": _FAILED, "done": True})

    return reply


def _replies(face: Face, asked: Question, request: Any) -> Iterator[str]:
    desk = face.desk(request)
    past = _past(desk, asked)
    sources = sources_about(desk, asked.report, asked.question, [e.question for e in past])
    where = whereabouts([(s.report.shown_agency, s.report.year) for s in sources], bool(asked.report))
    exchange = Exchange(asked.question, Answer(asked.question, ""), busy=True, where=where)
    # Named after the exchange before, of which only the last ones are shown: none is taken for another's.
    place = f"after-{past[-1].number if past else 0}"
    yield json.dumps({"html": exchange_html(exchange, asked.report, place), "place": place, "done": False})
    turns = turns_of([e.question for e in past])
    for answer in assistant_of(desk).stream(asked.question, sources, turns):
        exchange = replace(exchange, answer=answer)
        yield json.dumps(
            {"html": exchange_html(exchange, asked.report, place), "place": place, "done": False}
        )
    number = face.workspace.conversations.keep(
        asked.conversation, asked.question, _ANSWER.dump_json(exchange.answer).decode(), desk.viewer.name,
        kept_under(desk, asked.report),
    )  # fmt: skip
    done = _with_figures(desk, asked.report, replace(exchange, busy=False, number=number))
    yield json.dumps(
        {
            "html": exchange_html(done, asked.report, place),
            "place": place,
            "suggestions": _suggested(desk, asked, [*past, done]),
            "amiss": desk.workspace.search_state.said,
            "done": True,
        }
    )


def calls(face: Face) -> list[Callable[[Any, gr.Request], dict[str, Any]]]:
    """The calls beside the questions themselves."""
    forgetting = Forgetting(face.workspace)

    def conversation(desk: Desk, asked: Conversation, request: Any) -> dict[str, Any]:
        """The conversation that this browser had, after a reload."""
        past = _past(desk, asked)
        shown = "".join(exchange_html(e, asked.report, f"n{e.number}") for e in past)
        return {"html": shown, "suggestions": _suggested(desk, asked, past), "count": len(past)}

    def working(desk: Desk, asked: Nothing, request: Any) -> dict[str, Any]:
        """Whether all goes as it should by now; what does not is said with the answer of every call."""
        return {}

    def judge(desk: Desk, asked: Vote, request: Any) -> dict[str, Any]:
        """Keeps what the asker thought of an answer."""
        desk.workspace.conversations.judge(
            asked.conversation, asked.number, asked.vote, asked.comment, desk.viewer.name
        )
        return {}

    def forget_conversation(desk: Desk, asked: Conversation, request: Any) -> dict[str, Any]:
        """Forgets the conversation, after a while in which that can be taken back."""
        return {"pending": forgetting.begin(desk, asked.conversation), "seconds": forgetting.seconds}

    def remember_conversation(desk: Desk, asked: Forgotten, request: Any) -> dict[str, Any]:
        """Takes that back."""
        return {"back": forgetting.take_back(desk.viewer.name, asked.name)}

    def conversation_file(desk: Desk, asked: Export, request: Any) -> dict[str, Any]:
        """The conversation with its sources as a file."""
        said = [
            Said(e.question, e.answer.text, [(c.n, c.title, c.quote) for c in e.answer.citations])
            for e in _past(desk, asked)
        ]
        if not said:
            return {"error": "还没有对话可以导出。"}
        if asked.form == "txt":
            return {"file": face.made_file(request, "对话.txt", conversation_text(said).encode())}
        return {"file": face.made_file(request, "对话.docx", conversation_docx(said))}

    return [
        served(face, Conversation, conversation),
        served(face, Nothing, working),
        served(face, Vote, judge),
        served(face, Conversation, forget_conversation),
        served(face, Forgotten, remember_conversation),
        served(face, Export, conversation_file),
    ]
