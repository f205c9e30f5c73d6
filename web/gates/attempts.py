"""How often a password may be tried: by address and by name, so that no stranger locks anybody out.

A name that is tried from everywhere leaves each address a single try a minute, which is enough for who knows the
password; a device from which the account was entered before is counted by itself.
"""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass

_SECONDS = 60.0
_OF_ADDRESS, _OF_PAIR, _OF_NAME, _OF_DEVICE = 20, 5, 30, 5
_MOST_KEPT = 20_000


@dataclass(frozen=True)
class Attempt:
    """One try: where it comes from, for which name, and from which known device, if any."""

    address: str
    name: str
    device: str = ""

    @property
    def network(self) -> str:
        """The address, or of an IPv6 address the network, of which one machine has them all."""
        try:
            found = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        if found.version == 6:
            return str(ipaddress.ip_network(f"{found}/64", strict=False))
        return str(found)

    @property
    def keys(self) -> tuple[str, ...]:
        """Under what the try is counted."""
        if self.device:
            return (f"device {self.device}",)
        return f"address {self.network}", f"pair {self.network} {self.name}", f"name {self.name}"


class Attempts:
    """The wrong tries of the last minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong: dict[str, deque[float]] = defaultdict(deque)
        self._guard = threading.Lock()

    def begin(self, attempt: Attempt) -> float:
        """Counts a try as wrong until it turns out right; the seconds to wait where it may not be made yet, else 0."""
        with self._guard:
            wait = max(self._wait(key, most) for key, most in self._limits(attempt))
            if wait <= 0:
                for key in attempt.keys:
                    self._wrong[key].append(self._clock())
                self._forget_old()
            return wait

    def right(self, attempt: Attempt) -> None:
        """Takes a try back that turned out right."""
        with self._guard:
            for key in attempt.keys:
                if self._wrong.get(key):
                    self._wrong[key].pop()

    def _limits(self, attempt: Attempt) -> list[tuple[str, int]]:
        if attempt.device:
            return [(attempt.keys[0], _OF_DEVICE)]
        address, pair, name = attempt.keys
        pressed = len(self._recent(name)) >= _OF_NAME
        return [(address, _OF_ADDRESS), (pair, 1 if pressed else _OF_PAIR)]

    def _recent(self, key: str) -> deque[float]:
        times = self._wrong.get(key)
        if times is None:
            return deque()
        while times and times[0] <= self._clock() - _SECONDS:
            times.popleft()
        return times

    def _wait(self, key: str, most: int) -> float:
        times = self._recent(key)
        return times[-most] + _SECONDS - self._clock() if len(times) >= most else 0.0

    def _forget_old(self) -> None:
        if len(self._wrong) > _MOST_KEPT:
            for key in [k for k in self._wrong if not self._recent(k)]:
                del self._wrong[key]
