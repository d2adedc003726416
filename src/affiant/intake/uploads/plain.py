"""Adds files by a plain form, for browsers without scripts."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from affiant.core.codes import ReturnKeys
from affiant.intake import languages
from affiant.intake.entry import with_draft
from affiant.intake.uploads.streaming import Received, streams_files

View = TypeVar("View", bound=Callable[..., HttpResponse])


def in_the_pages_language(view: View) -> View:
    """Speak the language that the form's address names: the address itself has none, and a browser's may be another."""

    @wraps(view)
    def spoken(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        language = request.GET.get("language", "")
        if language in languages.CODES:
            translation.activate(language)
        return view(request, *args, **kwargs)

    return cast("View", spoken)


@in_the_pages_language
@with_draft
@require_POST
@streams_files
def add(request: HttpRequest, keys: ReturnKeys) -> HttpResponse:  # noqa: ARG001
    """Take the form's files and go back to the page that it names, with the word for the first problem."""
    received = [file for _, several in request.FILES.lists() for file in several if isinstance(file, Received)]
    problem = next((file.problem for file in received if file.problem), "" if received else "none")
    here = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(here, allowed_hosts=None):
        here = "/"
    mark = "&" if "?" in here else "?"
    return HttpResponseRedirect(f"{here}{mark}{urlencode({'problem': problem})}" if problem else here)
