"""The identity door: who is there to contact, opening it with a reason, adding somebody, erasing for good."""

from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from affiant.casework import finding
from affiant.casework.access import entry, officer_of
from affiant.casework.identity import showing
from affiant.casework.identity.forms import DoorForm, EraseForm, PersonForm
from affiant.casework.identity.showing import PersonLine
from affiant.ground.accounts.permissions import Permission
from affiant.referrals import services
from affiant.referrals.errors import ContactUnreadable, IdentityAway, NoSuchContact, NothingToErase, ReferralsError
from affiant.referrals.kinds import Role, Route
from affiant.referrals.selectors import QueueRow
from affiant.referrals.services import Person

REFUSED: Final[dict[type[ReferralsError], str]] = {
    IdentityAway: "This machine does not hold the key that opens names. Ask your technical team where they are opened",
    ContactUnreadable: "A name does not open. Nothing is lost: tell your technical team the number of this referral",
}
ERASED: Final = "The names and ways of contact are erased. Nobody can open them again."
HANDED_OVER: Final = (
    "They are erased here. The file that the organisation handed over holds them until it is erased too."
)


@entry(Permission.READ_CONTACT)
@require_safe
def people(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show who is there to contact, without a name."""
    return showing.door(request, finding.referral(referral_id))


@entry(Permission.READ_CONTACT)
@require_POST
def open_contact(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Show names and ways of contact, once the reason stands in the ledger."""
    row, form = finding.referral(referral_id), DoorForm(request.POST)
    if not form.is_valid():
        return showing.door(request, row, form)
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        found = services.open_contact(referral_id=referral_id, reason=reason, by=by, at=timezone.now())
    except (IdentityAway, ContactUnreadable) as refused:
        kind = IdentityAway if isinstance(refused, IdentityAway) else ContactUnreadable
        form.add_error(None, REFUSED[kind])
        return showing.door(request, row, form)
    return showing.opened(request, row, found)


@entry(Permission.READ_CONTACT)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Add somebody to contact."""
    return _keep(request, finding.referral(referral_id), None)


@entry(Permission.READ_CONTACT)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, referral_id: UUID, contact_id: UUID) -> HttpResponse:
    """Write anew what an officer entered about somebody; the earlier entry stays behind it."""
    row = finding.referral(referral_id)
    return _keep(request, row, showing.line_of(referral_id, contact_id))


@entry(Permission.ERASE_CONTACT)
@require_POST
def erase(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Throw the key of a referral's names away."""
    row, form = finding.referral(referral_id), EraseForm(request.POST)
    if not form.is_valid():
        return showing.door(request, row, form)
    reason, by = form.cleaned_data["reason"], officer_of(request)
    try:
        services.erase_contacts(referral_id=referral_id, reason=reason, by=by, at=timezone.now())
    except NothingToErase:
        messages.error(request, "There is nothing to erase, or it was erased already.")
    else:
        messages.success(request, HANDED_OVER if row.route is Route.IMPORT else ERASED)
    return redirect("people_to_contact", referral_id)


def _keep(request: HttpRequest, row: QueueRow, line: PersonLine | None) -> HttpResponse:
    form = PersonForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return showing.entering(request, row, form, line)
    said = {name: value for name, value in form.cleaned_data.items() if name != "role"}
    person = Person(Role(form.cleaned_data["role"]), said, follows=line.id if line else None)
    try:
        services.add_contact(referral_id=row.id, person=person, by=officer_of(request), at=timezone.now())
    except NoSuchContact as missing:
        raise Http404 from missing
    messages.success(request, "It is kept and closed. To read it, open the door with a reason.")
    return redirect("people_to_contact", row.id)
