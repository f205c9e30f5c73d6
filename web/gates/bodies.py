"""What a body may hold: JSON in which no object poses as a file of this machine.

Gradio takes any object with a path for a file, wherever it stands in a body. Citizens hand in no files, so their
bodies hold no such object; a reviewer's may name only files that her own session uploaded or made.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errors import NianbaoError
from library.files import Files
from library.shared_files import FilesError
from web.gates.asgi import of_reviewers, refuse
from web.gates.caller import caller_of_scope
from web.gates.queues import bound

_NOT_JSON = "提交的内容不是可以读取的 JSON；请检查格式。"
_NO_FILES = "公众页面不接收文件。"
_NOT_HERS = "只能使用本次登录后上传的文件；请重新上传。"
_UNUSABLE = "文字里有无法处理的字符（空字符或残缺的字符）；请删去后再提交。"
_TOO_MUCH = "提交的内容太多或套得太深；请分几次提交。"
_DEEPEST, _MOST_PARTS = 40, 100_000
_FILE_KEYS = {"path", "orig_name", "is_stream"}
_PREFIX = "/gradio_api/"


class BodyError(NianbaoError):
    """The body is not taken; the message is one clear Chinese sentence."""


def parsed(body: bytes) -> Any:
    """The body as JSON without what no text, no number and no call of the page may hold; raises BodyError."""
    try:
        value = json.loads(body, parse_constant=_refuse)
        for found in _within(value):
            if isinstance(found, str):
                if "\0" in found:
                    raise BodyError(_UNUSABLE)
                found.encode()
            elif isinstance(found, float) and not math.isfinite(found):
                raise BodyError(_NOT_JSON)
    except UnicodeEncodeError as error:
        raise BodyError(_UNUSABLE) from error
    except (ValueError, RecursionError) as error:
        raise BodyError(_NOT_JSON) from error
    return value


def _refuse(constant: str) -> Any:
    raise BodyError(_NOT_JSON)


def _within(value: Any) -> Iterator[Any]:
    """The value and all that stands in it, keys too, level by level: a stranger's body must not cost more to look
    through than to send. Raises BodyError where it is deeper or holds more than any call of the page."""
    level, seen = [value], 0
    for _ in range(_DEEPEST):
        inner: list[Any] = []
        for found in level:
            yield found
            if isinstance(found, dict):
                inner += found.keys()
                inner += found.values()
            elif isinstance(found, list):
                inner += found
        seen += len(inner)
        if not inner:
            return
        if seen > _MOST_PARTS:
            break
        level = inner
    raise BodyError(_TOO_MUCH)


def posing_as_files(value: Any) -> Iterator[dict[str, Any]]:
    """All objects that Gradio may take for files, at any depth."""
    for found in _within(value):
        if isinstance(found, dict):
            meta = found.get("meta")
            if not _FILE_KEYS.isdisjoint(found) or (isinstance(meta, dict) and "_type" in meta):
                yield found


class Bodies:
    """Reads the body of every call, refuses what it may not hold, and hands on exactly what was read."""

    def __init__(self, app: ASGIApp, files: Files) -> None:
        self._app, self._files = app, files

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a call with a fitting body pass."""
        if scope["type"] != "http" or scope["method"] != "POST" or not _is_call(scope["path"]):
            await self._app(scope, receive, send)
            return
        body = await _whole(receive)
        if body is None:
            return
        try:
            value = parsed(body)
            if posing := list(posing_as_files(value)):
                await run_in_threadpool(self._check_files, scope, posing)
        except BodyError as error:
            await refuse(scope, receive, send, 400, str(error))
            return
        # Written anew, so that no other reader of JSON finds in it what this one did not.
        clean = json.dumps(bound(caller_of_scope(scope), value)).encode()
        await self._app(_sized(scope, len(clean)), _replayed(clean, receive), send)

    def _check_files(self, scope: Scope, posing: list[dict[str, Any]]) -> None:
        """Each becomes the caller's own file as this process has it; raises BodyError where it is none."""
        caller = caller_of_scope(scope)
        for file in posing:
            path = file.get("path")
            if not of_reviewers(scope):
                raise BodyError(_NO_FILES)
            try:
                found = self._files.found(path, caller.folder) if isinstance(path, str) else None
            except FilesError as error:
                raise BodyError(str(error)) from error
            if found is None:
                raise BodyError(_NOT_HERS)
            file["path"] = str(found)


def _is_call(path: str) -> bool:
    return _PREFIX in path and not path.rstrip("/").endswith(f"{_PREFIX}upload")


async def _whole(receive: Receive) -> bytes | None:
    """The body, or None where the sender has gone."""
    parts = []
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message.get("body", b""))
        if not message.get("more_body"):
            return b"".join(parts)


def _sized(scope: Scope, length: int) -> Scope:
    left = [(k, v) for k, v in scope["headers"] if k not in (b"content-length", b"transfer-encoding")]
    return {**scope, "headers": [*left, (b"content-length", str(length).encode())]}


def _replayed(body: bytes, receive: Receive) -> Receive:
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return waiting.pop() if waiting else await receive()

    return replay
