"""Pictures of reports: scanned pages with grain and skew, tables pasted as pictures, a text layer without meaning."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np

DOTS_PER_INCH = 200


def pages_of(pdf: bytes, *, skew: float = 0.4, grain: float = 6.0, seed: int = 1) -> Iterator[object]:
    """The pages of a PDF as a scanner sees them (Pillow images): grey, turned by `skew` degrees, grainy."""
    import pypdfium2
    from PIL import Image

    random = np.random.default_rng(seed)
    for page in pypdfium2.PdfDocument(pdf):
        image = page.render(scale=DOTS_PER_INCH / 72, grayscale=True).to_pil().convert("L")
        turned = image.rotate(skew, fillcolor=255, resample=Image.Resampling.BICUBIC)
        noisy = np.asarray(turned, dtype=float) + random.normal(0, grain, (turned.height, turned.width))
        yield Image.fromarray(noisy.clip(0, 255).astype(np.uint8))


def to_scan(pdf: bytes, *, skew: float = 0.4, grain: float = 6.0, seed: int = 1) -> bytes:
    """A PDF whose pages are only pictures of those of another."""
    first, *rest = pages_of(pdf, skew=skew, grain=grain, seed=seed)
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=rest, resolution=DOTS_PER_INCH)  # type: ignore[attr-defined]
    return out.getvalue()


def blank_scan(pages: int) -> bytes:
    """A scan of empty sheets."""
    from PIL import Image

    sheet = Image.new("L", (1654, 2339), 255)
    out = io.BytesIO()
    sheet.save(out, "PDF", save_all=True, append_images=[sheet] * (pages - 1), resolution=DOTS_PER_INCH)
    return out.getvalue()


def without_letters(pdf: bytes) -> bytes:
    """A PDF whose fonts no longer say which letters they draw: what is copied from it has no meaning."""
    return pdf.replace(b"/ToUnicode", b"/Unmeaning")
