"""The ZIP file that an Office document is, within bounds."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from affiant.evidence.reading.outcomes import Outcome, Unreadable

MEMBERS: Final = 10_000
UNPACKED: Final = 64 * 1024 * 1024  # bytes of all members that are read, together
_PIECE: Final = 64 * 1024
_KNOWN: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1
_DIGITS: Final = re.compile(r"([0-9]{1,9})")


class Archive:
    """The members of a document; what is unpacked of them is counted."""

    def __init__(self, raw: bytes) -> None:
        """Read the list of members.

        Raises:
            Unreadable: there are too many.
            zipfile.BadZipFile: it is none.
        """
        self._zip = zipfile.ZipFile(io.BytesIO(raw))
        self._left = UNPACKED
        if len(self._zip.infolist()) > MEMBERS:
            raise Unreadable(Outcome.TOO_LARGE)
        self.names = frozenset(self._zip.namelist())

    def matching(self, pattern: str) -> list[str]:
        """Return the members whose whole name matches, slide 2 before slide 10."""
        return sorted((name for name in self.names if re.fullmatch(pattern, name)), key=_natural)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield a member, unpacked.

        Raises:
            Unreadable: it is encrypted, packed in a way that no office program uses, or beyond what is unpacked.
        """
        member = self._zip.getinfo(name)
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable(Outcome.ENCRYPTED)
        if member.compress_type not in _KNOWN:
            raise Unreadable(Outcome.DAMAGED)
        with self._zip.open(member) as opened:
            while piece := opened.read(_PIECE):
                self._left -= len(piece)
                if self._left < 0:
                    raise Unreadable(Outcome.TOO_LARGE)
                yield piece


def _natural(name: str) -> list[tuple[int, str]]:
    """Order by numbers within a name as numbers."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name)]
