"""The addresses of reports: /review/报告ID is the reviewers' page at that report. The page's script reads the address."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Receive, Scope, Send

from web.gates.asgi import REVIEWERS

_REPORT = re.compile(re.escape(REVIEWERS) + r"/[0-9a-f]{16}")


class ReportAddresses:
    """Answers under a report's address with the reviewers' page."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on, that of a report as one for the page."""
        if scope["type"] == "http" and _REPORT.fullmatch(scope["path"]):
            path = f"{REVIEWERS}/"
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self._app(scope, receive, send)
