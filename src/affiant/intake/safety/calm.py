"""A page in the person's language where a form was sent to an address that takes none."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Answer = Callable[[HttpRequest], HttpResponse]


def explain(get_response: Answer) -> Answer:
    """Put words into the empty answer to a method that a page does not take."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "safety/not_allowed.html", status=response.status_code)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return answer
