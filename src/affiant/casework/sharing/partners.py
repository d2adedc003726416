"""The pages of partners: who may receive packages, under which key, and until when."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from affiant.casework.access import entry, officer_of
from affiant.casework.sharing import presenters as present
from affiant.casework.sharing.forms import NewPartnerForm, StandingForm
from affiant.ground.accounts.permissions import Permission, may
from affiant.sharing import selectors, services
from affiant.sharing.errors import DatesOutOfOrder, NameTaken, NoSuchPartner, RecipientMalformed
from affiant.sharing.selectors import PartnerRow
from affiant.sharing.stages import PartnerStatus

NOT_A_KEY = "This is not an age recipient: 62 characters that begin with age1. Copy it again"


@entry(Permission.READ_PACKAGES)
@require_safe
def partners(request: HttpRequest) -> HttpResponse:
    """List the partners."""
    rows = present.partners(selectors.partners(), timezone.now().date())
    manages = may(request.user, Permission.MANAGE_PARTNERS)
    return render(request, "sharing/partners.html", {"partners": rows, "manages": manages})


@entry(Permission.MANAGE_PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def new_partner(request: HttpRequest) -> HttpResponse:
    """Add a partner."""
    form = NewPartnerForm(request.POST or None, bodies=selectors.bodies(), first_day=timezone.now().date())
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add_partner(**form.cleaned_data, by=officer_of(request), at=timezone.now())
        except RecipientMalformed:
            form.add_error("recipient", NOT_A_KEY)
        except NameTaken:
            form.add_error("name", "Another partner has this name")
        else:
            messages.success(request, "The partner is added.")
            return redirect("partner", added.id)
    return render(request, "sharing/new_partner.html", {"form": form})


@entry(Permission.MANAGE_PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def partner(request: HttpRequest, partner_id: UUID) -> HttpResponse:
    """Show a partner; let packages go to it, stop them, or set its last day."""
    found = _found(partner_id)
    standing = {"status": found.status, "valid_until": found.valid_until}
    form = StandingForm(request.POST or None, initial=standing)
    if request.method == "POST" and form.is_valid():
        try:
            services.set_status(
                partner_id=partner_id,
                status=PartnerStatus(form.cleaned_data["status"]),
                valid_until=form.cleaned_data["valid_until"],
                by=officer_of(request),
                at=timezone.now(),
            )
        except DatesOutOfOrder:
            form.add_error("valid_until", "The last day is before the first day")
        else:
            messages.success(request, "The partner is changed.")
            return redirect("partner", partner_id)
    row = present.partner(found, timezone.now().date())
    return render(request, "sharing/partner.html", {"partner": row, "form": form})


def _found(partner_id: UUID) -> PartnerRow:
    try:
        return selectors.partner(partner_id)
    except NoSuchPartner as missing:
        raise Http404 from missing
