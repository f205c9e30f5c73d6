"""The configured endpoints: the model that words answers, and the one that makes vectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from answering.model import Model, ModelSettings
from settings import Settings

if TYPE_CHECKING:
    from retrieval.embeddings import Endpoint

_DEFAULT_MODEL = "gpt-4o-mini"
# Local servers need no key, but the client does not start without one.
_KEYLESS = "not-needed"


def _key(settings: Settings) -> str:
    return settings.openai_api_key.get_secret_value() if settings.openai_api_key else _KEYLESS


def make_model(settings: Settings) -> Model | None:
    """The model of the settings; None where no endpoint is set."""
    if not settings.endpoint_configured:
        return None
    name = settings.model or _DEFAULT_MODEL
    return Model(
        ModelSettings(
            name,
            settings.openai_base_url,
            _key(settings),
            settings.model_timeout,
            second_look=settings.model_second_look,
        )
    )


def embedding_endpoint(settings: Settings) -> Endpoint | None:
    """The endpoint that makes vectors; None where they are made on this machine."""
    from retrieval.embeddings import Endpoint

    if not (settings.embedding_model and settings.endpoint_configured):
        return None
    return Endpoint(settings.embedding_model, settings.openai_base_url, _key(settings))
