"""Reading an export file and saying where it departs from its specification."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import BinaryIO, Final

from affiant.core import canonical
from affiant.core.findings import Finding, Severity
from affiant.core.ledger import checkpoint, entries, verify
from affiant.core.ledger.errors import MalformedEntry, MalformedKey, MalformedNote, SignatureRefused

FORMAT: Final = "affiant-ledger-export/v1"
MOST: Final = 1000
"""Findings that are listed; a file with more has long been refuted."""

LONGEST: Final = 1 << 18
"""Bytes of a line that is read at all: twice the largest leaf data, as every sign of it may be escaped."""

_CLOCK_SLACK: Final = timedelta(minutes=1)
_HEADER_KEYS: Final = frozenset({"format", "key", "origin", "size"})
_UNREADABLE: Final[dict[str, canonical.Json]] = {}
_ENTRY_KEYS: Final = frozenset({"data", "seq"})


def check_export(source: bytes | BinaryIO | Iterable[bytes], pinned: str | None = None) -> list[Finding]:
    """Return every departure of an export file from ledger-v1; an empty list means that it is whole.

    `source` is the file's bytes, the open file, or its lines, each with its newline.
    `pinned` is the verifier key that the reader had from elsewhere; without it a warning says that
    the file vouches for itself.
    """
    return _Reading(_lines(source), pinned).findings


def _lines(source: bytes | BinaryIO | Iterable[bytes]) -> Iterator[bytes]:
    """Yield lines; of one that is too long only its beginning, and then no more."""
    opened = io.BytesIO(source) if isinstance(source, bytes) else source
    readline = getattr(opened, "readline", None)
    lines = iter(lambda: readline(LONGEST + 1), b"") if readline else opened
    for line in lines:
        yield line
        if len(line) > LONGEST:
            return


@dataclass(frozen=True)
class _Header:
    key: str
    origin: str
    size: int


class _Reading:
    """One pass over the lines, top to bottom, with what was found on the way."""

    def __init__(self, lines: Iterator[bytes], pinned: str | None) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._number = 0
        self._count = 0
        self._latest: datetime | None = None
        self._note: str | None = None
        header = self._header(pinned)
        root = verify.replay(self._leaves())
        self._end(header, root)

    def _found(self, code: str, place: str | None = None, severity: Severity = "error", **facts: object) -> None:
        if len(self.findings) < MOST:
            told = {name: str(fact) for name, fact in facts.items()}
            self.findings.append(Finding(code, severity, place or f"line {self._number}", told))
        elif len(self.findings) == MOST:
            self.findings.append(Finding("L018", "error", f"line {self._number}", {"most": str(MOST)}))

    def _next(self) -> dict[str, canonical.Json] | None:
        """Return the next line's object; None at the end of the file; _UNREADABLE for a line that is no object."""
        line = next(self._lines, None)
        if line is None:
            return None
        self._number += 1
        try:
            value = canonical.decode(line[:-1]) if line.endswith(b"\n") and len(line) <= LONGEST else None
        except canonical.NotCanonical:
            value = None
        if not isinstance(value, dict):
            self._found("L001")
            return _UNREADABLE
        return value

    def _header(self, pinned: str | None) -> _Header | None:
        value = self._next()
        if value is None or value.keys() != _HEADER_KEYS or value["format"] != FORMAT:
            self._found("L002", "line 1")
            return None
        match value:
            case {"key": str(key), "origin": str(origin), "size": int(size)} if type(size) is int:
                self._check_key(key, origin, pinned)
                return _Header(key, origin, size)
        self._found("L002", "line 1")
        return None

    def _check_key(self, key: str, origin: str, pinned: str | None) -> None:
        try:
            name = checkpoint.parse_vkey(key).name
        except MalformedKey:
            self._found("L003", key=key)
        else:
            if name != origin:
                self._found("L003", key=key, origin=origin)
        if pinned is None:
            self._found("L017", severity="warning", key=key)
        elif key != pinned:
            self._found("L004", key=key, pinned=pinned)

    def _leaves(self) -> Iterator[bytes]:
        """Yield the leaf data of each line until the checkpoint or the end of the file."""
        while (value := self._next()) is not None:
            if value.keys() == {"checkpoint"}:
                self._keep_note(value["checkpoint"])
                return
            data = self._leaf(value)
            if data is not None:
                self._check_entry(data)
                yield data

    def _leaf(self, value: dict[str, canonical.Json]) -> bytes | None:
        expected, self._count = self._count, self._count + 1
        if value.keys() != _ENTRY_KEYS or type(value["seq"]) is not int or not isinstance(value["data"], str):
            if value is not _UNREADABLE:
                self._found("L005")
            return None
        if value["seq"] != expected:
            self._found("L006", expected=expected, seq=value["seq"])
            self._count = max(self._count, value["seq"] + 1)
        return value["data"].encode()

    def _check_entry(self, data: bytes) -> None:
        try:
            at = entries.decode(data).at
        except MalformedEntry:
            self._found("L007")
            return
        if self._latest is not None and self._latest - at > _CLOCK_SLACK:
            self._found("L016", severity="warning", at=at.isoformat(), latest=self._latest.isoformat())
        self._latest = at if self._latest is None else max(at, self._latest)

    def _keep_note(self, note: canonical.Json) -> None:
        if isinstance(note, str):
            self._note = note
        else:
            self._found("L009")
        if next(self._lines, None) is not None:
            self._number += 1
            self._found("L010")

    def _end(self, header: _Header | None, root: bytes) -> None:
        if header is not None and header.size != self._count:
            self._found("L008", "line 1", size=header.size, entries=self._count)
        if self._note is None:
            self._found("L009", "end of file")
        elif header is not None:
            self.findings += _note_findings(self._note, header, self._count, root)


def _note_findings(note: str, header: _Header, count: int, root: bytes) -> Iterator[Finding]:
    """Yield what is wrong with the checkpoint that closes a file."""
    try:
        seen = checkpoint.read_note(note)
    except MalformedNote:
        yield Finding("L011", "error", "checkpoint")
        return
    try:
        checkpoint.open_note(note, header.key)
    except (SignatureRefused, MalformedKey):
        yield Finding("L012", "error", "checkpoint", {"key": header.key})
    if seen.origin != header.origin:
        yield Finding("L013", "error", "checkpoint", {"origin": seen.origin, "header": header.origin})
    if seen.size != count:
        yield Finding("L014", "error", "checkpoint", {"size": str(seen.size), "entries": str(count)})
    if seen.root != root:
        yield Finding("L015", "error", "checkpoint", {"signed": seen.root.hex(), "replayed": root.hex()})
