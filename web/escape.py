"""Text made safe to stand in HTML that Gradio renders: markup and template signs become character references."""

from __future__ import annotations

import html

_TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})


def safe(text: object) -> str:
    """The text with everything escaped that HTML, or the template language of gr.HTML, would read as code."""
    return html.escape(str(text), quote=True).translate(_TEMPLATE_SIGNS)
