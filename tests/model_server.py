"""A local server that speaks the OpenAI protocol and misbehaves on request."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[dict[str, Any]], str]


class ModelServer:
    """Answers chat completions with `reply(request)`; `mode` chooses what goes wrong."""

    def __init__(self) -> None:
        self.mode = "ok"
        self.reply: Reply = lambda request: "材料未载明。"
        self.requests: list[dict[str, Any]] = []
        self.heard: list[float] = []
        self.delay = 0.0
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: Any) -> None:
                pass

            def do_POST(self) -> None:
                size = int(self.headers.get("Content-Length", 0))
                request = json.loads(self.rfile.read(size))
                owner.requests.append(request)
                owner.heard.append(time.perf_counter())
                if self.path.endswith("/embeddings"):
                    owner._embed(self, request)
                else:
                    owner._answer(self, request)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _embed(self, handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        """Vectors of eight numbers; text must come as text, not as a tokenizer's numbers."""
        texts = request["input"] if isinstance(request["input"], list) else [request["input"]]
        assert all(isinstance(t, str) for t in texts)
        data = [
            {
                "object": "embedding",
                "index": n,
                "embedding": [float(t.count(c) + 0.01) for c in "公开申请信息条例"],
            }
            for n, t in enumerate(texts)
        ]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        body = {"object": "list", "model": request["model"], "data": data, "usage": usage}
        self._send(handler, 200, json.dumps(body).encode(), {})

    def _answer(self, handler: BaseHTTPRequestHandler, request: dict[str, Any]) -> None:
        errors = {
            "401": (401, {"error": {"message": "bad key", "code": "invalid_api_key"}}),
            "404": (404, {"error": {"message": "no such model", "code": "model_not_found"}}),
            "429": (429, {"error": {"message": "slow down", "code": "rate_limit"}}),
            "500": (500, {"error": {"message": "boom"}}),
            "too long": (
                400,
                {"error": {"message": "maximum context length exceeded", "code": "context_length_exceeded"}},
            ),
            "filter": (400, {"error": {"message": "content_filter", "code": "content_filter"}}),
        }
        if self.mode in errors:
            status, body = errors[self.mode]
            self._send(handler, status, json.dumps(body).encode(), {"Retry-After": "0"})
        elif self.mode == "malformed":
            self._send(handler, 200, b"{not json", {})
        elif self.mode == "hang":
            time.sleep(self.delay)
            self._send(handler, 200, b"", {})
        else:
            self._stream(handler, "" if self.mode == "empty" else self.reply(request))

    def _send(
        self, handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]
    ) -> None:
        handler.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            **headers,
        }.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    def _stream(self, handler: BaseHTTPRequestHandler, text: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        pieces = [text[i : i + 7] for i in range(0, len(text), 7)]
        if self.mode == "half a stream":
            pieces = pieces[: len(pieces) // 2]
        for piece in pieces:
            self._event(handler, {"content": piece}, None)
        if self.mode == "half a stream":
            handler.close_connection = True
            return
        self._event(handler, {}, self.mode if self.mode in ("length", "content_filter") else "stop")
        handler.wfile.write(b"data: [DONE]\n\n")
        handler.close_connection = True

    def _event(self, handler: BaseHTTPRequestHandler, delta: dict[str, str], finish: str | None) -> None:
        chunk = {
            "id": "x", "object": "chat.completion.chunk", "created": 0, "model": "local",
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
        }  # fmt: skip
        handler.wfile.write(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n".encode())
        handler.wfile.flush()
