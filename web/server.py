"""Both faces in one web application behind the gates: citizens at /, reviewers at /review, with a login elsewhere
than on the machine itself."""

from __future__ import annotations

import os
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from errors import NianbaoError
from library.accounts import Accounts
from library.attempts import Attempts
from library.sessions import Sessions
from office.workspace import Workspace
from web.addresses import ReportAddresses
from web.gates.asgi import REVIEWERS, told_fault, told_unknown_call
from web.gates.caller import caller_of
from web.gates.file_routes import give_file, take_uploads
from web.gates.hosts import allowed_names
from web.gates.login import Door, login_page
from web.gates.onion import Gates

_AT_A_TIME = "8"


def make_application(workspace: Workspace, with_login: bool) -> Any:
    """The application as an ASGI server runs it."""
    # Where Gradio looks for the files of its components; read once, as it is imported and its components are made.
    os.environ["GRADIO_TEMP_DIR"] = str(workspace.files.folder)
    # Told so and not by `queue()`, which would make each face's routes, a tenth of a second, once more.
    os.environ["GRADIO_DEFAULT_CONCURRENCY_LIMIT"] = _AT_A_TIME
    import gradio as gr
    from fastapi import FastAPI
    from gradio.route_utils import FnIndexInferError

    from web.page import build, look, page_script

    door = _door(workspace) if with_login else None
    told: dict[int | type[Exception], Any] = {Exception: told_fault, FnIndexInferError: told_unknown_call}
    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, exception_handlers=told)
    _add_routes(application, workspace, door)
    common: dict[str, Any] = {
        "footer_links": [],
        "run_history": False,
        "show_error": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "blocked_paths": [str(workspace.settings.data_dir.resolve())],
        "auth_dependency": lambda request: caller_of(request).name,
        "app_kwargs": {"exception_handlers": told},
        **look(),
    }
    for path, for_reviewers in ((REVIEWERS, True), ("/", False)):
        blocks = build(workspace, for_reviewers, with_login)
        application = gr.mount_gradio_app(application, blocks, path, **common)
        # Gradio compares the paths of files with what may be read only once its Blocks have been launched, which a
        # mounted one never is: without this any file of the machine could be named as an argument.
        blocks.has_launched = True
    settings = workspace.settings
    proxies = [str(network) for network in settings.trusted_proxies]
    names = allowed_names(settings.host, settings.allowed_hosts)
    return Gates(names, proxies, door, workspace.files).around(ReportAddresses(application), (page_script(),))


def _door(workspace: Workspace) -> Door:
    accounts = Accounts(workspace.database)
    accounts.prepare()
    database = workspace.database
    return Door(accounts, Sessions(database), workspace.files, Attempts(database))


def _add_routes(application: Any, workspace: Workspace, door: Door | None) -> None:
    """What the gates leave open and Gradio is not to answer: files, and the login."""

    async def upload(request: Request) -> Response:
        return await take_uploads(request, workspace.files)

    async def file(request: Request) -> Response:
        return await give_file(request, workspace.files)

    async def enter(request: Request) -> Response:
        if door is None:
            return RedirectResponse("./", 303)
        return await door.log_in(request) if request.method == "POST" else login_page()

    async def leave(request: Request) -> Response:
        return await door.log_out(request) if door is not None else RedirectResponse("./", 303)

    async def health(_: Request) -> Response:
        return await run_in_threadpool(_health, workspace)

    # Without the slash the citizens' page, mounted at /, would take it for one of its own files.
    async def reviewers_page(_: Request) -> Response:
        return RedirectResponse("review/")

    application.add_route("/healthz", health)
    application.add_route(REVIEWERS, reviewers_page)
    application.add_route(f"{REVIEWERS}/gradio_api/upload", upload, methods=["POST"])
    for face in (REVIEWERS, ""):
        application.add_route(f"{face}/gradio_api/file={{path:path}}", file)
    application.add_route(f"{REVIEWERS}/login", enter, methods=["GET", "POST"])
    application.add_route(f"{REVIEWERS}/logout", leave, methods=["POST"])


def _health(workspace: Workspace) -> Response:
    """Whether the page can do its work, for monitoring: 503 where the database does not answer. A search that is
    still being made ready, or is of words alone while the server of the vectors is away, is no fault, since questions are
    answered without it."""
    try:
        workspace.database.ping()
    except NianbaoError as error:
        return JSONResponse({"database": "failed", "error": str(error)}, 503)
    return JSONResponse({"database": "ok", "search": workspace.search_state})
