"""Locks between requests, threads and processes; the kernel takes them back from whoever dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from affiant.submissions.errors import UploadBusy, UploadGone

_STRIPE: Final = 3  # hexadecimal digits of a draft's id: 4,096 lock files, made as they are needed
_FILE: Final = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


@contextmanager
def draft(lookup: str) -> Iterator[None]:
    """Let one request at a time add files to a draft or send it; the others wait."""
    folder: Path = settings.AFFIANT.intake_dir / "locks"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / lookup[:_STRIPE], _FILE, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def upload(folder: Path) -> Iterator[None]:
    """Let one request write an upload's parts; another is refused at once.

    Raises:
        UploadBusy: somebody else is in.
        UploadGone: the folder is gone.
    """
    try:
        descriptor = os.open(folder, _FOLDER)
    except FileNotFoundError as gone:
        raise UploadGone from gone
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        _check_linked(descriptor)
        yield
    except BlockingIOError as busy:
        raise UploadBusy from busy
    finally:
        os.close(descriptor)


def _check_linked(descriptor: int) -> None:
    """Return if the folder was not removed between its opening and the lock."""
    if not os.fstat(descriptor).st_nlink:
        raise UploadGone
