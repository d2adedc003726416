"""The lines of an export file as its writer makes them."""

from typing import Final

from affiant.core import canonical

FORMAT: Final = "affiant-ledger-export/v1"


def header(*, origin: str, vkey: str, size: int) -> bytes:
    """Return the first line."""
    return _line({"format": FORMAT, "key": vkey, "origin": origin, "size": size})


def entry(seq: int, data: bytes) -> bytes:
    """Return the line of one leaf."""
    return _line({"data": data.decode(), "seq": seq})


def checkpoint(note: str) -> bytes:
    """Return the last line."""
    return _line({"checkpoint": note})


def _line(value: dict[str, canonical.Json]) -> bytes:
    return canonical.encode(value) + b"\n"
