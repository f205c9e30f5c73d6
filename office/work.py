"""How each kind of job is done, and by which hands of a process."""

from __future__ import annotations

from functools import partial

from library.job_kinds import Kind
from office.batch import read_in
from office.exports import make_file
from office.hands import Handlers
from office.pending import forget, remove
from office.workspace import Workspace


def reading(workspace: Workspace) -> Handlers:
    """What takes as long as its files are: done by hands of their own, so that nothing else waits for them."""
    return {Kind.INTAKE: partial(read_in, workspace)}


def making(workspace: Workspace) -> Handlers:
    """Files that are made of many reports."""
    return {Kind.EXPORT: partial(make_file, workspace)}


def everything_else(workspace: Workspace) -> Handlers:
    """What a process of the page does besides, which has the index and the files that a deletion is of."""
    return {
        **making(workspace),
        Kind.REMOVAL: partial(remove, workspace),
        Kind.FORGETTING: partial(forget, workspace),
    }
