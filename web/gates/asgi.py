"""The few things of ASGI that the gates share: a refusal with its sentence, and answers whose headers are changed."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Message, Receive, Scope, Send

from library.faults import sentence_of

REVIEWERS = "/review"


def of_reviewers(scope: Scope) -> bool:
    """Whether a request is for the reviewers' face."""
    path: str = scope["path"]
    return path == REVIEWERS or path.startswith(f"{REVIEWERS}/")


async def refuse(
    scope: Scope, receive: Receive, send: Send, status: int, sentence: str, **headers: str
) -> None:
    """Answers a request with a status and one clear Chinese sentence."""
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    await JSONResponse({"detail": sentence, "error": sentence}, status, headers=names)(scope, receive, send)


async def told_fault(_: Request, error: Exception) -> Response:
    """The answer to a request at which the program failed: what it means in one sentence; the log has the rest."""
    sentence = sentence_of(error)
    return JSONResponse({"detail": sentence, "error": sentence}, 500)


def with_headers(send: Send, change: Callable[[Message, MutableHeaders], None]) -> Send:
    """A `send` that lets the head of the answer be changed before it leaves."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(message, MutableHeaders(scope=message))
        await send(message)

    return changed
