"""Signing in by the force's own identity provider (OpenID Connect): what it may do here, and what it may not."""

import logging
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount import app_settings
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialLogin
from allauth.socialaccount.providers.base import Provider
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from requests import RequestException

from affiant.casework import second_factor
from affiant.ground.accounts import subjects
from affiant.ground.accounts.errors import SubjectTaken
from affiant.ground.accounts.models import Officer

logger: Final = logging.getLogger("affiant.sign_in")
UNKNOWN: Final = "No officer here has connected this account. Sign in with your password, then connect it."
FAILED: Final = "Signing in there did not work. Try again, or use your user name and password."
TAKEN: Final = "This account signs in as another officer."
CONNECTED: Final = "You can sign in with it from now on. Your second factor is still asked."
NOT_NOW: Final = "Sign in with your second factor first, then connect it."
CONNECT: Final = "connect"


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Believes the provider who somebody is, once that officer has connected the account; and nothing else.

    No account is made by it, no role is taken from it, no claim besides the subject is kept or trusted, and it takes
    the place of the password alone: the second factor is asked here (ADR 0031).
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's
        """Nobody signs themselves up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Connect the account if that was asked; let a connected one go on to the second factor; refuse all others.

        Raises: ImmediateHttpResponse.
        """
        if sociallogin.state.get("process") == CONNECT:
            _connect(request, str(sociallogin.account.uid))
        if not sociallogin.is_existing:
            _refuse(request, UNKNOWN, "account_login")
        SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})  # no claim is kept
        sociallogin.account.extra_data = {}

    def on_authentication_error(
        self, request: HttpRequest, *_: object, exception: Exception | None = None, **__: object
    ) -> None:
        """Say that it did not work.

        Raises: ImmediateHttpResponse.
        """
        raise ImmediateHttpResponse(failed_to_answer(request, exception or PermissionError()))


def provider(request: HttpRequest) -> Provider:
    """Return the one provider of this installation.

    Raises: Http404 if the operator has set up none.
    """
    try:
        return get_adapter(request).get_provider(request, subjects.PROVIDER)
    except SocialApp.DoesNotExist as missing:
        raise Http404 from missing


def lead_there(request: HttpRequest, process: str) -> HttpResponseBase:
    """Lead the browser to the provider; where that does not answer, say so."""
    try:
        answer: HttpResponseBase = provider(request).redirect(request, process=process)
    except (RequestException, KeyError) as failed:  # not there, or no description of a provider
        return failed_to_answer(request, failed)
    return answer


def failed_to_answer(request: HttpRequest, failed: Exception) -> HttpResponseBase:
    """Say that it did not work, on the page from which it was tried; the log has the kind of fault and no more."""
    logger.warning("Signing in by the identity provider failed: %s", type(failed).__name__)
    messages.error(request, FAILED)
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")


def name() -> str:
    """Return what officers call the provider; empty where there is none."""
    return str(_app().get("name", ""))


def origin() -> str:
    """Return the provider's origin, to which a form of the sign-in page may lead; empty where there is none."""
    address = urlsplit(str(_app().get("settings", {}).get("server_url", "")))
    return f"{address.scheme}://{address.netloc}" if address.netloc else ""


def _app() -> dict[str, Any]:
    apps = app_settings.PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return apps[0] if apps else {}


def _connect(request: HttpRequest, subject: str) -> NoReturn:
    officer = request.user
    if not isinstance(officer, Officer) or not second_factor.was_given(request):
        _refuse(request, NOT_NOW, "account_login")
    try:
        subjects.connect(officer=officer, subject=subject, at=timezone.now())
    except SubjectTaken:
        _refuse(request, TAKEN, "mfa_index")
    messages.success(request, CONNECTED)
    raise ImmediateHttpResponse(redirect("mfa_index"))


def _refuse(request: HttpRequest, sentence: str, page: str) -> NoReturn:
    messages.error(request, sentence)
    raise ImmediateHttpResponse(redirect(page))
