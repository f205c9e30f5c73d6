"""Who sent a request, as the gates found out: kept in the request's scope, read by the handlers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from starlette.types import Scope

from library.roles import Role

_KEY = "nianbao.caller"
_NOBODY = "nobody"


@dataclass(frozen=True)
class Caller:
    """The account (None: nobody logged in; "": nobody has to), the name of the folder with the caller's files, the role,
    which is the least one where no gate said more, and the agencies that the account is limited to."""

    name: str | None = None
    folder: str = _NOBODY
    role: Role = Role.READER
    agencies: tuple[str, ...] = ()


def folder_of(secret: str) -> str:
    """The name of the folder of files that belongs to a session or a visitor; it does not tell the secret."""
    return hashlib.sha256(f"files:{secret}".encode()).hexdigest()[:32] if secret else _NOBODY


def remember(scope: Scope, caller: Caller) -> None:
    """Notes in a request who sent it."""
    scope[_KEY] = caller


def caller_of_scope(scope: Scope) -> Caller:
    """Who sent the request with this scope; nobody where no gate said so."""
    found = scope.get(_KEY)
    return found if isinstance(found, Caller) else Caller()


def caller_of(request: Any) -> Caller:
    """Who sent a request: Starlette's, or Gradio's own that wraps it; without one, nobody."""
    inner = getattr(request, "request", request)
    return caller_of_scope(getattr(inner, "scope", None) or {})
