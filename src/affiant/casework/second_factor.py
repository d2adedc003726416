"""Whether an officer has a second factor, and whether this session was opened with it."""

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.http import HttpRequest

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def was_given(request: HttpRequest) -> bool:
    """Answer whether a second factor was given in this very session.

    That an officer *has* one is not enough: a session that a thief opened with the password alone, before the
    officer set a factor up, must not gain anything from it.
    """
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def is_set_up(officer: AbstractBaseUser | AnonymousUser) -> bool:
    """Answer whether the officer has an authenticator app or a passkey; recovery codes alone do not count."""
    return bool(is_mfa_enabled(officer, list(FACTORS)))
