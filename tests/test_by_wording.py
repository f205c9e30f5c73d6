"""Where no model of meaning is at hand, the settings say that passages are found by their wording alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from library.entries import Viewer
from library.roles import Role
from office.desk import Desk
from office.workspace import Workspace
from settings import Settings
from web.places.office_settings import Nothing, settings


@pytest.fixture(params=[True, False], ids=["with a model", "without one"])
def has_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setattr("retrieval.embeddings.has_model", lambda: request.param)
    return bool(request.param)


@pytest.fixture
def workspace(has_model: bool, tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(Settings(data_dir=tmp_path))
    yield opened
    opened.close()


def test_the_settings_say_when_passages_are_found_by_wording_alone(
    workspace: Workspace, has_model: bool
) -> None:
    told = settings(Desk(workspace, Viewer("li", Role.ADMINISTRATOR)), Nothing(), None)
    assert told["by_wording"] is not has_model
