"""How each kind of job is done, and by which hands of a process."""

from __future__ import annotations

from functools import partial

from library.job_kinds import Kind
from office.batch import read_in
from office.exports import make_file
from office.hands import Handlers
from office.pending import forget, remove
from office.workspace import Workspace

# What needs neither the index nor the page's files, and is left to a worker where there is one.
OF_WORKERS = (Kind.INTAKE, Kind.EXPORT)


def reading(workspace: Workspace) -> Handlers:
    """What takes as long as its files are: done by hands of their own, so that nothing else waits for them."""
    return {Kind.INTAKE: partial(read_in, workspace)}


def making(workspace: Workspace) -> Handlers:
    """Files that are made of many reports."""
    return {Kind.EXPORT: partial(make_file, workspace)}


def putting_away(workspace: Workspace) -> Handlers:
    """What a process of the page does itself, which has the index and the files that a deletion is of."""
    return {
        Kind.REMOVAL: partial(remove, workspace),
        Kind.FORGETTING: partial(forget, workspace),
    }
