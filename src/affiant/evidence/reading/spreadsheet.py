"""Text of an Excel workbook: cell after cell, with tabs between them."""

from collections.abc import Mapping
from typing import Final

from affiant.evidence.reading.archive import Archive
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.markup import walk

STRINGS: Final = "xl/sharedStrings.xml"


def read(archive: Archive, into: Gathering) -> None:
    """Gather what stands in the cells of all sheets; numbers and days as they are stored.

    Raises: as `office.read`.
    """
    shared = _Strings()
    if STRINGS in archive.names:
        walk(archive.pieces(STRINGS), shared)
    for sheet in archive.matching(r"xl/worksheets/[^/]+\.xml"):
        walk(archive.pieces(sheet), _Cells(shared.strings, into))
        into.add("\n")


class _Strings:
    """Takes the strings that cells point to; how a word is spoken (`rPh`) is left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._spoken = 0

    def begin(self, name: str, _: Mapping[str, str]) -> None:
        self._in_text += name == "t"
        self._spoken += name == "rPh"

    def end(self, name: str) -> None:
        self._in_text -= name == "t"
        self._spoken -= name == "rPh"
        if name == "si":
            self.strings.append("".join(self._pieces))
            self._pieces.clear()

    def words(self, text: str) -> None:
        if self._in_text and not self._spoken:
            self._pieces.append(text)


class _Cells:
    """Takes the values of cells; formulas are left out, what they came to is not."""

    def __init__(self, strings: list[str], into: Gathering) -> None:
        self._strings, self._into = strings, into
        self._pieces: list[str] = []
        self._type, self._in_value = "", 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_value += name in {"v", "t"}
        if name == "c":
            self._type = attributes.get("t", "")
            self._pieces.clear()

    def end(self, name: str) -> None:
        self._in_value -= name in {"v", "t"}
        if name == "c":
            self._into.add(self._value() + "\t")
        elif name == "row":
            self._into.add("\n")

    def words(self, text: str) -> None:
        if self._in_value:
            self._pieces.append(text)

    def _value(self) -> str:
        value = "".join(self._pieces)
        return self._strings[int(value)] if self._type == "s" and value else value
