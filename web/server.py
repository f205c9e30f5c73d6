"""Both faces in one web application: citizens at /, reviewers at /review, behind a login where others can reach it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from office.workspace import Workspace

_MAX_UPLOAD = "60mb"
_NO_UPLOAD = "公众页面不接收文件。"


def make_application(workspace: Workspace, check: Callable[[str, str], bool] | None) -> Any:
    """The application; `check` tells whether a name and a password belong together, None where no login is asked."""
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import JSONResponse, RedirectResponse

    from web.page import build, look

    application = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)

    # The citizens' page has no upload; its address for one would be open to everyone.
    @application.post("/gradio_api/upload")
    def refuse_upload() -> JSONResponse:
        return JSONResponse({"detail": _NO_UPLOAD}, status_code=403)

    # Without the slash the citizens' page, mounted at /, would take it for one of its own files.
    @application.get("/review")
    def reviewers_page() -> RedirectResponse:
        return RedirectResponse("review/")

    common: dict[str, Any] = {
        "footer_links": [],
        "run_history": False,
        "show_error": False,
        "enable_monitoring": False,
        "ssr_mode": False,
        "max_file_size": _MAX_UPLOAD,
        **look(),
    }
    reviewers = build(workspace, for_reviewers=True)
    application = gr.mount_gradio_app(
        application, reviewers, "/review", auth=check,
        auth_message="年报审阅：请用管理员建立的账户登录。" if check else None, **common,
    )  # fmt: skip
    citizens = build(workspace, for_reviewers=False)
    return gr.mount_gradio_app(application, citizens, "/", **common)
