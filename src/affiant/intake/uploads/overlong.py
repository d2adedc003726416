"""Keeps a text that is longer than a form can carry: it becomes a file of the draft, so that nothing typed is lost."""

import io
from collections.abc import Iterator
from threading import BoundedSemaphore
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
_ONE_AT_A_TIME: Final = BoundedSemaphore(1)  # each takes several times its length of memory


def keep(request: HttpRequest) -> HttpResponse | None:
    """Keep the long texts of a form that was refused for its length, and say so; None if there is nothing to keep."""
    keys = reporter.keys(request)
    if keys is None or request.content_type != FORM or not _is_own(request):
        return None
    try:
        with _ONE_AT_A_TIME:
            kept = [_store(keys, text) for text in _long_texts(_body(request))]
    except (SubmissionError, OSError):
        return None
    return render(request, "uploads/kept_text.html", {"name": NAME}, status=413) if kept else None


def _is_own(request: HttpRequest) -> bool:
    """Say whether the form can be one of ours: its token stands in what was not read."""
    return request.headers.get("Origin", "") in ("", f"{request.scheme}://{request.get_host()}")


def _body(request: HttpRequest) -> bytes:
    """Read the whole body; nothing of one that is cut short, or too long even for this."""
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > MOST:
        return b""
    read = io.BytesIO()
    while piece := request.read(READ):
        read.write(piece)
    return read.getvalue() if read.tell() == length else b""


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
