"""What is removed after how long (docs/deployment.md): uploads and downloads, jobs, questions, the trail."""

from __future__ import annotations

import logging
from collections.abc import Callable

from library.database import LibraryError
from library.job_kinds import Kind
from office.workspace import Workspace

# As long as other files for download (library.files).
_MADE_DAYS = 0.25
LOGGER = logging.getLogger("nianbao")


def sweep_once(workspace: Workspace) -> None:
    """Removes what is kept no longer; what the database refuses now is tried again the next time, and stops nothing else."""
    settings = workspace.settings
    workspace.files.sweep()
    steps: list[tuple[int, Callable[[float], object]]] = [
        (settings.keep_jobs_days, workspace.jobs.sweep),
        (1, lambda _: workspace.jobs.sweep(_MADE_DAYS, Kind.EXPORT)),
        (settings.keep_public_questions_days, lambda d: workspace.conversations.sweep(d, of_accounts=False)),
        (settings.keep_conversations_days, lambda d: workspace.conversations.sweep(d, of_accounts=True)),
        (settings.keep_trail_days, workspace.trail.sweep),
        (1, lambda _: workspace.presences.sweep()),
    ]
    for days, step in steps:
        if days:
            try:
                step(days)
            except LibraryError:
                LOGGER.warning("what is kept no longer could not be removed now", exc_info=True)
