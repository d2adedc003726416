"""Keeping the register of earlier accounts."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.linking import showing
from affiant.casework.linking.context import Typed
from affiant.casework.linking.forms import EarlierForm
from affiant.ground.accounts.permissions import Permission
from affiant.linking import services
from affiant.linking.errors import NobodyNamed, NoSuchAccount


@entry(Permission.LINK)
@require_POST
def register_earlier(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Enter an account that somebody gave before, or correct one of the register."""
    row, form = finding.referral(referral_id), EarlierForm(request.POST)
    if not form.is_valid():
        return showing.page(request, row, Typed(form))
    try:
        _keep(request, referral_id, form)
    except NobodyNamed:
        form.add_error("given_to", "Say by whom")
        return showing.page(request, row, Typed(form))
    except NoSuchAccount:
        form.add_error(None, "A colleague has corrected this account already. Read theirs, then correct that.")
        return showing.page(request, row, Typed(form))
    messages.success(request, "The earlier account is in the register.")
    return redirect("links", referral_id)


def _keep(request: HttpRequest, referral_id: UUID, form: EarlierForm) -> None:
    by, at, heard, account_id = officer_of(request), timezone.now(), form.heard, form.corrected
    if account_id is None:
        services.register_earlier(referral_id=referral_id, heard=heard, by=by, at=at)
        return
    services.correct_earlier(account_id=account_id, referral_id=referral_id, heard=heard, by=by, at=at)
