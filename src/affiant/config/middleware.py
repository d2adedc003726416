"""What every answer of both faces carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]


def leave_no_copy(get_response: Answer) -> Answer:
    """Forbid every cache to keep a page, the browser's own and its back button's included (R40)."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    return answer
