"""What a PDF may ask of the machine before it is read: what its streams unpack to, and what is drawn on a page.

A few kilobytes can unpack to gigabytes, and a form that draws a form that draws a form has no end that anyone waits for.
PDF 32000-1: 7.3.8 (streams), 7.4.4 (FlateDecode), 8.10 (forms).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from typing import Any

from reports.errors import FileTooLargeError
from reports.reading.limits import Limits
from reports.reading.pdf_content import is_plain, tokens

_STREAM = re.compile(rb"stream\r?\n")
_DICTIONARY = 1000
_DEEPEST = 3
_STEP_OF_A_FORM = 50
_UNPACKED = "PDF 解压后过大，疑似压缩炸弹，未予读取；请用 Word 或浏览器重新导出后提供。"
_CROWDED = "PDF 第 {number} 页的文字或图形过多，不像一份年度报告，未予读取；请重新导出后提供。"


def require_unpacked(data: bytes, limits: Limits) -> None:
    """Raises FileTooLargeError where the packed streams of a PDF, pictures aside, unpack to more than is allowed."""
    left = limits.pdf_stream_bytes
    for match in _STREAM.finditer(data):
        before = data[max(0, match.start() - _DICTIONARY) : match.start()].rpartition(b"obj")[2]
        if b"/Image" not in before and data[match.end() : match.end() + 1]:
            left -= _unpacked(memoryview(data)[match.end() :], left, _DEEPEST)


def _unpacked(packed: memoryview, most: int, depth: int) -> int:
    """How many bytes come out of a packed stream, and of what is packed again within it; 0 for what is not packed."""
    if not depth or len(packed) < 2 or packed[0] & 15 != 8 or (packed[0] * 256 + packed[1]) % 31:
        return 0
    unpack, out = zlib.decompressobj(), b""
    try:
        out = unpack.decompress(packed, most + 1)
    except zlib.error:
        return 0
    if len(out) > most:
        raise FileTooLargeError(_UNPACKED)
    return len(out) + _unpacked(memoryview(out), most - len(out), depth - 1)


class _Counter:
    """What is left of a page's steps."""

    def __init__(self, number: int, most: int) -> None:
        self.number, self.most, self.left = number, most, most

    def take(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise FileTooLargeError(_CROWDED.format(number=self.number))


@cache
def _counting() -> tuple[type, type]:
    """pdfminer's interpreter and pdfplumber's device that count what they do; made late, both are slow to import."""
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.pdftypes import stream_value
    from pdfplumber.page import PDFPageAggregatorWithMarkedContent

    class Device(PDFPageAggregatorWithMarkedContent):  # type: ignore[misc]
        counter: _Counter
        paths = 0

        def render_char(self, *args: Any, **kwargs: Any) -> float:
            self.counter.take()
            return float(super().render_char(*args, **kwargs))

        def paint_path(self, *args: Any, **kwargs: Any) -> None:
            # A map or a diagram may have more: they are no rules of tables.
            self.paths += 1
            if self.paths <= self.counter.most:
                super().paint_path(*args, **kwargs)

    class Interpreter(PDFPageInterpreter):
        steps: _Counter

        def push(self, obj: Any) -> None:
            self.steps.take()
            super().push(obj)

        def do_q(self) -> None:
            self.steps.take()
            super().do_q()

        def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 (the operator's name)
            self.steps.take(_STEP_OF_A_FORM)
            super().do_Do(xobjid_arg)

        def execute(self, streams: Sequence[object]) -> None:
            """Does what plain content says; other content is left to pdfminer, which also refuses circles."""
            every = [stream_value(stream) for stream in streams]
            named = {stream.objid for stream in every if stream.objid is not None}
            content = b"\n".join(stream.get_data() for stream in every)
            if len(named) < len(every) or named & self.parent_stream_ids or not is_plain(content):
                super().execute(streams)
                return
            self.stream_ids = named
            known: dict[str, tuple[Any, int] | None] = {}
            for is_operator, token in tokens(content):
                if not is_operator:
                    self.push(token)
                    continue
                if token not in known:
                    known[token] = self._operation(token)
                if (operation := known[token]) is not None:
                    do, wanted = operation
                    operands = self.pop(wanted)
                    if len(operands) == wanted:
                        do(*operands)

        def _operation(self, operator: str) -> tuple[Any, int] | None:
            """What an operator does, and how many operands it takes; None for one that is not known."""
            name = operator.replace("*", "_a").replace('"', "_w").replace("'", "_q")
            do = getattr(self, f"do_{name}", None)
            return (do, do.__code__.co_argcount - 1) if do is not None else None

        def dup(self) -> Any:
            """The interpreter of a form within this one: it counts on."""
            inner = Interpreter(self.rsrcmgr, self.device)
            inner.steps = self.steps
            return inner

    return Interpreter, Device


def lay_out(page: Any, number: int, limits: Limits) -> None:
    """Has a pdfplumber page laid out, as it would do itself; raises FileTooLargeError where more is drawn than is allowed."""
    interpreter_type, device_type = _counting()
    device = device_type(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    device.counter = _Counter(number, limits.page_objects)
    interpreter = interpreter_type(page.pdf.rsrcmgr, device)
    interpreter.steps = _Counter(number, limits.page_steps)
    interpreter.process_page(page.page_obj)
    page._layout = device.get_result()
