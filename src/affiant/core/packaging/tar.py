"""Writes the one tar that a list of files has: POSIX ustar, pax only for sizes that ustar cannot say."""

from typing import Final

from affiant.core.packaging.errors import UnfitContents

BLOCK: Final = 512
RECORD: Final = 10_240
LARGEST_USTAR: Final = 8**11 - 1
_LONGEST_NAME: Final = 100
_PAX_NAME: Final = "././@PaxHeader"


def header(name: str, size: int, mtime: int) -> bytes:
    """Return all header blocks of a regular file of `size` bytes (POSIX.1-2017, pax, "ustar Interchange Format")."""
    if size <= LARGEST_USTAR:
        return _block(name, size, mtime, b"0")
    record = _pax_record("size", str(size))
    extended = _block(_PAX_NAME, len(record), mtime, b"x") + record + padding(len(record))
    return extended + _block(name, 0, mtime, b"0")


def padding(size: int) -> bytes:
    """Return the zeros that fill the last block of a file of `size` bytes."""
    return bytes(-size % BLOCK)


def end(written: int) -> bytes:
    """Return the two zero blocks that end an archive of `written` bytes, and the zeros that fill its last record."""
    return bytes(2 * BLOCK + -(written + 2 * BLOCK) % RECORD)


def _block(name: str, size: int, mtime: int, kind: bytes) -> bytes:
    encoded = name.encode("ascii")
    if len(encoded) > _LONGEST_NAME:
        raise UnfitContents("name")
    fields = (
        encoded.ljust(100, b"\0"),
        b"0000644\0",
        b"0000000\0",
        b"0000000\0",
        b"%011o\0" % size,
        b"%011o\0" % mtime,
        b" " * 8,  # the checksum counts itself as spaces
        kind,
        bytes(100),
        b"ustar\x0000",
        bytes(32 + 32),
        b"0000000\0",
        b"0000000\0",
        bytes(155 + 12),
    )
    block = b"".join(fields)
    return block[:148] + b"%06o\0 " % sum(block) + block[156:]


def _pax_record(key: str, value: str) -> bytes:
    """Return `<length> <key>=<value>` and a line feed, where the length counts its own digits."""
    rest = len(f" {key}={value}\n")
    length = rest + len(str(rest))
    length = rest + len(str(length))
    return f"{length} {key}={value}\n".encode()
