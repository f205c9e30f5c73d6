"""The few things of ASGI that the gates share: what a gate is, a refusal with its sentence, changed headers."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from library.faults import sentence_of

REVIEWERS = "/review"


def of_reviewers(scope: Scope) -> bool:
    """Whether a request is for the reviewers' face."""
    path: str = scope["path"]
    return path == REVIEWERS or path.startswith(f"{REVIEWERS}/")


class Gate:
    """Stands before an application and judges its requests; start and end of the server concern no gate."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Judges a request; passes on what is none."""
        if scope["type"] == "http":
            await self._judge(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise NotImplementedError


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
