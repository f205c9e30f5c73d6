"""Numbers for monitoring, in the form that Prometheus reads: requests, jobs, faults and calls of the model.

They are given at an address and port of their own, which is set and which no proxy passes on: none of them is for the
public, and none tells of a report, a question or a person.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from errors import NianbaoError

if TYPE_CHECKING:
    from library.jobs import Jobs

_SECONDS = (0.05, 0.1, 0.3, 0.5, 1.0, 1.5, 3.0, 10.0, 30.0)
# A request to the model says of itself in the log whether it failed; these loggers are the model's.
_MODEL = "answering.model"


class MetricsError(NianbaoError):
    """The numbers cannot be given; the message is one clear Chinese sentence."""


class _JobStates:
    """How many jobs are in each state, counted when it is asked for."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs

    def collect(self) -> Iterator[Any]:
        """The numbers, as Prometheus' client wants them."""
        from prometheus_client.core import GaugeMetricFamily

        found = GaugeMetricFamily("nianbao_jobs", "Jobs in the queue, by state", labels=["state"])
        for state, number in self._jobs.numbers().items():
            found.add_metric([state.value], number)
        yield found


class _Faults(logging.Handler):
    """Counts what is logged as a fault, and what of it is the model's."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Counts one."""
        self._metrics.count_fault(record.name)


class Metrics:
    """The counters of this process."""

    def __init__(self, jobs: Jobs) -> None:
        from prometheus_client import (
            CollectorRegistry,
            Counter,
            Histogram,
            PlatformCollector,
            ProcessCollector,
        )

        self.registry = CollectorRegistry()
        common: Any = {"registry": self.registry}
        self.requests = Counter(
            "nianbao_requests", "Requests answered, by face and class of status", ["face", "status"], **common
        )
        self.seconds = Histogram(
            "nianbao_request_seconds",
            "Seconds until a request was answered",
            ["face"],
            buckets=_SECONDS,
            **common,
        )
        self.faults = Counter("nianbao_faults", "Faults written to the log", ["of"], **common)
        self.model_calls = Counter("nianbao_model_calls", "Calls of the model", **common)
        self.registry.register(_JobStates(jobs))
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._handler = _Faults(self)
        logging.getLogger().addHandler(self._handler)

    def count_fault(self, logger: str) -> None:
        """Counts a fault that was logged under this name, here or by the page's own worker."""
        self.faults.labels("model" if logger == _MODEL else "program").inc()

    def serve(self, address: str) -> Any:
        """Gives the numbers at an address (127.0.0.1:9464) until the server that is handed back is shut down."""
        from prometheus_client import start_http_server

        host, _, port = address.rpartition(":")
        try:
            server, _ = start_http_server(int(port), host or "127.0.0.1", self.registry)
        except (OSError, ValueError, OverflowError) as error:
            raise MetricsError(
                f"监控数字不能放在 {address}；请检查 NIANBAO_METRICS，写成 127.0.0.1:9464 这样，并换一个没有占用的端口。"
            ) from error
        return server

    def close(self) -> None:
        """Counts no further faults."""
        logging.getLogger().removeHandler(self._handler)
