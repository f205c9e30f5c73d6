"""The gates in their order, around the application of both faces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp

from library.files import Files
from web.gates.allowed import Allowed
from web.gates.asgi import Faults
from web.gates.bodies import Bodies
from web.gates.headers import SafeHeaders
from web.gates.hosts import Hosts, Proxies
from web.gates.login import Callers, Door
from web.gates.origin import SameOrigin
from web.gates.queues import Queues


@dataclass(frozen=True)
class Gates:
    """What the gates go by: names, proxies, the door (None where nobody has to log in) and the files."""

    names: frozenset[str]
    proxies: Sequence[str]
    door: Door | None
    files: Files

    def around(self, app: ASGIApp, scripts: tuple[str, ...] = ()) -> ASGIApp:
        """The application behind the gates; `scripts` are those that its pages add to themselves."""
        app = Bodies(app, self.files)
        app = Queues(app)
        app = Callers(app, self.door)
        app = Allowed(app)
        app = SameOrigin(app)
        app = Hosts(app, self.names)
        app = Proxies(app, self.proxies)
        app = Faults(app)
        return SafeHeaders(app, scripts)
