"""What --help prints: the library's own layout, in Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    Base = TyperCommand
else:
    Base = object

_WORDS = {
    "ARGUMENTS_PANEL_TITLE": "参数",
    "OPTIONS_PANEL_TITLE": "选项",
    "COMMANDS_PANEL_TITLE": "命令",
    "REQUIRED_LONG_STRING": "［必填］",
    "DEFAULT_STRING": "［不写时：{}］",
}


class _InChinese(Base):
    """Mixed into a command or group: its usage and help in Chinese."""

    def get_usage(self, ctx: Any) -> str:
        usage = super().get_usage(ctx).replace("Usage:", "用法：", 1)
        return usage.replace("[OPTIONS]", "[选项]").replace("COMMAND [ARGS]...", "命令 ……")

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示这段说明"
        return option

    def format_help(self, ctx: Any, formatter: Any) -> None:
        # The library's headings are names of its module, made to be set; there is no other way to them.
        from typer import rich_utils

        for name, word in _WORDS.items():
            setattr(rich_utils, name, word)
        super().format_help(ctx, formatter)


class Command(_InChinese, TyperCommand):
    """A verb."""


class Group(_InChinese, TyperGroup):
    """Verbs under one name."""


class Verbs(typer.Typer):
    """Verbs that explain themselves in Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, **settings)

    def command(self, *given: Any, **settings: Any) -> Callable[[Any], Any]:
        """Registers a verb."""
        return super().command(*given, **{"cls": Command, **settings})
