"""The page of a referral as every view of it answers: the ledger first, then the words."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from affiant.casework.access import officer_of
from affiant.casework.referral import context
from affiant.referrals import services


def page(request: HttpRequest, referral_id: UUID, **typed: object) -> HttpResponse:
    """Show the referral; `typed` holds forms that came back with errors."""
    officer = officer_of(request)
    shown = services.read(referral_id=referral_id, by=officer, at=timezone.now())
    return render(request, "referral/page.html", context.of(shown, officer, typed))
