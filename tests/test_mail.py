"""A report in a letter by mail: attached, in the letter's page or in its text."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from benchmarks.generate import Layout, make_content
from benchmarks.generate.layouts import to_docx, to_html
from benchmarks.generate.text_exports import to_txt
from benchmarks.pdf import wrong_cells
from reports.errors import UnusableFileError
from reports.parse import parse_bytes

CONTENT = make_content(3, level="department", year=2023)
PLAIN = Layout()


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["Subject"] = "office@example.gov.cn", f"报送：{CONTENT.title}"
    return message


def with_attachment(content: bytes, name: str) -> bytes:
    message = letter()
    message.set_content("请查收附件。")
    message.add_alternative("<html><body><p>请查收附件。</p></body></html>", subtype="html")
    message.add_attachment(b"\x89PNG0000", maintype="image", subtype="png", filename="seal.png")
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def with_page() -> bytes:
    message = letter()
    message.set_content("请用网页格式查看。")
    message.add_alternative(to_html(CONTENT, PLAIN).decode(), subtype="html", charset="gb18030")
    return message.as_bytes()


def with_text() -> bytes:
    message = letter()
    message.set_content(to_txt(CONTENT, PLAIN).decode())
    return message.as_bytes()


@pytest.mark.parametrize(
    "data",
    [with_attachment(to_docx(CONTENT, PLAIN), "报告.docx"), with_attachment(to_txt(CONTENT, PLAIN), "报告.txt"), with_page(), with_text()],
    ids=["Word file attached", "text attached", "page", "text"],
)  # fmt: skip
def test_the_report_in_a_letter_is_read(data: bytes) -> None:
    assert wrong_cells(CONTENT, parse_bytes(data, "letter.eml")) == []


def test_a_letter_without_a_report_is_refused_in_one_sentence() -> None:
    message = letter()
    message.set_content("材料明天报送。")
    with pytest.raises(UnusableFileError) as told:
        parse_bytes(message.as_bytes(), "letter.eml")
    assert "\n" not in str(told.value)
