"""Which licences the check of the installed packages lets pass."""

from __future__ import annotations

import pytest

from benchmarks.licences import refused

PERMITTED = (
    "MIT", "MIT License", "BSD-3-Clause AND MIT", "Apache Software License", "Mozilla Public License 2.0 (MPL 2.0)",
    "GNU Lesser General Public License v3 (LGPLv3)", "LGPL-3.0-only", "GPL-3.0-only OR MIT", "Python Software Foundation License",
)  # fmt: skip
REFUSED = (
    "AGPL-3.0-only", "GNU Affero General Public License v3", "GNU General Public License v3 (GPLv3)", "GPL-3.0-or-later",
    "Artifex Commercial License", "Other/Proprietary License", "MIT AND AGPL-3.0-only", "",
)  # fmt: skip


@pytest.mark.parametrize("licence", PERMITTED)
def test_a_licence_that_obliges_nobody_passes(licence: str) -> None:
    assert not refused(licence)


@pytest.mark.parametrize("licence", REFUSED)
def test_a_licence_that_obliges_or_is_not_told_is_refused(licence: str) -> None:
    assert refused(licence)
