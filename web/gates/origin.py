"""Whether a request comes from our own page: another site must not use the session of whoever visits it.

Browsers say by Sec-Fetch-Site or Origin which site a request comes from. Programs say neither and hold no cookie that
a site could make them send. Source: Fetch Metadata Request Headers (W3C), Origin (RFC 6454).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import Message, Receive, Scope, Send

from web.gates.asgi import Gate, refuse, with_headers

_FOREIGN = "这个请求来自另一个网站，已拒绝；请直接打开本服务的网址再操作。"
_OURS = ("same-origin", "none")


def foreign(method: str, headers: Headers) -> bool:
    """Whether another site asks; following a link to one of our pages is not asking."""
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _OURS:
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return not (followed and method in ("GET", "HEAD"))
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:  # no browser says so of itself
        return True


class SameOrigin(Gate):
    """Refuses what another site asks, and takes out of the answers what would let it read them."""

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets requests of our own page and of programs pass."""
        if foreign(scope["method"], Headers(scope=scope)):
            await refuse(scope, receive, send, 403, _FOREIGN)
            return
        await self._app(scope, receive, with_headers(send, _readable_here_only))


def _readable_here_only(_: Message, headers: MutableHeaders) -> None:
    for name in [n for n in headers if n.lower().startswith("access-control-")]:
        del headers[name]
