"""The register of organisations that send or hand over reports."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from affiant.casework.access import entry, officer_of
from affiant.casework.handover.forms import OrganisationForm
from affiant.ground.accounts.permissions import Permission
from affiant.handover import selectors, services
from affiant.handover.errors import IdMalformed, IdTaken, NameMissing, NameTaken, NoSuchOrganisation


@entry(Permission.MANAGE_PARTNERS)
@require_http_methods(["GET", "HEAD", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """List the organisations; add one."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_organisation(**form.cleaned_data, by=officer_of(request), at=timezone.now())
        except (NameTaken, NameMissing):
            form.add_error("name", "Another organisation has this name")
        except IdTaken:
            form.add_error("organisation_id", "Another organisation has this id")
        except IdMalformed:
            form.add_error("organisation_id", "An id has 32 digits and letters from a to f. Copy it again")
        else:
            messages.success(request, "The organisation is added.")
            return redirect("organisations")
    rows = selectors.organisations(also_closed=True)
    return render(request, "handover/organisations.html", {"organisations": rows, "form": form})


@entry(Permission.MANAGE_PARTNERS)
@require_POST
def close_organisation(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Take nothing more in from an organisation."""
    try:
        services.close_organisation(organisation_id=organisation_id, by=officer_of(request), at=timezone.now())
    except NoSuchOrganisation as missing:
        raise Http404 from missing
    messages.success(
        request, "It is closed. If it has a token for the public site, tell your operator to close that too."
    )
    return redirect("organisations")


@entry(Permission.MANAGE_PARTNERS)
@require_POST
def reopen_organisation(request: HttpRequest, organisation_id: str) -> HttpResponse:
    """Take in from a closed organisation again."""
    try:
        services.reopen_organisation(organisation_id=organisation_id, by=officer_of(request), at=timezone.now())
    except NoSuchOrganisation as missing:
        raise Http404 from missing
    messages.success(request, "It is open again.")
    return redirect("organisations")
