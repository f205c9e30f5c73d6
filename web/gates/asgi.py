"""The few things of ASGI that the gates share: what a gate is, a refusal with its sentence, changed headers."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from html import escape

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errors import NO_FAULT
from library.faults import sentence_of

LOGGER = logging.getLogger(__name__)
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
    await _sentence(Request(scope), status, sentence, names)(scope, receive, send)


async def told_fault(request: Request, error: BaseException) -> Response:
    """The answer to a request at which the program failed: what it means in one sentence; the log has the rest."""
    return _sentence(request, 500, sentence_of(error), {})


async def told_unknown_call(request: Request, _: BaseException) -> Response:
    """The answer to a request for a call by a name or number that the face does not have."""
    return _sentence(request, 404, _NO_CALL, {})


_NO_CALL = "没有这个接口；可用的接口见 docs/interface.md。"
_PAGE = (
    '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<title>年报审阅</title><p>{sentence}</p><p><a href="{home}">回到首页</a></p></html>'
)


def _sentence(request: Request, status: int, sentence: str, headers: dict[str, str]) -> Response:
    """One sentence: as a page with the way back for who opens an address, as data for a program."""
    if "text/html" not in request.headers.get("accept", ""):
        return JSONResponse({"detail": sentence, "error": sentence}, status, headers=headers)
    home = f"{request.scope.get('root_path', '')}{REVIEWERS if of_reviewers(request.scope) else ''}/"
    page = _PAGE.format(sentence=escape(sentence), home=escape(home, quote=True))
    return HTMLResponse(page, status, headers=headers)


class Faults:
    """Answers for whatever fails behind it, gates too, and keeps the fault from the server; the log has the whole of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on; one that failed before its answer began is answered with one sentence."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except (*NO_FAULT, asyncio.CancelledError, ClientDisconnect):
            raise
        except BaseException as error:
            LOGGER.error("a request failed", exc_info=error)
            if not begun:
                answer = await told_fault(Request(scope), error)
                await answer(scope, receive, send)


def with_headers(send: Send, change: Callable[[Message, MutableHeaders], None]) -> Send:
    """A `send` that lets the head of the answer be changed before it leaves."""

    async def changed(message: Message) -> None:
        if message["type"] == "http.response.start":
            change(message, MutableHeaders(scope=message))
        await send(message)

    return changed
