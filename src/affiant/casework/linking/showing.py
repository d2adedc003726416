"""Showing the page of links: the ledger says so first, of each referral of which something stands on it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from affiant.casework.access import officer_of
from affiant.casework.linking import context
from affiant.casework.linking.context import Typed
from affiant.linking import services
from affiant.referrals.rows import QueueRow


def page(request: HttpRequest, row: QueueRow, typed: Typed | None = None) -> HttpResponse:
    """Answer with the page; `typed` is what came back with errors."""
    officer, at = officer_of(request), timezone.now()
    shown = context.page(row, officer, typed or Typed(), request.GET.get("correct", ""))
    services.note_shown(referral_id=row.id, others=shown["others"], by=officer, at=at)
    return render(request, "linking/links.html", shown)
