"""Sealed pieces that wait for their envelope, named by their digest, apart for each organisation."""

import errno
import hashlib
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final, Protocol

from django.conf import settings

from affiant.core.digests import Sha256
from affiant.ground.spool import files
from affiant.organisations.errors import NoRoom, TooLarge, WrongDigest

LARGEST: Final = 32 * 1024 * 1024  # bytes of a sealed file, as the envelope's format has it
_AT_ONCE: Final = 1 << 20
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})


class Readable(Protocol):
    """Something that gives its next bytes, and none at its end."""

    def read(self, size: int, /) -> bytes:
        """Return at most so many bytes."""
        ...


def path(organisation_id: str, digest: Sha256) -> Path:
    """Return where a piece lies, or would lie."""
    return _folder(organisation_id) / f"{digest}.age"


def keep(organisation_id: str, digest: Sha256, stream: Readable) -> bool:
    """Keep a piece, durably; False if it was there before.

    Raises:
        WrongDigest, TooLarge, NoRoom: nothing is kept.
    """
    target = path(organisation_id, digest)
    if target.exists():
        return False
    if sum(size for _, size in waiting(organisation_id)) > settings.AFFIANT.draft_budget:
        raise NoRoom
    check_room(LARGEST)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    arriving = target.parent / f".{secrets.token_hex(16)}"
    try:
        _write(arriving, digest, stream)
        arriving.rename(target)
    except OSError as refused:
        if refused.errno not in _FULL:
            raise
        raise NoRoom from refused
    finally:
        arriving.unlink(missing_ok=True)
    files.sync_folder(target.parent)
    return True


def check_room(wanted: int) -> None:
    """Return if the disk keeps the room that people's own words and reports need when so many bytes have come.

    Raises:
        NoRoom: it would not.
    """
    _root().mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(_root()).free < settings.AFFIANT.free_room + wanted:
        raise NoRoom


def waiting(organisation_id: str) -> Iterator[tuple[Path, int]]:
    """Yield the pieces that wait, with their lengths."""
    for file, stat in _standing(_folder(organisation_id)):
        yield file, stat.st_size


def forget(organisation_id: str, digests: Iterator[Sha256]) -> None:
    """Remove these pieces: they lie in their envelope now."""
    for digest in digests:
        path(organisation_id, digest).unlink(missing_ok=True)


def discard(*, before: datetime) -> None:
    """Remove every piece that came before that moment and belongs to no envelope."""
    for folder, _ in _standing(_root()):
        for file, stat in _standing(folder):
            if stat.st_mtime < before.timestamp():
                file.unlink(missing_ok=True)


def _standing(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Yield what lies in a folder at this moment: others take pieces away while we look, and that is no error."""
    try:
        found = list(folder.iterdir())
    except FileNotFoundError:
        return
    for each in found:
        with suppress(FileNotFoundError):
            yield each, each.stat()


def _root() -> Path:
    root: Path = settings.AFFIANT.intake_dir / "organisations"
    return root


def _folder(organisation_id: str) -> Path:
    return _root() / organisation_id


def _write(target: Path, digest: Sha256, stream: Readable) -> None:
    hashed, length = hashlib.sha256(), 0
    with target.open("xb") as file:
        while chunk := stream.read(_AT_ONCE):
            length += len(chunk)
            if length > LARGEST:
                raise TooLarge
            hashed.update(chunk)
            file.write(chunk)
        if hashed.hexdigest() != digest:
            raise WrongDigest
        file.flush()
        os.fdatasync(file.fileno())
