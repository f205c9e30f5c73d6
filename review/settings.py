"""What a reviewing office can set: rules off, severities, parameters; read from one TOML file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from review.finding import Severity


class ReviewSettingsError(Exception):
    """The settings file cannot be used; the message is one clear Chinese sentence."""


@dataclass(frozen=True)
class ReviewSettings:
    """Parameters of the rules; the defaults are those of the Regulation and the uniform format."""

    off: frozenset[str] = frozenset()
    severities: dict[str, Severity] = field(default_factory=dict)
    overview_length: int = 1000
    problems_length: int = 50
    similarity: float = 0.8
    local_deadline: tuple[int, int] | None = None


def _deadline(value: object) -> tuple[int, int] | None:
    if value is None:
        return None
    month, day = (int(part) for part in str(value).split("-"))
    date(2024, month, day)
    return month, day


def load_review_settings(path: Path | None) -> ReviewSettings:
    """The settings in a TOML file, the defaults without one; raises ReviewSettingsError."""
    if path is None:
        return ReviewSettings()
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return ReviewSettings(
            off=frozenset(data.get("off", ())),
            severities={k: Severity(v) for k, v in data.get("severity", {}).items()},
            overview_length=int(data.get("overview_length", 1000)),
            problems_length=int(data.get("problems_length", 50)),
            similarity=float(data.get("similarity", 0.8)),
            local_deadline=_deadline(data.get("local_deadline")),
        )
    except (OSError, ValueError, TypeError) as error:
        raise ReviewSettingsError(
            f"审查设置文件 {path.name} 无法使用，请对照 docs/review.example.toml 检查。"
        ) from error
