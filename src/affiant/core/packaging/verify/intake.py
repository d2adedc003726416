"""Takes in a package's files one after another: hashes each, keeps the documents, lets the items go by."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from affiant.core import canonical
from affiant.core.packaging.verify import shape
from affiant.core.packaging.verify.notes import Notes

_DIGEST: Final = 32
_MOST_ROOTS: Final = 16


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that went by: its length, its digests, and for an item those of its parts as item.json cuts it."""

    size: int
    sha256: str
    sha512: str
    parts: bytes = b""  # one digest after another: a million of them are 32 MB

    def part(self, at: int) -> str:
        """Return the digest of the part at this place, or nothing when there is none."""
        return self.parts[at * _DIGEST : (at + 1) * _DIGEST].hex()


@dataclass(slots=True)
class Taken:
    """Everything that a verifier keeps of a package: facts of all files, content of the documents."""

    files: dict[str, Seen] = field(default_factory=dict)
    documents: dict[str, bytes] = field(default_factory=dict)
    roots: set[str] = field(default_factory=set)
    mtimes: dict[str, int] = field(default_factory=dict)


class Intake:
    """A visitor for a tar or a folder. Never raises, whatever comes."""

    def __init__(self, notes: Notes, *, rooted: bool) -> None:
        """Expect each path below one root folder if `rooted`, as in a tar."""
        self.taken = Taken()
        self._notes, self._rooted = notes, rooted
        self._folded: set[str] = set()
        self._kept = 0
        self._parts = 0
        self._last: shape.Rank | None = None
        self._current: _File | None = None

    def begin(self, path: str, size: int, mtime: int) -> None:
        """Meet a file; note what is wrong with its name or place."""
        self._current = None
        inner = self._without_root(path) if self._rooted else path
        if inner is None or not self._admit(inner):
            return
        self.taken.mtimes[inner] = mtime
        keep = not shape.is_original(inner)
        if keep and (size > shape.LARGEST_DOCUMENT or self._kept + size > shape.LARGEST_TOGETHER):
            self._notes.add("P011", inner, bytes=size)
            keep = False
        self._current = _File(inner, keep=keep, cuts=self._cuts(inner))

    def content(self, piece: memoryview) -> None:
        """Take the next bytes of the file."""
        if self._current is not None:
            self._current.update(piece)

    def end(self) -> None:
        """Keep what is to be kept of the file."""
        done, self._current = self._current, None
        if done is None:
            return
        self.taken.files[done.path] = done.seen
        if done.kept is not None:
            self._kept += len(done.kept)
            self.taken.documents[done.path] = bytes(done.kept)

    def _without_root(self, path: str) -> str | None:
        root, _, inner = path.partition("/")
        if not shape.is_safe(path) or not inner:
            self._notes.add("P006", path)
            return None
        if len(self.taken.roots) < _MOST_ROOTS:
            self.taken.roots.add(root)
        return inner

    def _admit(self, path: str) -> bool:
        """Say whether the file counts at all, and note each reason why it should not be here."""
        folded = path.lower()
        if not shape.is_safe(path):
            self._notes.add("P006", path)
        elif folded in self._folded:
            self._notes.add("P008", path)
        elif len(self._folded) >= shape.MOST_FILES:
            self._notes.add("P011", path, files=shape.MOST_FILES)
        else:
            self._folded.add(folded)
            self._place(path)
            return True
        return False

    def _place(self, path: str) -> None:
        rank = shape.rank(path)
        if rank is None:
            self._notes.add("P022" if path == "fetch.txt" else "P009", path)
        elif self._rooted and self._last is not None and rank < self._last:
            self._notes.add("P010", path)
        else:
            self._last = rank

    def _cuts(self, path: str) -> Sequence[int]:
        """Return the lengths of an item's parts, if its facts came before it and can be read."""
        raw = self.taken.documents.get(shape.item_facts_of(path)) if shape.is_original(path) else None
        try:
            facts = canonical.decode(raw or b"")
        except canonical.NotCanonical:
            return ()
        match facts:
            case {"parts": [*parts]}:
                return self._lengths(path, parts)
        return ()

    def _lengths(self, path: str, parts: Sequence[canonical.Json]) -> Sequence[int]:
        if self._parts + len(parts) > shape.MOST_PARTS:
            self._notes.add("P011", shape.item_facts_of(path), parts=shape.MOST_PARTS)
            return ()
        lengths = [length for part in parts if (length := _length(part)) is not None]
        if len(lengths) != len(parts):
            return ()  # P040 names it
        self._parts += len(parts)
        return lengths


class _File:
    """One file on its way through the hashes."""

    def __init__(self, path: str, *, keep: bool, cuts: Sequence[int]) -> None:
        self.path = path
        self.kept = bytearray() if keep else None
        self._size = 0
        self._hashes = hashlib.sha256(), hashlib.sha512()
        self._cuts = iter(cuts)
        self._parts = bytearray()
        self._part = hashlib.sha256()
        self._missing = next(self._cuts, None)

    def update(self, piece: memoryview) -> None:
        self._size += len(piece)
        for each in self._hashes:
            each.update(piece)
        if self.kept is not None:
            self.kept += piece
        if self._missing is not None:
            self._update_parts(piece)

    @property
    def seen(self) -> Seen:
        self._close_parts()
        return Seen(self._size, self._hashes[0].hexdigest(), self._hashes[1].hexdigest(), bytes(self._parts))

    def _update_parts(self, rest: memoryview) -> None:
        while rest and self._missing is not None:
            taken = min(self._missing, len(rest))
            self._part.update(rest[:taken])
            self._missing, rest = self._missing - taken, rest[taken:]
            if self._missing == 0:
                self._next_part()

    def _next_part(self) -> None:
        self._parts += self._part.digest()
        self._part, self._missing = hashlib.sha256(), next(self._cuts, None)

    def _close_parts(self) -> None:
        """Count the parts that are still open at the end of the file as they are: too short, or empty."""
        while self._missing is not None:
            self._next_part()


def _length(part: canonical.Json) -> int | None:
    match part:
        case {"bytes": int(length)} if type(length) is int and length >= 0:
            return length
    return None
