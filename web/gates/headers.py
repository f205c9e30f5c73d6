"""The headers of every answer: what a browser may do with it, and that nothing private is kept."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.gates.asgi import Gate, with_headers

# Gradio compiles parts of the page in the browser ('unsafe-eval') and writes styles into elements. Scripts within the
# page are named by their digests, so one that a report or a question smuggled in is not run.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval' {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
# The same for everyone; all else may be private.
_STATIC = re.compile(r"^(/review)?/(assets|static|svelte)/")


@lru_cache(maxsize=256)
def _digest(script: bytes) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"


def policy(html: bytes = b"", scripts: tuple[str, ...] = ()) -> str:
    """The Content-Security-Policy of a page: only its own scripts are run, and those that it is known to add."""
    inline = {_digest(s) for s in _SCRIPT.findall(html)} | {_digest(s.encode()) for s in scripts}
    return _POLICY.format(scripts=" ".join(sorted(inline))).replace(" ;", ";")


class SafeHeaders(Gate):
    """Adds the headers to every answer; of a page the scripts in it are read first."""

    def __init__(self, app: ASGIApp, scripts: tuple[str, ...] = ()) -> None:
        super().__init__(app)
        self._scripts = scripts

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on and completes the answer."""
        static = _STATIC.match(scope["path"]) is not None
        if not static and "/gradio_api/" not in scope["path"]:
            # A page is read before it leaves, so it must arrive as it is written.
            plain = [(k, v) for k, v in scope["headers"] if k.lower() != b"accept-encoding"]
            scope = {**scope, "headers": plain}

        def complete(_: Message, headers: MutableHeaders) -> None:
            for name, value in _ALWAYS.items():
                headers[name] = value
            if not static:
                headers["Cache-Control"] = "no-store"

        await self._app(scope, receive, _WithPolicy(with_headers(send, complete), self._scripts).send)


class _WithPolicy:
    """Holds the head of an HTML answer back until the page is whole, then says which scripts it holds."""

    def __init__(self, send: Send, scripts: tuple[str, ...]) -> None:
        self._send, self._scripts = send, scripts
        self._head: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if headers.get("content-type", "").startswith("text/html"):
                self._head = message
                return
            headers["Content-Security-Policy"] = policy()
        elif self._head is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            MutableHeaders(scope=self._head)["Content-Security-Policy"] = policy(self._body, self._scripts)
            await self._send(self._head)
            message = {**message, "body": self._body}
            self._head = None
        await self._send(message)
