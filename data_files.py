"""Data that stands in files: each TOML file is read by a schema that knows every key it may have.

A key that no schema knows is a slip of the pen that would otherwise do nothing, and say nothing.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from errors import NianbaoError


class DataFileError(NianbaoError):
    """A file of data cannot be used; the message is one clear Chinese sentence, `reason` what is wrong with the file."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"数据文件 {path.name} 无法使用：{reason}；请更正后重试。")
        self.reason = reason


class Data(BaseModel):
    """What a file of data, or a table in it, holds: no other keys, never changed after reading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


_WHY = {
    "extra_forbidden": "不是可用的设置项",
    "missing": "没有填写",
    "enum": "的值不在可选范围内",
    "literal_error": "的值不在可选范围内",
    "value_error": "的值不能用",
}


def what_is_wrong(error: ValidationError) -> str:
    """All that a schema found wrong with a file, each with its place: “off.1”的值不合要求，“poinst”不是可用的设置项."""
    said: list[str] = []
    for detail in error.errors():
        place = ".".join(str(p + 1) if isinstance(p, int) else str(p) for p in detail["loc"] if p != "[key]")
        why = _WHY.get(detail["type"], "的值不合要求")
        reason = str(detail["ctx"]["error"]) if detail["type"] == "value_error" else ""
        said.append(f"“{place}”{why}" + (f"（{reason}）" if reason else ""))
    return "，".join(said)


def read_text(path: Path) -> str:
    """The text of a file of data; an editor may have put a byte order mark before it."""
    return path.read_text(encoding="utf-8-sig")


@cache
def either(patterns: tuple[str, ...], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """One pattern for what any of the patterns of a list in a file of data matches; made once."""
    return re.compile("|".join(f"(?:{p})" for p in patterns), flags)


Schema = TypeVar("Schema", bound=BaseModel)


def load_data(path: Path, schema: type[Schema]) -> Schema:
    """A TOML file as its schema has it; raises DataFileError where it cannot be read or does not fit."""
    try:
        return schema.model_validate(tomllib.loads(read_text(path)))
    except ValidationError as error:
        raise DataFileError(path, what_is_wrong(error)) from error
    except (OSError, ValueError) as error:
        raise DataFileError(path, "不能读取或不是 TOML 格式") from error
