"""Showing the page of links: the ledger says so first, of each referral of which something stands on it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from affiant.casework.access import officer_of
from affiant.casework.linking import context
from affiant.casework.linking.context import Typed
from affiant.linking import services
from affiant.referrals import selectors as referrals
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.rows import QueueRow


def found(referral_id: UUID) -> QueueRow:
    """Return the referral's row.

    Raises: Http404.
    """
    try:
        return referrals.referral(referral_id)
    except NoSuchReferral as missing:
        raise Http404 from missing


def page(request: HttpRequest, row: QueueRow, typed: Typed | None = None) -> HttpResponse:
    """Answer with the page; `typed` is what came back with errors."""
    officer, at = officer_of(request), timezone.now()
    shown = context.page(row, officer, typed or Typed(), request.GET.get("correct", ""))
    services.note_shown(referral_id=row.id, others=shown["others"], by=officer, at=at)
    return render(request, "linking/links.html", shown)
