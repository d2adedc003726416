"""Arabic and Hebrew words that a PDF says twice, and that PDFium would turn round.

Programs note beside the glyphs of a ligature which letters they are (`ActualText`). PDFium puts these letters, which
stand in the order of reading, among glyphs that stand from left to right, and turns the line round: the word comes out
backwards. Without the note it reads the glyphs alone, and rightly.
"""

import codecs
import ctypes
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
from pypdfium2 import raw as native

_FROM_THE_RIGHT: Final = frozenset({"R", "AL"})
_MARKS: Final = 16  # of one piece of text
_BYTES: Final = 1024  # of one note


def forget_notes(page: pypdfium2.PdfPage) -> None:
    """Take these notes away from the page in memory; the file is not changed."""
    for piece in page.get_objects(filter=[native.FPDF_PAGEOBJ_TEXT]):
        for mark in _marks(piece):
            if any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in _note(mark)):
                native.FPDFPageObj_RemoveMark(piece, mark)


def _marks(piece: pypdfium2.PdfObject) -> Iterator[Any]:
    """Yield a piece's marks, the last first: taking one away moves those behind it."""
    for number in reversed(range(min(_MARKS, native.FPDFPageObj_CountMarks(piece)))):
        yield native.FPDFPageObj_GetMark(piece, number)


def _note(mark: Any) -> str:  # noqa: ANN401 - a handle of PDFium
    held, written = (ctypes.c_ubyte * _BYTES)(), ctypes.c_ulong()
    found = native.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", held, _BYTES, written)
    raw = bytes(held)[: min(_BYTES, written.value)] if found else b""
    return raw.decode("utf-16-be", errors="ignore") if raw.startswith(codecs.BOM_UTF16_BE) else ""
