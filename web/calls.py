"""What a place's script asks of the server: one object of known shape in, one object out, refusals in one sentence.

The shapes are strict, so that no handler ever sees an argument of another kind than it was written for.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import gradio as gr
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from errors import NO_FAULT, NianbaoError, NotVisibleError
from office.desk import Desk
from web.face import Face

LOGGER = logging.getLogger(__name__)
_WRONG = "提交的内容不对；请刷新页面后再试。"
_FAILED = "这一步没有完成，请再试一次；还不行请告诉管理员。"
_MOST_CHOSEN = 2000

Identifier = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{6,40}$")]
Line = Annotated[str, StringConstraints(max_length=500)]
Words = Annotated[str, StringConstraints(max_length=2000)]
Identifiers = Annotated[list[Identifier], Field(max_length=_MOST_CHOSEN)]


class Asked(BaseModel):
    """What a call brings along; the calls have models of their own."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Nothing(Asked):
    """A call that brings nothing along."""


class OfReport(Asked):
    """A call about one report."""

    report: Identifier


A = TypeVar("A", bound=Asked)
Work = Callable[[Desk, A, Any], dict[str, Any]]


def guarded(face: Face, model: type[A], work: Work[A], data: Any, request: Any) -> dict[str, Any]:
    """What the work gives, or under "error" the sentence that says why it cannot be done; under "amiss", what does not go
    as it should for everybody."""
    try:
        done = work(face.desk(request), model.model_validate(data), request)
        amiss = face.workspace.search_state.said
        return {**done, "amiss": amiss} if amiss else done
    except ValidationError:
        return {"error": _WRONG}
    except NotVisibleError as error:
        return {"error": str(error), "gone": True}
    except NianbaoError as error:
        return {"error": str(error)}
    except NO_FAULT:
        raise
    except BaseException:
        LOGGER.exception("a call of the page failed")
        return {"error": _FAILED}


def served(face: Face, model: type[A], work: Work[A]) -> Callable[[Any, gr.Request], dict[str, Any]]:
    """A function for a component's `server_functions`, under the name of the work."""

    def call(data: Any, request: gr.Request) -> dict[str, Any]:
        return guarded(face, model, work, data, request)

    call.__name__ = work.__name__
    return call
