"""What a fault of the database, of the disk or of the program means, in one Chinese sentence."""

from __future__ import annotations

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from errors import NianbaoError

_FULL = "磁盘空间已满，没有保存；请清理磁盘后重试。"
_READ_ONLY = "资料库所在的文件夹或文件不可写，没有保存；请检查权限后重试。"
DAMAGED = "资料库文件已损坏，无法读取；请停止程序，用备份恢复 library.sqlite3 后再启动。"
_LOCKED = "资料库正忙，没有保存；请稍后重试。"
_NOT_TEXT = "资料库里有不是 UTF-8 的文字，无法读取；请用备份恢复 library.sqlite3。"
_UNREACHABLE = "数据库没有正常答复，没有保存；请检查 NIANBAO_DATABASE_URL 和数据库服务后重试。"
_PROGRAM = "程序出错，没有处理完；请重试，仍不行请把日志交给管理员。"
# What SQLite says, in the order in which it is looked for.
_SAID = (
    ("disk is full", _FULL),
    ("disk I/O error", _FULL),
    ("readonly", _READ_ONLY),
    ("unable to open", _READ_ONLY),
    ("malformed", DAMAGED),
    ("not a database", DAMAGED),
    ("decode to UTF-8", _NOT_TEXT),
    ("locked", _LOCKED),
)
_OF_DISK = {errno.ENOSPC: _FULL, errno.EDQUOT: _FULL, errno.EROFS: _READ_ONLY, errno.EACCES: _READ_ONLY}


def sentence_of(error: BaseException) -> str:
    """What went wrong and what to do; of a fault of the program itself no more than that it is one."""
    if isinstance(error, NianbaoError):
        return str(error)
    if isinstance(error, DBAPIError | sqlite3.Error):
        said = str(error.orig if isinstance(error, DBAPIError) else error)
        return next((sentence for words, sentence in _SAID if words in said), _UNREACHABLE)
    if isinstance(error, UnicodeDecodeError):
        return _NOT_TEXT
    if isinstance(error, SQLAlchemyError):
        return _UNREACHABLE
    if isinstance(error, OSError):
        return _OF_DISK.get(error.errno or 0, _PROGRAM)
    return _PROGRAM
