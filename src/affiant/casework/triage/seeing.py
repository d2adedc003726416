"""Who sees one referral: restricting it to its members, and who these are."""

from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import context
from affiant.casework.triage.seeing_forms import EndForm, LiftForm, MemberForm, RestrictForm
from affiant.ground.accounts import selectors as accounts
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.referrals import services as consulting
from affiant.referrals.selectors import QueueRow
from affiant.triage import services, team
from affiant.triage.errors import (
    AlreadyMember,
    AlreadyRestricted,
    CannotTakeOn,
    LastSupervisor,
    NotMember,
    NotRestricted,
    ReasonMissing,
)
from affiant.triage.team import Team

MEANWHILE: Final = "Somebody else did this a moment ago. This is how it stands now."
CANNOT: Final = "They cannot be a member: they read no referrals, or have stepped back from this one"
LAST: Final = "No other supervisor is a member. Let another one in first, or lift the restriction."
REASON: Final = "Give a reason, then end the membership."


@entry(Permission.READ_REFERRAL)
@require_safe
def who_sees(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show whether the referral is restricted, and who its members are."""
    return _page(request, finding.referral(referral_id))


@entry(Permission.RESTRICT)
@require_POST
def restrict(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let only members see the referral."""
    row, form = finding.referral(referral_id), RestrictForm(request.POST)
    if not form.is_valid():
        return _page(request, row, restrict_form=form)
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        services.restrict(referral_id=referral_id, reason=reason, by=by, at=timezone.now())
    except AlreadyRestricted:
        messages.error(request, MEANWHILE)
    else:
        messages.success(request, "Only its members see it from now on. You are one.")
    return redirect("who_sees", referral_id)


@entry(Permission.RESTRICT)
@require_POST
def lift(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let everybody see the referral again whose role lets them."""
    row, form = finding.referral(referral_id), LiftForm(request.POST)
    if not form.is_valid():
        return _page(request, row, lift_form=form)
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        services.lift(referral_id=referral_id, reason=reason, by=by, at=timezone.now())
    except NotRestricted:
        messages.error(request, MEANWHILE)
    else:
        messages.success(request, "Everybody sees it again whose role lets them.")
    return redirect("who_sees", referral_id)


@entry(Permission.RESTRICT)
@require_POST
def add_member(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Let an officer in."""
    row = finding.referral(referral_id)
    form = MemberForm(request.POST, officers=_addable(team.team_of(referral_id)))
    if not form.is_valid():
        return _page(request, row, member_form=form)
    whom, reason = UUID(form.cleaned_data["officer"]), form.cleaned_data["reason"]
    try:
        services.add_member(
            referral_id=referral_id, officer_id=whom, reason=reason, by=officer_of(request), at=timezone.now()
        )
    except CannotTakeOn:
        form.add_error("officer", CANNOT)
        return _page(request, row, member_form=form)
    except AlreadyMember:
        messages.error(request, MEANWHILE)
    else:
        messages.success(request, "They are a member now.")
    return redirect("who_sees", referral_id)


@entry(Permission.READ_REFERRAL)
@require_POST
def end_membership(request: HttpRequest, referral_id: UUID, officer_id: UUID) -> HttpResponse:
    """End a membership: one's own, or by a supervisor another's."""
    finding.referral(referral_id)
    form, officer = EndForm(request.POST), officer_of(request)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        services.end_membership(
            referral_id=referral_id, officer_id=officer_id, reason=reason, by=officer, at=timezone.now()
        )
    except (ReasonMissing, LastSupervisor, NotMember) as refused:
        messages.error(request, {ReasonMissing: REASON, LastSupervisor: LAST}.get(type(refused), MEANWHILE))
        return redirect("who_sees", referral_id)
    messages.success(request, "The membership has ended.")
    return redirect("queue") if officer_id == officer.pk else redirect("who_sees", referral_id)


def _addable(shown: Team) -> list[tuple[str, str]]:
    present = {row.officer for row in shown.present}
    readers = accounts.who_may(Permission.READ_REFERRAL)
    return [(str(one.id), one.display_name) for one in readers if one.id not in present]


def _page(request: HttpRequest, row: QueueRow, **typed: forms.Form) -> HttpResponse:
    """Show the page; the ledger says so first, because the reasons may speak of people."""
    officer = officer_of(request)
    consulting.note_reading(referral_id=row.id, by=officer, at=timezone.now())
    shown = team.team_of(row.id)
    more = {
        "here": "seeing",
        "team": shown,
        "myself": officer.pk,
        "former": [one for one in shown.members if one.span.ended_at is not None],
        "earlier": [span for span in shown.restrictions if span.ended_at is not None],
        "form": next(iter(typed.values()), None),
        **_forms(officer, shown, typed),
    }
    return render(request, "triage/seeing.html", context.head(row) | more)


def _forms(officer: Officer, shown: Team, typed: dict[str, forms.Form]) -> dict[str, object]:
    """Give the forms with which this officer may say who sees the referral."""
    if not may(officer, Permission.RESTRICT):
        return {"manages": False}
    given: dict[str, object] = {"manages": True}
    if shown.restriction is None:
        given["restrict_form"] = typed.get("restrict_form") or RestrictForm()
    else:
        given["lift_form"] = typed.get("lift_form") or LiftForm()
    given["member_form"] = typed.get("member_form") or MemberForm(officers=_addable(shown))
    return given
