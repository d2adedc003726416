"""Reads multipart/form-data (RFC 7578) from a stream, without a temporary file and with names as they were sent."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Protocol

from affiant.core.errors import AffiantError

READ: Final = 256 * 1024
LONGEST_HEAD: Final = 32 * 1024  # a name may have 4 KiB, percent-encoded even three times that
_END_OF_HEAD: Final = b"\r\n\r\n"
# As browsers write it (WHATWG, multipart/form-data encoding): only ", CR and LF of a name are percent-encoded.
_PARAMETER: Final = re.compile(rb';\s*([a-z*]+)\s*=\s*(?:"([^"]*)"|([^\s;"]+))', re.IGNORECASE)
_ENCODED: Final = ((b"%22", b'"'), (b"%0D", b"\r"), (b"%0A", b"\n"))


class MalformedForm(AffiantError):
    """The body is not multipart/form-data."""


class CutShort(AffiantError):
    """The body ended before its last boundary: the connection broke."""


class Stream(Protocol):
    """A request's body."""

    def read(self, size: int, /) -> bytes:
        """Return up to `size` bytes; none at the end."""
        ...


@dataclass(frozen=True, slots=True)
class Part:
    """The head of one part; its body is read from the reader before the next head."""

    field: str
    filename: str | None
    content_type: str


class Reader:
    """Walks through a form's parts in their order; memory stays at two reads, however large a part is."""

    def __init__(self, stream: Stream, boundary: bytes) -> None:
        self._stream = stream
        self._delimiter = b"\r\n--" + boundary
        self._held = b"\r\n"  # so that the first boundary, which begins the body, looks like the others

    def parts(self) -> Iterator[Part]:
        """Give each part's head; what is left of a body when the next is asked for is passed over.

        Raises:
            MalformedForm: not multipart/form-data.
            CutShort: the stream ended before the last boundary.
        """
        self._skip()
        while self._after_delimiter():
            yield _head(self._until_found(_END_OF_HEAD, LONGEST_HEAD))
            self._skip()

    def body(self) -> Iterator[bytes]:
        """Give the current part's body in pieces, up to its boundary.

        Raises:
            CutShort: the stream ended before the boundary.
        """
        keep = len(self._delimiter) - 1
        while (found := self._held.find(self._delimiter)) < 0:
            ready, self._held = self._held[:-keep], self._held[-keep:]
            if ready:
                yield ready
            self._fill()
        ready, self._held = self._held[:found], self._held[found:]
        if ready:
            yield ready

    def _skip(self) -> None:
        for _ in self.body():
            pass

    def _after_delimiter(self) -> bool:
        """Step over the boundary; False if it was the last."""
        self._held = self._held[len(self._delimiter) :]
        rest = self._until_found(b"\n", LONGEST_HEAD, or_end=True)
        if rest.startswith(b"--"):
            return False
        if rest.strip(b" \t\r\n"):
            raise MalformedForm("boundary")
        self._held = b"\r\n" + self._held  # a part without any header is a head of its own
        return True

    def _until_found(self, mark: bytes, longest: int, *, or_end: bool = False) -> bytes:
        while (found := self._held.find(mark)) < 0:
            if len(self._held) > longest:
                raise MalformedForm("head")
            if or_end and self._held.startswith(b"--"):
                return self._held
            self._fill()
        taken = self._held[: found + len(mark)]
        self._held = self._held[found + len(mark) :]
        return taken

    def _fill(self) -> None:
        try:
            more = self._stream.read(READ)
        except OSError as broken:
            raise CutShort from broken
        if not more:
            raise CutShort
        self._held += more


def _head(raw: bytes) -> Part:
    headers = dict(_header(line) for line in raw.split(b"\r\n") if line.strip())
    disposition = headers.get(b"content-disposition", b"")
    said = {name.lower(): _decode(quoted or bare) for name, quoted, bare in _PARAMETER.findall(disposition)}
    filename = said.get(b"filename")
    return Part(
        field=_text(said.get(b"name", b"")),
        filename=None if filename is None else _text(filename),
        content_type=_text(headers.get(b"content-type", b"")),
    )


def _decode(value: bytes) -> bytes:
    for encoded, plain in _ENCODED:
        value = value.replace(encoded, plain)
    return value


def _header(line: bytes) -> tuple[bytes, bytes]:
    name, colon, value = line.partition(b":")
    if not colon:
        raise MalformedForm("header")
    return name.strip().lower(), value.strip()


def _text(raw: bytes) -> str:
    return raw.decode(errors="backslashreplace")
