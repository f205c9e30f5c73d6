"""What may be asked of each face at all, and how large it may be: all that the page needs, and nothing else.

Gradio brings many more addresses (recordings, proxies, run history, monitoring, tokens); they are closed. An address
that the page comes to need is opened here.
"""

from __future__ import annotations

import asyncio
import re

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from errors import NianbaoError
from web.gates.asgi import REVIEWERS, Gate, of_reviewers, refuse

_MB = 1024 * 1024
# A citizen sends questions, a reviewer letters and settings.
FORM, QUESTION, JSON, UPLOAD = 4096, 64 * 1024, 2 * _MB, 600 * _MB
_READ = (
    r"/|/config|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/(?:assets|static)/.+"
    r"|/gradio_api/(?:info|startup-events|app_id|queue/data|queue/status|heartbeat/[^/]+|call/[^/]+/[^/]+|file=.+)"
)
_WRITE = r"/gradio_api/(?:queue/join|(?:run|call)/[^/]+|component_server|cancel|reset)/?"
# Method and address, after /review where it is the reviewers' face, with the size that a body may have.
_BOTH = (("GET", _READ, 0),)
_CITIZENS_ONLY = (("GET", "/healthz", 0), ("POST", _WRITE, QUESTION))
_REVIEWERS_ONLY = (
    ("POST", _WRITE, JSON),
    ("GET", r"|/login|/[0-9a-f]{16}|/gradio_api/upload_progress", 0),
    ("POST", r"/login/?|/logout/?", FORM),
    ("POST", r"/gradio_api/upload/?", UPLOAD),
)
_LONGEST_NUMBER = 18
_CLOSED = "没有这个网址；请从首页进入。"
_TOO_SLOW = "提交的内容太久没有送完，没有接收；请检查网络后再试。"
# How long a body may take: the seconds that a small one has, and the bytes a second that a large one comes in at least.
_SECONDS, _SLOWEST = 30.0, 200_000
_TOO_LARGE = "提交的内容太大，没有接收；请分几次提交。"


def _compiled(rules: tuple[tuple[str, str, int], ...]) -> list[tuple[str, re.Pattern[str], int]]:
    return [(method, re.compile(address), most) for method, address, most in rules]


_CITIZENS_RULES, _REVIEWERS_RULES = (
    _compiled((*_BOTH, *_CITIZENS_ONLY)),
    _compiled((*_BOTH, *_REVIEWERS_ONLY)),
)


def most_bytes(scope: Scope) -> int | None:
    """How large the body of a request may be; None where nothing may be asked there."""
    reviewers = of_reviewers(scope)
    path = scope["path"].removeprefix(REVIEWERS) if reviewers else scope["path"]
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    for allowed, address, most in _REVIEWERS_RULES if reviewers else _CITIZENS_RULES:
        if method == allowed and address.fullmatch(path):
            return most
    return None


class _RefusedError(NianbaoError):
    """More arrived than may, or too slowly."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Allowed(Gate):
    """Refuses what is not on the list, and cuts off what is larger than it may be."""

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets requests on the list pass, and counts what arrives with them."""
        most = most_bytes(scope)
        if most is None:
            await refuse(scope, receive, send, 404, _CLOSED)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or len(told) > _LONGEST_NUMBER or int(told) > most:
            await refuse(scope, receive, send, 413, _TOO_LARGE, Connection="close")
            return
        await self._counted(most, scope, receive, send)

    async def _counted(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        arrived, begun, whole = 0, False, False
        loop = asyncio.get_running_loop()
        until = loop.time() + _SECONDS + most / _SLOWEST

        async def counting() -> Message:
            nonlocal arrived, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout_at(until):
                    message = await receive()
            except TimeoutError as error:
                raise _RefusedError(408, _TOO_SLOW) from error
            arrived += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if arrived > most:
                raise _RefusedError(413, _TOO_LARGE)
            return message

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counting, noting)
        except _RefusedError as error:
            if not begun:
                await refuse(scope, receive, send, error.status, str(error), Connection="close")
