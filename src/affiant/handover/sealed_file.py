"""Reads a sealed file as if it lay open: parts are opened in memory when they are asked for, and checked."""

import errno
import io
import os
from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

from affiant.core.digests import sha256
from affiant.core.sealing.unseal import CannotOpen, Identity, unseal
from affiant.ground.store.errors import StoreError
from affiant.ground.store.objects import store
from affiant.handover.errors import Damaged
from affiant.handover.keeping import KeptPart

MOST_OPEN: Final = 4
"""Parts of 16 MiB at once: the list at a ZIP file's end, the file that is read, and some that lie out of order."""


class SealedFile(io.RawIOBase):
    """A reader that can seek; a few parts lie open in memory at a time."""

    def __init__(self, parts: Sequence[KeptPart], key: Identity) -> None:
        """Read these parts, in their order, with the file's own key."""
        super().__init__()
        self._parts = parts
        self._key = key
        self._place = 0
        self._open = OrderedDict[int, bytes]()  # the one that was asked for last stands last

    @property
    def length(self) -> int:
        """How many bytes there are."""
        return self._parts[-1].start + self._parts[-1].plain_bytes if self._parts else 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read from anywhere."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self.length}[whence]
        if base + offset < 0:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        self._place = base + offset
        return self._place

    def tell(self) -> int:
        """Say which place it is at."""
        return self._place

    def readinto(self, room: bytearray | memoryview) -> int:  # type: ignore[override]  # what io gives it
        """Fill `room` from one part.

        Raises:
            Damaged: a part is not what was received.
        """
        part = next((one for one in self._parts if one.start <= self._place < one.start + one.plain_bytes), None)
        if part is None:
            return 0
        begin = self._place - part.start
        given = self._plain(part)[begin : begin + len(room)]
        room[: len(given)] = given
        self._place += len(given)
        return len(given)

    def _plain(self, part: KeptPart) -> bytes:
        if part.index not in self._open:
            while len(self._open) >= MOST_OPEN:
                self._open.popitem(last=False)
            self._open[part.index] = _opened(part, self._key)
        self._open.move_to_end(part.index)
        return self._open[part.index]


def _opened(part: KeptPart, key: Identity) -> bytes:
    try:
        plain = unseal(store().read(part.sealed_sha256), key)
    except (StoreError, CannotOpen) as damaged:
        raise Damaged(part.index + 1) from damaged
    if sha256(plain) != part.plain_sha256:
        raise Damaged(part.index + 1)
    return plain
