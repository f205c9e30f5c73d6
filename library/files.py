"""The files of the page: what was uploaded and what was made to be downloaded, each in a folder of whom it belongs to.

Whose a file is and of which report it tells stands in its path: <folder>/<whose>/<of what>/<random>/<name>. So it is
refused to others without a list that could be wrong, and it goes when the report goes. What is old, or too much, goes
by itself. Where several processes share their files (library.shared_files), the folder of each is what it fetched of
them, and a path is asked for under the folder of whichever process named it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import secrets
import shutil
import tempfile
import time
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock, Timeout

from library.shared_files import FilesError, SharedFiles

_FORBIDDEN = re.compile(r"[^\w一-鿿（）〔〕 .-]")
_LONGEST = 80
_MB = 1024 * 1024
_CHUNK = _MB
UPLOADS, SEVERAL = "uploads", "several"
# <whose>/<of what>/<random>/<name>
_STEPS = 4


def files_folder(data: Path) -> Path:
    """The folder for the files of one data folder: outside of it, since nothing in there is ever handed out."""
    digest = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()).resolve() / f"nianbao-{_user()}-{digest}"


def _user() -> int:
    return (
        os.getuid() if hasattr(os, "getuid") else 0
    )  # Windows has none, and a temporary folder for each user


class Files:
    """The files in one folder, shared with other processes or not; older than `age` seconds they are deleted, more than
    `most` bytes are not kept."""

    def __init__(
        self,
        folder: Path,
        age: float = 6 * 3600,
        most: int = 2048 * _MB,
        largest: int = 60 * _MB,
        shared: SharedFiles | None = None,
    ) -> None:
        self.folder, self._shared = folder, shared
        self._age, self._most, self._largest = age, most, largest
        self._lock: FileLock | None = None

    def secure(self) -> None:
        """Makes the folder, or raises a FilesError where it is another user's."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            status = self.folder.lstat()
        except OSError as error:
            raise FilesError(f"暂存文件夹 {self.folder} 无法建立；请检查临时文件夹的权限和空间。") from error
        if self.folder.is_symlink() or not self.folder.is_dir() or status.st_uid != _user():
            raise FilesError(
                f"暂存文件夹 {self.folder} 属于别的用户；请删除它，或用 TMPDIR 另指定临时文件夹。"
            )
        self.folder.chmod(0o700)

    def begin(self) -> None:
        """For a server that starts: what an earlier one left goes, unless another one is still running. What is shared
        stays for the others. Raises a FilesError where the files cannot be kept."""
        self.secure()
        if self._shared is not None:
            self._shared.prepare()
        lock = FileLock(f"{self.folder}.lock", mode=0o600)
        with contextlib.suppress(Timeout):
            lock.acquire(timeout=0)
            self._lock = lock  # held as long as this process runs
            for path in self.folder.iterdir():
                shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def end(self) -> None:
        """For a server that ends: another one that starts may clear the folder."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def take(self, whose: str, name: str, content: BinaryIO) -> Path:
        """Keeps an uploaded file; raises a FilesError where it is too large or there is no room."""
        path = self._place(whose, UPLOADS, name)
        room = min(self._largest, self._most - self._size())
        try:
            with path.open("xb") as out:
                while chunk := content.read(_CHUNK):
                    room -= len(chunk)
                    if room < 0:
                        raise FilesError("文件太大，或服务器的暂存空间已满；请拆分文件，或稍后再试。")
                    out.write(chunk)
            self._share(path)
        except BaseException:
            shutil.rmtree(path.parent, ignore_errors=True)
            raise
        return path

    def make(self, whose: str, name: str, content: bytes, of: str = SEVERAL) -> str:
        """Keeps a file made for download, of one report or of several; the oldest made ones give way where it is full."""
        if len(content) + self._size() > self._most:
            self._make_room(len(content))
        path = self._place(whose, of, name)
        path.write_bytes(content)
        self._share(path)
        return str(path)

    def found(self, path: str, whose: str) -> Path | None:
        """The file in the folder of one session or visitor that a path names; None where there is none.

        Raises a FilesError where the shared files cannot be asked for.
        """
        if whose != _clean(whose) or "\0" in path:
            return None
        if self._shared is not None:
            key = "/".join(path.replace("\\", "/").split("/")[-_STEPS:])
            if ".." in key.split("/") or not key.startswith(f"{whose}/"):
                return None
            if not self._shared.get(key, self.folder / key):
                return None
            path = str(self.folder / key)
        try:
            real = Path(path).resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        mine = real.is_file() and real.is_relative_to(self.folder.resolve() / whose)
        return real if mine else None

    def discard(self, path: Path) -> None:
        """Deletes an uploaded file that has been taken in; others are left alone."""
        with contextlib.suppress(OSError):
            real = path.resolve()
            if real.is_relative_to(self.folder.resolve()):
                shutil.rmtree(real.parent, ignore_errors=True)
                if self._shared is not None:
                    self._shared.remove([real.relative_to(self.folder.resolve()).as_posix()])

    def forget_report(self, report: str) -> None:
        """Deletes what tells of a report: its own files, and those of several that it may be among."""
        gone = {_clean(report), SEVERAL}
        for of in gone:
            for found in self.folder.glob(f"*/{of}"):
                shutil.rmtree(found, ignore_errors=True)
        if self._shared is not None:
            self._shared.remove(self._shared.keys(about=gone))

    def forget_caller(self, whose: str) -> None:
        """Deletes the files of a session that has ended."""
        shutil.rmtree(self.folder / _clean(whose), ignore_errors=True)
        if self._shared is not None:
            self._shared.remove(self._shared.keys(whose=_clean(whose)))

    def _share(self, path: Path) -> None:
        if self._shared is not None:
            self._shared.put(path.relative_to(self.folder).as_posix(), path)

    def sweep(self) -> None:
        """Deletes what is too old, and the folders left empty."""
        oldest = time.time() - self._age
        if self._shared is not None:
            self._shared.remove([key for made, _, key in self._shared.all() if made < oldest])
        for path in sorted(self.folder.rglob("*"), reverse=True):
            with contextlib.suppress(OSError):
                if path.lstat().st_mtime < oldest:
                    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()

    def _place(self, whose: str, of: str, name: str) -> Path:
        stem, dot, suffix = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
        stem, suffix = (stem, suffix) if dot else (suffix, "")
        clean = _FORBIDDEN.sub("", stem)[:_LONGEST].strip(" .") or "年报审阅"
        folder = self.folder / _clean(whose) / _clean(of) / secrets.token_hex(8)
        folder.mkdir(mode=0o700, parents=True)
        return folder / (f"{clean}.{_FORBIDDEN.sub('', suffix)[:10]}" if suffix else clean)

    def _all(self) -> list[tuple[float, int, Path]]:
        if self._shared is not None:
            return [(made, size, self.folder / key) for made, size, key in self._shared.all()]
        found = []
        for path in self.folder.rglob("*"):
            with contextlib.suppress(OSError):
                status = path.lstat()
                if path.is_file():
                    found.append((status.st_mtime, status.st_size, path))
        return sorted(found)

    def _size(self) -> int:
        return sum(size for _, size, _ in self._all())

    def _make_room(self, needed: int) -> None:
        total = self._size()
        for _, size, path in self._all():
            if total + needed <= self._most:
                return
            if path.parent.parent.name != UPLOADS:
                shutil.rmtree(path.parent, ignore_errors=True)
                if self._shared is not None:
                    self._shared.remove([path.relative_to(self.folder).as_posix()])
                total -= size
        if total + needed > self._most:
            raise FilesError("服务器的暂存空间已满，没有生成文件；请稍后再试。")


def _clean(name: str) -> str:
    """A name that is one step of a path."""
    return re.sub(r"[^\w-]", "", name)[:64] or "nobody"
