"""Sending an exhibit's bytes: streamed, in one range if asked, and never as something that a browser would run."""

from itertools import chain

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from affiant.casework.access import officer_of
from affiant.casework.evidence import ranges
from affiant.casework.evidence.ranges import Span, Unsatisfiable
from affiant.evidence import services
from affiant.evidence.selectors import ExhibitRow

# Even a picture that turns out to be a page gets no script, no style, no origin and no frame.
LOCKED = "sandbox; default-src 'none'"


def bytes_of(request: HttpRequest, row: ExhibitRow, *, content_type: str, disposition: str) -> HttpResponseBase:
    """Answer with the exhibit, or with the part of it that the Range header asks for.

    The consultation stands in the ledger before the first byte leaves; a HEAD request sends none and enters none.

    Raises:
        ExhibitDamaged: what is stored is not what was admitted, and no byte was sent.
    """
    try:
        span = ranges.asked(request.headers.get("Range"), row.bytes)
    except Unsatisfiable:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{row.bytes}"})
    response = _stream(request, row, span)
    response.headers["Content-Type"] = content_type
    response.headers["Content-Disposition"] = disposition
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Content-Security-Policy"] = LOCKED
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _stream(request: HttpRequest, row: ExhibitRow, span: Span | None) -> HttpResponseBase:
    part = span or Span(0, row.bytes)
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        sent = services.open_range(row.id, part.start, part.end, by=officer_of(request), at=timezone.now())
        # The first piece is read before the answer begins: a damaged exhibit is then told in words.
        response = StreamingHttpResponse(chain([next(sent, b"")], sent))
    response.headers["Content-Length"] = str(part.length)
    if span:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{row.bytes}"
    return response
