"""What may be asked of each face at all, and how large it may be: all that the page needs, and nothing else.

Gradio brings many more addresses (recordings, proxies, run history, monitoring, tokens); they are closed. An address
that the page comes to need is opened here.
"""

from __future__ import annotations

import re

from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope, Send

from errors import NianbaoError
from web.gates.asgi import REVIEWERS, Gate, of_reviewers, refuse

_MB = 1024 * 1024
FORM, JSON, UPLOAD = 4096, 2 * _MB, 600 * _MB
_READ = (
    r"/|/config|/theme\.css|/favicon\.ico|/robots\.txt|/manifest\.json|/(?:assets|static)/.+"
    r"|/gradio_api/(?:info|startup-events|app_id|queue/data|queue/status|heartbeat/[^/]+|call/[^/]+/[^/]+|file=.+)"
)
_WRITE = r"/gradio_api/(?:queue/join|(?:run|call)/[^/]+|component_server|cancel|reset)/?"
# Method and address, after /review where it is the reviewers' face, with the size that a body may have.
_BOTH = (("GET", _READ, 0), ("POST", _WRITE, JSON))
_CITIZENS_ONLY = (("GET", "/healthz", 0),)
_REVIEWERS_ONLY = (
    ("GET", r"|/login|/[0-9a-f]{16}|/gradio_api/upload_progress", 0),
    ("POST", r"/login/?|/logout/?", FORM),
    ("POST", r"/gradio_api/upload/?", UPLOAD),
)
_CLOSED = "没有这个网址；请从首页进入。"
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


class _TooLargeError(NianbaoError):
    """More arrived than may."""


class Allowed(Gate):
    """Refuses what is not on the list, and cuts off what is larger than it may be."""

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets requests on the list pass, and counts what arrives with them."""
        most = most_bytes(scope)
        if most is None:
            await refuse(scope, receive, send, 404, _CLOSED)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if not told.isdecimal() or int(told) > most:
            await refuse(scope, receive, send, 413, _TOO_LARGE, Connection="close")
            return
        await self._counted(most, scope, receive, send)

    async def _counted(self, most: int, scope: Scope, receive: Receive, send: Send) -> None:
        arrived, begun = 0, False

        async def counting() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > most:
                raise _TooLargeError
            return message

        async def noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counting, noting)
        except _TooLargeError:
            if not begun:
                await refuse(scope, receive, send, 413, _TOO_LARGE, Connection="close")
