"""The page for a visit that has lost its cookie: nothing is lost but the way back, and the code is that way."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

# What a person typed into one of these is shown to them again, so that they can copy it.
TYPED = ("account", "place_where", "place_when", "name", "reach", "safe", "text")


def page(request: HttpRequest) -> HttpResponse:
    """Say that the answers are kept, show what was just typed, and ask for the return code."""
    return render(request, "safety/lost.html", {"typed": typed(request)}, status=403)


def typed(request: HttpRequest) -> list[str]:
    """Collect the words that came with this request."""
    return [words for name in TYPED for words in request.POST.getlist(name) if words.strip()]
