"""Text of a PDF, by PDFium: no script is run, no form is filled, nothing outside the file is asked for."""

from typing import Final

import pypdfium2
from pypdfium2 import raw as native

from affiant.evidence.reading import turned
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.outcomes import Outcome, Unreadable

PAGES: Final = 5000
_FAR: Final = 1_000_000.0  # what stands beside the visible page is in the file too


def read(raw: bytes, into: Gathering) -> None:
    """Gather the text of its pages; of a scan there is none.

    Raises:
        Unreadable: it is behind a password, does not open, or has pages without end.
        Enough: it holds more than is kept.
    """
    document = _opened(raw)
    if len(document) > PAGES:
        raise Unreadable(Outcome.TOO_LARGE)
    for number in range(len(document)):
        into.add(_page(document, number) + "\n\n")


def _opened(raw: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as refused:
        locked = refused.err_code in {native.FPDF_ERR_PASSWORD, native.FPDF_ERR_SECURITY}
        raise Unreadable(Outcome.ENCRYPTED if locked else Outcome.DAMAGED) from refused


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    """Return a page's text; a page that does not open is as one without text, and the others are read."""
    try:
        page = document[number]
        turned.forget_notes(page)
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    words: str = text.get_text_bounded(-_FAR, -_FAR, _FAR, _FAR)
    text.close()
    page.close()
    return words
