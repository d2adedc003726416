"""Text of the Office formats of today: Word, PowerPoint and Excel, and OpenDocument."""

from collections.abc import Mapping
from typing import Final

from affiant.evidence.reading import opendocument, spreadsheet
from affiant.evidence.reading.archive import Archive
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.markup import walk
from affiant.evidence.reading.outcomes import Outcome, Unreadable

WORD: Final = r"word/(?:document|footnotes|endnotes|comments|header[0-9]*|footer[0-9]*)\.xml"
SLIDES: Final = r"ppt/(?:slides/slide|notesSlides/notesSlide)[0-9]+\.xml"


def read(raw: bytes, into: Gathering) -> None:
    """Gather the text of a document.

    Raises:
        Unreadable: it is another kind of archive, or must not or cannot be read.
        Enough: it holds more than is kept.
    """
    archive = Archive(raw)
    if "word/document.xml" in archive.names:
        _paragraphs(archive, ["word/document.xml", *archive.matching(WORD)], into)
    elif "ppt/presentation.xml" in archive.names:
        _paragraphs(archive, archive.matching(SLIDES), into)
    elif "xl/workbook.xml" in archive.names:
        spreadsheet.read(archive, into)
    elif "mimetype" in archive.names and "content.xml" in archive.names:
        opendocument.read(archive, into)
    else:
        raise Unreadable(Outcome.OTHER_KIND)


def _paragraphs(archive: Archive, names: list[str], into: Gathering) -> None:
    for name in dict.fromkeys(names):
        walk(archive.pieces(name), _Paragraphs(into))
        into.add("\n")


class _Paragraphs:
    """Takes runs of text (`w:t`, `a:t`); what a tracked change deleted and what stands twice is left out."""

    def __init__(self, into: Gathering) -> None:
        self._into, self._in_text, self._twice = into, 0, 0

    def begin(self, name: str, _: Mapping[str, str]) -> None:
        self._twice += name == "Fallback"
        self._in_text += name == "t"
        if name in {"br", "cr"}:
            self._add("\n")
        elif name == "tab":
            self._add("\t")

    def end(self, name: str) -> None:
        self._twice -= name == "Fallback"
        self._in_text -= name == "t"
        if name == "p":
            self._add("\n")

    def words(self, text: str) -> None:
        if self._in_text:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self._twice:
            self._into.add(text)
