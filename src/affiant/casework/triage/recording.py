"""The record of one decision, drawn from the bytes that were signed: to read, to print, and to take as a file."""

from typing import Any, Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from affiant.casework import finding, names
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import record_page
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services as referrals
from affiant.triage import selectors, services
from affiant.triage.rows import DecisionRow

CONTENT: Final[dict[str, Any]] = {"content_type": "application/octet-stream"}  # a browser saves it and opens nothing


@entry(Permission.READ_REFERRAL)
@require_safe
def record(request: HttpRequest, referral_id: UUID, decision_id: UUID) -> HttpResponse:
    """Show the record; the ledger says so before a word of it is shown."""
    row, decision = finding.referral(referral_id), _decision(referral_id, decision_id)
    page = referrals.read(referral_id=row.id, by=officer_of(request), at=timezone.now())
    return render(request, "triage/record.html", record_page.of(page, decision))


@entry(Permission.READ_REFERRAL)
@require_safe
def take(request: HttpRequest, referral_id: UUID, decision_id: UUID) -> HttpResponse:
    """Send the record with its proof, as a file that anybody can check."""
    row, decision = finding.referral(referral_id), _decision(referral_id, decision_id)
    raw = services.take_decision(decision_id=decision_id, by=officer_of(request), at=timezone.now())
    name = f"{row.reference}-{decision.number}.decision.json"
    return HttpResponse(raw, headers={"Content-Disposition": names.attachment(name)}, **CONTENT)


def _decision(referral_id: UUID, decision_id: UUID) -> DecisionRow:
    found_one = selectors.decision(decision_id)
    if found_one is None or found_one.referral_id != referral_id:
        raise Http404
    return found_one
