"""Closed for maintenance: every page but help, other ways and the exit says so, and hands back what was typed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from affiant.intake import lost
from affiant.intake.guidance.profile import Use
from affiant.intake.limits import carried

Answer = Callable[[HttpRequest], HttpResponse]

OPEN: Final = frozenset({"leave", "guidance", "page"})  # the names of the pages that stay open
UPLOADS: Final = frozenset({"files_tus", "file_tus"})
AGAIN: Final = "300"  # seconds after which it is worth asking again
UNAVAILABLE: Final = 503
_CHOICE: Final = re.compile(r"[a-z0-9_-]*")  # a ticked answer, an id: no words of a person


def sign(get_response: Answer) -> Answer:
    """Hang the sign out while the file `closed` lies in the intake's folder; no table and no key is touched then."""

    def answer(request: HttpRequest) -> HttpResponse:
        return _closed(request) if is_closed() and _name(request) not in OPEN else get_response(request)

    return answer


def is_closed() -> bool:
    """Say whether the operator has closed the public face."""
    folder: Path = settings.AFFIANT.intake_dir
    return (folder / "closed").exists()


def _name(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def _closed(request: HttpRequest) -> HttpResponse:
    response = _word() if _name(request) in UPLOADS else _page(request)
    response["Retry-After"] = AGAIN
    return response


def _word() -> HttpResponse:
    """Answer a script that sends a file: it tries again by itself."""
    return HttpResponse("Closed", status=UNAVAILABLE, content_type="text/plain; charset=utf-8")


def _page(request: HttpRequest) -> HttpResponse:
    # A form with files may be without end: it is not read, and the files are still where they came from.
    fields = carried.fields(request) if request.content_type != "multipart/form-data" else []
    context = {
        "carried": fields,
        "written": [value for name, value in fields if name not in lost.PLACE and not _CHOICE.fullmatch(value)],
        "token": request.POST.get("csrfmiddlewaretoken", "") if fields else "",
        "urgent": settings.AFFIANT.profile.called(Use.EMERGENCY, Use.NON_EMERGENCY),
    }
    return render(request, "limits/closed.html", context, status=UNAVAILABLE)
