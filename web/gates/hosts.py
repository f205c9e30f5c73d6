"""Under which names the page answers, and which proxies are believed.

A page that answers under any name can be reached by a stranger's name that points to this machine (DNS rebinding),
and then belongs to the stranger's site. What proxies add to a request (X-Forwarded-…) is believed only of those that
are configured, and reaches nothing behind this gate.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from web.gates.asgi import refuse

LOOPBACK = ("localhost", "127.0.0.1", "::1")
_UNSPECIFIED = ("0.0.0.0", "::", "")
_STRANGE = "这个网址不是本服务登记的地址；请用登记的网址访问，或由管理员把它加入 NIANBAO_ALLOWED_HOSTS。"
_FORWARDED = (b"forwarded", b"x-forwarded-", b"x-real-ip", b"x-original-")


def name_of(host: str) -> str:
    """The name in a Host header or an origin, without the port and the brackets of an IPv6 address."""
    host = host.strip().lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].rstrip(".")


def allowed_names(listening: str, configured: Sequence[str]) -> frozenset[str]:
    """The names of this machine to itself, the address it listens on where it is one, and those configured."""
    own = () if listening in _UNSPECIFIED else (listening,)
    return frozenset(name_of(h) if not _is_ipv6(h) else h.lower() for h in (*LOOPBACK, *own, *configured))


def _is_ipv6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False


class Hosts:
    """Refuses what is asked under a name that is not one of ours."""

    def __init__(self, app: ASGIApp, names: frozenset[str]) -> None:
        self._app, self._names = app, names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request under one of our names pass."""
        if scope["type"] == "http":
            hosts = Headers(scope=scope).getlist("host")
            if len(hosts) != 1 or name_of(hosts[0]) not in self._names:
                await refuse(scope, receive, send, 421, _STRANGE)
                return
        elif scope["type"] != "lifespan":  # the page has no web sockets
            await send({"type": "websocket.close", "code": 1008})
            return
        await self._app(scope, receive, send)


class Proxies:
    """Takes from configured proxies who asked, by which scheme and under which name; nothing from anyone else."""

    def __init__(self, app: ASGIApp, trusted: Sequence[str]) -> None:
        self._networks = [ipaddress.ip_network(t, strict=False) for t in trusted]
        self._app = ProxyHeadersMiddleware(_Stripped(app), trusted_hosts=list(trusted))  # type: ignore[arg-type]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Gives the request its real name before it is judged by it."""
        if scope["type"] == "http" and self._believed(scope):
            named = Headers(scope=scope).get("x-forwarded-host", "").split(",")[0].strip()
            if named:
                scope = {**scope, "headers": list(scope["headers"])}
                MutableHeaders(scope=scope)["host"] = named
        await self._app(scope, receive, send)  # type: ignore[arg-type]

    def _believed(self, scope: Scope) -> bool:
        client = scope.get("client")
        try:
            address = ipaddress.ip_address(client[0]) if client else None
        except ValueError:
            return False
        return address is not None and any(address in network for network in self._networks)


class _Stripped:
    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            kept = [(k, v) for k, v in scope["headers"] if not k.lower().startswith(_FORWARDED)]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, send)
