"""The login page and the session cookie in front of the reviewers' face; who asks is found out here once a request."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from library.accounts import Accounts
from library.attempts import Attempt, Attempts
from library.files import Files
from library.roles import Role
from library.sessions import LONGEST, Sessions
from web.gates.asgi import Gate, of_reviewers, refuse, with_headers
from web.gates.caller import Caller, folder_of, remember

SESSION, VISITOR, DEVICE = "nianbao-session", "nianbao-visitor", "nianbao-device"
_PAGE = Path(__file__).resolve().parent.parent / "assets" / "login.html"
_PAGES = re.compile(r"^/review(?:/|/[0-9a-f]{16})?$")
_OPEN = re.compile(r"^/review/log(?:in|out)/?$")
_DEVICE_DAYS = 180
_WAITING_MOST = 20
_LOG_IN = "请先登录。"
_WRONG = "用户名或密码不对；请检查后再试。"
_WAIT = "尝试次数太多，请{seconds}秒后再试。"
_BUSY = "正在登录的人太多，请稍后再试。"


class Door:
    """Names and passwords, sessions, and how often a password may be tried. Hashing is done beside the page's own
    work, one at a time."""

    def __init__(self, accounts: Accounts, sessions: Sessions, files: Files, attempts: Attempts) -> None:
        self.accounts, self.sessions, self._files = accounts, sessions, files
        self._attempts = attempts
        self._hashing = ThreadPoolExecutor(1, "hashing", initializer=_behind_the_page)
        self._waiting = 0

    async def log_in(self, request: Request) -> Response:
        """Begins a session, or says in one sentence why not."""
        try:
            form = await request.form(max_files=0, max_fields=5)
        except HTTPException:  # no form that our page sends
            return _said(request, 400, _WRONG)
        name, password = _field(form, "username").strip(), _field(form, "password")
        name = name if name.isprintable() else ""
        device, known = await self._device(request, name)
        client = request.client.host if request.client else ""
        attempt = Attempt(client, name, device if known else "")
        wait = await run_in_threadpool(self._attempts.begin, attempt)
        if wait > 0:
            seconds = int(wait) + 1
            return _said(request, 429, _WAIT.format(seconds=seconds), {"Retry-After": str(seconds)})
        if self._waiting >= _WAITING_MOST:
            await run_in_threadpool(self._attempts.right, attempt)  # it was not tried
            return _said(request, 503, _BUSY, {"Retry-After": "5"})
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            right = await loop.run_in_executor(self._hashing, self.accounts.verify, name, password)
        finally:
            self._waiting -= 1
        if not right:
            return _said(request, 400, _WRONG)
        await run_in_threadpool(self._attempts.right, attempt)
        return await self._entered(request, name, device)

    async def log_out(self, request: Request) -> Response:
        """Ends the session that asks, and takes its files away."""
        token = request.cookies.get(SESSION, "")
        if token:
            await run_in_threadpool(self.sessions.end, token)
            await run_in_threadpool(self._files.forget_caller, folder_of(token))
        answer = RedirectResponse("login", 303)
        answer.delete_cookie(SESSION, path="/")
        return answer

    async def _device(self, request: Request, name: str) -> tuple[str, bool]:
        """The device that asks, and whether this account was entered from it before."""
        device, _, mark = request.cookies.get(DEVICE, "").partition(".")
        expected = await run_in_threadpool(self.accounts.device_mark, name, device)
        known = bool(device) and secrets.compare_digest(mark.encode(), expected.encode())
        return device if known else secrets.token_hex(16), known

    async def _entered(self, request: Request, name: str, device: str) -> Response:
        token = await run_in_threadpool(self.sessions.begin, name)
        mark = await run_in_threadpool(self.accounts.device_mark, name, device)
        answer: Response = (
            RedirectResponse("./", 303) if _from_page(request) else JSONResponse({"success": True})
        )
        secure = request.url.scheme == "https"
        for key, value, age in (
            (SESSION, token, int(LONGEST.total_seconds())),
            (DEVICE, f"{device}.{mark}", _DEVICE_DAYS * 86400),
        ):
            answer.set_cookie(key, value, max_age=age, httponly=True, samesite="lax", secure=secure)
        return answer


def _behind_the_page() -> None:
    """Lets the page's own threads go first; on Linux this is of the calling thread alone."""
    if sys.platform == "linux":
        os.nice(3)


class Callers(Gate):
    """Finds out who asks: by the session cookie on the reviewers' face, else by the cookie that every visitor gets."""

    def __init__(self, app: ASGIApp, door: Door | None) -> None:
        super().__init__(app)
        self._door = door

    async def _judge(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request pass once it is known who asks; the reviewers' face is shown to accounts only."""
        request = Request(scope)
        if self._door is not None and of_reviewers(scope):
            token = request.cookies.get(SESSION, "")
            viewer = await run_in_threadpool(self._door.sessions.viewer_of, token) if token else None
            if viewer is None and not _OPEN.match(scope["path"]):
                await _ask_to_log_in(scope, receive, send)
                return
            known = (
                Caller(viewer.name, folder_of(token), viewer.role, viewer.agencies)
                if viewer
                else Caller(None, folder_of(token))
            )
            remember(scope, known)
            await self._app(scope, receive, send)
            return
        visitor = request.cookies.get(VISITOR, "")
        made = "" if visitor or scope["method"] != "GET" else secrets.token_urlsafe(24)
        # Where nobody has to log in, the one at the machine is its administrator.
        role = Role.ADMINISTRATOR if of_reviewers(scope) else Role.CITIZEN
        remember(scope, Caller("", folder_of(visitor or made), role))
        await self._app(scope, receive, with_headers(send, _given(made, scope)) if made else send)


def _given(visitor: str, scope: Scope) -> Callable[[Message, MutableHeaders], None]:
    secure = "; Secure" if scope.get("scheme") == "https" else ""

    def give(_: Message, headers: MutableHeaders) -> None:
        if headers.get("content-type", "").startswith(("text/html", "application/json")):
            headers.append("set-cookie", f"{VISITOR}={visitor}; Path=/; HttpOnly; SameSite=Lax{secure}")

    return give


async def _ask_to_log_in(scope: Scope, receive: Receive, send: Send) -> None:
    if _PAGES.match(scope["path"]) and "text/html" in Headers(scope=scope).get("accept", ""):
        target = "review/login" if scope["path"] == "/review" else "login"
        await RedirectResponse(target, 303)(scope, receive, send)
        return
    await refuse(scope, receive, send, 401, _LOG_IN)


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _from_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def login_page(sentence: str = "", status: int = 200) -> HTMLResponse:
    """The page that asks for name and password."""
    told = f'<p role="alert">{escape(sentence)}</p>' if sentence else ""
    return HTMLResponse(_PAGE.read_text(encoding="utf-8").replace("<!-- told -->", told), status)


def _said(request: Request, status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    answer = (
        login_page(sentence, status)
        if _from_page(request)
        else JSONResponse({"detail": sentence, "error": sentence}, status)
    )
    answer.headers.update(headers or {})
    return answer
