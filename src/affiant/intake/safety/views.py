"""Leaving at once, and the pages for when something goes wrong."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.intake import lost, reporter
from affiant.intake.entry import anyone
from affiant.intake.uploads import overlong


@anyone
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """End the visit and go to a page that has nothing to do with this one."""
    reporter.forget(request)
    response = HttpResponseRedirect(settings.AFFIANT.exit_url)
    response["Clear-Site-Data"] = '"storage"'
    response["Referrer-Policy"] = "no-referrer"
    response.delete_cookie(settings.CSRF_COOKIE_NAME)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the signature is Django's
    """Take a form whose cookie is gone for what it mostly is: a visit that was interrupted."""
    return lost.page(request)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request could not be read, or that it was too large."""
    if isinstance(exception, RequestDataTooBig):
        return overlong.keep(request) or render(request, "safety/too_large.html", status=413)
    return render(request, "safety/bad_request.html", status=400)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the signature is Django's
    """Say that this page is not open."""
    return render(request, "safety/refused.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - the signature is Django's
    """Say that there is no such page."""
    return render(request, "safety/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that the fault is ours and that what was saved is kept."""
    return render(request, "safety/broken.html", status=500)
