"""Cuts a stream into parts, and seals and writes one while the next is read."""

import functools
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from affiant.core.sealing.recipients import Recipient
from affiant.submissions import parts
from affiant.submissions.parts import StoredPart

PART_BYTES: Final = 4 * 1024 * 1024
_AT_WORK: Final = 2  # parts of one upload that are sealed and synced while the next is read
_WORKERS: Final = 4  # of one process, for all its uploads


class PartWriter:
    """Writes one upload's further bytes: feed it with `write`, and leave its `with` block to finish.

    `keep` is called in this thread, in order, for each part that is durable; only then does the part count. When
    the block ends with an error, the parts that are durable by then are kept, and what was not cut is dropped.
    """

    def __init__(
        self, folder: Path, *, first: int, recipients: Sequence[Recipient], on: date, keep: Callable[[StoredPart], None]
    ) -> None:
        self._store = functools.partial(parts.store, folder, recipients=recipients, on=on)
        self._next = first
        self._keep = keep
        self._chunks: list[bytes] = []
        self._size = 0
        self._at_work: deque[Future[StoredPart]] = deque()

    def write(self, chunk: bytes) -> None:
        """Take the next bytes, of any number.

        Raises:
            DiskFull: an earlier part found no room.
        """
        start = 0
        while start < len(chunk):
            taken = chunk[start : start + PART_BYTES - self._size]
            self._chunks.append(taken)
            self._size += len(taken)
            start += len(taken)
            if self._size == PART_BYTES:
                self.cut()

    @property
    def wanted(self) -> int:
        """How many bytes complete the part that is being gathered."""
        return PART_BYTES - self._size

    def cut(self) -> None:
        """End the part that is being gathered, whatever its size, zero included."""
        if len(self._at_work) == _AT_WORK:
            self._keep(self._at_work.popleft().result())
        self._at_work.append(_pool().submit(self._store, self._next, self._chunks))
        self._next += 1
        self._chunks, self._size = [], 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._size:
            self.cut()
        try:
            while self._at_work:
                self._keep(self._at_work.popleft().result())
        finally:
            # Nobody may write here any more when the upload's lock is given up.
            for unfinished in self._at_work:
                unfinished.exception()


@functools.cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_WORKERS, thread_name_prefix="seal")
