"""Saying which referrals belong together, and keeping the register of earlier accounts."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework.access import entry, officer_of
from affiant.casework.linking import context
from affiant.casework.linking.forms import EarlierForm, PartForm, SayForm
from affiant.ground.accounts.permissions import Permission
from affiant.linking import services
from affiant.linking.errors import AlreadySaid, LinkedToItself, LinkingError, NobodyNamed, NoSuchLink
from affiant.linking.services import Heard, Said
from affiant.linking.stages import Likeness, Recorded, Verdict
from affiant.referrals import selectors as referrals
from affiant.referrals import services as consulting
from affiant.referrals.errors import NoSuchReferral
from affiant.referrals.rows import QueueRow
from affiant.triage.errors import Recused
from affiant.triage.selectors import is_closed_to

REFUSED: Final[dict[type[LinkingError], str]] = {
    LinkedToItself: "This is the reference of the referral on this page",
    AlreadySaid: "This has been said of the two already: it stands on this page",
}


@entry(Permission.READ_REFERRAL)
@require_safe
def links(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what stands, what the files suggest, and who was heard before."""
    return _page(request, _found(referral_id))


@entry(Permission.LINK)
@require_POST
def say(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Say of this referral and another that they belong together, or only look alike."""
    row, form = _found(referral_id), SayForm(request.POST)
    if not form.is_valid():
        return _page(request, row, say_form=form)
    given = form.cleaned_data
    other = context.of_reference(given["reference"])
    if other is None or is_closed_to(other, officer_of(request).pk):
        form.add_error("reference", "No referral that you may see has this reference")
        return _page(request, row, say_form=form)
    said = Said(Likeness(given["likeness"]), Verdict(given["verdict"]), given["ground"])
    try:
        services.say(referral_id=referral_id, other_id=other, said=said, by=officer_of(request), at=timezone.now())
    except (LinkedToItself, AlreadySaid) as refused:
        form.add_error("reference", REFUSED[type(refused)])
        return _page(request, row, say_form=form)
    messages.success(request, "It is kept, with your name and the ground.")
    return redirect("links", referral_id)


@entry(Permission.LINK)
@require_POST
def part(request: HttpRequest, referral_id: UUID, link_id: UUID) -> HttpResponse:
    """Take back what was said of two referrals."""
    row, form = _found(referral_id), PartForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why it no longer holds, then part them again.")
        return _page(request, row)
    try:
        services.part(
            link_id=link_id,
            referral_id=referral_id,
            reason=form.cleaned_data["reason"],
            by=officer_of(request),
            at=timezone.now(),
        )
    except NoSuchLink as missing:
        raise Http404 from missing
    except Recused as closed:
        raise PermissionDenied from closed
    messages.success(request, "They are parted. What was said stays in the history.")
    return redirect("links", referral_id)


@entry(Permission.LINK)
@require_POST
def register_earlier(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Enter an account that the person gave before."""
    row, form = _found(referral_id), EarlierForm(request.POST)
    if not form.is_valid():
        return _page(request, row, earlier_form=form)
    given = form.cleaned_data
    heard = Heard(given["given_to"], given["given_when"], Recorded(given["recorded"]), given["where_kept"])
    try:
        services.register_earlier(referral_id=referral_id, heard=heard, by=officer_of(request), at=timezone.now())
    except NobodyNamed:
        form.add_error("given_to", "Say to whom")
        return _page(request, row, earlier_form=form)
    messages.success(request, "The earlier account is in the register.")
    return redirect("links", referral_id)


def _found(referral_id: UUID) -> QueueRow:
    try:
        row = referrals.referral(referral_id)
    except NoSuchReferral as missing:
        raise Http404 from missing
    return row


def _page(request: HttpRequest, row: QueueRow, **typed: forms.Form) -> HttpResponse:
    """Show the page; the ledger says so first, of each referral whose words stand on it."""
    officer = officer_of(request)
    shown = context.page(row, officer, typed)
    for referral_id in dict.fromkeys((row.id, *(account["referral"] for account in shown["earlier"]))):
        consulting.note_reading(referral_id=referral_id, by=officer, at=timezone.now())
    return render(request, "linking/links.html", shown)
