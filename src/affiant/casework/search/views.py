"""Searching, and what was found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from affiant.casework.access import entry, officer_of
from affiant.casework.search import language, presenters, remembered
from affiant.casework.search.forms import SearchForm
from affiant.casework.search.remembered import Search
from affiant.ground.accounts.permissions import Permission
from affiant.search import query, services
from affiant.search.errors import NoIndex, Unreadable


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Ask what to search for; what is sent is remembered, and its answer has an address without its words."""
    form = SearchForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "search/page.html", {"form": form})
    asked = Search(form.whole(), newest=form.cleaned_data["order"] == "newest")
    if query.parse(asked.text).is_empty:
        return render(request, "search/page.html", {"form": form, "empty": True})
    return redirect("found", remembered.remember(request.session, asked))


@entry(Permission.READ_REFERRAL)
@require_safe
def found(request: HttpRequest, name: str) -> HttpResponse:
    """Show what a search of this visit finds now; the ledger says so first."""
    asked = remembered.recall(request.session, name)
    if asked is None:
        return render(request, "search/page.html", {"form": SearchForm(), "forgotten": True})
    context = {
        "form": SearchForm(initial={"text": asked.text, "order": "newest" if asked.newest else "best"}),
        "searched": True,
    }
    try:
        answer = services.find(
            text=asked.text,
            by=officer_of(request),
            at=timezone.now(),
            page=_number(request.GET.get("page", "")),
            newest=asked.newest,
        )
    except (NoIndex, Unreadable):
        return render(request, "search/page.html", context | {"no_index": True}, status=503)
    shown = {"lines": presenters.lines(answer), "notes": presenters.notes(answer), "pages": presenters.pages(answer)}
    return render(request, "search/page.html", context | shown | {"answer": answer})


@entry(Permission.READ_REFERRAL)
@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """Explain the language of a search, with every field and every value."""
    return render(request, "search/how.html", {"fields": language.fields(), "longest": query.LONGEST})


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 1  # noqa: PLR2004 - no search goes on so far
