"""The administrator's desk: officers, their roles, their accounts."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from affiant.casework.access import entry, officer_of
from affiant.casework.people import passwords
from affiant.casework.people.forms import NewOfficerForm, RolesForm
from affiant.ground.accounts import factors, selectors, services, sessions
from affiant.ground.accounts.errors import LastAdministrator, NoSuchOfficer, OwnRoles, UsernameTaken
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission
from affiant.ground.accounts.roles import Role
from affiant.triage import services as leaving
from affiant.triage.services import Returned

OWN = "Nobody gives themselves a role. Ask another administrator."
LAST = "This is the last administrator. Give the role to somebody else first."


@entry(Permission.MANAGE_OFFICERS)
@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """List every officer."""
    return render(request, "people/officers.html", {"rows": selectors.officers()})


@entry(Permission.MANAGE_OFFICERS)
@require_http_methods(["GET", "POST"])
def new_officer(request: HttpRequest) -> HttpResponse:
    """Make an officer and show the first password, once."""
    form = NewOfficerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = passwords.make()
        try:
            made = services.create_officer(
                username=form.cleaned_data["username"],
                display_name=form.cleaned_data["display_name"],
                password=password,
                roles=[Role(role) for role in form.cleaned_data["roles"]],
                by=officer_of(request),
                at=timezone.now(),
            )
        except UsernameTaken:
            form.add_error("username", "Another officer has this user name")
        else:
            return render(request, "people/first_password.html", {"made": made, "password": password})
    return render(request, "people/new_officer.html", {"form": form})


@entry(Permission.MANAGE_OFFICERS)
@require_GET
def officer(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Show one officer."""
    found = _found(officer_id)
    return _page(request, found, RolesForm(initial={"roles": sorted(found.held_roles)}))


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def set_roles(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Give the officer these roles and no others."""
    found, form = _found(officer_id), RolesForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    roles = [Role(role) for role in form.cleaned_data["roles"]]
    return _done(request, found, "The roles are changed.", lambda: leaving.set_roles(
        officer=found, roles=roles, by=officer_of(request), at=timezone.now()
    ))  # fmt: skip


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def close(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Close an account; the officer's sessions end at once, and what they had in hand goes back to the queue."""
    found = _found(officer_id)
    return _done(request, found, "The account is closed.", lambda: leaving.close_account(
        officer=found, by=officer_of(request), at=timezone.now()
    ))  # fmt: skip


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def open_again(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Open a closed account."""
    found = _found(officer_id)
    return _done(request, found, "The account is open.", lambda: services.set_active(
        officer=found, active=True, by=officer_of(request), at=timezone.now()
    ))  # fmt: skip


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def new_password(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Give the officer a new password and show it, once."""
    found, password = _found(officer_id), passwords.make()
    services.set_password(officer=found, password=password, by=officer_of(request), at=timezone.now())
    return render(request, "people/first_password.html", {"made": found, "password": password})


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def forget_factor(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """Forget the second factors of an officer who lost them."""
    found = _found(officer_id)
    factors.forget_second_factor(officer=found, by=officer_of(request), at=timezone.now())
    messages.success(request, "The second factors are forgotten. The next sign-in sets up a new one.")
    return redirect("officer", found.pk)


@entry(Permission.MANAGE_OFFICERS)
@require_POST
def end_sessions(request: HttpRequest, officer_id: UUID) -> HttpResponse:
    """End every session of an officer, in every browser."""
    found = _found(officer_id)
    return _done(request, found, "Every session has ended.", lambda: sessions.end(
        officer=found, by=officer_of(request), at=timezone.now()
    ))  # fmt: skip


def _found(officer_id: UUID) -> Officer:
    try:
        return selectors.get(officer_id)
    except NoSuchOfficer as missing:
        raise Http404 from missing


def _page(request: HttpRequest, found: Officer, form: RolesForm) -> HttpResponse:
    return render(request, "people/officer.html", {"found": found, "form": form})


def _done(request: HttpRequest, found: Officer, sentence: str, act: Callable[[], Returned | None]) -> HttpResponse:
    try:
        returned = act()
    except (LastAdministrator, OwnRoles) as refused:
        messages.error(request, OWN if isinstance(refused, OwnRoles) else LAST)
    else:
        messages.success(request, f"{sentence} {_went_back(returned)}".strip())
    return redirect("officer", found.pk)


def _went_back(returned: Returned | None) -> str:
    """Say how much went back to the queue, and nothing of what it is: an administrator sees no case."""
    if returned is None or not (returned.referrals or returned.memberships):
        return ""
    return f"Referrals given back to the queue: {returned.referrals:,}. Memberships ended: {returned.memberships:,}."
