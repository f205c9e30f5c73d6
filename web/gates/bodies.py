"""What a body may hold: JSON in which no object poses as a file of this machine.

Gradio takes any object with a path for a file, wherever it stands in a body. Citizens hand in no files, so their
bodies hold no such object; a reviewer's may name only files that her own session uploaded or made.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from errors import NianbaoError
from library.files import Files
from web.gates.asgi import of_reviewers, refuse
from web.gates.caller import caller_of_scope

_NOT_JSON = "提交的内容不是可以读取的 JSON；请检查格式。"
_NO_FILES = "公众页面不接收文件。"
_NOT_HERS = "只能使用本次登录后上传的文件；请重新上传。"
_UNUSABLE = "文字里有无法处理的字符（空字符或残缺的字符）；请删去后再提交。"
_FILE_KEYS = {"path", "orig_name", "is_stream"}
_PREFIX = "/gradio_api/"


class BodyError(NianbaoError):
    """The body is not taken; the message is one clear Chinese sentence."""


def parsed(body: bytes) -> Any:
    """The body as JSON without what no text may hold; raises BodyError."""
    try:
        value = json.loads(body)
        for text in _texts(value):
            if "\0" in text:
                raise BodyError(_UNUSABLE)
            text.encode()
    except UnicodeEncodeError as error:
        raise BodyError(_UNUSABLE) from error
    except (ValueError, RecursionError) as error:
        raise BodyError(_NOT_JSON) from error
    return value


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def posing_as_files(value: Any) -> Iterator[Any]:
    """The paths of all objects that Gradio may take for files, at any depth."""
    if isinstance(value, dict):
        meta = value.get("meta")
        if not _FILE_KEYS.isdisjoint(value) or (isinstance(meta, dict) and "_type" in meta):
            yield value.get("path")
        for inner in value.values():
            yield from posing_as_files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from posing_as_files(inner)


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
            self._check_files(scope, value)
        except BodyError as error:
            await refuse(scope, receive, send, 400, str(error))
            return
        # Written anew, so that no other reader of JSON finds in it what this one did not.
        clean = json.dumps(value).encode()
        await self._app(_sized(scope, len(clean)), _replayed(clean, receive), send)

    def _check_files(self, scope: Scope, value: Any) -> None:
        caller = caller_of_scope(scope)
        for path in posing_as_files(value):
            if not of_reviewers(scope):
                raise BodyError(_NO_FILES)
            if not isinstance(path, str) or not self._files.belongs(path, caller.folder):
                raise BodyError(_NOT_HERS)


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
