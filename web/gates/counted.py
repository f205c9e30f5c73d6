"""Counts the requests and how long each takes, for monitoring; nothing of what was asked."""

from __future__ import annotations

import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from office.metrics import Metrics
from web.gates.asgi import of_reviewers


class Counted:
    """An application whose requests are counted."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on and counts it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        face, status, start = "reviewers" if of_reviewers(scope) else "citizens", 500, time.perf_counter()

        async def watching(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                # What follows may be a stream that is open as long as the page is.
                self._metrics.seconds.labels(face).observe(time.perf_counter() - start)
            await send(message)

        try:
            await self._app(scope, receive, watching)
        finally:
            self._metrics.requests.labels(face, f"{status // 100}xx").inc()
