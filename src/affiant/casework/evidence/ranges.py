"""One byte range of a request (RFC 9110, section 14)."""

import re
from dataclasses import dataclass

_ONE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


class Unsatisfiable(Exception):
    """The range begins behind the last byte: the answer is 416."""


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes from `start` up to, not including, `end`."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many bytes these are."""
        return self.end - self.start


def asked(header: str | None, length: int) -> Span | None:
    """Return the one range that the header asks for, or None where all of it is to be sent.

    What is not one well-formed range of bytes is ignored, as section 14.2 allows.

    Raises: Unsatisfiable.
    """
    match = _ONE.fullmatch(header.strip()) if header else None
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first == "":
        return _suffix(int(last), length)
    if last and int(last) < int(first):
        return None
    if int(first) >= length:
        raise Unsatisfiable
    return Span(int(first), min(int(last) + 1, length) if last else length)


def _suffix(count: int, length: int) -> Span:
    if count == 0 or length == 0:
        raise Unsatisfiable
    return Span(max(length - count, 0), length)
