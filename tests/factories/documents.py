"""Documents with invented text, written by hand or by real writers: what people send as files."""

import io
import unicodedata
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter

UKRAINIAN = "Колона перейшла переправу біля млина."
ARABIC = "عبرت القافلة الجسر قرب الطاحونة."
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
DRAWING = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def archive(**members: str | bytes) -> bytes:
    """Return a ZIP file; in the names `__` stands for a slash and `_` for the dot before an ending."""
    return zipped({name.replace("__", "/").replace("_xml", ".xml"): content for name, content in members.items()})


def zipped(members: dict[str, str | bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return into.getvalue()


def docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(one)}</w:t></w:r></w:p>" for one in paragraphs)
    return archive(word__document_xml=f"<w:document {WORD}><w:body>{body}</w:body></w:document>")


def pptx(*slides: str) -> bytes:
    page = "<p:sld {}><a:p><a:r><a:t>{}</a:t></a:r></a:p></p:sld>"
    members = {f"ppt/slides/slide{at}.xml": page.format(DRAWING, escape(one)) for at, one in enumerate(slides, 1)}
    return zipped({"ppt/presentation.xml": "<a/>", **members})


def xlsx(*rows: tuple[str, ...]) -> bytes:
    words = list(dict.fromkeys(word for row in rows for word in row))
    strings = "".join(f"<si><t>{escape(word)}</t></si>" for word in words)
    cells = ("".join(f'<c t="s"><v>{words.index(word)}</v></c>' for word in row) for row in rows)
    sheet = "".join(f"<row>{row}</row>" for row in cells)
    return archive(
        xl__workbook_xml="<workbook/>",
        xl__sharedStrings_xml=f"<sst {SHEET}>{strings}</sst>",
        xl__worksheets__sheet1_xml=f"<worksheet {SHEET}><sheetData>{sheet}</sheetData></worksheet>",
    )


def odt(*paragraphs: str, manifest: str = "<manifest/>") -> bytes:
    body = "".join(f"<text:p>{escape(one)}</text:p>" for one in paragraphs)
    return _opendocument(f"<office:text>{body}</office:text>", manifest)


def ods(*rows: tuple[str, ...]) -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    lines = ("".join(cell.format(escape(word)) for word in row) for row in rows)
    table = "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
    return _opendocument(f"<office:spreadsheet><table:table>{table}</table:table></office:spreadsheet>")


def _opendocument(body: str, manifest: str = "<manifest/>") -> bytes:
    content = f"<office:document-content {OPEN}><office:body>{body}</office:body></office:document-content>"
    return archive(
        mimetype="application/vnd.oasis.opendocument.text", content_xml=content, **{"META-INF__manifest_xml": manifest}
    )


def html(text: str, *, encoding: str = "utf-8") -> bytes:
    page = (
        f'<!DOCTYPE html><html><head><meta charset="{encoding}"><title>А</title><style>p {{ color: red }}</style>'
        f"</head><body><script>alert('no')</script><p>{escape(text)}</p></body></html>"
    )
    return page.encode(encoding)


def mail(text: str, *, subject: str = "Лист") -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = "a@mail.example", "b@mail.example", subject
    message.set_content(text, cte="base64")
    message.add_alternative(f"<p>{escape(text)}</p>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="план.pdf")
    return message.as_bytes()


def pdf(*lines: str, noted: bool = False) -> bytes:
    """Return a PDF of one page whose font has no glyphs, only the letters that they stand for.

    Glyphs stand from left to right, as programs write them; `noted` says beside each line what it is in the order of
    reading.
    """
    letters = sorted({letter for line in lines for letter in line})
    shown = {letter: f"{at:04X}" for at, letter in enumerate(letters, start=1)}
    text = "".join(_line([shown[letter] for letter in line], line, noted=noted) for line in lines)
    mapping = "".join(f"<{code}> <{letter.encode('utf-16-be').hex()}>\n" for letter, code in shown.items())
    return written_pdf(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(f"BT /F 12 Tf 50 700 Td {text}ET"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /None /Encoding /Identity-H /DescendantFonts [6 0 R] "
        "/ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /None /DW 600 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(letters)} beginbfchar\n{mapping}endbfchar endcmap end end"
        ),
    )


def _line(codes: list[str], line: str, *, noted: bool) -> str:
    placed = reversed(codes) if unicodedata.bidirectional(line[0]) == "AL" else codes
    words = f"<{''.join(placed)}> Tj"
    note = line.encode("utf-16-be").hex()
    return (f"/Span << /ActualText <FEFF{note}> >> BDC {words} EMC" if noted else words) + " 0 -20 Td "


def scan() -> bytes:
    """Return a PDF with a page and no text."""
    return pdf()


def encrypted(plain: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(plain)))
    writer.encrypt("seven quiet herons", algorithm="AES-256")
    into = io.BytesIO()
    writer.write(into)
    return into.getvalue()


def _stream(content: str) -> str:
    return f"<< /Length {len(content.encode())} >>\nstream\n{content}\nendstream"


def written_pdf(*objects: str) -> bytes:
    written, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    head = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n"
    return written + f"{head}{len(written)}\n%%EOF\n".encode()
