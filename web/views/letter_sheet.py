"""The letter as it prints, each paragraph to be edited where it stands and each item linked to its findings."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from letters.lines import Kind, Line
from web.escape import safe

_NAMES = {
    Kind.TITLE: "标题",
    Kind.SALUTATION: "称谓",
    Kind.BODY: "正文",
    Kind.HEADING: "小标题",
    Kind.POINT: "问题",
    Kind.SIGNATURE: "落款",
}


def sheet_html(lines: Sequence[Line], linked: Mapping[int, tuple[str, ...]], hers: Collection[int]) -> str:
    """The lines of a letter; `linked` are the findings of an item, `hers` the lines that differ from the template."""
    paragraphs = []
    for number, line in enumerate(lines):
        findings = " ".join(linked.get(number, ()))
        mark = " hers" if number in hers else ""
        place = f' data-findings="{safe(findings)}"' if findings else ""
        paragraphs.append(
            f'<div class="line {line.kind.value}{mark}" data-kind="{line.kind.value}"{place} role="textbox" '
            f'aria-multiline="true" aria-label="{_NAMES[line.kind]}" contenteditable="plaintext-only">'
            f"{safe(line.text)}</div>"
        )
    return f'<div class="sheet" lang="zh-CN">{"".join(paragraphs)}</div>'
