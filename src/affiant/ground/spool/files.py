"""Writes that have reached the disk when they return."""

import errno
import os
import shutil
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

FILE_MODE: Final = 0o640  # casework reads the spool as another user of the same group
_WRITE_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINK: Final = frozenset({errno.EXDEV, errno.EPERM, errno.EMLINK, errno.EOPNOTSUPP})


def sync_folder(folder: Path) -> None:
    """Make the folder's entries durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_new(path: Path, content: bytes) -> None:
    """Write a file that was not there, durably; its folder's entry is the caller's to sync."""
    with os.fdopen(os.open(path, _WRITE_NEW, FILE_MODE), "wb") as file:
        file.write(content)
        file.flush()
        os.fdatasync(file.fileno())


def link_or_copy(source: Path, target: Path) -> None:
    """Let `target` hold what `source` holds, durably: a second name for it, or a copy on another file system."""
    if not _link(source, target):
        _copy(source, target)


def blur_times(path: Path, on: date) -> None:
    """Set the times that a directory listing shows to the start of the day."""
    instant = datetime.combine(on, time(), UTC).timestamp()
    os.utime(path, (instant, instant))


def remove_folder(folder: Path) -> None:
    """Remove a folder and what is in it; nothing happens if it has gone already."""
    shutil.rmtree(folder, ignore_errors=True)


def _link(source: Path, target: Path) -> bool:
    try:
        os.link(source, target, follow_symlinks=False)
        _give_to_group_of(target.parent, target)
    except OSError as refused:
        if refused.errno not in _NO_LINK:
            raise
        target.unlink(missing_ok=True)
        return False
    return True


def _give_to_group_of(folder: Path, file: Path) -> None:
    """Let the folder's group read the file: a second name has kept the group of the first."""
    group = folder.stat().st_gid
    if file.stat().st_gid != group:
        os.chown(file, -1, group)


def _copy(source: Path, target: Path) -> None:
    with source.open("rb") as reader, os.fdopen(os.open(target, _WRITE_NEW, FILE_MODE), "wb") as writer:
        shutil.copyfileobj(reader, writer, 1 << 20)
        writer.flush()
        os.fdatasync(writer.fileno())
    instants = source.stat()
    os.utime(target, ns=(instants.st_atime_ns, instants.st_mtime_ns))
