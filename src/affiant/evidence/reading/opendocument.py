"""Text of an OpenDocument file: text, spreadsheet or presentation."""

from collections.abc import Mapping
from typing import Final

from affiant.evidence.reading.archive import Archive
from affiant.evidence.reading.gathering import Gathering
from affiant.evidence.reading.markup import walk
from affiant.evidence.reading.outcomes import Outcome, Unreadable

MANIFEST: Final = "META-INF/manifest.xml"
_PARAGRAPHS: Final = frozenset({"p", "h"})
_LEFT_OUT: Final = frozenset({"tracked-changes"})  # what was deleted
_CELLS: Final = frozenset({"table-cell", "covered-table-cell"})
_SPACES: Final = 100  # that one element may stand for


def read(archive: Archive, into: Gathering) -> None:
    """Gather its paragraphs, notes and comments.

    Raises: as `office.read`; Unreadable too for one behind a password.
    """
    if MANIFEST in archive.names:
        walk(archive.pieces(MANIFEST), _Manifest())
    walk(archive.pieces("content.xml"), _Content(into))


class _Manifest:
    """Refuses a document of which a part is encrypted."""

    def begin(self, name: str, _: Mapping[str, str]) -> None:
        if name == "encryption-data":
            raise Unreadable(Outcome.ENCRYPTED)

    def end(self, name: str) -> None:
        pass

    def words(self, text: str) -> None:
        pass


class _Content:
    """Takes the words of paragraphs; in a table, cells with tabs between them."""

    def __init__(self, into: Gathering) -> None:
        self._into = into
        self._paragraphs = self._left_out = self._cells = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._left_out += name in _LEFT_OUT
        self._paragraphs += name in _PARAGRAPHS
        self._cells += name in _CELLS
        if name == "s":
            count = attributes.get("c", "1")
            self.words(" " * min(_SPACES, int(count) if count.isdecimal() else 1))
        elif name in {"tab", "line-break"}:
            self.words("\t" if name == "tab" else "\n")

    def end(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self.words(" " if self._cells else "\n")
        elif name in _CELLS or name == "table-row":
            self._into.add("\n" if name == "table-row" else "\t")
        self._left_out -= name in _LEFT_OUT
        self._paragraphs -= name in _PARAGRAPHS
        self._cells -= name in _CELLS

    def words(self, text: str) -> None:
        if self._paragraphs and not self._left_out:
            self._into.add(text)
