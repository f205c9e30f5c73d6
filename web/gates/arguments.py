"""Blocks that check every argument before a handler sees it: whichever way a call came in, a box for text gives text.

Gradio hands to a handler whatever JSON a caller put in the place of a component's value.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio import components

from errors import NO_FAULT
from library.faults import sentence_of
from web.gates.bodies import posing_as_files

LOGGER = logging.getLogger(__name__)
_WRONG = "提交的内容类型不对；请刷新页面后再试。"
_TOO_FEW = "参数不够，要给{many}个；用法见 docs/interface.md。"
_TOO_LONG = "问题太长（最多500个字）；请分成几个问题来问。"
# The only texts that come this way are questions and ids; reading a question takes longer the longer it is.
_LONGEST_TEXT = 500


def _text(value: Any) -> bool:
    return value is None or isinstance(value, str)


def _number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _choice(value: Any) -> bool:
    return _text(value) or _number(value) or isinstance(value, bool)


def _choices(value: Any) -> bool:
    return _choice(value) or (isinstance(value, list) and all(_choice(v) for v in value))


def _file(value: Any) -> bool:
    """An object with a path; that the path is the caller's own was checked where the body was read."""
    if isinstance(value, list):
        return all(v is not None and _file(v) for v in value)
    return value is None or (isinstance(value, dict) and isinstance(value.get("path"), str))


def _no_file(value: Any) -> bool:
    return not any(True for _ in posing_as_files(value))


# The first that a component is one of decides.
_FITTING: tuple[tuple[type, Callable[[Any], bool]], ...] = (
    (components.Number, _number),
    (components.Slider, _number),
    (components.Timer, _number),
    (components.Checkbox, lambda v: v is None or isinstance(v, bool)),
    (components.CheckboxGroup, _choices),
    (components.Dropdown, _choices),
    (components.Radio, _choice),
    (components.File, _file),
    (components.UploadButton, _file),
    (components.DownloadButton, _file),
    (components.Textbox, _text),
    (components.Button, _text),
    (components.BrowserState, _text),
)


def fitting(component: Any, value: Any) -> bool:
    """Whether a value is of the kind that a component gives; of other components only files are refused."""
    for kind, fits in _FITTING:
        if isinstance(component, kind):
            if isinstance(component, components.Dropdown) and not component.multiselect:
                return _choice(value)
            return fits(value)
    return _no_file(value)


class CheckedBlocks(gr.Blocks):  # type: ignore[misc]
    """Blocks whose handlers see only arguments of the kind that their components give, and whose faults are told."""

    async def preprocess_data(self, block_fn: Any, inputs: list[Any], *arguments: Any, **named: Any) -> Any:
        """Refuses with one sentence what no component of the page could have sent."""
        if len(inputs) < len(block_fn.inputs):
            raise gr.Error(_TOO_FEW.format(many=len(block_fn.inputs)), print_exception=False)
        for component, value in zip(block_fn.inputs, inputs, strict=False):
            stateful = getattr(component, "stateful", False)
            if stateful:
                continue
            if not fitting(component, value):
                raise gr.Error(_WRONG, print_exception=False)
            if isinstance(value, str) and len(value) > _LONGEST_TEXT:
                raise gr.Error(_TOO_LONG, print_exception=False)
        return await super().preprocess_data(block_fn, inputs, *arguments, **named)

    async def call_function(self, *arguments: Any, **named: Any) -> Any:
        """Whatever goes wrong in a handler is one sentence on the page; the log has the rest."""
        try:
            return await super().call_function(*arguments, **named)
        except (gr.Error, StopAsyncIteration, asyncio.CancelledError, *NO_FAULT):
            raise
        except BaseException as error:
            LOGGER.exception("a handler failed")
            raise gr.Error(sentence_of(error), print_exception=False) from error
