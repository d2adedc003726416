"""The store as a directory: `<first two digits>/<sha256>`, each object complete and synced before it has its name."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Final

from affiant.core.digests import Sha256
from affiant.ground.store.errors import DamagedObject, NoSuchObject

BLOCK: Final = 1024 * 1024
_READ_ONLY: Final = 0o440
_INCOMING: Final = ".incoming"
_ABANDONED: Final = timedelta(days=1)


class Staging:
    """Objects that were copied in and are not yet kept: they vanish unless `keep` is called."""

    def __init__(self, folder: Path, store: "ObjectStore") -> None:
        """Stage in `folder`, which lies on the store's own file system."""
        self._folder = folder
        self._store = store

    def take(self, reader: BinaryIO, *, at_most: int | None = None) -> tuple[Sha256, int]:
        """Copy and sync an object; return the SHA-256 and the length of what now lies in the store.

        A copy, not a second link: the public face owns the file that it wrote and could change it later. Bytes past
        `at_most` are not read, so that a file that grows while it is read cannot fill the disk.
        """
        digest, length = hashlib.sha256(), 0
        descriptor, name = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(descriptor, "wb") as writer:
            while block := reader.read(BLOCK if at_most is None else min(BLOCK, at_most - length)):
                digest.update(block)
                length += writer.write(block)
            writer.flush()
            os.fchmod(writer.fileno(), _READ_ONLY)
            os.fsync(writer.fileno())
        taken = Sha256(digest.hexdigest())
        Path(name).rename(self._folder / taken)
        return taken, length

    def open(self, digest: Sha256) -> BinaryIO:
        """Read an object that was taken here.

        Raises:
            NoSuchObject: it was not.
        """
        return _open(self._folder / digest, digest)

    def drop(self, digest: Sha256) -> None:
        """Forget an object that was taken here, so that it is not kept."""
        (self._folder / digest).unlink(missing_ok=True)

    def keep(self) -> None:
        """Give every staged object its name in the store, durably; an object that is there already stays."""
        for staged in sorted(self._folder.iterdir()):
            target = self._store.path(Sha256(staged.name))
            target.parent.mkdir(mode=0o700, exist_ok=True)
            staged.replace(target)
            sync_folder(target.parent)
        sync_folder(self._store.root)


class ObjectStore:
    """Sealed objects of casework."""

    def __init__(self, root: Path) -> None:
        """Take the store's root; folders are made when the first object comes."""
        self.root = root

    def path(self, digest: Sha256) -> Path:
        """Where the object of this digest lies, or would lie."""
        return self.root / digest[:2] / digest

    def has(self, digest: Sha256) -> bool:
        """Answer whether the object is there."""
        return self.path(digest).is_file()

    def open(self, digest: Sha256) -> BinaryIO:
        """Read an object.

        Raises:
            NoSuchObject: it is not there.
        """
        return _open(self.path(digest), digest)

    def read(self, digest: Sha256) -> bytes:
        """Return an object whole, checked against its name: for parts and documents, which have a largest size.

        Raises:
            NoSuchObject: it is not there.
            DamagedObject: its bytes are not the ones that its name promises.
        """
        with self.open(digest) as reader:
            content = reader.read()
        if hashlib.sha256(content).hexdigest() != digest:
            raise DamagedObject(digest)
        return content

    def check(self, digest: Sha256) -> None:
        """Return if the object is there and whole; memory stays flat.

        Raises:
            NoSuchObject: it is not there.
            DamagedObject: its bytes are not the ones that its name promises.
        """
        with self.open(digest) as reader:
            found = hashlib.sha256()
            while block := reader.read(BLOCK):
                found.update(block)
        if found.hexdigest() != digest:
            raise DamagedObject(digest)

    def remove(self, digest: Sha256) -> None:
        """Remove an object, if it is there: only where its bytes are kept otherwise, closed to fewer hands."""
        with suppress(FileNotFoundError):
            self.path(digest).unlink()
            sync_folder(self.path(digest).parent)

    def free(self) -> int:
        """Return how many bytes the disk below the store has left."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        return shutil.disk_usage(self.root).free

    @contextmanager
    def stage(self) -> Iterator[Staging]:
        """Take objects in that belong together: all are kept, or none is."""
        incoming = self.root / _INCOMING
        incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(dir=incoming))
        try:
            yield Staging(folder, self)
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def sweep(self, *, before: datetime) -> None:
        """Remove what a crash left staged and nobody has touched for a day."""
        incoming = self.root / _INCOMING
        if incoming.is_dir():
            for folder in incoming.iterdir():
                if folder.stat().st_mtime < (before - _ABANDONED).timestamp():
                    shutil.rmtree(folder, ignore_errors=True)


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _open(path: Path, digest: Sha256) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as missing:
        raise NoSuchObject(digest) from missing
