"""Whose answers a queue holds: what a page calls its queue is a name among the caller's own, and reaches no other's.

Gradio sends the answers to whoever names the `session_hash` that they were asked under, a few letters that a script
chose. Here the name is bound to the login session or the visitor before Gradio sees it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from starlette.types import Receive, Scope, Send

from web.gates.asgi import Gate
from web.gates.caller import Caller, caller_of_scope

_NAME = "session_hash"
_HEARTBEAT = re.compile(r"((?:/review)?/gradio_api/heartbeat/)([^/]+)")


def own_queue(caller: Caller, name: str) -> str:
    """The name under which Gradio keeps what a caller calls by this name."""
    said = f"{caller.folder}\x1f{name}".encode(errors="surrogatepass")
    return hashlib.sha256(said).hexdigest()[:32]


def bound(caller: Caller, body: Any) -> Any:
    """A call's body with its queue bound to the caller."""
    if isinstance(body, dict) and isinstance(body.get(_NAME), str):
        return {**body, _NAME: own_queue(caller, body[_NAME])}
    return body


class Queues(Gate):
    """Binds the queue that an address names."""

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on under the caller's own name."""
        caller = caller_of_scope(scope)
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        if any(key == _NAME for key, _ in asked):
            own = [(key, own_queue(caller, value) if key == _NAME else value) for key, value in asked]
            scope = {**scope, "query_string": urlencode(own).encode()}
        alive = _HEARTBEAT.fullmatch(scope["path"])
        if alive is not None:
            path = alive[1] + own_queue(caller, alive[2])
            scope = {**scope, "path": path, "raw_path": quote(path).encode()}
        await self._app(scope, receive, send)
