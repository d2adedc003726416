"""Where the index lies: on the officers' host alone, readable to its owner alone, and swapped in one step.

`casework/search/` holds one folder for each index that was built and the link `current` to the one that is used.
"""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from django.conf import settings

from affiant.search.errors import AlreadyBuilding

SHAPE: Final = "v3"  # of the index and of the keys in it: one of another shape is not used
_CURRENT: Final = "current"
_PRIVATE: Final = 0o077


def root() -> Path:
    """Return the folder of all indexes."""
    folder: Path = settings.AFFIANT.casework_dir / "search"
    return folder


def current() -> Path | None:
    """Return the folder of the index that is used; None while there is none of this shape."""
    try:
        name = (root() / _CURRENT).readlink().name
    except OSError:
        return None
    found = root() / name
    return found if name.startswith(f"{SHAPE}-") and (found / "meta.json").exists() else None


def fresh() -> Path:
    """Make a folder for an index; nothing looks into it before it is published."""
    made = root() / f"{SHAPE}-{secrets.token_hex(8)}"
    made.mkdir(mode=0o700)
    return made


def publish(folder: Path) -> None:
    """Let every search from now on use this folder, in one step, and delete the others."""
    os.sync()
    link = root() / f"{_CURRENT}.{secrets.token_hex(4)}"
    link.symlink_to(folder.name)
    link.replace(root() / _CURRENT)
    for other in root().iterdir():
        if other.is_dir() and not other.is_symlink() and other != folder:
            shutil.rmtree(other, ignore_errors=True)
        elif other.is_symlink() and other.name != _CURRENT:
            other.unlink(missing_ok=True)


@contextmanager
def writing(name: str, *, patiently: bool = False) -> Iterator[None]:
    """Hold the lock of this name, and let what is written be readable to its owner alone.

    Raises:
        AlreadyBuilding: another process holds it.
    """
    before = os.umask(_PRIVATE)
    try:
        root().mkdir(mode=0o700, parents=True, exist_ok=True)
        with (root() / f"{name}.lock").open("w") as lock:
            _hold(lock.fileno(), fcntl.LOCK_EX if patiently else fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield
    finally:
        os.umask(before)


def _hold(descriptor: int, how: int) -> None:
    try:
        fcntl.flock(descriptor, how)
    except BlockingIOError as held:
        raise AlreadyBuilding from held
