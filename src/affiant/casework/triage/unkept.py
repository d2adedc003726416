"""What restricted referrals ask of supervisors who are no members: to be taken over, or that somebody is called."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework.access import entry, officer_of
from affiant.casework.triage.seeing_forms import TakeOverForm
from affiant.ground.accounts.permissions import Permission
from affiant.referrals.errors import NoSuchReferral
from affiant.triage import services, team
from affiant.triage.errors import LookedAfter, NotRestricted

MEANWHILE: Final = "Somebody looks after it by now."


@entry(Permission.RESTRICT)
@require_safe
def unkept(request: HttpRequest) -> HttpResponse:
    """List what asks for a supervisor: nobody looks after it, flags are past their time; count what is overdue."""
    officer = officer_of(request)
    at = timezone.now()
    shown = {
        "unkept": team.unkept(officer),
        "unanswered": team.unanswered(officer, at),
        "overdue": team.overdue_count(officer, at),
    }
    return render(request, "triage/unkept.html", shown)


@entry(Permission.RESTRICT)
@require_POST
def take_over(request: HttpRequest, unkept_id: UUID) -> HttpResponse:
    """Let a supervisor in who takes over a restricted referral."""
    form = TakeOverForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Say why you take it over.")
        return redirect("unkept")
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        services.take_over(referral_id=unkept_id, reason=reason, by=by, at=timezone.now())
    except NoSuchReferral as missing:
        raise Http404 from missing
    except (LookedAfter, NotRestricted):
        messages.error(request, MEANWHILE)
        return redirect("unkept")
    messages.success(request, "You look after it now. Let those in who need it.")
    return redirect("who_sees", unkept_id)
