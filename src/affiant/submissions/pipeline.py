"""Cuts a stream into parts; while the request's thread reads and hashes, others seal, write and sync."""

import functools
import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from affiant.core.sealing.recipients import Recipient
from affiant.submissions.parts import PartFile, StoredPart
from affiant.submissions.strand import Strand

PART_BYTES: Final = 16 * 1024 * 1024  # as much as our own page sends at once, so that its digest is the part's
PIECE: Final = 512 * 1024  # of one step: stays in the processor's cache between sealing, hashing and writing
_AT_WORK: Final = 2  # parts of one upload that are still being written or synced while the next is read
_WORKERS: Final = 4  # of one process, for all its uploads

Keep = Callable[[StoredPart], None]


class PartWriter:
    """Writes one upload's further bytes: feed it with `write`, and leave its `with` block to finish.

    `keep` is called in this thread, in order, for each part that is durable; only then does the part count. When
    the block ends with an error, the parts that were cut by then are kept, and the one being gathered is dropped.
    """

    def __init__(self, folder: Path, *, first: int, recipients: Sequence[Recipient], on: date, keep: Keep) -> None:
        self._file = functools.partial(PartFile, folder, recipients=recipients, on=on)
        self._next = first
        self._keep = keep
        self._gathering: _Part | None = None
        self._cut: deque[_Part] = deque()

    @property
    def wanted(self) -> int:
        """How many bytes to read next, so that no piece is cut again."""
        missing = PART_BYTES - self._gathering.size if self._gathering else PART_BYTES
        return min(missing, PIECE)

    def write(self, chunk: bytes) -> None:
        """Take the next bytes, of any number.

        Raises:
            DiskFull: there is no room left.
        """
        start = 0
        while start < len(chunk):
            piece = chunk[start : start + self.wanted]  # the chunk itself, when it is what was wanted
            self._part().write(piece)
            start += len(piece)
            if self._part().size == PART_BYTES:
                self.cut()

    def cut(self) -> None:
        """End the part that is being gathered, whatever its size, zero included."""
        part = self._part()
        part.end()
        self._gathering = None
        self._cut.append(part)
        if len(self._cut) == _AT_WORK:
            self._keep_first()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._gathering and kind is None:
            self.cut()
        try:
            while self._cut:
                self._keep_first()
        finally:
            # Nobody may write here any more when the upload's lock is given up.
            for part in (*self._cut, *([self._gathering] if self._gathering else [])):
                part.drop()

    def _part(self) -> "_Part":
        if self._gathering is None:
            self._gathering = _Part(self._file(self._next))
            self._next += 1
        return self._gathering

    def _keep_first(self) -> None:
        self._keep(self._cut.popleft().result())


class _Part:
    """A part on its way: hashed here, written on the strand."""

    def __init__(self, file: PartFile) -> None:
        self.size = 0
        self._file = file
        self._plain = hashlib.sha256()
        self._strand = Strand(_pool())
        self._strand.add(file.start)

    def write(self, piece: bytes) -> None:
        self._strand.add(functools.partial(self._file.write, piece))
        self._plain.update(piece)
        self.size += len(piece)

    def end(self) -> None:
        self._strand.add(self._file.finish)

    def result(self) -> StoredPart:
        try:
            self._strand.wait()
        finally:
            self._file.close()
        return self._file.stored(self._plain.digest(), self.size)

    def drop(self) -> None:
        try:
            self._strand.wait()
        except Exception:  # noqa: BLE001, S110 - another part's error is on its way already
            pass
        finally:
            self._file.close()


@functools.cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="seal")
