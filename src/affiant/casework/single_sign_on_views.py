"""The ways to the force's own identity provider and back: signing in by it, connecting it, forgetting it."""

from collections.abc import Callable
from functools import wraps

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from affiant.casework import single_sign_on
from affiant.casework.access import Open, entry, officer_of
from affiant.ground.accounts import subjects


@entry(Open.TO_ANYONE)
@require_POST
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """Lead to the provider to sign in; the second factor is asked here when one comes back."""
    return single_sign_on.lead_there(request, "login")


@entry(Open.TO_OFFICERS)
@require_POST
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth carries no types
def connect(request: HttpRequest) -> HttpResponseBase:
    """Lead to the provider to find out who the officer is there; only who has given the second factor connects."""
    return single_sign_on.lead_there(request, single_sign_on.CONNECT)


@entry(Open.TO_ANYONE)
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Take what the provider says of somebody: allauth fetches the token by the code that came, and checks it."""
    single_sign_on.provider(request)
    try:
        answer: HttpResponseBase = openid_connect.callback(request, provider_id)
    except (KeyError, ValueError, ImproperlyConfigured) as malformed:  # no subject, or one that is none
        return single_sign_on.failed_to_answer(request, malformed)
    return answer


@entry(Open.TO_OFFICERS)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Let the officer's account at the provider open nothing here any more."""
    officer = officer_of(request)
    subjects.forget(officer=officer, by=officer, at=timezone.now())
    messages.success(request, "It signs you in no more. Use your user name and password.")
    return redirect("mfa_index")


def leads_there(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a form of this page lead to the provider: browsers hold the policy against the redirect that answers it."""

    @wraps(view)
    def shown(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        origin = single_sign_on.origin()
        return (csp_update({"form-action": [origin]})(view) if origin else view)(request, *arguments, **named)

    return shown
