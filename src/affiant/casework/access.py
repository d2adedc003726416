"""Who may enter: the rule that every view of this face declares, and the check that keeps it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import wraps
from typing import Final, TypeVar
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from affiant.casework import second_factor
from affiant.evidence import selectors as evidence
from affiant.evidence.errors import NoSuchExhibit
from affiant.ground.accounts.errors import NotPermitted
from affiant.ground.accounts.models import Officer
from affiant.ground.accounts.permissions import Permission, may
from affiant.sharing import selectors as sharing
from affiant.sharing.errors import NoSuchPackage
from affiant.triage import selectors as triage
from affiant.triage.errors import Recused

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Open(StrEnum):
    """The rules that do not depend on a role: how far a sign-in must have come."""

    TO_ANYONE = "anyone"
    TO_PASSWORD = "password given"  # noqa: S105 - the name of a rule
    TO_SET_UP = "setting up a second factor"
    TO_OFFICERS = "every officer"


Rule = Permission | Open

# What a view's argument says about the referral that it shows.
OF_A_REFERRAL: Final[Mapping[str, Callable[[UUID], UUID]]] = {
    "referral_id": lambda referral_id: referral_id,
    "other_id": lambda referral_id: referral_id,
    "exhibit_id": lambda exhibit_id: evidence.exhibit(exhibit_id).referral_id,
    "package_id": lambda package_id: sharing.package(package_id).row.referral_id,
}


def entry(rule: Rule) -> Callable[[View], View]:
    """Declare who may enter a view and keep everybody else out of it.

    Without a sign-in the answer is the sign-in page; without a second factor, the page to give or set one up.

    Raises: PermissionDenied for an officer whose roles do not carry the permission.
    """

    def declare(view: View) -> View:
        @wraps(view)
        def entered(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
            elsewhere = _sent_elsewhere(request, rule)
            if elsewhere is not None:
                return elsewhere
            _check_open_to(request, named)
            return view(request, *arguments, **named)

        entered.entry_rule = rule  # type: ignore[attr-defined]
        return entered  # type: ignore[return-value]

    return declare


def _sent_elsewhere(request: HttpRequest, rule: Rule) -> HttpResponse | None:
    if rule is Open.TO_ANYONE:
        return None
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if rule is Open.TO_PASSWORD or second_factor.was_given(request):
        _check_role(request, rule)
        return None
    if second_factor.is_set_up(request.user):
        return redirect_to_login(request.get_full_path(), login_url="mfa_reauthenticate")
    return None if rule is Open.TO_SET_UP else redirect("mfa_index")


def _check_role(request: HttpRequest, rule: Rule) -> None:
    if isinstance(rule, Permission) and not may(request.user, rule):
        raise PermissionDenied


def _check_open_to(request: HttpRequest, named: Mapping[str, object]) -> None:
    """Keep an officer to whom a referral is closed out of every view of it, of its files and its packages.

    Raises: PermissionDenied.
    """
    about = {_referral_of(name, named[name]) for name in OF_A_REFERRAL.keys() & named.keys()} - {None}
    if any(triage.is_closed_to(each, officer_of(request).pk) for each in about if each is not None):
        raise PermissionDenied


def _referral_of(name: str, value: object) -> UUID | None:
    """Return the referral that a view is about by one of its arguments; None where that is not there."""
    find = OF_A_REFERRAL.get(name)
    try:
        return find(value) if find and isinstance(value, UUID) else None
    except (NoSuchExhibit, NoSuchPackage):
        return None


class EntryRules:
    """Middleware: a view that declares no rule is closed, and no page of this face is kept by a cache."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep what answers the request."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and forbid every cache to keep the answer."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response

    def process_exception(self, _: HttpRequest, refused: Exception) -> None:
        """Answer a service's refusal as a view's: the role may be gone, or the referral closed, since a moment ago.

        Raises: PermissionDenied.
        """
        if isinstance(refused, NotPermitted | Recused):
            raise PermissionDenied from refused

    def process_view(self, _: HttpRequest, view: Callable[..., object], *__: object) -> None:
        """Refuse a view without a rule: forgetting the rule must close a page, not open it.

        Raises: PermissionDenied.
        """
        if not hasattr(view, "entry_rule"):
            raise PermissionDenied


def officer_of(request: HttpRequest) -> Officer:
    """Return the officer who asks, for services that act `by` one; only behind a rule that wants a sign-in."""
    assert isinstance(request.user, Officer)  # noqa: S101 - the rule has made sure
    return request.user
