"""How officers sign in: no sign-up, a password and a second factor whose secrets are encrypted at rest."""

import base64
import os
from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponseBase

from affiant.casework import second_factor

BOUND_TO = b"affiant.casework second factor v1"
NONCE = 12


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Accounts are made by the administrator; nothing is ever sent by mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": "The user name or the password is wrong",
        "too_many_login_attempts": "Too many attempts failed. Wait five minutes, then try again",
        "incorrect_password": "The password is wrong",
        "enter_current_password": "This is not the password that you use now",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - the signature is allauth's
        """Nobody signs themselves up."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing: this system knows no mail addresses."""

    def add_message(self, *_: object, **__: object) -> None:
        """Say nothing of our own accord: each page already says what has happened."""

    def is_reauthentication_required(self, *, app: str, **facts: object) -> bool:
        """Ask for the password again before factors change, but not while the first one is being set up."""
        officer = context.request.user
        if officer.is_authenticated and not second_factor.is_set_up(officer):
            return False
        return bool(super().is_reauthentication_required(app=app, **facts))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    """Names the service in authenticator apps and keeps every secret encrypted in the database."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is wrong, or has been used. Wait until the app shows the next one",
        "cannot_delete_authenticator": "This is your only second factor. Add another one before you remove it",
    }

    def encrypt(self, text: str) -> str:
        """Encrypt under the key that settings name; the nonce goes before the ciphertext."""
        nonce = os.urandom(NONCE)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), BOUND_TO)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return what `encrypt` was given.

        Raises: ImproperlyConfigured when the key is not the one that encrypted it.
        """
        raw = base64.b64decode(encrypted_text)
        try:
            return _cipher().decrypt(raw[:NONCE], raw[NONCE:], BOUND_TO).decode()
        except InvalidTag as error:
            message = "The second factors in this database were encrypted under another key."
            raise ImproperlyConfigured(message) from error

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to take away an officer's only second factor."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=second_factor.FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def get_totp_issuer(self) -> str:
        """Name the service as the authenticator app will show it."""
        return "Affiant"

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """Suggest a name for a new passkey."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Passkey {count + 1}"


def display_name(officer: AbstractBaseUser) -> str:
    """Give the name under which an officer appears to others."""
    return str(getattr(officer, "display_name", "") or officer.get_username())


def counts_as_given(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the first factor that the view sets up count as given: its owner has just proved it on that page."""

    @wraps(view)
    def watched(request: HttpRequest, *arguments: object, **named: object) -> HttpResponseBase:
        had_one = second_factor.is_set_up(request.user)
        response = view(request, *arguments, **named)
        if not had_one and second_factor.is_set_up(request.user):
            record_authentication(request, request.user, "mfa", reauthenticated=True)
        return response

    return watched


def _cipher() -> ChaCha20Poly1305:
    return ChaCha20Poly1305(bytes.fromhex(settings.SECOND_FACTOR_KEY))
