"""Seals a file part by part while it arrives: no byte of it reaches a disk in the clear."""

import hashlib
import io
import os
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from affiant.core.digests import Sha256, sha256
from affiant.core.sealing.seal import seal
from affiant.ground.store.disk import Staging
from affiant.ground.store.objects import store
from affiant.handover import own_key
from affiant.handover.own_key import OwnKey

PART: Final = 16 * 1024 * 1024  # plain bytes
LARGEST: Final = 4 * 1024**3


def has_room(wanted: int) -> bool:
    """Answer whether the disk keeps its free room when a file of so many bytes has come."""
    return store().free() >= settings.AFFIANT.free_room + wanted


@dataclass(frozen=True, slots=True)
class KeptPart:
    """One sealed part: where its plain bytes begin, what they are, and the object that holds them."""

    index: int
    start: int
    plain_bytes: int
    plain_sha256: Sha256
    sealed_sha256: Sha256


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that arrived whole; its parts lie in the staging that it was sealed into."""

    name: str
    bytes: int
    sha256: Sha256
    parts: tuple[KeptPart, ...]
    key: OwnKey


class Keeping:
    """A file on its way into a staging, one part in memory at a time."""

    def __init__(self, staging: Staging) -> None:
        """Seal into `staging`, to a key of the file's own."""
        self._staging = staging
        self._key = own_key.fresh()
        self._waiting = bytearray()
        self._whole = hashlib.sha256()
        self._parts = list[KeptPart]()
        self.length = 0

    def write(self, block: bytes) -> None:
        """Take the next bytes."""
        self._whole.update(block)
        self._waiting += block
        self.length += len(block)
        while len(self._waiting) >= PART:
            self._seal(bytes(self._waiting[:PART]))
            del self._waiting[:PART]

    def finish(self, name: str) -> Kept:
        """Seal what waits, and return what arrived under this name."""
        if self._waiting:
            self._seal(bytes(self._waiting))
            self._waiting.clear()
        return Kept(name, self.length, Sha256(self._whole.hexdigest()), tuple(self._parts), self._key)

    def _seal(self, plain: bytes) -> None:
        sealed, _ = self._staging.take(io.BytesIO(seal(plain, (self._key.recipient,), os.urandom)))
        last = self._parts[-1] if self._parts else None
        start = last.start + last.plain_bytes if last else 0
        self._parts.append(KeptPart(len(self._parts), start, len(plain), sha256(plain), sealed))
