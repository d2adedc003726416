"""Deciding, the second officer, reopening."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework import finding, words
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import context
from affiant.casework.triage.forms import DecideForm, ReopenForm, ReturnForm
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.referrals import services as referrals
from affiant.referrals.errors import MayNotFollow, StalePage
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors, services
from affiant.triage.errors import (
    LawyerNotHeard,
    NoSuchDecision,
    OwnDecision,
    ReasonMissing,
    ScopedMeanwhile,
    WatchMissing,
)
from affiant.triage.services import Ruling, Seen
from affiant.triage.stages import Outcome, Stage

MOVED: Final = "Somebody changed this referral while you were here: it is now “{stage}”. Look at it again, then decide"
SCOPED: Final = (
    "Somebody worked on this referral while you were here. What you typed is kept. See below what they did, then decide"
)
NO_LAWYER: Final = "Answer question A.3 first, and record what the lawyer said: nobody investigates before that"
PAST: Final = "The day of review lies after today"
RECORDED: Final = "The decision is recorded."
PROPOSED: Final = "The decision is recorded. It waits for a second officer."
OWN: Final = "You made this decision yourself. Another supervisor confirms it."
JUDGED: Final = "Somebody else has answered to this decision while you were here. This is how it stands now."


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what was decided and what can be; record a decision, unless its page is no longer true."""
    row = finding.referral(referral_id)
    if request.method != "POST":
        return _page(request, row)
    check_may(officer_of(request), Permission.DECIDE)
    if request.POST.get("stage", row.stage) != row.stage:
        return _page(request, row, decide=_moved(row, request))
    form = context.decide_form(row, request.POST)
    if not form.is_valid():
        return _page(request, row, decide=form)
    given = form.cleaned_data
    ruling = Ruling(
        Outcome(given["outcome"]), given["reason"], given["addressee"], given["trigger"], given["review_on"]
    )
    refusal = _decided(request, row, ruling, form)
    if refusal is not None:
        return _page(request, finding.referral(referral_id), decide=refusal)
    messages.success(request, PROPOSED if selectors.pending(referral_id) else RECORDED)
    return redirect("decide", referral_id)


def _decided(request: HttpRequest, row: QueueRow, ruling: Ruling, form: DecideForm) -> DecideForm | None:
    """Decide; return the form with what was refused, or None."""
    given = form.cleaned_data
    stage = given["stage"] if given["stage"] in Stage.values else row.stage
    seen = Seen(Stage(stage), given["state"], given["size"])
    try:
        services.decide(referral_id=row.id, ruling=ruling, by=officer_of(request), at=timezone.now(), seen=seen)
    except (StalePage, MayNotFollow):
        return _moved(finding.referral(row.id), request)
    except ScopedMeanwhile:
        return context.looked_again(finding.referral(row.id), request.POST, SCOPED)
    except LawyerNotHeard:
        form.add_error("outcome", NO_LAWYER)
    except WatchMissing:
        form.add_error("review_on", PAST)
    except ReasonMissing:
        form.add_error("reason", "Give the reason")
    else:
        return None
    return form


def _moved(now: QueueRow, request: HttpRequest) -> DecideForm:
    """Keep what was typed and say where the referral stands now."""
    return context.looked_again(now, request.POST, MOVED.format(stage=words.stage(now.stage)[0]))


@entry(Permission.CONFIRM_DECISION)
@require_POST
def confirm(request: HttpRequest, referral_id: UUID, decision_id: UUID) -> HttpResponse:
    """Let another officer's decision stand."""
    finding.referral(referral_id)
    try:
        services.confirm(decision_id=decision_id, by=officer_of(request), at=timezone.now())
    except OwnDecision:
        messages.error(request, OWN)
    except (NoSuchDecision, StalePage):
        messages.error(request, JUDGED)
    else:
        messages.success(request, "The decision stands. Both names are in the record.")
    return redirect("decide", referral_id)


@entry(Permission.CONFIRM_DECISION)
@require_POST
def return_it(request: HttpRequest, referral_id: UUID, decision_id: UUID) -> HttpResponse:
    """Return another officer's decision, with words."""
    row, form = finding.referral(referral_id), ReturnForm(request.POST)
    if not form.is_valid():
        return _page(request, row, returning=form)
    said = form.cleaned_data["words"]
    try:
        services.return_it(decision_id=decision_id, words=said, by=officer_of(request), at=timezone.now())
    except OwnDecision:
        messages.error(request, OWN)
    except (NoSuchDecision, StalePage):
        messages.error(request, JUDGED)
    else:
        messages.success(request, "The decision is returned, with your words.")
    return redirect("decide", referral_id)


@entry(Permission.DECIDE)
@require_POST
def reopen(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Scope a referral again."""
    row, form = finding.referral(referral_id), ReopenForm(request.POST)
    if not form.is_valid():
        return _page(request, row, reopening=form)
    reason = form.cleaned_data["reason"]
    try:
        services.reopen(referral_id=referral_id, reason=reason, by=officer_of(request), at=timezone.now())
    except (StalePage, MayNotFollow):
        messages.error(request, MOVED.format(stage=words.stage(finding.referral(referral_id).stage)[0]))
    else:
        messages.success(request, "It is being scoped again.")
    return redirect("decide", referral_id)


def _page(request: HttpRequest, row: QueueRow, **typed: object) -> HttpResponse:
    """Show the page: the reasons may hold a witness's words, so the ledger says first that they are read."""
    referrals.read(referral_id=row.id, by=officer_of(request), at=timezone.now())
    return render(request, "triage/decision.html", context.decision(row, officer_of(request), typed))
