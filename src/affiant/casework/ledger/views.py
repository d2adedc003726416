"""The ledger: what an auditor reads, and the file that anybody can check."""

from collections.abc import Collection, Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework import closed_entries
from affiant.casework.access import entry, officer_of
from affiant.casework.ledger import presenters
from affiant.casework.ledger.presenters import Links
from affiant.ground.accounts.permissions import Permission
from affiant.ground.accounts.selectors import actor_names
from affiant.ground.ledger import selectors, services
from affiant.ground.ledger.selectors import AboutPage, EntryRow

NOTHING: Final = AboutPage([], None)


@entry(Permission.READ_LEDGER)
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """List the entries, the newest first, or those about one thing; not what is about a referral closed to them."""
    closed = closed_entries.closed_to(officer_of(request))
    about = request.GET.get("about", "").strip()
    rows, links = _about(about, request.GET, closed) if about else _whole(request.GET)
    context = {
        "lines": presenters.lines(rows, actor_names(row.by for row in rows), closed),
        "whole": not closed,
        "pages": links,
        "about": about,
        "total": selectors.size(),
        "checkpoint": selectors.latest_checkpoint(),
        "key": selectors.vkey(),
    }
    return render(request, "ledger/entries.html", context)


@entry(Permission.READ_LEDGER)
@require_safe
def export(request: HttpRequest) -> HttpResponseBase:
    """Send the whole ledger up to this moment, with a checkpoint that covers all of it.

    A file with gaps proves nothing, so whoever is not told all of it gets none.
    """
    if closed_entries.closed_to(officer_of(request)):
        messages.error(request, "A part of the ledger is closed to you. Ask an auditor for the file.")
        return redirect("ledger")
    services.make_checkpoint(at=timezone.now())
    return StreamingHttpResponse(
        selectors.export_lines(),
        content_type="application/octet-stream",
        headers={"Content-Disposition": 'attachment; filename="ledger.jsonl"'},
    )


def _whole(query: QueryDict) -> tuple[Sequence[EntryRow], Links]:
    page = selectors.all_entries(_number(query.get("page", "")) or 1)
    return page.rows, presenters.links(page)


def _about(about: str, query: QueryDict, closed: Collection[str]) -> tuple[Sequence[EntryRow], Links]:
    before = _number(query.get("before", ""))
    page = NOTHING if about in closed else selectors.page_about(about, before=before)
    return page.rows, presenters.links_about(about, page, newest=before is None)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None  # noqa: PLR2004 - no ledger has more
