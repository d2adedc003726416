"""The lock of a handed-over file: one process looks it through, or takes it, at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings


@contextmanager
def alone(handover_id: UUID) -> Iterator[bool]:
    """Hold a file's lock for as long as somebody works on it; False if another process does.

    The lock's own file stays: of one that was removed somebody may hold the lock while another makes it anew.
    """
    folder = settings.AFFIANT.casework_dir / "handover"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{handover_id}.lock"
    with path.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
