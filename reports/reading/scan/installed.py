"""Whether the optional extra nianbao[ocr] is there."""

from __future__ import annotations

from importlib.util import find_spec

from reports.errors import ConverterMissingError


def ocr_installed() -> bool:
    """Whether everything that reading pictures needs is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2", "pypdfium2"))


def require_ocr(what: str) -> None:
    """Raises ConverterMissingError, naming what the file is, where OCR is not installed."""
    if not ocr_installed():
        raise ConverterMissingError(
            f"{what}，未能读出文字；请提供 Word 原件或可复制文字的 PDF，或安装 nianbao[ocr] 后再试。"
        )
