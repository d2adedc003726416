"""The jurisdiction aid: what is known goes in, which Acts may apply comes out, with its reasoning."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import context
from affiant.casework.triage.aid_form import AidForm
from affiant.ground.accounts.permissions import Permission, check_may, may
from affiant.law import acts
from affiant.law import jurisdiction as law
from affiant.law.jurisdiction import Reading, State
from affiant.referrals import services as consulting
from affiant.referrals.selectors import QueueRow
from affiant.triage import selectors, services, told
from affiant.triage.rows import NoteRow

STATES: Final[Mapping[State, tuple[str, str]]] = {
    State.MAY_APPLY: ("May apply", "govuk-tag--blue"),
    State.CANNOT_SAY: ("Cannot be said yet", "govuk-tag--yellow"),
    State.DOES_NOT_REACH: ("Does not seem to reach it", "govuk-tag--grey"),
}


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def jurisdiction_page(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show what the aid was told last and what follows from it; keep what it is told now."""
    row, officer = finding.referral(referral_id), officer_of(request)
    if request.method != "POST":
        return _page(request, row, _form(referral_id))
    check_may(officer, Permission.SCOPE)
    form = AidForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    services.note_jurisdiction(
        referral_id=referral_id, told_aid=form.told(), view=form.cleaned_data["view"], by=officer, at=timezone.now()
    )
    messages.success(request, "Kept. The aid judges nothing: the decision is yours.")
    return redirect("jurisdiction", referral_id)


def _form(referral_id: UUID) -> AidForm:
    notes = selectors.notes_of(referral_id)
    return AidForm.filled(told.decode(notes[0].known.encode())) if notes else AidForm()


def _page(request: HttpRequest, row: QueueRow, form: AidForm) -> HttpResponse:
    """Show the page; the ledger says so before a suspect is named."""
    consulting.note_reading(referral_id=row.id, by=officer_of(request), at=timezone.now())
    notes = selectors.notes_of(row.id)
    more = {
        "here": "jurisdiction",
        "form": form,
        "aid_form": form,
        "may_scope": may(officer_of(request), Permission.SCOPE),
        "noted": _noted(notes[0]) if notes else None,
        "earlier": [_in_short(note) for note in notes[1:]],
    }
    return render(request, "triage/jurisdiction.html", context.head(row) | more)


def _in_short(note: NoteRow) -> dict[str, object]:
    suspect = told.decode(note.known.encode()).suspect
    return {"suspect": suspect, "by_name": note.by_name, "at": note.at, "view": note.view}


def _noted(note: NoteRow) -> dict[str, object]:
    was_told = told.decode(note.known.encode())
    readings = law.read(was_told.facts)
    return _in_short(note) | {
        "suspect": was_told.suspect or "a suspect who is not named",
        "law": note.law,
        "is_old": note.law != acts.VERSION,
        "find_out": law.find_out(readings),
        "readings": [_reading(one) for one in readings if one.state is not State.DOES_NOT_REACH],
        "ruled_out": [_reading(one) for one in readings if one.state is State.DOES_NOT_REACH],
        "always": " ".join(law.notes(was_told.facts)),
    }


def _reading(reading: Reading) -> dict[str, object]:
    state, colour = STATES[reading.state]
    return {
        "title": reading.act.title,
        "state": state,
        "colour": colour,
        "is_open": reading.state is State.MAY_APPLY,
        "steps": [
            {"text": step.text, "source": step.source.text, "verified": step.source.is_verified}
            for step in reading.steps
        ],
        "notes": (*reading.act.notes, f"Before a charge: {reading.act.consent.text}."),
    }
