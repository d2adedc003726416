"""What both faces ask of every request and put on every answer."""

from collections.abc import Callable
from typing import Final

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, UnreadablePostError

Answer = Callable[[HttpRequest], HttpResponse]
FORM: Final = "application/x-www-form-urlencoded"
NO_DEVICE: Final = "camera=(), geolocation=(), microphone=()"


def leave_no_copy(get_response: Answer) -> Answer:
    """Forbid every cache to keep a page, the browser's own and its back button's included (R40)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer


def allow_no_device(get_response: Answer) -> Answer:
    """Forbid camera, microphone and position to every page that does not itself say which it needs."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", NO_DEVICE)
        return response

    return answer


def refuse_cut_short(get_response: Answer) -> Answer:
    """Refuse a form that is shorter than it said it would be: half an answer must not replace a whole one.

    Where a connection breaks, a server hands over what has arrived as if it were all, and Django takes it.
    Forms with files are not read here: their views stream them, and know their own end.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.content_type == FORM and _arrived(request) < int(request.META.get("CONTENT_LENGTH") or 0):
            raise BadRequest("cut short")
        return get_response(request)

    return answer


def _arrived(request: HttpRequest) -> int:
    try:
        return len(request.body)
    except UnreadablePostError as broken:
        raise BadRequest("cut short") from broken
