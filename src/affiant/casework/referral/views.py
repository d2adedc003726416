"""One referral: reading it, taking it on, answering, opening the ways of contact."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import words
from affiant.casework.access import entry, officer_of
from affiant.casework.referral import presenters, showing
from affiant.casework.referral.forms import ContactForm, ReplyForm
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services
from affiant.referrals.errors import ContactUnreadable
from affiant.triage import services as triage
from affiant.triage.errors import NothingChanges

SEALED = "The ways of contact do not open. Nothing is lost: tell your technical team the number of this referral"


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


@entry(Permission.READ_CONTACT)
@require_POST
def open_contact(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show the name and the ways of contact, once the reason stands in the ledger."""
    showing.found(referral_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return showing.page(request, referral_id, contact=form)
    reason = form.cleaned_data["reason"]
    try:
        found = services.open_contact(referral_id=referral_id, reason=reason, by=officer_of(request), at=timezone.now())
    except ContactUnreadable:
        form.add_error(None, SEALED)
        return showing.page(request, referral_id, contact=form)
    return showing.page(request, referral_id, opened=presenters.contact(found))
