"""Settings from the environment; every one has a default with which the product works whole and offline."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, IPvAnyNetwork, SecretStr
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent
_YEAR = 366


def _data_folder() -> Path:
    if (ROOT / "pyproject.toml").exists():
        return ROOT / "data"
    return Path(os.environ.get("XDG_DATA_HOME", "~/.local/share")).expanduser() / "nianbao"


def _listed(value: object) -> object:
    return [v.strip() for v in value.split(",") if v.strip()] if isinstance(value, str) else value


def _a_year_or_ever(days: int) -> int:
    """The trail is kept for a year at least, as the database's own guard has it."""
    if days != 0 and days < _YEAR:
        raise ValueError(f"0, or {_YEAR} and more")
    return days


class Settings(BaseSettings):
    """What can be set, by environment variable (NIANBAO_… and OPENAI_…)."""

    model_config = SettingsConfigDict(env_prefix="NIANBAO_", populate_by_name=True, extra="ignore")

    data_dir: Path = Field(default_factory=_data_folder)
    database_url: str | None = None
    chroma_url: str | None = None
    # Where several processes share uploads and files for download: a folder, or s3://bucket/prefix.
    files: str | None = None
    host: str = "127.0.0.1"
    port: int = 7860
    # Names under which the page answers beside those of the machine itself; proxies that are believed. With commas.
    allowed_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_listed)] = ()
    trusted_proxies: Annotated[tuple[IPvAnyNetwork, ...], NoDecode, BeforeValidator(_listed)] = ()
    # Where monitoring reads its numbers, as 127.0.0.1:9464; nowhere unless it is set.
    metrics: str | None = None
    # Days after which things are removed; 0 keeps them.
    keep_jobs_days: int = Field(default=30, ge=1)
    keep_public_questions_days: int = Field(default=180, ge=0)
    keep_conversations_days: int = Field(default=0, ge=0)
    keep_trail_days: Annotated[int, AfterValidator(_a_year_or_ever)] = 0
    model: str | None = None
    embedding_model: str | None = None
    model_timeout: float = 60.0
    model_second_look: bool = False
    review_settings: Path | None = None
    letter_office: str = ""
    letter_contact: str = ""
    letter_deadline_days: int | None = Field(default=None, ge=1, le=120)
    openai_api_key: SecretStr | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    @property
    def database(self) -> str:
        """The address of the library's database."""
        return self.database_url or f"sqlite:///{self.data_dir / 'library.sqlite3'}"

    @property
    def library_exists(self) -> bool:
        """Whether something was kept already: a library is not made by asking for it."""
        return bool(self.database_url) or (self.data_dir / "library.sqlite3").exists()

    @property
    def endpoint_configured(self) -> bool:
        """Whether a model endpoint is set: a key, or the address of a server that needs none."""
        return bool(self.openai_api_key or self.openai_base_url)
