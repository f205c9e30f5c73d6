"""Uploading and fetching files: into the caller's own folder, and out of it."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from library.files import Files
from library.shared_files import FilesError
from web.gates.caller import caller_of

_MOST_FILES = 500
_GONE = "文件已不在；请重新生成或重新上传。"


async def take_uploads(request: Request, files: Files) -> Response:
    """Keeps the uploaded files; where one cannot be kept, none is, and one sentence says why."""
    folder = caller_of(request).folder
    taken: list[Path] = []
    async with request.form(max_files=_MOST_FILES, max_fields=10) as form:
        try:
            for part in form.getlist("files"):
                if isinstance(part, UploadFile):
                    name = part.filename or ""
                    taken.append(await run_in_threadpool(files.take, folder, name, part.file))
        except (FilesError, OSError) as error:
            for path in taken:
                files.discard(path)
            full = "服务器的磁盘写不进去了，没有接收文件；请联系管理员。"
            sentence = str(error) if isinstance(error, FilesError) else full
            return JSONResponse({"detail": sentence, "error": sentence}, 507)
    return JSONResponse([str(path) for path in taken])


async def give_file(request: Request, files: Files) -> Response:
    """A file of the caller's own, to be saved and never shown as a page."""
    path: str = request.path_params["path"]
    try:
        found = await run_in_threadpool(files.found, path, caller_of(request).folder)
    except FilesError as error:
        return JSONResponse({"detail": str(error), "error": str(error)}, 503)
    if found is None:
        return JSONResponse({"detail": _GONE, "error": _GONE}, 404)
    return FileResponse(found, media_type="application/octet-stream", filename=found.name)
