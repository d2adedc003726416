"""Conflicts of interest: stepping back from a referral, and opening it again."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import context
from affiant.casework.triage.forms import RecuseForm
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import services as consulting
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors, services
from affiant.triage.errors import AlreadyRecused, NotRecused, OwnRecusal, ReasonMissing

STEPPED_BACK: Final = "You have stepped back. The referral is closed to you; others go on with it."
CLOSED: Final = "The referral is closed to them. Others go on with it."
ALREADY: Final = "It was closed to them already."
OWN: Final = "Nobody lifts their own. Ask another supervisor."


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def recuse(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let an officer step back, or let a supervisor close the referral to another."""
    row, officer = finding.referral(referral_id), officer_of(request)
    form = _form(officer, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, row, form)
    whom, reason = UUID(form.cleaned_data["officer"]), form.cleaned_data["reason"]
    try:
        services.recuse(referral_id=referral_id, officer_id=whom, reason=reason, by=officer, at=timezone.now())
    except AlreadyRecused:
        messages.error(request, ALREADY)
    except ReasonMissing:
        form.add_error("reason", "Say what the conflict is")
        return _page(request, row, form)
    else:
        messages.success(request, STEPPED_BACK if whom == officer.pk else CLOSED)
    return redirect("queue") if whom == officer.pk else redirect("recuse", referral_id)


@entry(Permission.RECUSE)
@require_POST
def readmit(request: HttpRequest, referral_id: UUID, officer_id: UUID) -> HttpResponse:
    """Open a referral to an officer again."""
    finding.referral(referral_id)
    try:
        services.readmit(referral_id=referral_id, officer_id=officer_id, by=officer_of(request), at=timezone.now())
    except OwnRecusal:
        messages.error(request, OWN)
    except NotRecused:
        messages.error(request, "It is open to them already.")
    else:
        messages.success(request, "It is open to them again.")
    return redirect("recuse", referral_id)


def _form(officer: Officer, data: object) -> RecuseForm:
    myself = (str(officer.pk), f"{officer.display_name} (you)")
    others = [
        (str(one.id), one.display_name)
        for one in accounts.who_may(Permission.READ_REFERRAL)
        if one.id != officer.pk and may(officer, Permission.RECUSE)
    ]
    return RecuseForm(data, officers=[myself, *others], myself=myself[0])  # type: ignore[arg-type]


def _page(request: HttpRequest, row: QueueRow, form: RecuseForm) -> HttpResponse:
    """Show the page; the ledger says so before a supervisor reads others' reasons. Who steps back reads nothing."""
    supervises = may(officer_of(request), Permission.RECUSE)
    if supervises:
        consulting.note_reading(referral_id=row.id, by=officer_of(request), at=timezone.now())
    more = {
        "here": "recusal",
        "form": form,
        "recuse_form": form,
        "button": "Close it to them" if supervises else "Step back",
        "recusals": selectors.recusals_of(row.id) if supervises else [],
    }
    return render(request, "triage/recusal.html", context.head(row) | more)
