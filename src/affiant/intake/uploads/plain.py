"""Adds files by a plain form, for browsers without scripts."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from affiant.core.codes import ReturnKeys
from affiant.intake.entry import with_draft
from affiant.intake.uploads.streaming import Received, streams_files


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
    return HttpResponseRedirect(f"{here}?{urlencode({'problem': problem})}" if problem else here)
