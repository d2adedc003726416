"""Sealed parts on the intake's disk: where they lie, and how one is written."""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import OperationalError

from affiant.core.digests import Sha256
from affiant.core.sealing.recipients import Recipient
from affiant.core.sealing.seal import Sealer
from affiant.ground.spool import files
from affiant.submissions.errors import DiskFull

PRIVATE: Final = 0o700
_DATABASE_FULL: Final = re.compile("disk is full|No space left")  # SQLite's words, and PostgreSQL's
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_SLICE: Final = 2 * 1024 * 1024  # bytes after which the disk begins with what has come
_WRITE: Final = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A part that is durable: what is under its seal, and the sealed file itself."""

    index: int
    plain_sha256: bytes
    plain_bytes: int
    sealed_sha256: Sha256
    sealed_bytes: int


def draft_folder(lookup: str) -> Path:
    """Return the folder of a draft's uploads."""
    return _root() / lookup


def drafts_on_disk() -> list[str]:
    """Return the drafts that have a folder."""
    return sorted(folder.name for folder in _root().iterdir()) if _root().exists() else []


def upload_folder(lookup: str, upload_id: str) -> Path:
    """Return the folder of an upload's parts."""
    return draft_folder(lookup) / upload_id


def part_path(folder: Path, index: int) -> Path:
    """Return where part `index` of an upload lies."""
    return folder / f"{index:08d}.age"


def remove_from(folder: Path, first: int) -> None:
    """Remove the files of part `first` and of those after it: parts that are not to count."""
    for path in folder.iterdir():
        if path.suffix == ".age" and int(path.stem) >= first:
            path.unlink()


def _root() -> Path:
    root: Path = settings.AFFIANT.intake_dir / "parts"
    return root


def make_upload_folder(lookup: str, upload_id: str) -> None:
    """Make an upload's folder, durably."""
    folder = upload_folder(lookup, upload_id)
    folder.mkdir(mode=PRIVATE, parents=True)
    for place in (folder.parent, folder.parent.parent):
        files.sync_folder(place)


@contextmanager
def room_on_disk() -> Iterator[None]:
    """Turn the disk's own complaint, and the database's about its disk, into ours.

    Raises:
        DiskFull: there is no room left.
    """
    try:
        yield
    except OSError as refused:
        if refused.errno in _FULL:
            raise DiskFull from refused
        raise
    except OperationalError as refused:
        if _DATABASE_FULL.search(str(refused)):
            raise DiskFull from refused
        raise


def check_room(folder: Path, wanted: int) -> None:
    """Return if the disk keeps its free room when a file of `wanted` bytes has come.

    The room is for words and for sending, which need little and have to go on when files no longer can.

    Raises:
        DiskFull: it would not.
    """
    _check_free(folder, settings.AFFIANT.free_room + wanted)


def check_room_left(folder: Path) -> None:
    """Return if a file that has begun may go on: those may use half of the room that new files leave.

    Raises:
        DiskFull: it may not.
    """
    _check_free(folder, settings.AFFIANT.free_room // 2)


def _check_free(folder: Path, least: int) -> None:
    if shutil.disk_usage(folder).free < least:
        raise DiskFull


class PartFile:
    """Writes one part: its pieces sealed, hashed and written in one pass; durable when `finish` returns.

    A file that an interrupted request left under this index is overwritten: without a row it is no part.
    """

    def __init__(self, folder: Path, index: int, *, recipients: Sequence[Recipient], on: date) -> None:
        self._folder, self._index, self._on = folder, index, on
        self._recipients = recipients
        self._sealed, self._bytes, self._begun = hashlib.sha256(), 0, 0
        self._descriptor: int | None = None

    def start(self) -> None:
        """Open the file and write the seal's header."""
        with room_on_disk():
            self._descriptor = os.open(part_path(self._folder, self._index), _WRITE, files.FILE_MODE)
            files.sync_folder(self._folder)  # while the bytes are still coming; without a row it is no part
            self._sealer = Sealer(self._recipients, os.urandom)
            self._put(self._sealer.start())

    def write(self, piece: bytes) -> None:
        """Seal and write the next piece.

        Raises:
            DiskFull: there is no room left.
        """
        with room_on_disk():
            self._put(self._sealer.update(piece))

    def finish(self) -> None:
        """Close the seal, and return when the part is durable.

        Raises:
            DiskFull: there is no room left.
        """
        with room_on_disk():
            self._put(self._sealer.finish())
            files.blur_times(part_path(self._folder, self._index), self._on)
            os.fdatasync(self._file)
            self._let_go()

    def close(self) -> None:
        """Let go of the file; what is not finished stays behind as no part."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def stored(self, plain_sha256: bytes, plain_bytes: int) -> StoredPart:
        """Return the facts of the finished part."""
        return StoredPart(self._index, plain_sha256, plain_bytes, Sha256(self._sealed.hexdigest()), self._bytes)

    @property
    def _file(self) -> int:
        if self._descriptor is None:
            raise ValueError("the part is not open")
        return self._descriptor

    def _put(self, sealed: bytes | bytearray) -> None:
        self._sealed.update(sealed)
        self._bytes += len(sealed)
        with memoryview(sealed) as rest:
            written = 0
            while written < len(rest):
                written += os.write(self._file, rest[written:])
        if self._bytes - self._begun >= _SLICE:
            self._let_go()
            self._begun = self._bytes

    def _let_go(self) -> None:
        """Say of all so far that nobody reads it again here.

        The kernel lets the disk begin, so that the last sync has little to wait for, and takes the memory of what is
        written already for what comes: new memory costs a virtual machine more than all else that a write does.
        """
        os.posix_fadvise(self._file, 0, self._bytes, os.POSIX_FADV_DONTNEED)
