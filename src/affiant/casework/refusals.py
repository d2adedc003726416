"""The pages that say no: a bad request, no permission, nothing there, a fault of ours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer what could not be understood."""
    return render(request, "refusals/400.html", status=400)


def forbidden(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer an officer whose roles do not open this page."""
    return render(request, "refusals/403.html", status=403)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django names it
    """Answer a form whose token does not fit this session."""
    return render(request, "refusals/form_expired.html", status=403)


def not_found(request: HttpRequest, *_: object, **__: object) -> HttpResponse:
    """Answer where nothing is."""
    return render(request, "refusals/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours, without needing anything that may be broken."""
    return render(request, "refusals/500.html", status=500)
