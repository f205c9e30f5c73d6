"""The rule sheet as a file: TOML with the words of the form as comments, and read back."""

from __future__ import annotations

import tomllib

from pydantic import ValidationError

from data_files import what_is_wrong
from office.sheet_words import sheet_words
from review.settings import ReviewSettings, ReviewSettingsError, plain_sheet


def sheet_toml(settings: ReviewSettings) -> bytes:
    """What a sheet sets, as a TOML file."""
    import tomlkit

    said, whole = sheet_words().fields, plain_sheet(settings)
    document = tomlkit.document()
    document.add(tomlkit.comment("本地审查设置；没有写的按条例和统一格式的默认值。"))
    # In TOML what stands after a table belongs to it, so tables come last.
    for name in sorted(whole, key=lambda name: _is_table(whole[name])):
        document.add(tomlkit.nl())
        document.add(tomlkit.comment(said[name].label))
        document.add(name, tomlkit.item(whole[name]))
    return tomlkit.dumps(document).encode()


def _is_table(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and isinstance(value[0], dict))


def read_sheet(text: str) -> ReviewSettings:
    """The sheet in the text of a TOML file; raises a ReviewSettingsError that says all that is wrong with it."""
    try:
        return ReviewSettings.model_validate(tomllib.loads(text))
    except ValidationError as error:
        raise ReviewSettingsError(f"这个设置文件不能用：{what_is_wrong(error)}；表单没有改动。") from error
    except ValueError as error:
        raise ReviewSettingsError("这个设置文件不是 TOML 格式，没有读入；表单没有改动。") from error
