"""Keeps a text that is longer than a form can carry: it becomes a file of the draft, so that nothing typed is lost."""

import io
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from typing import Final
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from affiant.core.codes import ReturnKeys
from affiant.intake import reporter
from affiant.submissions import services
from affiant.submissions.errors import SubmissionError

FORM: Final = "application/x-www-form-urlencoded"
MOST: Final = 64 * 1024 * 1024  # of a body that is read for this
LONG: Final = 200_000  # bytes: a shorter field is not what made the form too large
NAME: Final = "long-text.txt"
READ: Final = 256 * 1024
HELD: Final = 2 * MOST  # bytes of bodies in memory at once, over all requests of a process
SECONDS: Final = 90  # to send a body in: a slow line may take long, but not hold the room for ever
PATIENCE: Final = 20  # seconds that a body waits for the one before it
_ONE_AT_A_TIME: Final = BoundedSemaphore(1)  # decoding takes several times a body's length of memory


class NoRoom(Exception):
    """Too much is held in memory at this moment, or the body takes too long to come."""


class Room:
    """How many bytes may lie in memory; nobody waits for it, because whoever sends slowly would make all wait."""

    def __init__(self, size: int) -> None:
        """Begin with all of it free."""
        self._free, self._lock = size, Lock()

    @contextmanager
    def of(self, size: int) -> Iterator[None]:
        """Hold so many bytes.

        Raises:
            NoRoom: they are not free.
        """
        with self._lock:
            if size > self._free:
                raise NoRoom
            self._free -= size
        try:
            yield
        finally:
            with self._lock:
                self._free += size


ROOM: Final = Room(HELD)


def keep(request: HttpRequest) -> HttpResponse | None:
    """Keep the long texts of a form that was refused for its length, and say so; None if there is nothing to keep."""
    keys = reporter.keys(request)
    if keys is None or request.content_type != FORM or not _is_own(request):
        return None
    length = _length(request)
    try:
        with ROOM.of(length):
            kept = _keep_all(keys, _body(request, length))
    except (SubmissionError, OSError, NoRoom):
        return None
    return render(request, "uploads/kept_text.html", {"name": NAME}, status=413) if kept else None


def _is_own(request: HttpRequest) -> bool:
    """Say whether the form can be one of ours: its token stands in what was not read."""
    return request.headers.get("Origin", "") in ("", f"{request.scheme}://{request.get_host()}")


def _length(request: HttpRequest) -> int:
    """Return how long the body says that it is; 0 for one that is too long even for this."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    return length if length <= MOST else 0


def _body(request: HttpRequest, length: int) -> bytes:
    """Read the body while nobody else waits for it; nothing of one that is cut short or longer than it says."""
    read, until = io.BytesIO(), time.monotonic() + SECONDS
    while read.tell() < length and (piece := request.read(min(READ, length - read.tell()))):
        read.write(piece)
        if time.monotonic() > until:
            raise NoRoom
    return read.getvalue() if read.tell() == length else b""


def _keep_all(keys: ReturnKeys, body: bytes) -> list[str]:
    if not _ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise NoRoom
    try:
        return [_store(keys, text) for text in _long_texts(body)]
    finally:
        _ONE_AT_A_TIME.release()


def _long_texts(body: bytes) -> Iterator[bytes]:
    for field in body.split(b"&"):
        _, _, value = field.partition(b"=")
        if len(value) > LONG:
            yield unquote_to_bytes(value.replace(b"+", b" "))


def _store(keys: ReturnKeys, text: bytes) -> str:
    at = timezone.now()
    upload_id = services.start_upload(
        keys=keys, name=NAME, claimed_type="text/plain;charset=utf-8", length=len(text), at=at
    )
    services.receive(keys=keys, upload_id=upload_id, offset=0, body=services.Body(io.BytesIO(text), len(text)), at=at)
    return upload_id
