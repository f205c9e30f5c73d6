"""How a citizen's page fares while strangers try passwords: 20 askers beside 16 attackers.

Run: python -m benchmarks.attack [seconds]. That no attack of the list succeeds is tested in tests/security.
"""

from __future__ import annotations

import random
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

import httpx

from benchmarks.load import ASKERS, QUESTIONS
from benchmarks.server import served
from library.accounts import Accounts
from library.database import Database

ATTACKERS = 16


def attacked(url: str, seconds: float, attackers: int) -> tuple[list[float], list[float], Counter[int]]:
    """Seconds of each page and of each answer that a citizen got, and what the attackers were told."""
    until = time.monotonic() + seconds
    pages: list[float] = []
    answers: list[float] = []
    told: Counter[int] = Counter()

    def attack(number: int) -> None:
        with httpx.Client(base_url=url, timeout=60) as client:
            while time.monotonic() < until:
                # Each from addresses of its own, as a net of taken-over machines would.
                address = {"X-Forwarded-For": f"10.{number}.{random.randrange(250)}.{random.randrange(250)}"}
                data = {"username": random.choice(("li", "nobody")), "password": "guess"}
                try:
                    told[client.post("review/login", data=data, headers=address).status_code] += 1
                except httpx.TimeoutException:
                    told[0] += 1

    def ask() -> None:
        with httpx.Client(base_url=url, timeout=60) as client:
            while time.monotonic() < until:
                start = time.perf_counter()
                client.get("").raise_for_status()
                pages.append(time.perf_counter() - start)
                start = time.perf_counter()
                client.post(
                    "gradio_api/run/ask", json={"data": [random.choice(QUESTIONS), ""]}
                ).raise_for_status()
                answers.append(time.perf_counter() - start)
                time.sleep(random.uniform(0.5, 1.5))

    threads = [threading.Thread(target=attack, args=(n,)) for n in range(attackers)]
    threads += [threading.Thread(target=ask) for _ in range(ASKERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return pages, answers, told


def _p95(values: list[float]) -> float:
    return sorted(values)[int(0.95 * len(values))] if values else float("nan")


def main() -> None:
    """Prints the figures."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    with tempfile.TemporaryDirectory() as name:
        database = Database(f"sqlite:///{Path(name) / 'library.sqlite3'}")
        Accounts(database).add("li", "correct horse battery")
        database.close()
        with served(Path(name), "--host", "0.0.0.0", NIANBAO_TRUSTED_PROXIES="127.0.0.1") as server:
            attacked(server.url, 5, 0)  # until all is loaded
            for attackers in (0, ATTACKERS):
                pages, answers, told = attacked(server.url, seconds, attackers)
                print(
                    f"{attackers} attackers beside {ASKERS} askers for {seconds:.0f} s: {len(pages)} pages, "
                    f"p95 {_p95(pages):.2f} s; {len(answers)} answers, p95 {_p95(answers):.2f} s; "
                    f"attackers were told {dict(told)}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
