"""Classification: possible offences with grounds, a view on each element, incidents as the account tells them."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.triage import classes
from affiant.casework.triage.classes import CandidateForm, DropForm, ElementsForm, IncidentForm
from affiant.core.edtf import NotEdtf
from affiant.ground.accounts.permissions import Permission, check_may
from affiant.referrals import services as referrals
from affiant.triage import classified, passages, services
from affiant.triage.classified import CandidateRow
from affiant.triage.errors import (
    AlreadyCandidate,
    AnsweredMeanwhile,
    NoSuchCandidate,
    NoSuchEvidence,
    NoSuchIncident,
    NoSuchOffence,
    PassageNotThere,
)

KEPT: Final = "Kept as your view."
ALREADY: Final = "This offence is on the list already"
MEANWHILE: Final = (
    "Somebody else looked at these elements while you were here. Nothing is overwritten: see what they said, then save"
)
NOT_THERE: Final = "These words do not stand in the account. Copy them exactly as they were written"
NO_DAY: Final = "Write the day as 2022-03-14, 2022-03 or 2022; ~ for about, ? for uncertain, a span as 2022-03/2022-05"
GONE: Final = "Somebody else changed this while you were here. This is how it stands now."


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def classification(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show the possible offences and the incidents; name another offence."""
    finding.referral(referral_id)
    if request.method != "POST":
        return _page(request, referral_id)
    check_may(officer_of(request), Permission.SCOPE)
    form = CandidateForm(request.POST)
    if not form.is_valid():
        return _page(request, referral_id, candidate=form)
    try:
        services.classify(referral_id=referral_id, possible=form.possible(), by=officer_of(request), at=timezone.now())
    except (AlreadyCandidate, NoSuchOffence):
        form.add_error("article", ALREADY)
        return _page(request, referral_id, candidate=form)
    messages.success(request, KEPT)
    return redirect("classification", referral_id)


@entry(Permission.READ_REFERRAL)
@require_http_methods(["GET", "HEAD", "POST"])
def elements(request: HttpRequest, referral_id: UUID, candidate_id: UUID) -> HttpResponse:
    """Show the elements of a possible offence; say what there is for each."""
    finding.referral(referral_id)
    row = _candidate(referral_id, candidate_id)
    form = _form(row, request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _elements(request, referral_id, row, form)
    check_may(officer_of(request), Permission.SCOPE)
    if not form.is_valid():
        return _elements(request, referral_id, row, form)
    try:
        services.view_elements(
            candidate_id=candidate_id, findings=form.findings(), by=officer_of(request), at=timezone.now()
        )
    except AnsweredMeanwhile as refused:
        form.look_again(refused.questions)
        form.add_error(None, MEANWHILE)
        return _elements(request, referral_id, _candidate(referral_id, candidate_id), form)
    except (PassageNotThere, NoSuchEvidence):
        form.add_error(None, NOT_THERE)
        return _elements(request, referral_id, row, form)
    except NoSuchCandidate:
        messages.error(request, GONE)
    else:
        messages.success(request, KEPT)
    return redirect("elements", referral_id, candidate_id)


@entry(Permission.SCOPE)
@require_POST
def drop(request: HttpRequest, referral_id: UUID, candidate_id: UUID) -> HttpResponse:
    """Take an offence off the list, and say why."""
    finding.referral(referral_id)
    row, form = _candidate(referral_id, candidate_id), DropForm(request.POST)
    if not form.is_valid():
        return _elements(request, referral_id, row, _form(row), drop=form)
    why = form.cleaned_data["why"]
    try:
        services.drop_candidate(candidate_id=candidate_id, why=why, by=officer_of(request), at=timezone.now())
    except NoSuchCandidate:
        messages.error(request, GONE)
    else:
        messages.success(request, "It is no longer seen as possible. Its story stays.")
    return redirect("classification", referral_id)


@entry(Permission.SCOPE)
@require_POST
def code(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Code an incident, or correct a coding by one that follows it."""
    finding.referral(referral_id)
    form = IncidentForm(request.POST, held=passages.holdings(referral_id))
    if form.is_valid() and _coded(request, referral_id, form):
        messages.success(request, KEPT)
        return redirect("classification", referral_id)
    return _page(request, referral_id, incident=form)


def _coded(request: HttpRequest, referral_id: UUID, form: IncidentForm) -> bool:
    try:
        services.code_incident(
            referral_id=referral_id,
            coding=form.coding(),
            rests_on=form.rests,
            follows=form.cleaned_data["follows"],
            by=officer_of(request),
            at=timezone.now(),
        )
    except NotEdtf:
        form.add_error("when_edtf", NO_DAY)
    except (PassageNotThere, NoSuchEvidence):
        form.add_error("passage", NOT_THERE)
    except NoSuchIncident:
        form.add_error(None, GONE)
    else:
        return True
    return False


def _candidate(referral_id: UUID, candidate_id: UUID) -> CandidateRow:
    row = classified.candidate(candidate_id)
    if row is None or row.referral_id != referral_id:
        raise Http404
    return row


def _form(row: CandidateRow, data: QueryDict | None = None) -> ElementsForm:
    return ElementsForm(data, row=row, held=passages.holdings(row.referral_id))


def _page(request: HttpRequest, referral_id: UUID, **typed: object) -> HttpResponse:
    officer = officer_of(request)
    page = referrals.read(referral_id=referral_id, by=officer, at=timezone.now())
    return render(request, "triage/classification.html", classes.classification(page, officer, request.GET, typed))


def _elements(
    request: HttpRequest, referral_id: UUID, row: CandidateRow, form: ElementsForm, drop: DropForm | None = None
) -> HttpResponse:
    officer = officer_of(request)
    page = referrals.read(referral_id=referral_id, by=officer, at=timezone.now())
    return render(request, "triage/elements.html", classes.elements(page, officer, row, form, drop))
