"""Monitoring reads numbers of requests, jobs, faults and calls of the model, and nothing that tells of anybody."""

from __future__ import annotations

import logging
import multiprocessing
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from benchmarks.server import free_port
from library.entries import Viewer
from library.job_kinds import Kind
from office.helper import Helper
from office.metrics import Metrics, MetricsError
from office.told_page import TellingFaults
from office.workspace import Workspace
from tests.event_loop import awaited
from web.gates.counted import Counted


@pytest.fixture
def metrics(workspace: Workspace) -> Iterator[Metrics]:
    made = Metrics(workspace.jobs)
    yield made
    made.close()


@pytest.fixture
def read(metrics: Metrics) -> Iterator[Any]:
    """What monitoring reads now."""
    port = free_port()
    server = metrics.serve(f"127.0.0.1:{port}")

    def numbers() -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
            return str(answer.read().decode())

    yield numbers
    server.shutdown()
    server.server_close()


async def _answering(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _failing(scope: Any, receive: Any, send: Any) -> None:
    raise RuntimeError("a fault")


async def _nothing(*_: Any) -> Any:
    return {}


def request(application: Any, metrics: Metrics, path: str) -> None:
    awaited(Counted(application, metrics)({"type": "http", "path": path}, _nothing, _nothing))


def test_requests_are_counted_by_face_and_class_of_status(metrics: Metrics, read: Any) -> None:
    request(_answering, metrics, "/review/secret-name")
    with pytest.raises(RuntimeError):
        request(_failing, metrics, "/")
    numbers = read()
    assert 'nianbao_requests_total{face="reviewers",status="4xx"} 1.0' in numbers
    assert 'nianbao_requests_total{face="citizens",status="5xx"} 1.0' in numbers
    assert 'nianbao_request_seconds_count{face="reviewers"} 1.0' in numbers and "secret" not in numbers


def test_jobs_are_counted_by_state_when_they_are_asked_for(workspace: Workspace, read: Any) -> None:
    workspace.jobs.add(Kind.INTAKE, Viewer("li"), [("a.docx", b""), ("b.docx", b"")])
    assert workspace.jobs.take("somebody", Kind) is not None
    numbers = read()
    assert 'nianbao_jobs{state="waiting"} 1.0' in numbers and 'nianbao_jobs{state="running"} 1.0' in numbers
    assert "a.docx" not in numbers


def test_faults_are_counted_those_of_the_model_apart(metrics: Metrics, read: Any) -> None:
    logging.getLogger("answering.model").error("no answer")
    logging.getLogger("office.batch").error("a fault")
    numbers = read()
    assert 'nianbao_faults_total{of="model"} 1.0' in numbers
    assert 'nianbao_faults_total{of="program"} 1.0' in numbers


def test_a_fault_of_the_pages_own_worker_is_told_to_the_page_and_counted(
    workspace: Workspace, metrics: Metrics, read: Any
) -> None:
    mine, its = multiprocessing.Pipe()
    telling = TellingFaults(its.send)
    logging.getLogger("office.batch").addHandler(telling)
    try:
        logging.getLogger("office.batch").warning("no fault")
        before = read().count('nianbao_faults_total{of="program"} 1.0')
        logging.getLogger("office.batch").error("a fault in %s", "a.docx")
    finally:
        logging.getLogger("office.batch").removeHandler(telling)
    workspace.faulted_elsewhere = metrics.count_fault
    Helper(workspace).take(mine.recv())
    assert (before, mine.poll()) == (0, False)
    # Once as a fault of this process, once as the worker's.
    assert 'nianbao_faults_total{of="program"} 2.0' in read()


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.1:x", "127.0.0.1:70000"])
def test_an_address_that_cannot_be_used_is_one_sentence(metrics: Metrics, address: str) -> None:
    with pytest.raises(MetricsError, match="NIANBAO_METRICS"):
        metrics.serve(address)
