"""Gathering the text of one file, up to as much as is kept."""

import re
from typing import Final

from affiant.evidence.reading.outcomes import MOST, Outcome, Reading

# Controls but for tabs and line ends, halves of letters, and two code points that PDFium writes for hyphens.
_NOISE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANK_LINES: Final = re.compile(r"\n[ \t\xa0]*(?:\n[ \t\xa0]*)+")


class Enough(Exception):
    """As much text was gathered as is kept."""


class Gathering:
    """Takes pieces of text until there is enough."""

    def __init__(self, most: int = MOST) -> None:
        """Take at most so many bytes of UTF-8."""
        self._pieces: list[str] = []
        self._room = most

    def add(self, text: str) -> None:
        """Take a piece.

        Raises:
            Enough: it did not fit whole.
        """
        clean = _NOISE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\xad", ""))
        raw = clean.encode()
        if len(raw) > self._room:
            self._pieces.append(raw[: self._room].decode(errors="ignore"))
            self._room = 0
            raise Enough
        self._room -= len(raw)
        self._pieces.append(clean)

    def reading(self, *, cut: bool) -> Reading:
        """Return what was gathered, without piles of empty lines."""
        text = _BLANK_LINES.sub("\n\n", "".join(self._pieces)).strip()
        return Reading(Outcome.READ, text, cut) if text else Reading(Outcome.EMPTY)
