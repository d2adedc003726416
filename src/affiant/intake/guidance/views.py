"""The page that comes before the first question, and the pages that explain."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from affiant.intake import reporter
from affiant.intake.entry import anyone
from affiant.intake.guidance import pages, selections


@anyone
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Say what this is, who reads it, what happens next and what cannot be promised."""
    begun = {"begun": reporter.keys(request) is not None}
    return render(request, "guidance/landing.html", selections.landing(settings.AFFIANT.profile) | begun)


@anyone
@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """List all pages that explain."""
    return render(request, "guidance/contents.html", {"shelves": pages.shelves()})


@anyone
@require_safe
def page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one page that explains."""
    found = pages.BY_NAME.get(name)
    if found is None:
        raise Http404
    shown = selections.page(settings.AFFIANT.profile, datetime.now(UTC).date())
    return render(request, found.template, {"page": found, "near": pages.near(found), **shown})
