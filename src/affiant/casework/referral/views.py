"""One referral: reading it, taking it on, answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import words
from affiant.casework.access import entry, officer_of
from affiant.casework.referral import showing
from affiant.casework.referral.forms import ReplyForm
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services
from affiant.triage import services as triage
from affiant.triage.errors import NothingChanges


@entry(Permission.READ_REFERRAL)
@require_safe
def referral(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show a referral; the ledger says so before a word is shown."""
    showing.found(referral_id)
    return showing.page(request, referral_id)


@entry(Permission.ASSIGN)
@require_POST
def assign(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let the officer who asks have the referral."""
    showing.found(referral_id)
    officer = officer_of(request)
    try:
        triage.assign(referral_id=referral_id, officer_id=officer.pk, by=officer, at=timezone.now())
    except NothingChanges:
        messages.success(request, "It was assigned to you already.")
    else:
        messages.success(request, "It is assigned to you.")
    return redirect("referral", referral_id)


@entry(Permission.REPLY)
@require_POST
def reply(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Write to the person."""
    row = showing.found(referral_id)
    form = ReplyForm(request.POST, language=words.language(row.language))
    if not form.is_valid():
        return showing.page(request, referral_id, reply=form)
    text = form.cleaned_data["text"]
    services.reply(referral_id=referral_id, text=text, by=officer_of(request), at=timezone.now())
    messages.success(request, "The message is in the person's mailbox. They read it when they come back.")
    return redirect("referral", referral_id)
