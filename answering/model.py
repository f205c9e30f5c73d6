"""The model behind an OpenAI-compatible endpoint, by LangChain's ChatOpenAI, with a deadline of our own."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from queue import Empty, Queue
from typing import Any

from errors import NianbaoError
from prompts import load_prompt

LOGGER = logging.getLogger(__name__)
_THINKING = re.compile(r"<(think|thinking|thought|reasoning)>.*?(?:</\1>|\Z)", re.S)
# Some servers swallow the opening tag: what stands before the closing one was thought, too.
_THOUGHT_ENDS = re.compile(r"</(?:think|thinking|thought|reasoning)>")
_LONGEST_TAG = len("</reasoning>")


# How a stream ends well; some servers name the tools that were offered, others only say that they are done.
_FINISHED = ("stop", "eos", "eos_token", "end_turn", "tool_calls", "function_call", "stop_sequence")
_BROKEN_OFF = "模型服务的答复中途断开"
_UNFINISHED = {
    "length": "模型的答复超过了长度，没有写完",
    "content_filter": "模型服务的内容过滤拒绝了这次请求",
}


class ModelError(NianbaoError):
    """The endpoint failed; the message is one Chinese sentence about why."""


@dataclass(frozen=True)
class ModelSettings:
    """Where the model is and how long it may take."""

    model: str
    base_url: str | None
    api_key: str
    timeout: float = 60.0
    max_tokens: int = 1500
    second_look: bool = False


def explain(error: BaseException) -> str:
    """Why a call failed, as one Chinese sentence without addresses or keys."""
    import openai

    status = getattr(error, "status_code", None)
    text = str(error).lower()
    if isinstance(error, ModelError):
        return str(error)
    if isinstance(error, openai.APITimeoutError | TimeoutError):
        return "模型服务没有在规定时间内答复"
    if isinstance(error, openai.APIConnectionError):
        return "连接不上模型服务，请检查 OPENAI_BASE_URL"
    if status == 401 or status == 403:
        return "模型服务拒绝了密钥，请检查 OPENAI_API_KEY"
    if status == 404:
        return "模型服务没有这个模型或地址，请检查 NIANBAO_MODEL 与 OPENAI_BASE_URL"
    if status == 429:
        return "模型服务请求过多或额度已用完"
    if "content_filter" in text or "content management" in text:
        return "模型服务的内容过滤拒绝了这次请求"
    if status == 400 and ("context" in text or "length" in text or "token" in text):
        return "材料超过了模型能接受的长度"
    if status is not None and status >= 500:
        return "模型服务内部出错"
    return "模型服务的答复无法识别"


def _nobody() -> None:
    """Nobody wants to be told."""


class Model:
    """A chat model; each call has a total deadline, also where a stream stops half-way without ending."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._making = threading.Lock()
        self._made: Any = None
        # Told of each call, for monitoring.
        self.called: Callable[[], None] = _nobody

    @property
    def second_look(self) -> bool:
        """Whether a second call checks each answer, and may only take sentences away."""
        return self._settings.second_look

    def warm(self) -> None:
        """Imports the client and makes it, which the first question would wait for."""
        self._client()
        for name in ("answer", "repair"):
            load_prompt(name)

    def _client(self) -> Any:
        """Made once: its connections are kept."""
        with self._making:
            if self._made is None:
                self._made = self._new_client()
            return self._made

    def _new_client(self) -> Any:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self._settings.model,
            base_url=self._settings.base_url,
            api_key=SecretStr(self._settings.api_key),
            timeout=self._settings.timeout,
            max_retries=1,
            max_tokens=self._settings.max_tokens,  # type: ignore[call-arg]
            temperature=0.0,
            stream_usage=False,
        )

    def stream(self, prompt: str, variables: dict[str, str]) -> Iterator[str]:
        """The answer in pieces, without a reasoning model's thoughts; raises ModelError."""
        self.called()
        deadline = time.monotonic() + self._settings.timeout
        pieces: Queue[str | BaseException | None] = Queue()
        stopped = threading.Event()

        def run() -> None:
            try:
                reason = ""
                for chunk in (load_prompt(prompt) | self._client()).stream(variables):
                    if stopped.is_set():
                        return
                    reason = str(chunk.response_metadata.get("finish_reason") or reason)
                    pieces.put(chunk.text if isinstance(chunk.text, str) else str(chunk.content))
                pieces.put(None if reason in _FINISHED else ModelError(_UNFINISHED.get(reason, _BROKEN_OFF)))
            except BaseException as error:
                pieces.put(error)

        threading.Thread(target=run, daemon=True, name="model-stream").start()
        try:
            yield from _visible(_drain(pieces, deadline))
        finally:
            stopped.set()

    def complete(self, prompt: str, variables: dict[str, str]) -> str:
        """The whole answer; raises ModelError."""
        return "".join(self.stream(prompt, variables))


def _drain(pieces: Queue[str | BaseException | None], deadline: float) -> Iterator[str]:
    while True:
        try:
            piece = pieces.get(timeout=max(0.01, deadline - time.monotonic()))
        except Empty:
            LOGGER.error("the model's endpoint did not answer in time")
            raise ModelError("模型服务没有在规定时间内答复") from None
        if piece is None:
            return
        if isinstance(piece, BaseException):
            if not isinstance(piece, ModelError):
                LOGGER.error("the model's endpoint failed", exc_info=piece)
            raise ModelError(explain(piece)) from piece
        yield piece


def _visible(pieces: Iterator[str]) -> Iterator[str]:
    """The text without thoughts, whose tags may be cut anywhere between the pieces."""
    text, shown = "", 0
    for piece in pieces:
        text += piece
        clean = _THINKING.sub("", text)
        ended = _THOUGHT_ENDS.search(clean)
        if ended:
            # A line's end closes what was begun; what was handed on of the thoughts bears no mark and is not shown.
            text, clean, shown = clean[ended.end() :], clean[ended.end() :], 0
            yield "\n"
        safe = clean[: clean.rfind("<")] if "<" in clean[-_LONGEST_TAG:] else clean
        if len(safe) > shown:
            yield safe[shown:]
            shown = len(safe)
    rest = _THINKING.sub("", text)[shown:]
    if rest:
        yield rest
