"""Reads a tar strictly, piece by piece as it comes: only the one form that package-v1 allows passes in silence."""

import re
from collections.abc import Callable
from typing import Final, Protocol

from affiant.core.packaging.verify.notes import Notes

BLOCK: Final = 512
RECORD: Final = 10_240
_LARGEST_PLAIN: Final = 0o77777777777
_LARGEST_PAX: Final = 1024
_PAX_SIZE: Final = re.compile(rb"(?P<length>[0-9]{2,3}) size=(?P<size>[1-9][0-9]{0,17})\n")

# POSIX.1-2017, pax, "ustar Interchange Format": name, where it begins, where it ends
FIELDS: Final = (
    ("name", 0, 100),
    ("mode", 100, 108),
    ("uid", 108, 116),
    ("gid", 116, 124),
    ("size", 124, 136),
    ("mtime", 136, 148),
    ("checksum", 148, 156),
    ("typeflag", 156, 157),
    ("linkname", 157, 257),
    ("magic", 257, 263),
    ("version", 263, 265),
    ("uname", 265, 297),
    ("gname", 297, 329),
    ("devmajor", 329, 337),
    ("devminor", 337, 345),
    ("prefix", 345, 500),
    ("spare", 500, 512),
)


class Visitor(Protocol):
    """Who is told of each file: `begin`, its `content` in pieces, `end`."""

    def begin(self, path: str, size: int, mtime: int) -> None:
        """Meet a file."""

    def content(self, piece: memoryview) -> None:
        """Take the next bytes of it."""

    def end(self) -> None:
        """Know that all its bytes have come."""


class TarReader:
    """A tar on its way in: `feed` what comes, `close` at its end. Never raises, whatever comes."""

    def __init__(self, visitor: Visitor, notes: Notes) -> None:
        """Begin at byte 0."""
        self._visitor, self._notes = visitor, notes
        self.offset = 0
        self._block = bytearray()
        self._missing = 0  # bytes of the current file
        self._padding = 0  # bytes after it
        self._place = "byte 0"
        self._pax: bytearray | None = None
        self._large: int | None = None  # the size that a pax header announced
        self._end_from = 0
        self._padding_noted = False
        self._step: Callable[[memoryview], int] = self._take_header

    def feed(self, data: bytes | bytearray | memoryview) -> int:
        """Read the next bytes; returns their number, as a file's `write` does."""
        given = memoryview(data)
        rest = given
        while rest:
            taken = self._step(rest)
            self.offset += taken
            rest = rest[taken:]
        return len(given)

    write = feed

    def flush(self) -> None:
        """Do nothing: everything was read at once."""

    def close(self) -> None:
        """Say what the end of the bytes means for the form."""
        if self._notes.stopped:
            return
        if self._step != self._take_end:
            self._stop(self._place, "cut")
        elif self.offset != self._end_from + 2 * BLOCK + -(self._end_from + 2 * BLOCK) % RECORD:
            self._notes.add("P005", f"byte {self._end_from}", length=self.offset)

    def _take_header(self, rest: memoryview) -> int:
        taken = min(BLOCK - len(self._block), len(rest))
        self._block += rest[:taken]
        if len(self._block) == BLOCK:
            block, self._block = bytes(self._block), bytearray()
            self._read_header(block, self.offset + taken - BLOCK)
        return taken

    def _read_header(self, block: bytes, at: int) -> None:
        self._place = f"byte {at}"
        if not any(block):
            self._end_from, self._padding_noted = at, False
            self._step = self._take_end
            return
        size, mtime = _octal(block[124:136]), _octal(block[136:148])
        name = block[:100].rstrip(b"\0").decode("ascii", errors="replace")
        wrong = _wrong_fields(block)
        if size is None or {"magic", "checksum"} <= set(wrong):
            self._stop(self._place, "header")
            return
        for field in wrong:
            self._notes.add("P002", name or self._place, field=field, offset=at)
        self._meet(name, size, mtime or 0, block[156:157])

    def _meet(self, name: str, size: int, mtime: int, kind: bytes) -> None:
        if kind == b"x":
            self._meet_pax(size)
            return
        if self._large is not None:
            if size:
                self._notes.add("P002", name, field="size", offset=self.offset)
            size, self._large = self._large, None
        if kind == b"0":
            self._place = name
            self._visitor.begin(name, size, mtime)
            self._follow(size, self._take_content)
        else:
            self._notes.add("P007", name)
            self._follow(size, self._skip)

    def _meet_pax(self, size: int) -> None:
        if size > _LARGEST_PAX or self._large is not None:
            self._stop(self._place, "header")
            return
        self._pax = bytearray()
        self._follow(size, self._take_pax)

    def _follow(self, size: int, step: Callable[[memoryview], int]) -> None:
        self._missing, self._padding = size, -size % BLOCK
        self._padding_noted = False
        self._step = step
        if size == 0:
            self._finish_body()

    def _take_content(self, rest: memoryview) -> int:
        piece = rest[: self._missing]
        self._visitor.content(piece)
        return self._taken(len(piece))

    def _skip(self, rest: memoryview) -> int:
        return self._taken(min(self._missing, len(rest)))

    def _take_pax(self, rest: memoryview) -> int:
        piece = rest[: self._missing]
        if self._pax is not None:
            self._pax += piece
        return self._taken(len(piece))

    def _taken(self, count: int) -> int:
        self._missing -= count
        if self._missing == 0:
            self._finish_body()
        return count

    def _finish_body(self) -> None:
        if self._step == self._take_content:
            self._visitor.end()
        if self._pax is not None:
            self._read_pax(bytes(self._pax))
            self._pax = None
        if not self._notes.stopped:
            self._step = self._take_padding if self._padding else self._take_header

    def _read_pax(self, record: bytes) -> None:
        """Take the only record that the format allows: a size that ustar cannot say."""
        found = _PAX_SIZE.fullmatch(record)
        if found is None or int(found["length"]) != len(record) or int(found["size"]) <= _LARGEST_PLAIN:
            self._stop(self._place, "header")
            return
        self._large = int(found["size"])

    def _take_padding(self, rest: memoryview) -> int:
        piece = rest[: self._padding]
        if any(piece) and not self._padding_noted:
            self._padding_noted = True
            self._notes.add("P004", self._place, offset=self.offset)
        self._padding -= len(piece)
        if self._padding == 0:
            self._step = self._take_header
        return len(piece)

    def _take_end(self, rest: memoryview) -> int:
        if not self._padding_noted and any(rest):
            self._padding_noted = True
            self._notes.add("P005", f"byte {self.offset}", length=self.offset)
        return len(rest)

    def _ignore(self, rest: memoryview) -> int:
        return len(rest)

    def _stop(self, place: str, why: str) -> None:
        """Give up on the rest: nothing after this place can be told apart."""
        self._notes.add("P003", place, why=why, offset=self.offset)
        self._notes.stopped = True
        self._step = self._ignore


def _octal(field: bytes) -> int | None:
    """Return the number in a field of octal digits that a zero byte ends; None for any other spelling."""
    digits = field[:-1]
    if field[-1:] != b"\0" or not digits or digits.strip(b"01234567"):
        return None
    return int(digits, 8)


def _wrong_fields(block: bytes) -> list[str]:
    """Return the names of the fields in which a header block is not the one that its name, size and time have."""
    name = block[:100].rstrip(b"\0")
    size, mtime = _octal(block[124:136]), _octal(block[136:148])
    pax = block[156:157] == b"x"
    expected = bytearray(BLOCK)
    expected[:100] = (b"././@PaxHeader" if pax else name).ljust(100, b"\0")
    expected[100:124] = b"0000644\x000000000\x000000000\0"
    expected[124:136] = f"{size or 0:011o}\0".encode()
    expected[136:148] = f"{mtime or 0:011o}\0".encode()
    expected[156:157] = b"x" if pax else b"0"
    expected[257:265] = b"ustar\x0000"
    expected[329:345] = b"0000000\x000000000\0"
    total = sum(block[:148]) + 8 * 0x20 + sum(block[156:])
    expected[148:156] = f"{total:06o}\0 ".encode()
    return [field for field, begin, end in FIELDS if block[begin:end] != expected[begin:end]]
