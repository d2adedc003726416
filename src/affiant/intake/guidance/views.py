"""The page that comes before the first question."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.intake.entry import anyone
from affiant.intake.guidance import support


@anyone
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is, who reads it, what happens next and what cannot be promised."""
    return render(
        request, "guidance/landing.html", {"help_lines": support.LINES, "organisations": support.ORGANISATIONS}
    )
