"""What is wrong with a call itself (an unknown verb or option, a value that does not fit), in one Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from typer.exceptions import TyperException

# The library has no error of its own for it.
_UNKNOWN_COMMAND = re.compile(r"No such command '([^']*)'")
_HELP = "用 nianbao --help 查看用法。"


def _named(error: Any) -> str:
    """The option or argument that an error is about, as it is written."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return "参数"
    names = [*parameter.opts, *parameter.secondary_opts]
    help_text = getattr(parameter, "help", None)
    if help_text and not any(n.startswith("-") for n in names):  # an argument is told by what it is
        return re.split("[，；（]", help_text)[0]
    return next((n for n in names if n.startswith("--")), names[0] if names else "参数")


def _choices(error: Any) -> str:
    """The values that an option takes, where it bounds them or the library's own sentence counts them."""
    low, high = (getattr(getattr(error, "param", None), name, None) for name in ("min", "max"))
    if low is not None and high is not None:
        return f"，要在 {low} 到 {high} 之间"
    values = re.findall("'([^']+)'", str(getattr(error, "message", "")).partition("is not one of")[2])
    return f"，可以用 {'、'.join(values)}" if values else ""


_SENTENCES: dict[str, Callable[[Any], str]] = {
    "NoSuchOption": lambda e: f"没有 {e.option_name} 这个选项；{_HELP}",
    "MissingParameter": lambda e: f"缺少 {_named(e)}；{_HELP}",
    "BadParameter": lambda e: f"{_named(e)} 的值无法使用{_choices(e)}；{_HELP}",
    "BadOptionUsage": lambda e: f"选项 {e.option_name} 缺少它的值；{_HELP}",
    "BadArgumentUsage": lambda e: f"参数的个数不对；{_HELP}",
}


def sentence_of(error: TyperException) -> str:
    """The sentence for a call that cannot be understood."""
    for kind in type(error).__mro__:
        if kind.__name__ in _SENTENCES:
            return _SENTENCES[kind.__name__](error)
    command = _UNKNOWN_COMMAND.search(str(error))
    if command:
        return f"没有 {command[1]} 这个命令；{_HELP}"
    return f"命令写得不对，无法执行；{_HELP}"
