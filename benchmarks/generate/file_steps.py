"""What becomes of a report's file on its way to a reviewer: it is printed, converted, packed, saved by a browser or locked.

Each step takes files by name and gives them back as the next program wrote them; programs are started once for all.
"""

from __future__ import annotations

import base64
import io
import quopri
import re
import zipfile
from collections.abc import Callable
from typing import Any

from benchmarks.browser import chromium
from benchmarks.generate.converted import converted

Files = dict[str, bytes]
Step = Callable[[Files], Files]

_PKG = "http://schemas.microsoft.com/office/2006/xmlPackage"
_RELATIONS = "application/vnd.openxmlformats-package.relationships+xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_LOCK = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"2024"}}'
_RESTRICTIONS = (
    '{"RestrictPermissions":{"type":"boolean","value":"true"},"PermissionPassword":{"type":"string","value":"2024"},'
    '"Changes":{"type":"long","value":"0"},"Printing":{"type":"long","value":"0"},'
    '"EnableCopyingOfContent":{"type":"boolean","value":"false"}}'
)


def _each(change: Callable[[bytes], bytes]) -> Step:
    return lambda files: {name: change(data) for name, data in files.items()}


def _exported(how: str) -> Step:
    """A PDF that LibreOffice writes with these options."""
    return lambda files: converted(files, f"pdf:writer_pdf_Export:{how}")


def _printed(**how: Any) -> Step:
    def step(files: Files) -> Files:
        with chromium() as browser:
            page = browser.new_page()
            out = {}
            for name, data in files.items():
                page.set_content(data.decode())
                out[name] = page.pdf(format="A4", prefer_css_page_size=True, **how)
            return out

    return step


def _pictured(files: Files) -> Files:
    """The second table of each page as a picture within the page."""
    with chromium() as browser:
        page = browser.new_page(device_scale_factor=2)
        out = {}
        for name, data in files.items():
            page.set_content(data.decode())
            picture = base64.b64encode(page.locator("table").nth(1).screenshot()).decode()
            tables = list(re.finditer(rb"(?s)<table.*?</table>", data))
            image = f'<img width="640" src="data:image/png;base64,{picture}">'.encode()
            out[name] = data[: tables[1].start()] + image + data[tables[1].end() :]
        return out


def _two_layers(files: Files) -> Files:
    """The third page of a PDF as its picture, its letters there and not shown, as programs of scanners write them."""
    import pypdfium2
    from pypdfium2 import raw

    out = {}
    for name, data in files.items():
        document = pypdfium2.PdfDocument(data)
        for page in [document[2]]:
            image = page.render(scale=2).to_pil()
            for item in list(page.get_objects()):
                if item.type == raw.FPDF_PAGEOBJ_TEXT:
                    raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
                else:
                    page.remove_obj(item)
            picture = pypdfium2.PdfImage.new(document)
            picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(image))
            picture.set_matrix(pypdfium2.PdfMatrix().scale(*page.get_size()))
            page.insert_obj(picture)
            page.gen_content()
        saved = io.BytesIO()
        document.save(saved)
        out[name] = saved.getvalue()
    return out


def _turned(data: bytes) -> bytes:
    """A PDF whose pages were drawn lying on their side and are shown upright by the turn that is set for them."""
    import pypdfium2

    source, turned = pypdfium2.PdfDocument(data), pypdfium2.PdfDocument.new()
    for number in range(len(source)):
        width, height = source[number].get_size()
        # As a form within the page: pdfium would write the letters of its own objects anew, with other codes.
        drawn = source.page_as_xobject(number, turned).as_pageobject()
        drawn.set_matrix(pypdfium2.PdfMatrix().rotate(90, ccw=True).translate(height, 0))
        page = turned.new_page(height, width)
        page.insert_obj(drawn)
        page.set_rotation(90)
        page.gen_content()
    out = io.BytesIO()
    turned.save(out)
    return out.getvalue()


def _flat_package(data: bytes) -> bytes:
    """A .docx as Word saves it in one XML file (“Word XML 文档”)."""
    parts = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")) or name == "[Content_Types].xml":
                continue
            kind = _RELATIONS if name.endswith(".rels") else "application/xml"
            kind = _MAIN if name == "word/document.xml" else kind
            xml = re.sub(r"^\s*<\?xml[^>]*\?>", "", archive.read(name).decode())
            parts.append(
                f'<pkg:part pkg:name="/{name}" pkg:contentType="{kind}"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>'
            )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    return f'{head}<pkg:package xmlns:pkg="{_PKG}">{"".join(parts)}</pkg:package>'.encode()


def _word_2003(data: bytes) -> bytes:
    """A .docx as Word 2003 saves it in XML: other names for the same elements."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    body = re.search(r"(?s)<w:body>.*</w:body>", xml)
    assert body is not None
    text = re.sub(r"<w:vMerge(?: w:val=\"(?:continue)\")?/>", "<w:vmerge/>", body[0]).replace(
        "w:vMerge", "w:vmerge"
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<?mso-application progid="Word.Document"?>\n'
    spaces = 'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" w:macrosPresent="no" xml:space="preserve"'
    return f"{head}<w:wordDocument {spaces}>{text}</w:wordDocument>".encode()


def _web_archive(data: bytes) -> bytes:
    """A page as Internet Explorer and WPS save it in one file."""
    body = quopri.encodestring(data.decode().replace("utf-8", "gb2312").encode("gb18030"))
    head = (
        "From: =?gb2312?B?08kgV2luZG93cyBJbnRlcm5ldCBFeHBsb3JlciAxMSCxo7Tm?=\r\nSubject: =?gb2312?B?xOqxqA==?=\r\n"
        "Date: Tue, 23 Jan 2024 09:12:44 +0800\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"
        '\ttype="text/html";\r\n\tboundary="----=_NextPart_000_0000_01DA4DE1.2B4A5F60"\r\n'
        "X-MimeOLE: Produced By Microsoft MimeOLE\r\n\r\nThis is a multi-part message in MIME format.\r\n\r\n"
        '------=_NextPart_000_0000_01DA4DE1.2B4A5F60\r\nContent-Type: text/html;\r\n\tcharset="gb2312"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://www.example.gov.cn/art/2024/1/23/art_1.html\r\n\r\n"
    )
    return head.encode() + body + b"\r\n------=_NextPart_000_0000_01DA4DE1.2B4A5F60--\r\n"


def _packed(**parts: str) -> Callable[[bytes], bytes]:
    """A package of these parts in place of the file."""

    def change(_: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, text in parts.items():
                archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
        return out.getvalue()

    return change


_OFD = '<?xml version="1.0" encoding="UTF-8"?><ofd:{0} xmlns:ofd="http://www.ofdspec.org/2016"/>'
STEPS: dict[str, Step] = {
    "gb18030": _each(lambda data: data.decode().encode("gb18030")),
    "utf-16": _each(lambda data: data.decode().encode("utf-16")),
    "utf-16 without its mark": _each(lambda data: data.decode().encode("utf-16-le")),
    "web archive": _each(_web_archive),
    "printed": _printed(),
    "printed with a browser's heads": _printed(
        display_header_footer=True, margin={"top": "60px", "bottom": "60px"}
    ),
    "table three as a picture": _pictured,
    "to pdf": lambda files: converted(files, "pdf"),
    "to doc": lambda files: converted(files, "doc"),
    "to rtf": lambda files: converted(files, "rtf"),
    "to Word 2003 XML": _each(_word_2003),
    "locked": _exported(_LOCK),
    "restricted": _exported(_RESTRICTIONS),
    "two layers": _two_layers,
    "turned pages": _each(_turned),
    "in one XML file": _each(_flat_package),
    "OFD": _each(_packed(OFD_xml=_OFD.format("OFD"), Doc_0__Document_xml=_OFD.format("Document"))),
    "emptied": _each(lambda data: b""),
}
