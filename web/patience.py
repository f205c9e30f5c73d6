"""How long the server waits for what a client has begun to say: connections held open by a byte now and then end."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

_SECONDS = 20.0


class Patient(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """The web server's protocol, with an end to waiting for the head of a request.

    uvicorn waits for it without end, so that a few thousand connections that never say whole what they want keep
    everybody else out. The time for bodies is that of web/gates/allowed.py.
    """

    seconds = _SECONDS
    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client has come: it is to say what it wants."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """A client has said something: a whole request, which is worked at, or a part."""
        super().data_received(data)
        if self._late is None and not self._at_work():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client has gone."""
        if self._late is not None:
            self._late.cancel()
        super().connection_lost(exc)

    def _at_work(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._late = self.loop.call_later(self.seconds, self._give_up)

    def _give_up(self) -> None:
        self._late = None
        if not self._at_work() and not self.transport.is_closing():
            self.transport.close()
